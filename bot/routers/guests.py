"""«/ticket» in a group chat of customers: the author's words become talk of theirs, and it goes on in private.

Nothing else that is written there is read or answered, and nothing of a request is ever said there.
"""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message as TelegramMessage
from aiogram.types import User

from bot import incoming
from bot.identity import CHANNEL, standing_of
from bot.routers.client import promotion
from bot.routers.client.consent import GUEST
from bot.turn import Turn
from bot.username import username
from core.conversations import write
from core.conversations.message import Author
from core.errors import Refusal
from core.notifications.notice import Notice, Room
from core.people import consent
from core.people.authority import Actor
from core.regulation.model import Role


def _meant(message: TelegramMessage, command: CommandObject) -> tuple[TelegramMessage, int] | None:
    """The message that is to become a request: the answered one, else what stands behind the command itself; and how
    many of its characters are the command."""
    answered = message.reply_to_message
    if answered is not None and answered.content_type in incoming.CONTENT:
        return answered, 0
    text = message.text or message.caption or ""
    if command.args or message.text is None:
        return message, len(text) - len(command.args or "")
    return None


async def _may_be_read(turn: Turn, author: User) -> bool:
    """What somebody writes is read after their consent only; colleagues need none (152-FZ)."""
    person = await turn.work.people.by_address(CHANNEL, str(author.id))
    if person is None:
        return False
    return consent.has_consented(person) or await turn.work.people.colleague(person.id) is not None


async def _go_on(turn: Turn, by_author: bool) -> None:
    """The author's own command begins the request; somebody else's only suggests it (rules.md 4.2)."""
    if not by_author:
        turn.say("guest_suggested")
        return
    try:
        await promotion.begin(turn)
    except Refusal as refusal:  # what they wrote stays talk, and they are told why no request comes of it
        turn.say("refused", code=refusal.code, **refusal.facts)


def router() -> Router:
    own = Router(name="guests")

    @own.message(Command("ticket"))
    async def ticket(message: TelegramMessage, command: CommandObject, turn: Turn, bot: Bot) -> None:
        meant = _meant(message, command)
        author = meant[0].from_user if meant else None
        room = Room(str(message.chat.id))
        facts = {"reply_to": message.message_id}
        if meant is None or author is None or author.is_bot or meant[0].sender_chat is not None:
            turn.work.tell(Notice(room, "guest_needs_words", facts))
            await turn.work.store.inbox.forget(turn.row.id)
            return
        if turn.row.chat == room.chat:  # after a consent it comes once more, by the author's private chat
            link = f"https://t.me/{await username(bot)}?start={GUEST}"
            turn.work.tell(Notice(room, "guest_goes_on", facts | {"name": author.first_name, "link": link}))
        if not await _may_be_read(turn, author):
            await turn.work.store.inbox.hold(turn.row.id, str(author.id))
            return
        await turn.work.store.inbox.forget(turn.row.id)
        turn.standing = await standing_of(turn, author)
        turn.actor = Actor(turn.person.id, turn.person.name, Role.CUSTOMER, CHANNEL)
        said, skip = meant
        words = replace(incoming.read(said, turn, turn.person.id, Author.CUSTOMER, skip), at=said.date)
        await write.bring_in(turn.work, turn.actor, words, turn.standing.last_wrote_at, turn.now)
        assert message.from_user is not None
        await _go_on(turn, by_author=author.id == message.from_user.id)

    @own.message()
    async def anything_else(message: TelegramMessage, turn: Turn) -> None:
        """People talk among themselves: none of the desk's business, and nothing of it is kept."""
        await turn.work.store.inbox.forget(turn.row.id)

    return own
