"""A word that was taken back: its copies are deleted, or struck out when Telegram deletes them no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram.methods import DeleteMessage

from bot.caller import Caller, Failed
from bot.outcome import Lost
from bot.relay.send import edit
from bot.relay.steps import Heading
from bot.split import width
from bot.threads import Place
from core.conversations.message import Message

Standing = Sequence[tuple[str, int, bool]]
"""Chat, number, and whether the copy is not exactly this one message."""


async def withdraw(call: Caller, place: Place, message: Message, copies: Standing, heading: Heading) -> bool:
    """Take the copies away; False when one of them stands on, or went out together with other words."""
    here = [(number, joined) for chat, number, joined in copies if chat == place.chat]
    if not here or (len(here) == 1 and here[0][1]):
        return False
    gone = [await _gone(call, place, number) for number, _ in here]
    struck = replace(message, entities=({"type": "strikethrough", "offset": 0, "length": width(message.text)},))
    for (number, joined), deleted in zip(here, gone, strict=True):
        if not deleted and (joined or not message.text or not await edit(call, place, struck, number, heading)):
            return False
    return True


async def _gone(call: Caller, place: Place, number: int) -> bool:
    """True when the copy is deleted, now or before; after two days Telegram lets it stand."""
    try:
        await call(place.chat, DeleteMessage(chat_id=int(place.chat), message_id=number))
    except Failed as failed:
        match failed.failure:
            case Lost(what="gone"):
                return True
            case Lost(what="target"):
                return False
        raise
    return True
