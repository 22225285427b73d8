"""The desk's unit of work: the only place where events become journal entries, timers and notices.

    async with desk.work() as work:
        ticket = await promotion.register(work, actor, draft_id, now)

Leaving the block recomputes the timers of every ticket that was saved, appends the journal, plans the notices,
puts them into the outbox and commits, all in one transaction. An exception leaves nothing behind.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from core.billing.ports import Billing
from core.bulletins.bulletin import Bulletins
from core.canned import CannedAnswers
from core.clock import Clock
from core.consultation.events import QuestionAnswered, QuestionEnded
from core.consultation.question import Questions
from core.conversations.events import Event
from core.conversations.message import Messages
from core.deadlines import policy, timers
from core.journal import write as journal_write
from core.journal.chain import Journal
from core.journal.erasure import Traces
from core.knowledge.offer import Offers
from core.knowledge.writing import Writings
from core.notifications import company, delivery, digest, plan, questions, receipts
from core.notifications.notice import Customer, Notice, Parcel, Room, Urgency
from core.notifications.notice import Desk as Staff
from core.notifications.outbox import Outbox
from core.people.dialogue import Dialogues
from core.people.invitation import Invitations
from core.people.organisation import Organisations
from core.people.person import BY_HAND, Address, AddressState
from core.people.ports import People
from core.regulation.model import Regulation
from core.regulation.parse import Edition, parse
from core.settings import RATING, Settings, is_on
from core.tickets.complaint import Complaints
from core.tickets.draft import Drafts
from core.tickets.events import Moved, TicketEvent
from core.tickets.finding import Searches
from core.tickets.rating import Ratings, asked
from core.tickets.ticket import Ticket, Tickets
from core.tickets.timers import DueTimers

STAFF = "staff"
"""The address of the staff in the outbox, with a colon and a team behind it for another team than the first; the front
knows which chats those are."""


class Editions(Protocol):
    """Regulations that tickets were registered under, by their identifiers."""

    async def text(self, edition: str) -> str | None: ...
    async def keep(self, edition: str, name: str, text: str) -> None: ...


class Store(Protocol):
    """One open transaction on the database."""

    @property
    def people(self) -> People: ...
    @property
    def organisations(self) -> Organisations: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def dialogues(self) -> Dialogues: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def complaints(self) -> Complaints: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def billing(self) -> Billing: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def canned(self) -> CannedAnswers: ...
    @property
    def searches(self) -> Searches: ...
    @property
    def writings(self) -> Writings: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def bulletins(self) -> Bulletins: ...
    @property
    def timers(self) -> DueTimers: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def traces(self) -> Traces: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def editions(self) -> Editions: ...


S = TypeVar("S", bound=Store)
S_co = TypeVar("S_co", bound=Store, covariant=True)


class Storage(Protocol[S_co]):
    """The database: every transaction begins here and is committed when its block is left without an error."""

    def begin(self) -> AbstractAsyncContextManager[S_co]: ...
    def read(self) -> AbstractAsyncContextManager[S_co]:
        """One that only reads, and keeps nobody from writing."""


@dataclass(slots=True)
class Work(Generic[S]):
    """One unit of work: the store's rooms, and what is to happen when it is left."""

    store: S
    regulation: Regulation
    edition: str
    known: dict[str, Regulation]
    now: datetime
    quiet: float = 0.0
    consults: bool = False
    """There are articles that may answer a customer's question."""
    events: list[Event] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    touched: dict[int, Ticket] = field(default_factory=dict)
    _told: dict[int, Ticket] = field(default_factory=dict)
    """Tickets that something happened to."""
    posted: list[Parcel] = field(default_factory=list)
    """What was put into the outbox and may leave."""

    @property
    def people(self) -> People:
        return self.store.people

    @property
    def organisations(self) -> Organisations:
        return self.store.organisations

    @property
    def invitations(self) -> Invitations:
        return self.store.invitations

    @property
    def dialogues(self) -> Dialogues:
        return self.store.dialogues

    @property
    def messages(self) -> Messages:
        return self.store.messages

    @property
    def questions(self) -> Questions:
        return self.store.questions

    @property
    def drafts(self) -> Drafts:
        return self.store.drafts

    @property
    def tickets(self) -> Tickets:
        return self.store.tickets

    @property
    def ratings(self) -> Ratings:
        return self.store.ratings

    @property
    def billing(self) -> Billing:
        return self.store.billing

    @property
    def complaints(self) -> Complaints:
        return self.store.complaints

    @property
    def settings(self) -> Settings:
        return self.store.settings

    @property
    def canned(self) -> CannedAnswers:
        return self.store.canned

    @property
    def searches(self) -> Searches:
        return self.store.searches

    @property
    def writings(self) -> Writings:
        return self.store.writings

    @property
    def offers(self) -> Offers:
        return self.store.offers

    @property
    def bulletins(self) -> Bulletins:
        return self.store.bulletins

    @property
    def timers(self) -> DueTimers:
        return self.store.timers

    @property
    def traces(self) -> Traces:
        return self.store.traces

    @property
    def journal(self) -> Journal:
        return self.store.journal

    @property
    def outbox(self) -> Outbox:
        return self.store.outbox

    async def regulation_of(self, ticket: Ticket) -> Regulation:
        """The regulation the ticket was registered under; a changed file does not move an open ticket."""
        return await _under(self.store, ticket.edition, self.known, self.regulation)

    async def save(self, ticket: Ticket) -> None:
        """Store the ticket; its timers are recomputed once, when the work is left."""
        await self.store.tickets.save(ticket)
        self.touched[ticket.id] = ticket

    def retime(self, ticket: Ticket) -> None:
        """Have the timers of a ticket recomputed that did not change itself: its calendar did."""
        self.touched[ticket.id] = ticket

    def record(self, event: Event) -> None:
        """Something happened: it goes into the journal and to those whom it concerns."""
        self.events.append(event)

    def tell(self, notice: Notice) -> None:
        """Send a notice that follows from no event (answers of the machine to the person who asked)."""
        self.notices.append(notice)

    async def tell_last(self, address: Address, notice: Notice) -> None:
        """Tell something to an address that leads to nobody from here on."""
        await self._put(address.channel, address.external_id, notice, time.time())

    async def settle(self) -> None:
        """Turn what happened into timers, journal entries and outgoing notices."""
        for ticket in self.touched.values():
            wanted = policy.timers(ticket.milestones, await self.regulation_of(ticket))
            change = timers.reconcile(await self.store.tickets.timers(ticket.id), wanted)
            await self.store.timers.apply(ticket.id, change)
        planned: list[Notice] = []
        for event in self.events:
            if isinstance(event, TicketEvent):
                self._told[event.ticket.id] = event.ticket
                await journal_write.append(self.store.journal, event, self.now)
                colleagues = await self.store.people.colleagues()
                regulation = await self.regulation_of(event.ticket)
                rates = isinstance(event, Moved) and asked(event, regulation) and await is_on(self.settings, RATING)
                notices = plan.of_ticket(event, regulation, colleagues, rates=rates)
                if event.ticket.organisation_id is not None:
                    followers = await self.store.organisations.followers(event.ticket.id)
                    notices = company.shared(event, notices, followers)
                planned += notices
            else:
                planned += plan.of_conversation(event)
                if isinstance(event, QuestionAnswered | QuestionEnded):
                    colleagues = await self.store.people.colleagues()
                    planned += questions.of_question(event, self.regulation, colleagues)
        for notice in (*planned, *self.notices):
            await self._post(notice)

    async def _post(self, notice: Notice) -> None:
        wall = time.time()
        if isinstance(notice.to, Room):
            await self._put("telegram", notice.to.chat, notice, wall)
            return
        if not isinstance(notice.to, Customer):
            await self._put("telegram", self._address(notice.to), notice, wall)
            return
        every = await self.store.people.addresses(notice.to.person_id)
        addresses = [address for address in every if address.channel != BY_HAND]
        if every and not addresses:
            asked = delivery.by_word(notice, await self.store.people.get(notice.to.person_id))
            if asked is not None and notice.urgency is not Urgency.COSMETIC:
                await self._put("telegram", STAFF, asked, wall)
            return
        active = [address for address in addresses if address.state is AddressState.ACTIVE]
        for address in active:
            ready = await self._gathered(address, notice, wall) if self.quiet else notice
            await self._put(address.channel, address.external_id, ready, wall)
        if notice.urgency is Urgency.COSMETIC:
            return  # nobody misses what only makes a message look better
        for address in addresses:
            if address.state is AddressState.BLOCKED:
                await self.store.outbox.put(address.channel, address.external_id, notice, wall, dead="blocked")
        if not active:
            reason = "blocked" if addresses else "unreachable"
            await self._put("telegram", STAFF, delivery.undelivered(notice, reason), wall)
            failed = receipts.receipt(notice, receipts.Fate.FAILED)
            if failed is not None:
                await self._put("telegram", STAFF, failed, wall)

    async def _gathered(self, address: Address, notice: Notice, wall: float) -> Notice:
        """A change waits for others; what is said of a request at once takes the changes along that wait."""
        outbox, place = self.store.outbox, (address.channel, address.external_id)
        if digest.waits(notice):
            last = await outbox.last(*place, digest.KIND, wall - digest.APART)
            return digest.change(notice, self.quiet, last, wall)
        if digest.overtakes(notice):
            await outbox.hurry(*place, digest.KEY, wall)
        return notice

    def _address(self, to: Staff) -> str:
        """The address of the team that a thread is with; one that nothing says more of is the first one's."""
        team, (subject, _, number) = to.team, to.thread.partition(":")
        if not team and subject == "ticket":
            ticket = self.touched.get(int(number)) or self._told.get(int(number))
            team = ticket.team if ticket is not None else ""
        return f"{STAFF}:{team}" if team else STAFF

    async def _put(self, channel: str, address: str, notice: Notice, wall: float) -> None:
        parcel = await self.store.outbox.put(channel, address, notice, wall)
        if parcel is not None:
            self.posted.append(parcel)


