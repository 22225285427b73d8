"""One organisation's regulation as values: what its TOML file says, after checking.

Every rule carries the clause it comes from. Nothing in here knows an organisation or a number of hours. The rules
live in the rooms beside: ``intake`` (what a request is), ``process`` (what happens to it), ``money``; this is their
door.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from core.regulation.basics import (
    Audience,
    ClockName,
    Identifier,
    Level,
    Need,
    Rank,
    Role,
    Rule,
)
from core.regulation.calendars import CalendarRules
from core.regulation.intake import (
    AttachmentRule,
    Category,
    Channel,
    FieldRule,
    NumberRule,
    Plan,
    Priority,
    RegistrationRule,
)
from core.regulation.money import (
    AccountingRule,
    DocumentRule,
    MoneyRule,
    QuotaRule,
)
from core.regulation.process import (
    ComplaintRule,
    Escalation,
    HandoverRule,
    Move,
    QueueRule,
    Reason,
    State,
    Target,
)
from core.regulation.terms import NO_TERM
from core.worktime import Calendar

__all__ = [
    "AccountingRule",
    "AttachmentRule",
    "Audience",
    "Category",
    "Channel",
    "ClockName",
    "ComplaintRule",
    "DocumentRule",
    "Escalation",
    "FieldRule",
    "HandoverRule",
    "Level",
    "MoneyRule",
    "Move",
    "Need",
    "NumberRule",
    "Plan",
    "Priority",
    "QueueRule",
    "QuotaRule",
    "Rank",
    "Reason",
    "RegistrationRule",
    "Regulation",
    "Role",
    "Rule",
    "State",
    "Target",
]


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

    @cached_property
    def obscenity(self) -> Reason | None:
        """The ground that obscene wording is; None when the regulation does not forbid it."""
        return next((reason for reason in self.reasons if reason.obscenity_clause), None)

    def reasons_for(self, action: str) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if action in reason.actions)
