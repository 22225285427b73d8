"""One update being handled: the transaction it is handled in, who is asking, and where the answer goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from aiogram.types import CallbackQuery

from bot.ports import BotStore, ReceivedUpdate
from core.conversations.flood import Floods
from core.desk import Desk, Work
from core.knowledge.search import Search
from core.notifications.notice import Customer, Notice, Urgency
from core.notifications.notice import Desk as Staff
from core.notifications.plan import ALBUM_GATHERS
from core.people.authority import Actor
from core.people.person import Person
from core.people.standing import Standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is asked when this transaction is over, of the knowledge base and of the desk as it stands then, and what is
    done with the answer in the next."""

    ask: Callable[[Search, Desk[BotStore]], Awaitable[Any]]
    then: Callable[[Turn, Any], Awaitable[None]]


@dataclass(slots=True)
class Turn:
    """What a handler gets besides the update. Everything it says is stored with what it did, and sent after."""

    work: Work[BotStore]
    row: ReceivedUpdate
    now: datetime
    staff_chat: str
    """The staff chat that this comes from; the desk's own for everything from elsewhere."""
    teams: tuple[str, ...]
    """The names of all teams, the desk's own first."""
    team: str
    """Whose staff chat this comes from; empty for the desk's own."""
    languages: tuple[str, ...]
    floods: Floods
    standing: Standing = field(init=False)
    actor: Actor = field(init=False)
    thread: str | None = None
    """The desk's thread that the staff member is writing in; None in a private chat or the general topic."""
    in_private: bool = False
    """A customer asks, in their own chat and in their own language."""
    toast: str = ""
    """What the pressed button shows; an empty one only stops its waiting."""
    moved_to: str = ""
    """The new id of the staff chat, when this update told of it."""
    released: int = 0
    """How many updates that were held may be handled now."""
    lookups: list[Lookup] = field(default_factory=list)
    """What the knowledge base is asked when this is committed."""

    @property
    def person(self) -> Person:
        """Who is asking."""
        return self.standing.person

    def say(self, kind: str, /, **facts: Any) -> None:
        """Tell the customer something."""
        self.work.tell(Notice(Customer(self.person.id), kind, facts))

    def say_of(self, ticket_id: int, kind: str, /, **facts: Any) -> None:
        """Tell the customer something about a ticket: a reply to it will belong to the ticket."""
        self.work.tell(Notice(Customer(self.person.id), kind, facts, ticket_id=ticket_id))

    def say_once(self, key: str, kind: str, ticket_id: int | None = None, /, **facts: Any) -> None:
        """Tell the customer something, of a ticket perhaps, when the parts of an album have gathered: once for all."""
        to = Customer(self.person.id)
        self.work.tell(Notice(to, kind, facts, key=key, delay=ALBUM_GATHERS, ticket_id=ticket_id))

    def say_instead(self, query: CallbackQuery, kind: str, /, **facts: Any) -> None:
        """Show the customer another screen in the place of the one whose button was pressed."""
        number = query.message.message_id if query.message is not None else None
        self.say(kind, **facts | {"instead_of": number})

    def spend(self, query: CallbackQuery) -> None:
        """The press did what the buttons were for: take them away, when there is nothing better to do."""
        if query.message is not None:
            number, to = query.message.message_id, Customer(self.person.id)
            self.work.tell(Notice(to, "spent", {"number": number}, Urgency.COSMETIC, "spent"))

    def post(self, kind: str, /, **facts: Any) -> None:
        """Tell the staff something in the topic where they asked."""
        self.work.tell(Notice(Staff(self.place, self.team), kind, facts, Urgency.ANSWER, f"{self.place}!"))

    def redraw(self, query: CallbackQuery, kind: str, /, **facts: Any) -> None:
        """Show the staff another screen in the place of the one whose button was pressed."""
        number = query.message.message_id if query.message is not None else None
        self.post(kind, **facts | {"instead_of": number})

    def look_up(self, ask: Callable[[Search], Awaitable[T]], then: Callable[[Turn, T], Awaitable[None]]) -> None:
        """Ask the knowledge base when this transaction is over; ``then`` gets its answer, in the next one."""
        self.lookups.append(Lookup(lambda base, desk: ask(base), then))

    def look_through(
        self, ask: Callable[[Work[BotStore]], Awaitable[T]], then: Callable[[Turn, T], Awaitable[None]]
    ) -> None:
        """The same for what takes long to read: nobody who writes waits for it."""

        async def read(base: Search, desk: Desk[BotStore]) -> T:
            async with desk.look() as work:
                return await ask(work)

        self.lookups.append(Lookup(read, then))

    @property
    def place(self) -> str:
        """The thread that the staff member writes in."""
        return self.thread or "general"

    @property
    def corner(self) -> str:
        """Where the staff member writes, as their dialogues are kept by it: each team's group has a general topic."""
        return self.thread or f"general:{self.team}"

    @property
    def ticket_id(self) -> int | None:
        """The ticket whose topic the staff member writes in."""
        subject, _, number = (self.thread or "").partition(":")
        return int(number) if subject == "ticket" else None

    @property
    def customer_id(self) -> int | None:
        """The customer whose consultation the staff member writes in."""
        subject, _, number = (self.thread or "").partition(":")
        return int(number) if subject == "talk" else None