@dataclass(slots=True)
class Desk(Generic[S]):
    """The running desk: the regulation in force, the clock and the database."""

    storage: Storage[S]
    clock: Clock
    in_force: Edition
    committed: list[Callable[[Work[S]], None]] = field(default_factory=list)
    """Called after every commit with what was done in it: wakes whoever has work now."""
    known: dict[str, Regulation] = field(default_factory=dict)
    quiet: float = 0.0
    """Real seconds that a change of a request waits for others, to be told as one; 0 tells each at once."""
    consults: Callable[[], bool] = lambda: False
    """Whether there are articles now; they may be loaded while the desk runs."""

    def __post_init__(self) -> None:
        self.known[self.in_force.id] = self.in_force.regulation

    @property
    def regulation(self) -> Regulation:
        return self.in_force.regulation

    async def regulation_of(self, store: Store, ticket: Ticket) -> Regulation:
        """The regulation of a ticket for whoever only looks: this process may have had no work on it so far."""
        return await _under(store, ticket.edition, self.known, self.regulation)

    async def open(self) -> None:
        """Keep the regulation in force with the tickets that will be registered under it."""
        async with self.storage.begin() as store:
            await store.editions.keep(self.in_force.id, self.regulation.name, self.in_force.text)

    @asynccontextmanager
    async def work(self, now: datetime | None = None) -> AsyncIterator[Work[S]]:
        """One transaction. ``now`` is the instant that everything in it happens at; the clock's by default."""
        async with self.storage.begin() as store:
            work = self._on(store, now)
            yield work
            await work.settle()
        for listener in self.committed:
            listener(work)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Work[S]]:
        """The same for whoever only looks, however long that takes: others go on writing."""
        async with self.storage.read() as store:
            yield self._on(store)

    def _on(self, store: S, now: datetime | None = None) -> Work[S]:
        instant, consults = now or self.clock.now(), self.consults()
        return Work(store, self.regulation, self.in_force.id, self.known, instant, self.quiet, consults)


async def _under(store: Store, edition: str, known: dict[str, Regulation], in_force: Regulation) -> Regulation:
    """The regulation of this edition, read once; the one in force for an edition that nobody kept."""
    found = known.get(edition)
    if found is None:
        text = await store.editions.text(edition)
        found = known[edition] = parse(text, edition).regulation if text is not None else in_force
    return found
