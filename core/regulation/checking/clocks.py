"""Checks of terms: each level has at most one of a clock, each target has a term, each clock what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from core.regulation.checking.problem import Problem
from core.regulation.model import ClockName, Level, Regulation
from core.regulation.terms import NO_TERM

LONGEST = 10_000
"""Units of a term: beyond it there is no calendar to count by."""


def levels(regulation: Regulation) -> Iterator[Level]:
    """Every level that a ticket may have."""
    plans = [plan.id for plan in regulation.plans] or [""]
    categories = [category.id for category in regulation.categories] or [""]
    for priority, plan, category in product(regulation.priorities, plans, categories):
        yield Level(priority.id, plan, category)


def one_term_a_clock(regulation: Regulation) -> Iterator[Problem]:
    """A level with two terms of one clock would leave open which of them holds."""
    for index, target in enumerate(regulation.targets):
        before = [other for other in regulation.targets[:index] if other.clock == target.clock]
        for level in levels(regulation):
            if target.applies_to(level) and any(other.applies_to(level) for other in before):
                named = f"приоритета «{level.priority}»"
                named += f", тарифа «{level.plan}»" if level.plan else ""
                named += f", категории «{level.category}»" if level.category else ""
                yield Problem(("targets", index, "clock"), f"срок «{target.clock}» для {named} уже задан выше")
                break


def a_target_has_a_term(regulation: Regulation) -> Iterator[Problem]:
    """Its own (``term``), another clock's (``like``), or, for rework, the one that both sides agree on."""
    for index, target in enumerate(regulation.targets):
        stated = target.term is not NO_TERM
        if target.clock is ClockName.REWORK:
            if stated or target.like:
                key = "term" if stated else "like"
                yield Problem(("targets", index, key), "срок доработки называет согласованный акт: уберите этот ключ")
        elif stated and target.like:
            yield Problem(("targets", index, "like"), "срок задан дважды: оставьте либо term, либо like")
        elif not stated and not target.like:
            yield Problem(("targets", index, "clock"), "нет срока: добавьте term или like")
        if target.term.amount > LONGEST:
            yield Problem(("targets", index, "term"), f"срок слишком велик: число должно быть не больше {LONGEST}")


def a_like_ends_in_a_term(regulation: Regulation) -> Iterator[Problem]:
    for index, target in enumerate(regulation.targets):
        path = ("targets", index, "like")
        if target.like is target.clock:
            yield Problem(path, f"срок «{target.clock}» отсылает сам к себе: назовите другой срок или напишите term")
        elif target.like is ClockName.REWORK:
            yield Problem(path, "у доработки нет своего числа: назовите другой срок или напишите term")
        elif target.like:
            others = [other for other in regulation.targets if other.clock is target.like]
            if others and all(other.like for other in others):
                what = f"срок «{target.like}» сам взят у другого: назовите тот, у которого есть term"
                yield Problem(path, what)


def a_clock_has_what_it_needs(regulation: Regulation) -> Iterator[Problem]:
    clocks = {target.clock for target in regulation.targets}
    for index, target in enumerate(regulation.targets):
        if target.quota and regulation.quota is None:
            yield Problem(("targets", index, "quota"), "нет таблицы [quota]: сколько часов и за сколько дней")
        if target.clock is ClockName.COMPLAINT and regulation.complaint is None:
            yield Problem(("targets", index, "clock"), "нет таблицы [complaint]: кому идут жалобы")
        if target.runs_in is not None and target.clock is not ClockName.ACCEPTANCE:
            yield Problem(("targets", index, "runs_in"), "runs_in бывает только у срока «acceptance»")
    if regulation.quota and not any(target.quota for target in regulation.targets):
        yield Problem(("quota",), "квоту не соблюдает ни один срок: добавьте в [[targets]] quota = true")
    if regulation.complaint and ClockName.COMPLAINT not in clocks:
        yield Problem(("complaint",), 'у жалобы нет срока: добавьте [[targets]] с clock = "complaint"')


def an_escalation_rings_once(regulation: Regulation) -> Iterator[Problem]:
    """The same warning twice would ring once: it is told apart by clock, percent and audience."""
    for index, escalation in enumerate(regulation.escalations):
        for other in regulation.escalations[:index]:
            same = [clock for clock in escalation.clocks if clock in other.clocks]
            if same and (other.at, other.to) == (escalation.at, escalation.to):
                what = f"предупреждение «{same[0]}» при {escalation.at} % для «{escalation.to}» уже есть выше"
                yield Problem(("escalations", index, "at"), what)
