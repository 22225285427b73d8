"""What happened in a conversation. Leaving a unit of work turns events into journal, timers and notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.conversations.message import Message
from core.people.authority import Actor


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, and by whom."""

    at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """The person agreed to the processing of personal data."""

    person_id: int
    version: str


@dataclass(frozen=True, slots=True)
class ConversationOpened(Event):
    """The first message after a silence: the desk says that this is talk, not an official request.

    ``opens`` is when a consultant will read it; None while the desk is open.
    """

    person_id: int
    opens: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrittenWhileClosed(Event):
    """The first message since the desk closed, in a conversation that goes on."""

    person_id: int
    opens: datetime


@dataclass(frozen=True, slots=True)
class MessageWritten(Event):
    """A message of a conversation was stored and is to be relayed to the other side.

    ``held``: for how many real seconds it is kept back, so that others of a flood join it.
    """

    message: Message
    held: float = 0.0


@dataclass(frozen=True, slots=True)
class ObscenityWritten(Event):
    """A message is worded as the regulation forbids: the ``times``-th lately. ``asks``: its author has not been asked
    to reword in this conversation yet. ``reason`` is the listed ground that it is."""

    message: Message
    clause: str
    reason: str
    times: int
    asks: bool


@dataclass(frozen=True, slots=True)
class MessageWithdrawn(Event):
    """A colleague took a message back; its copies go, the record keeps it."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageEdited(Event):
    """A message got other words; its copies follow."""

    message: Message
    before: str
