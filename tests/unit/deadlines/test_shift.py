"""What another regulation would make of the same facts (rules.md 3.7)."""

from __future__ import annotations

from typing import Any

import pytest

from core.deadlines.milestones import Fact
from core.deadlines.shift import Ground, lacking, shifts
from core.regulation.model import Regulation
from core.regulation.parse import load, parse
from tests.unit.deadlines.cast import SAVEIT, life, moscow, with_target

P1 = life("2026-03-05 15:00 registered P1", "2026-03-05 15:00 confirmed")
WAITED = (*P1, *life("2026-03-05 16:00 state waiting", "2026-03-06 11:00 state in_work"))


def closed_on(day: str) -> Regulation:
    """The same desk, closed on one more day."""
    return parse(f"{load('saveit').text}\n[[calendar.exceptions]]\ndate = {day}\nhours = []\n").regulation


def without(clock: str) -> Regulation:
    return SAVEIT.model_copy(update={"targets": tuple(t for t in SAVEIT.targets if t.clock != clock)})


LONGER = with_target(clock="resolution", term="8 рабочих часов")
STRICT = with_target(clock="resolution", term="4 рабочих часа", pauses_in=[])


@pytest.mark.parametrize(
    ("facts", "old", "new", "before", "after", "grounds"),
    [
        pytest.param(P1, SAVEIT, LONGER, "03-06 10:00", "03-06 14:00", [Ground.TERM], id="a longer term"),
        pytest.param(
            P1, SAVEIT, closed_on("2026-03-06"), "03-06 10:00", "03-10 10:00", [Ground.CALENDAR], id="a day off"
        ),
        pytest.param(WAITED, SAVEIT, STRICT, "03-06 14:00", "03-06 10:00", [Ground.COURSE], id="waiting counts now"),
        pytest.param(P1, SAVEIT, without("resolution"), "03-06 10:00", None, [Ground.GONE], id="no such term any more"),
        pytest.param(P1, without("resolution"), SAVEIT, None, "03-06 10:00", [Ground.NEW], id="no such term before"),
    ],
)
def test_a_term_moves_and_says_why(
    facts: Any, old: Regulation, new: Regulation, before: str | None, after: str | None, grounds: list[Ground]
) -> None:
    (shift,) = shifts(facts, old, new)
    assert shift.clock == "resolution"
    assert shift.before == (moscow(f"2026-{before}") if before else None)
    assert shift.after == (moscow(f"2026-{after}") if after else None)
    assert list(shift.grounds) == grounds


def test_what_is_over_or_stays_where_it_was_is_not_told() -> None:
    assert list(shifts(P1, SAVEIT, STRICT)) == []
    solved = (*P1, *life("2026-03-05 16:00 state completed"))
    assert list(shifts(solved, SAVEIT, LONGER)) == []


def test_a_regulation_that_does_not_know_the_facts_says_which() -> None:
    assert lacking(WAITED, LONGER) == []
    assert lacking(WAITED, load("sintez").regulation) == [(Fact.PRIORITY, "P1")]
    found = lacking(
        (*WAITED, *life("2026-03-06 12:00 plan gold", "2026-03-06 12:00 category x")), load("plarson").regulation
    )
    assert found == [
        (Fact.STATE, "registered"),
        (Fact.STATE, "waiting"),
        (Fact.PRIORITY, "P1"),
        (Fact.PLAN, "gold"),
        (Fact.CATEGORY, "x"),
    ]
