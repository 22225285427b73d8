"""Receipts as reactions: the mark stands under the staff's own message and says nothing twice."""

from __future__ import annotations

from aiogram.methods import SetMessageReaction
from aiogram.types import ReactionTypeEmoji

from bot.caller import Caller, Failed
from bot.ports import BotStorage
from bot.staffchat import StaffChat
from core.conversations.message import Author
from core.notifications.notice import Notice
from core.notifications.outbox import Later
from core.notifications.receipts import Fate

MARKS = {Fate.WAITS: "👀", Fate.ARRIVED: "👌", Fate.FAILED: "👎"}
"""A tick and a cross would be plainer, but are not among the reactions that Telegram allows."""


async def show(call: Caller, storage: BotStorage, staff: StaffChat, notice: Notice) -> None:
    """Put the mark. Raises Failed when it has to wait; a mark that Telegram refuses is no matter."""
    async with storage.read() as store:
        message = await store.messages.get(notice.facts["message"])
    chat = message.origin.chat
    if message.author is not Author.STAFF or chat not in staff:
        return
    mark = ReactionTypeEmoji(emoji=MARKS[Fate(notice.facts["fate"])])
    try:
        await call(chat, SetMessageReaction(chat_id=int(chat), message_id=message.origin.number, reaction=[mark]))
    except Failed as failed:
        if isinstance(failed.failure, Later):
            raise
