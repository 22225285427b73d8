"""Who works at the desk: members of the staff chat are engineers, its administrators managers."""

from __future__ import annotations

import logging
import time

from aiogram import F, Router
from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated, Message, User

from bot.identity import standing_of
from bot.turn import Turn
from core.desk import STAFF
from core.people.person import Person
from core.regulation.model import Role

log = logging.getLogger(__name__)

PRESENT = {"creator": Role.MANAGER, "administrator": Role.MANAGER, "member": Role.ENGINEER, "restricted": Role.ENGINEER}


async def note(turn: Turn, user: User, status: str, before: str = "") -> None:
    """Take a member of a staff chat on under the role of their status, or let them go.

    A mere member's news takes no role away: a manager of one team may join another, a role may be given with /role.
    """
    if user.is_bot:
        return
    person = (await standing_of(turn, user)).person
    role = PRESENT.get(status)
    if role is None:
        await turn.work.people.dismiss(person.id)
        if before in PRESENT:  # Telegram tells it twice, and says once what they were
            await _left(turn, person)
        return
    known = await turn.work.people.colleague(person.id)
    demoted = known is not None and known.role is Role.MANAGER and PRESENT.get(before) is Role.MANAGER
    if known is None or role is Role.MANAGER or demoted:
        await turn.work.people.enlist(person.id, role)


async def _left(turn: Turn, gone: Person) -> None:
    """What was theirs is nobody's work now, and nobody else would notice before a term is over."""
    theirs = [ticket.number for ticket in await turn.work.tickets.open() if ticket.assignee_id == gone.id]
    if theirs:
        turn.post("desk_colleague_left", name=gone.name, numbers=theirs)


def router() -> Router:
    own = Router(name="membership")

    @own.message(F.migrate_to_chat_id)
    async def migrated(message: Message, turn: Turn) -> None:
        """The group was upgraded: the desk moves with it."""
        new = str(message.migrate_to_chat_id)
        await turn.work.store.telegram.move_chat(f"staff:{turn.staff_chat}", turn.staff_chat, new)
        turn.moved_to = new

    @own.message(F.new_chat_members)
    async def joined(message: Message, turn: Turn) -> None:
        for user in message.new_chat_members or []:
            await note(turn, user, "member")

    @own.message(F.left_chat_member)
    async def left(message: Message, turn: Turn) -> None:
        if message.left_chat_member is not None:
            await note(turn, message.left_chat_member, "left")

    @own.chat_member()
    async def changed(event: ChatMemberUpdated, turn: Turn) -> None:
        now = event.new_chat_member
        gone = isinstance(now, ChatMemberRestricted) and not now.is_member
        await note(turn, now.user, "left" if gone else now.status, event.old_chat_member.status)

    @own.my_chat_member()
    async def place_of_the_bot(event: ChatMemberUpdated, turn: Turn) -> None:
        """Without its place the bot can tell nobody in the group, so the log must; once it is mended all goes on."""
        now = event.new_chat_member
        if isinstance(now, ChatMemberAdministrator) and now.can_manage_topics:
            log.info("the bot may work in the staff chat %s", event.chat.id)
            address = f"{STAFF}:{turn.team}" if turn.team else STAFF
            await turn.work.outbox.resume("telegram", address, time.time())
        elif now.status in ("left", "kicked"):
            log.warning("the bot was put out of the staff chat %s: add it again, as an administrator", event.chat.id)
        else:
            log.warning("the bot has lost its rights in the staff chat %s: it needs «Manage topics»", event.chat.id)

    return own
