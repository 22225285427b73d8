"""What the tests of the shipped regulations ask: a preset's parts as plain tuples, and when a term of it is due."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.regulation.model import ClockName, Level, Regulation, Role
from core.worktime import Term, deadline

DESK = (Role.ENGINEER, Role.MANAGER)
CUSTOMER = (Role.CUSTOMER,)
SYSTEM = (Role.SYSTEM,)


def terms(regulation: Regulation, priority: str, plan: str = "", category: str = "") -> dict[ClockName, Term]:
    """The terms that hold for a level, by clock."""
    return {t.clock: t.term for t in regulation.targets_of(Level(priority, plan, category))}


def due(regulation: Regulation, clock: ClockName, level: Level, at: str) -> str:
    """When the clock of this level is due if it starts at ``at``, both local: ``2026-03-06 17:00``."""
    (target,) = [target for target in regulation.targets_of(level) if target.clock is clock]
    start = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(regulation.calendar.zone))
    found = deadline(target.term, regulation.working_time, start, dates=regulation.calendar_of(target)).at
    assert found is not None
    return f"{found.astimezone(start.tzinfo):%Y-%m-%d %H:%M}"


def states(regulation: Regulation) -> dict[str, tuple[str, str, str]]:
    """State → title, what it waits for, and how it ends."""
    return {
        s.id: (s.title, s.waits_for, "final" if s.final else "read_only" if s.read_only else "resolved" * s.resolved)
        for s in regulation.states
    }


def moves(regulation: Regulation) -> list[tuple[str, str, str, tuple[Role, ...], str]]:
    """Action, the states it leads from (a kept one in brackets), the state it leads to, by whom, what it requires."""
    return [
        (
            m.action,
            " ".join(f"({s})" if s in m.keeps else s for s in m.from_),
            m.to,
            m.by,
            " ".join((*m.requires, *(f"+{paper}" for paper in m.issues), *([f"@{m.after}"] if m.after else []))),
        )
        for m in regulation.moves
    ]


def channels(regulation: Regulation) -> dict[str, tuple[str, str]]:
    return {c.id: (c.standing, c.clause) for c in regulation.channels}


def fields(regulation: Regulation) -> list[tuple[str, str, str, str]]:
    """Field, kind, what is special about it, clause."""
    return [
        (
            f.id,
            f.kind,
            " ".join(
                word
                for word, holds in (
                    ("kept", f.scope == "person"),
                    ("optional", not f.required),
                    ("personal", f.personal),
                    ("secret", f.secret),
                    ("by_staff", f.asked == "by_staff"),
                    *((category, True) for category in f.categories),
                )
                if holds
            ),
            f.clause,
        )
        for f in regulation.fields
    ]


def reasons(regulation: Regulation) -> list[tuple[str, str, str]]:
    """Reason, the actions it is a ground for, clause."""
    return [(r.id, " ".join(r.actions) + " linked" * r.links, r.clause) for r in regulation.reasons]


def warnings(regulation: Regulation) -> list[tuple[str, int, str, str]]:
    """Clocks, percent, whom, clause."""
    return [(" ".join(e.clocks), e.at, str(e.to), e.clause) for e in regulation.escalations]
