"""One organisation's regulation as values: what its TOML file says, after checking.

Every rule carries the clause it comes from. Nothing in here knows an organisation or a number of hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.regulation.calendars import CalendarRules
from core.regulation.terms import NO_TERM, read_term
from core.worktime import Calendar, Term

Need = Literal["text", "reason", "until", "estimate", "items", "agreement", "approval", "invoice"]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")]
Clause = Annotated[str, Field(pattern=r"^[A-Z]{2,8}-\d{1,3}$")]
Percent = Annotated[int, Field(gt=0, le=1000, strict=True)]
Flag = Annotated[bool, Field(strict=True)]


def _decimal(value: object) -> object:
    """Money and coefficients are written as text or whole numbers: a TOML float is not exact."""
    if isinstance(value, float):
        raise ValueError(f'дробное число пишите в кавычках: "{value}"')
    return value


Coefficient = Annotated[Decimal, BeforeValidator(_decimal), Field(gt=0, le=100, max_digits=6, decimal_places=3)]
Roubles = Annotated[Decimal, BeforeValidator(_decimal), Field(gt=0, max_digits=12, decimal_places=2)]


@dataclass(frozen=True, slots=True)
class Level:
    """What a term depends on: priority, the customer's plan, the category of the request; empty for none."""

    priority: str
    plan: str = ""
    category: str = ""


