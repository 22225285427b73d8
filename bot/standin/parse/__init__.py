"""Text with markup → plain text and entities, as Telegram's server does it."""
