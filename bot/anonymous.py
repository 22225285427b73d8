"""Administrators who write in the group's name: they may look, but a deed needs a person whom the journal can name."""

from __future__ import annotations

from aiogram.types import Update

from bot.identity import Side
from bot.incoming import CONTENT
from bot.turn import Turn

LOOKS = frozenset({"queue", "ticket", "find", "why", "history", "report", "help", "start"})
"""Commands that change nothing; all others would be somebody's deed."""


def admitted(update: Update, turn: Turn) -> Side:
    """The staff's side for looking around and for Telegram's own notes; what would be a deed is kindly sent back.

    A correction of what was never sent concerns nobody.
    """
    message = update.message
    if message is None:
        return Side.NOBODY
    if message.content_type not in CONTENT:
        return Side.STAFF
    text = message.text or message.caption or ""
    command = text[1:].split(maxsplit=1)[0].partition("@")[0].lower() if text[1:].strip() and text[0] == "/" else ""
    if command in LOOKS:
        return Side.STAFF
    if command or turn.thread is not None:
        turn.post("anonymous", reply_to=message.message_id)
    return Side.NOBODY
