"""Questions about an update that decide whose it is.

All of them are coroutines: aiogram hands plain functions and magic filters to a thread, which costs more than the
whole handling of a message.
"""

from __future__ import annotations

import re
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject

import locales
from bot.incoming import CONTENT
from bot.relay.steps import CAPTIONED
from bot.turn import Turn
from core.letters import fold


async def in_private(event: TelegramObject) -> bool:
    """A private chat with the bot."""
    chat = chat_of(event)
    return chat is not None and chat.type == "private"


async def in_staff_chat(event: TelegramObject, turn: Turn, **data: Any) -> bool:
    """The staff's supergroup; elsewhere staff commands are ordinary words."""
    chat = chat_of(event)
    return chat is not None and str(chat.id) == turn.staff_chat


async def is_content(message: Message) -> bool:
    """Something that a person sent, not Telegram's own note about the chat."""
    return message.content_type in CONTENT


async def is_reworded(message: Message) -> bool:
    """An edit of words; a live location that moves on is edited too, every few seconds."""
    return message.text is not None or message.content_type in CAPTIONED


async def is_command(message: Message) -> bool:
    """A text that begins with a slash."""
    return (message.text or message.caption or "").startswith("/")


async def is_mere_command(message: Message) -> bool:
    """A word with a slash before it, like a command; a path of files that somebody asks about is none."""
    return message.text is not None and _COMMAND.match(message.text) is not None


_COMMAND = re.compile(r"/[A-Za-z][A-Za-z0-9_]{0,31}(@\w+)?(\s|$)")


class Says(Filter):
    """The text of a button under the input line, in any language: it may have been sent in another one."""

    def __init__(self, *labels: str) -> None:
        self._texts = {locales.catalogue(language).gettext(text) for language in locales.LANGUAGES for text in labels}

    async def __call__(self, message: Message) -> bool:
        return message.text in self._texts

    def typed(self, text: str | None) -> bool:
        """True when somebody wrote what the button says, whatever the capitals and the full stop."""
        return text is not None and fold(text).strip(" .!") in map(fold, self._texts)


CANCEL = Says("Cancel")
"""The button that leaves a form. Under a question its word is no answer."""


def chat_of(event: TelegramObject) -> Any:
    """The chat of a message, of a pressed button's message, or of a change of membership."""
    match event:
        case Message() | ChatMemberUpdated():
            return event.chat
        case CallbackQuery(message=message):
            return message.chat if message else None
        case _:
            return None
