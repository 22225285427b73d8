"""One organisation's regulation as values: what its TOML file says, after checking.

Every rule carries the clause it comes from. Nothing in here knows an organisation or a number of hours.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.regulation.calendars import CalendarRules
from core.regulation.terms import read_term
from core.worktime import Calendar, Term

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")]
Clause = Annotated[str, Field(pattern=r"^[A-Z]{2,8}-\d{1,3}$")]
Percent = Annotated[int, Field(gt=0, le=1000, strict=True)]
Flag = Annotated[bool, Field(strict=True)]


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


class Role(StrEnum):
    """Who acts; roles beyond these four come from the regulation's ``role`` command later."""

    CUSTOMER = "customer"
    ENGINEER = "engineer"
    MANAGER = "manager"
    SYSTEM = "system"


class Audience(StrEnum):
    """Whom an escalation reaches."""

    ASSIGNEE = "assignee"
    MANAGERS = "managers"
    EVERYBODY = "everybody"


class NumberRule(Rule):
    """How a ticket's number is written: ``{year}`` of registration in the desk's zone and ``{counter}``."""

    format: str
    clause: Clause


class RegistrationRule(Rule):
    """Who may register: anybody who fills the fields, or only authorised persons (rules.md section 5)."""

    who: Literal["identified", "authorised"]
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
    kind: Literal["text", "full_name", "phone", "email"] = "text"
    scope: Literal["person", "request"] = "request"
    required: Flag = True
    personal: Flag = False
    clause: Clause


class Priority(Rule):
    """A level of urgency; ``out_of_turn`` heads the queue, ``alarm`` pings the whole desk at registration."""

    id: Identifier
    title: str
    description: str
    default: Flag = False
    out_of_turn: Flag = False
    alarm: Flag = False
    clause: Clause


class Target(Rule):
    """A term and the clock it is measured by; without ``priorities`` it holds for all of them.

    ``pauses_in`` names the states in which the clock stands still; unsaid, rules.md 3.1 holds.
    """

    clock: ClockName
    term: Annotated[Term, BeforeValidator(read_term)]
    priorities: tuple[Identifier, ...] = ()
    pauses_in: tuple[Identifier, ...] | None = None
    on_reopening: Literal["continue", "count", "restart"] = "continue"
    remind_at: Percent | None = None
    point: str = ""
    """The number under which the organisation's own text has it, shown to people instead of the clause's id."""
    clause: Clause

    def applies_to(self, priority: str) -> bool:
        return not self.priorities or priority in self.priorities

    def stands_still_in(self, state: State) -> bool:
        """True when the clock does not run in this state: by its own word, else by what the state waits for."""
        if self.pauses_in is not None:
            return state.id in self.pauses_in
        return not state.resolved and state.waits_for in _WAITING.get(self.clock, ())


_WAITING = {ClockName.RESOLUTION: ("customer", "date"), ClockName.UPDATE: ("customer",)}
"""Waiting for the customer stops resolution and update, not reaction; a postponement stops resolution."""


class Escalation(Rule):
    """Who is told when ``at`` percent of a term are used up (100 is the breach)."""

    clocks: tuple[ClockName, ...]
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
    clause: Clause

    @property
    def title_for_staff(self) -> str:
        return self.staff_title or self.title


class Move(Rule):
    """A permitted change of state. From a state in ``keeps`` the action is allowed and the state stays."""

    action: Identifier
    from_: Annotated[tuple[Identifier, ...], Field(alias="from")]
    to: Identifier
    by: tuple[Role, ...]
    keeps: tuple[Identifier, ...] = ()
    requires: tuple[Literal["text", "reason", "until"], ...] = ()
    after: ClockName | None = None
    clause: Clause


class Reason(Rule):
    """A listed ground for postponing or refusing."""

    id: Identifier
    text: str
    actions: tuple[Identifier, ...] = ("postpone", "refuse")
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
    accounting: AccountingRule | None = None
    attachments: AttachmentRule | None = None
    channels: tuple[Channel, ...] = ()
    fields: tuple[FieldRule, ...] = ()
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

    def targets_of(self, priority: str) -> tuple[Target, ...]:
        return tuple(target for target in self.targets if target.applies_to(priority))

    def reasons_for(self, action: str) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if action in reason.actions)