class Rule(BaseModel):
    """A piece of a regulation: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ClockName(StrEnum):
    """What a term measures (rules.md section 3)."""

    REGISTRATION = "registration"
    REACTION = "reaction"
    UPDATE = "update"
    RESOLUTION = "resolution"
    ACCEPTANCE = "acceptance"
    COMPLAINT = "complaint"
    """From a complaint to the managers until their answer (NET-7)."""
    REWORK = "rework"
    """From an agreed list of rework until the dates agreed in it (SIN-11)."""


class Role(StrEnum):
    """Who acts (rules.md section 5)."""

    CUSTOMER = "customer"
    ENGINEER = "engineer"
    MANAGER = "manager"
    ACCOUNTING = "accounting"
    SYSTEM = "system"


class Rank(StrEnum):
    """What a customer may do for their organisation; each rank may do what the ones before it may."""

    PLAIN = "plain"
    AUTHORISED = "authorised"
    OWNER = "owner"


class Audience(StrEnum):
    """Whom an escalation reaches."""

    ASSIGNEE = "assignee"
    ON_DUTY = "on_duty"
    """Every engineer who is not away."""
    MANAGERS = "managers"
    ACCOUNTING = "accounting"
    EVERYBODY = "everybody"


class NumberRule(Rule):
    """How a ticket's number is written: ``{year}`` of registration in the desk's zone and ``{counter}``."""

    format: str
    clause: Clause


class RegistrationRule(Rule):
    """Who may register: anybody who fills the fields, or only authorised persons (rules.md section 5)."""

    who: Literal["identified", "authorised"]
    clause: Clause


class Plan(Rule):
    """What a customer pays for support; ``first`` are served before the others (SIN-7)."""

    id: Identifier
    title: str
    default: Flag = False
    first: Flag = False
    clause: Clause


class Category(Rule):
    """A kind of request. ``who`` may file it (INS-2); ``elsewhere`` names the desk that it belongs to (INS-8):
    such a request is handed on and never registered. ``hint`` tells what to write (ALL-4)."""

    id: Identifier
    title: str
    description: str = ""
    default: Flag = False
    who: Rank = Rank.PLAIN
    elsewhere: str = ""
    hint: str = ""
    clause: Clause


class QueueRule(Rule):
    """The order of work, the strongest ground first.

    ``plan``: plans that are served first; ``critical``: priorities that go out of turn; ``priority``: as the
    priorities are listed; ``arrival``: oldest registration first; ``update``: oldest word of the customer first, so
    that a new word moves the ticket to the end (PLR-13), of which the customer is warned. ``nudge`` is said to a
    customer who writes again without having been asked, when that speeds nothing up (NET-9).
    """

    order: Annotated[tuple[Literal["plan", "critical", "priority", "arrival", "update"], ...], Field(min_length=1)]
    nudge: str = ""
    clause: Clause


class MoneyRule(Rule):
    """What work costs: roubles an hour, before the coefficient of the priority (PLR-7).

    ``pays`` says by which priority: the one that was ordered, or the one that was actually kept (PLR-9).
    """

    rate: Roubles
    pays: Literal["ordered", "kept"] = "ordered"
    kept_clause: Clause | None = None
    clause: Clause


class DocumentRule(Rule):
    """How acts or invoices are numbered: ``{year}`` and ``{counter}``, a counter of their own."""

    format: str
    clause: Clause


class QuotaRule(Rule):
    """Work of at most ``hours`` within any ``days`` (elapsed) for one customer; beyond it terms wait (PLR-12)."""

    hours: Annotated[int, Field(gt=0, strict=True)]
    days: Annotated[int, Field(gt=0, strict=True)]
    clause: Clause


class ComplaintRule(Rule):
    """Complaints about how a request was handled reach managers only (NET-7). ``to`` is said to the customer."""

    to: str
    clause: Clause


class HandoverRule(Rule):
    """A change or a long absence of the responsible person is announced to the other side in advance (SIN-12)."""

    clause: Clause


class AccountingRule(Rule):
    """The least time accounted for one answer, minutes."""

    least_minutes: Annotated[int, Field(gt=0, strict=True)]
    clause: Clause


class AttachmentRule(Rule):
    """Which files a ticket takes, by content, and what to say about the others."""

    allowed: tuple[str, ...]
    advice: str
    point: str = ""
    clause: Clause


class Channel(Rule):
    """A way to the desk: official, advice only, or talk."""

    id: Identifier
    standing: Literal["official", "advice", "talk"]
    clause: Clause


class FieldRule(Rule):
    """One thing a ticket must say; ``person`` fields are kept on file and asked once."""

    id: Identifier
    title: str
    kind: Literal[
        "text", "full_name", "phone", "email", "login", "number", "inn", "ogrn", "url", "address", "passport"
    ] = "text"
    scope: Literal["person", "request"] = "request"
    required: Flag = True
    personal: Flag = False
    """Personal data in the sense of 152-FZ."""
    secret: Flag = False
    """Masked wherever it is shown (passport and the like)."""
    asked: Literal["at_registration", "by_staff"] = "at_registration"
    """``by_staff``: only when staff demand it (NET-3)."""
    categories: tuple[Identifier, ...] = ()
    """Asked in these categories only; unsaid, in all."""
    hint: str = ""
    """What to write, under the question."""
    clause: Clause

    def asked_in(self, category: str) -> bool:
        return self.asked == "at_registration" and (not self.categories or category in self.categories)


class Priority(Rule):
    """A level of urgency; ``out_of_turn`` heads the queue, ``alarm`` pings the whole desk at registration."""

    id: Identifier
    title: str
    description: str
    default: Flag = False
    out_of_turn: Flag = False
    alarm: Flag = False
    coefficient: Coefficient = Decimal(1)
    """By how much work of this priority costs more (PLR-7)."""
    clause: Clause


class Target(Rule):
    """A term and the clock it is measured by, for a level: priorities, plans and categories; unsaid, for all of them.

    ``pauses_in`` names the states in which the clock stands still; unsaid, rules.md 3.1 holds. ``runs_in`` names the
    states in which the customer's own term runs; unsaid, those that are resolved and not closed yet.
    """

    clock: ClockName
    term: Annotated[Term, BeforeValidator(read_term)] = NO_TERM
    """Unsaid where it is the term of another clock (``like``) or what both sides agree on (rework)."""
    like: ClockName | None = None
    """The clock of the same level whose term holds here too; the clock does not run where that one has none."""
    dates: Identifier | None = None
    """The named calendar (``[calendars.…]``) that says which dates are working days (NET-7)."""
    priorities: tuple[Identifier, ...] = ()
    plans: tuple[Identifier, ...] = ()
    categories: tuple[Identifier, ...] = ()
    runs_in: tuple[Identifier, ...] | None = None
    quota: Flag = False
    """The clock waits while the customer's quota of work is used up (PLR-12)."""
    pauses_in: tuple[Identifier, ...] | None = None
    on_reopening: Literal["continue", "count", "restart"] = "continue"
    remind_at: Percent | None = None
    point: str = ""
    """The number under which the organisation's own text has it, shown to people instead of the clause's id."""
    clause: Clause

    def applies_to(self, level: Level) -> bool:
        return (
            (not self.priorities or level.priority in self.priorities)
            and (not self.plans or level.plan in self.plans)
            and (not self.categories or level.category in self.categories)
        )

    def stands_still_in(self, state: State) -> bool:
        """True when the clock does not run in this state: by its own word, else by what the state waits for."""
        if self.pauses_in is not None:
            return state.id in self.pauses_in
        return not state.resolved and state.waits_for in _WAITING.get(self.clock, ())

    def awaits_customer_in(self, state: State) -> bool:
        """True when the customer's own term runs in this state."""
        if self.runs_in is not None:
            return state.id in self.runs_in
        return state.resolved and not state.closed


_WAITING = {ClockName.RESOLUTION: ("customer", "date"), ClockName.UPDATE: ("customer",)}
"""Waiting for the customer stops resolution and update, not reaction; a postponement stops resolution."""


class Escalation(Rule):
    """Who is told when ``at`` percent of a term are used up (100 is the breach)."""

    clocks: Annotated[tuple[ClockName, ...], Field(min_length=1)]
    at: Percent
    to: Audience
    asks_new_term: Flag = False
    clause: Clause


