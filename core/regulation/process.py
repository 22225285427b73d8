"""What happens to a request: terms and who is warned of them, states, moves, the order of work, complaints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from core.regulation.basics import (
    Audience,
    Clause,
    ClockName,
    Flag,
    Identifier,
    Level,
    Need,
    Percent,
    Phrase,
    Role,
    Rule,
)
from core.regulation.terms import NO_TERM, read_term
from core.worktime import Term


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
    obscenity_clause: Clause | None = None
    """The clause that forbids obscene wording, of which this is the ground (ALL-5): its author is asked to reword."""
    subjects: tuple[Phrase, ...] = ()
    """Words by which a question is recognised that the desk gives no advice on (NET-4, ALL-2), before any request is
    written: «веб-дизайн», «программирован*» with any ending. The customer is told ``text``."""
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


class ComplaintRule(Rule):
    """Complaints about how a request was handled reach managers only (NET-7). ``to`` is said to the customer."""

    to: str
    clause: Clause


class HandoverRule(Rule):
    """A change or a long absence of the responsible person is announced to the other side in advance (SIN-12)."""

    clause: Clause
