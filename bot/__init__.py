"""Telegram: updates in, use cases of the core, notices out. The only room that knows aiogram."""
