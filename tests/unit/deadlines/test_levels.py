"""Levels of an escalation climb, and each says of which course of which clock it speaks (rules.md 3.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from core.conversations.events import Event
from core.deadlines.milestones import Milestones
from core.deadlines.policy import timers
from core.regulation.model import Audience, Escalation, Regulation, Target
from core.regulation.parse import load
from core.tickets import lifecycle
from core.tickets.events import ClockRang
from core.tickets.ticket import Ticket
from tests.unit.deadlines.cast import SAVEIT, life, local, moscow, reading, with_target

P1 = "2026-03-05 15:00 registered P1"
CONFIRMED = "2026-03-05 15:00 confirmed"


def climbing(*levels: tuple[int, str], clock: str = "resolution", desk: Regulation = SAVEIT) -> Regulation:
    rules = (
        Escalation.model_validate({"clocks": [clock], "at": at, "to": to, "clause": "SAV-18"}) for at, to in levels
    )
    return desk.model_copy(update={"escalations": tuple(rules)})


STAIRS = climbing((100, "assignee"), (120, "on_duty"), (150, "managers"))


@dataclass
class Recorder:
    """As much of a unit of work as a ringing clock touches."""

    regulation: Regulation
    events: list[Event] = field(default_factory=list)

    async def regulation_of(self, ticket: Ticket) -> Regulation:
        return self.regulation

    def record(self, event: Event) -> None:
        self.events.append(event)


def ticket(milestones: Milestones) -> Ticket:
    at = milestones[0].at
    return Ticket(1, "1", "e", 1, at, "P1", "registered", "", {}, milestones=milestones)


async def rung(facts: Milestones, desk: Regulation, key: str, now: datetime) -> list[ClockRang]:
    """What the ringing of this timer records."""
    standing = list(timers(facts, desk))
    found = next(timer for timer in standing if timer.key == key)
    work: Any = Recorder(desk)
    await lifecycle.ring(work, ticket(facts), found, [timer for timer in standing if timer is not found], now)
    return list(work.events)


def test_levels_beyond_the_term_are_instants_of_its_own_time() -> None:
    # Four working hours end on Friday at ten; 48 minutes and two hours more are 120 and 150 percent.
    rings = {timer.key: local(timer.due, SAVEIT) for timer in timers(life(P1, CONFIRMED), STAIRS)}
    assert rings == {
        "resolution#1@100:assignee": "2026-03-06 10:00",
        "resolution#1@120:on_duty": "2026-03-06 10:48",
        "resolution#1@150:managers": "2026-03-06 12:00",
    }


def test_a_level_beyond_a_promised_term_goes_on_from_the_promise() -> None:
    # Ten working hours from Friday nine to Tuesday ten; another five are 150 percent.
    promised = life(P1, CONFIRMED, "2026-03-06 09:00 term 2026-03-10T10:00")
    assert [local(timer.due, SAVEIT) for timer in timers(promised, STAIRS) if timer.level == 150] == [
        "2026-03-10 15:00"
    ]


@pytest.mark.clause("PLR-8")
def test_a_promise_of_a_clock_of_two_rates_is_warned_of_and_pushed_by_its_own_budget() -> None:
    desk = with_target(
        climbing((80, "assignee")), clock="resolution", term="1 час в рабочее время или 3 часа в нерабочее"
    )
    # From 15:30 to 20:00 pass two and a half hours of work and two of the evening: 190 minutes of budget, of which
    # 152 are 80 %: 150 by closing at 18:00, two more at a third of the speed are six minutes.
    promised = life(P1, "2026-03-05 15:30 term 2026-03-05T20:00")
    assert [local(timer.due, desk) for timer in timers(promised, desk)] == ["2026-03-05 18:06"]
    # An hour of waiting in the evening costs twenty minutes of budget, which the evening gives back in an hour.
    waited = (*promised, *life("2026-03-05 18:10 state waiting", "2026-03-05 19:10 state in_work"))
    assert local(reading(waited, regulation=desk).due, desk) == "2026-03-05 21:00"


def test_a_promise_for_the_same_night_warns_of_nothing_before_it_is_due() -> None:
    desk = climbing((80, "assignee"), (100, "managers"))
    promised = life(P1, CONFIRMED, "2026-03-06 20:00 term 2026-03-06T23:00")
    assert {local(timer.due, SAVEIT) for timer in timers(promised, desk)} == {"2026-03-06 23:00"}


async def test_a_level_calls_those_whom_the_regulation_names() -> None:
    now = moscow("2026-03-06 10:48")
    (rang,) = await rung(life(P1, CONFIRMED), STAIRS, "resolution#1@120:on_duty", now)
    assert (rang.level, rang.to, rang.due) == (120, Audience.ON_DUTY, moscow("2026-03-06 10:00"))


@pytest.mark.parametrize("change", ["priority P1", "plan premium", "category layout"])
async def test_a_term_that_a_change_put_into_the_past_says_which(change: str) -> None:
    # Registered on Thursday at three, due on Friday at ten; changed on Friday at eleven.
    facts = life(P1, CONFIRMED, f"2026-03-06 11:00 {change}")
    (rang,) = await rung(facts, STAIRS, "resolution#1@100:assignee", moscow("2026-03-06 10:30"))
    assert rang.cause == change.replace(" ", ":")


async def test_two_audiences_of_one_level_are_both_called() -> None:
    desk = climbing((100, "assignee"), (100, "managers"))
    now = moscow("2026-03-06 10:00")
    for to in ("assignee", "managers"):
        (rang,) = await rung(life(P1, CONFIRMED), desk, f"resolution#1@100:{to}", now)
        assert rang.to == to


async def test_a_level_that_a_later_one_has_overtaken_keeps_silent() -> None:
    late = moscow("2026-03-06 12:00")
    assert await rung(life(P1, CONFIRMED), STAIRS, "resolution#1@120:on_duty", late) == []


@pytest.mark.clause("SIN-11")
async def test_of_several_courses_the_one_that_rang_is_told() -> None:
    sintez = load("sintez").regulation
    facts = life(
        "2026-03-02 10:00 registered normal",
        "2026-03-02 10:30 answered",
        "2026-03-02 12:00 rework 2026-03-05T18:00",
        "2026-03-02 12:00 rework 2026-03-12T18:00",
        regulation=sintez,
    )
    (rang,) = await rung(facts, sintez, "rework#1@100:managers", moscow("2026-03-05 16:00"))
    assert (rang.clock, local(rang.due, sintez)) == ("rework", "2026-03-05 18:00")


async def test_a_timer_whose_clock_the_regulation_has_lost_says_nothing() -> None:
    facts = life(P1, CONFIRMED)
    found = next(timers(facts, STAIRS))
    work: Any = Recorder(SAVEIT.model_copy(update={"targets": ()}))
    await lifecycle.ring(work, ticket(facts), found, [], moscow("2026-03-06 12:00"))
    assert work.events == []


def test_time_moves_a_ticket_only_where_its_state_has_that_move() -> None:
    acceptance = Target.model_validate(
        {"clock": "acceptance", "term": "24 часа", "runs_in": ["completed", "waiting"], "clause": "SAV-13"}
    )
    desk = climbing().model_copy(update={"targets": (acceptance,)})
    waiting, completed = life(P1, "2026-03-05 16:00 state waiting"), life(P1, "2026-03-05 16:00 state completed")
    assert [timer.action for timer in timers(waiting, desk)] == []
    assert [timer.action for timer in timers(completed, desk)] == ["expire"]
