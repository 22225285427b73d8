"""Talk: a customer and the desk write to each other. No number, no clock, no promise (SIN-4, SAV-4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from core.conversations.events import ConversationOpened, Event, MessageWritten, WrittenWhileClosed
from core.conversations.message import Author, Message, Messages, Origin
from core.people.authority import Actor

SILENCE = timedelta(hours=12)
"""After this long without a word a message opens a new conversation, and the desk says again what talk is."""


class Talk(Protocol):
    """What talking touches."""

    @property
    def messages(self) -> Messages: ...
    def record(self, event: Event) -> None: ...


def silent(last: datetime | None, now: datetime) -> bool:
    """Whether nobody wrote for so long that what comes now begins something new."""
    return last is None or now - last > SILENCE


async def write(
    work: Talk,
    actor: Actor,
    message: Message,
    last: datetime | None,
    now: datetime,
    held: float = 0.0,
    opens: datetime | None = None,
) -> Message:
    """Store a message that belongs to no ticket and have it relayed to the other side.

    ``last`` is when somebody last wrote in the customer's talk; after a silence it opens anew. ``opens`` is when the
    desk does, if the customer is to be told.
    """
    if message.author is Author.CUSTOMER and silent(last, now):
        work.record(ConversationOpened(now, actor, message.person_id, opens))
    elif opens is not None:
        work.record(WrittenWhileClosed(now, actor, message.person_id, opens))
    stored = await work.messages.add(message)
    work.record(MessageWritten(now, actor, stored, held))
    return stored


async def bring_in(work: Talk, actor: Actor, message: Message, last: datetime | None, now: datetime) -> Message:
    """Words that the customer wrote in a group chat become talk of theirs, once, however often they are pointed at."""
    return await work.messages.seen(message.origin) or await write(work, actor, message, last, now)


async def edit(
    work: Talk,
    origin: Origin,
    text: str,
    entities: tuple[dict[str, Any], ...],
    now: datetime,
    judged: Callable[[Message], Message],
) -> tuple[Message, str] | None:
    """Store new words of a message and keep the earlier ones; returns both, or None when nothing known changed.
    ``judged`` marks the message with what its new wording is."""
    before = await work.messages.seen(origin)
    if before is None or before.origin != origin or before.text == text or before.withdrawn_at is not None:
        return None
    after = judged(before.edited(text, entities, now))
    await work.messages.edit(after, before)
    return after, before.text
