"""The Bot API's methods: one table from a method's name to the function that carries it out."""

from __future__ import annotations

from bot.standin.methods import chats, commands, copies, edits, existing, media, messages, receiving, topics
from bot.standin.methods.kind import Method

BY_NAME: dict[str, Method] = {
    **receiving.TABLE,
    **messages.TABLE,
    **media.TABLE,
    **copies.TABLE,
    **edits.TABLE,
    **existing.TABLE,
    **topics.TABLE,
    **chats.TABLE,
    **commands.TABLE,
}

METHODS: dict[str, Method] = {name.lower(): method for name, method in BY_NAME.items()}
"""Telegram does not care about the case of a method's name."""
