"""``reglament deadline``: what a regulation's terms come to for a request that arrives at an instant."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from app.usage import UsageError, edition, instant
from core.deadlines.explain import explanation
from core.deadlines.policy import Reading, read
from core.deadlines.runs import Run
from core.regulation.model import ClockName, Level, Regulation, Target
from core.worktime import NeverOpens

AT_REGISTRATION = (ClockName.REGISTRATION, ClockName.REACTION, ClockName.RESOLUTION)
"""The clocks that start when a request is registered."""


def deadline(options: Namespace) -> int:
    """Print the dues as JSON, or explain each of them day by day."""
    regulation = edition(options.regulation).regulation
    at = instant(options.at, "--at")
    level = _level(regulation, options)
    try:
        found = [read(Run(target, 1, at), regulation) for target in _targets(regulation, level, options.target)]
        told = [explanation(reading, regulation) for reading in found]
    except (NeverOpens, OverflowError, ValueError) as error:
        raise UsageError(f"--at: no term can be computed from {options.at!r}: {error}") from None
    print(_json(regulation, found, told) if options.json else _text(regulation, told))
    return 0


def _level(regulation: Regulation, options: Namespace) -> Level:
    """The level that was asked for; what was not said is the regulation's default."""
    priority = regulation.priority(options.priority) if options.priority else regulation.default_priority
    if priority is None:
        raise _unknown("priority", options.priority, regulation, (p.id for p in regulation.priorities))
    if options.plan and regulation.plan(options.plan) is None:
        raise _unknown("plan", options.plan, regulation, (plan.id for plan in regulation.plans))
    if options.category and regulation.category(options.category) is None:
        raise _unknown("category", options.category, regulation, (category.id for category in regulation.categories))
    return Level(priority.id, options.plan or regulation.default_plan, options.category or regulation.default_category)


def _targets(regulation: Regulation, level: Level, name: str | None) -> list[Target]:
    """The targets that registration starts, or the one of this name. A date that both sides agree on is none."""
    known = {target.clock: target for target in regulation.targets_of(level) if target.term.amount}
    if name is None:
        return [known[clock] for clock in AT_REGISTRATION if clock in known]
    if name not in known:
        raise _unknown("target", name, regulation, known, f" at the level {' '.join(filter(None, _named(level)))}")
    return [known[ClockName(name)]]


def _named(level: Level) -> tuple[str, str, str]:
    return level.priority, level.plan, level.category


def _unknown(option: str, given: str, regulation: Regulation, known: Iterable[str], where: str = "") -> UsageError:
    there_are = ", ".join(known) or "none"
    return UsageError(f"--{option}: {regulation.name} has no {option} {given!r}{where}; there are: {there_are}")


def _json(regulation: Regulation, found: list[Reading], told: list[dict[str, Any]]) -> str:
    targets = {
        facts["clock"]: {
            "due": facts["due"],
            "preliminary": facts["preliminary"],
            "clause": reading.run.target.clause,
        }
        for reading, facts in zip(found, told, strict=True)
    }
    return json.dumps({"regulation": regulation.name, "version": regulation.version, "targets": targets})


def _text(regulation: Regulation, told: list[dict[str, Any]]) -> str:
    # The words of the bot: loaded late, since most commands of the shell need none of them.
    from bot.views.explain import terms
    from bot.words import Words, plain

    return plain(terms(Words("ru", regulation), told))
