"""A customer's word of talk: stored, relayed, taken as a question, and told when somebody will read it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.consultation import hours
from core.consultation.ask import Asking, ask
from core.conversations import write
from core.conversations.message import Message, Messages
from core.people.authority import Actor


class Taking(Asking, Protocol):
    """What taking a word touches."""

    @property
    def messages(self) -> Messages: ...


async def take(
    work: Taking, actor: Actor, message: Message, last: datetime | None, now: datetime, wall: float, held: float = 0.0
) -> Message:
    """Take a message that belongs to no ticket. ``wall`` is the real second at which it is heard; what is ``held``
    back of a flood asks nothing."""
    opens = hours.news(work.regulation, last, now)
    stored = await write.write(work, actor, message, last, now, held, opens)
    if not held:
        await ask(work, actor, stored, wall, now)
    return stored