class State(Rule):
    """A state of a ticket. ``resolved`` stops the resolution clock; ``final`` makes the ticket read-only."""

    id: Identifier
    title: str
    staff_title: str = ""
    start: Flag = False
    waits_for: Literal["desk", "customer", "date"] = "desk"
    resolved: Flag = False
    final: Flag = False
    read_only: Flag = False
    """Nothing is written any more, although a move may follow (accepted, then paid)."""
    clause: Clause

    @property
    def closed(self) -> bool:
        """True when the desk's work on it is over: the ticket is read-only (rules.md 4.7)."""
        return self.final or self.read_only

    @property
    def title_for_staff(self) -> str:
        return self.staff_title or self.title


class Move(Rule):
    """A permitted change of state. From a state in ``keeps`` the action is allowed and the state stays."""

    action: Identifier
    from_: Annotated[tuple[Identifier, ...], Field(alias="from", min_length=1)]
    to: Identifier
    by: Annotated[tuple[Role, ...], Field(min_length=1)]
    keeps: tuple[Identifier, ...] = ()
    requires: tuple[Need, ...] = ()
    """What must come along (words, a reason, a date, hours, rework items), or must have happened before: the customer
    agreed to the estimate if there is one, the customer approved, an invoice was issued."""
    after: ClockName | None = None
    issues: tuple[Literal["act", "rework_act", "invoice"], ...] = ()
    """Documents that the move draws up; an invoice only for work that costs something."""
    clause: Clause


class Reason(Rule):
    """A listed ground for postponing or refusing."""

    id: Identifier
    text: str
    actions: Annotated[tuple[Identifier, ...], Field(min_length=1)] = ("postpone", "refuse")
    links: Flag = False
    """The reason names another ticket by its number (PLR-5)."""
    clause: Clause


class Regulation(Rule):
    """A whole regulation, checked. ``version`` names it together with the digest of its file."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
    title: str
    desk: str
    version: str
    language: Literal["ru", "en"] = "ru"
    calendar: CalendarRules
    number: NumberRule
    registration: RegistrationRule
    calendars: Mapping[Identifier, CalendarRules] = {}
    """Other calendars that single targets count dates by."""
    queue: QueueRule | None = None
    money: MoneyRule | None = None
    act: DocumentRule | None = None
    invoice: DocumentRule | None = None
    quota: QuotaRule | None = None
    complaint: ComplaintRule | None = None
    handover: HandoverRule | None = None
    accounting: AccountingRule | None = None
    attachments: AttachmentRule | None = None
    channels: tuple[Channel, ...] = ()
    fields: tuple[FieldRule, ...] = ()
    plans: tuple[Plan, ...] = ()
    categories: tuple[Category, ...] = ()
    priorities: Annotated[tuple[Priority, ...], Field(min_length=1)]
    targets: tuple[Target, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    states: Annotated[tuple[State, ...], Field(min_length=1)]
    moves: tuple[Move, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @cached_property
    def working_time(self) -> Calendar:
        """The calendar that this regulation's clocks run by."""
        return self.calendar.build()

    @cached_property
    def start(self) -> State:
        """The state of a ticket just registered."""
        return next(state for state in self.states if state.start)

    @cached_property
    def default_priority(self) -> Priority:
        """The priority of a ticket whose customer chose none."""
        return next((p for p in self.priorities if p.default), self.priorities[0])

    def state(self, state_id: str) -> State:
        return next(state for state in self.states if state.id == state_id)

    def priority(self, priority_id: str) -> Priority | None:
        """The priority under this identifier, letter case aside; None when the regulation has none such."""
        return next((p for p in self.priorities if p.id.casefold() == priority_id.casefold()), None)

    @cached_property
    def default_plan(self) -> str:
        """The plan of a customer of whom nothing else is known; empty when the regulation has no plans."""
        return next((plan.id for plan in self.plans if plan.default), self.plans[0].id if self.plans else "")

    @cached_property
    def default_category(self) -> str:
        """The category of a request whose customer chose none; empty when the regulation has no categories."""
        first = self.categories[0].id if self.categories else ""
        return next((category.id for category in self.categories if category.default), first)

    def plan(self, plan_id: str) -> Plan | None:
        return next((plan for plan in self.plans if plan.id == plan_id), None)

    def category(self, category_id: str) -> Category | None:
        return next((category for category in self.categories if category.id == category_id), None)

    def calendar_of(self, target: Target) -> Calendar | None:
        """The calendar that says which dates count for the target, when it is not the regulation's own."""
        return self._named_calendars[target.dates] if target.dates else None

    @cached_property
    def _named_calendars(self) -> dict[str, Calendar]:
        return {name: rules.build() for name, rules in self.calendars.items()}

    def targets_of(self, level: Level) -> tuple[Target, ...]:
        """The targets that hold for a level, each with its term; one that is ``like`` a missing one is left out."""
        found = [target for target in self.targets if target.applies_to(level)]
        terms = {target.clock: target.term for target in found if target.term is not NO_TERM}
        return tuple(
            target.model_copy(update={"term": terms[target.like]}) if target.like else target
            for target in found
            if target.like is None or target.like in terms
        )

    def reasons_for(self, action: str) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if action in reason.actions)
