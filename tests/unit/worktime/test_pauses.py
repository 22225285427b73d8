"""A pause gives back exactly the clock's own time that it took (rules.md 1.6, 3.1)."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from core.worktime import Pause, Reason, Term, Unit, condensed, deadline, explain, left, moment, postpone, spent
from tests.unit.worktime.cast import PLARSON, SAVEIT, URGENT, moscow

HOUR = 3600
FOUR_HOURS = Term(4, Unit.WORKING_HOURS)
TWO_DAYS = Term(2, Unit.WORKING_DAYS)
WEEK = Term(1, Unit.WEEKS)
THURSDAY = moscow("2026-03-05 15:00")


def pause(start: str, end: str | None = None) -> Pause:
    return Pause(moscow(start), moscow(end) if end else None)


@pytest.mark.clause("SAV-8")
@pytest.mark.parametrize(
    ("term", "pauses", "due"),
    [
        (FOUR_HOURS, [], "2026-03-06 10:00"),
        (FOUR_HOURS, [pause("2026-03-05 16:00", "2026-03-05 16:00:01")], "2026-03-06 10:00:01"),
        (FOUR_HOURS, [pause("2026-03-05 17:00", "2026-03-06 10:00")], "2026-03-06 12:00"),
        (FOUR_HOURS, [pause("2026-03-05 19:00", "2026-03-06 08:00")], "2026-03-06 10:00"),  # closed anyway
        (FOUR_HOURS, [pause("2026-03-06 10:00", "2026-03-06 12:00")], "2026-03-06 10:00"),  # begins at the due
        (FOUR_HOURS, [pause("2026-03-05 14:00", "2026-03-05 16:00")], "2026-03-06 11:00"),  # began before
        (FOUR_HOURS, [pause("2026-03-05 12:00", "2026-03-05 15:00")], "2026-03-06 10:00"),
        # The second begins after the first due and before the pushed one.
        (
            FOUR_HOURS,
            [pause("2026-03-06 10:30", "2026-03-06 11:30"), pause("2026-03-05 16:00", "2026-03-05 17:00")],
            "2026-03-06 12:00",
        ),
        # Overlapping pauses are one.
        (
            FOUR_HOURS,
            [pause("2026-03-05 16:00", "2026-03-05 17:30"), pause("2026-03-05 17:00", "2026-03-05 18:00")],
            "2026-03-06 12:00",
        ),
        (TWO_DAYS, [pause("2026-03-06 10:00", "2026-03-06 13:00")], "2026-03-11 12:00"),
        (TWO_DAYS, [pause("2026-03-07 10:00", "2026-03-09 13:00")], "2026-03-10 18:00"),  # a weekend takes nothing
        (WEEK, [pause("2026-03-07 10:00", "2026-03-08 13:00")], "2026-03-14 03:00"),
        (Term(4, Unit.HOURS), [pause("2026-03-05 16:00", "2026-03-05 23:00")], "2026-03-06 02:00"),
    ],
)
def test_a_pause_pushes_the_due(term: Term, pauses: list[Pause], due: str) -> None:
    assert deadline(term, SAVEIT, THURSDAY, pauses).at == moscow(due)


def test_a_pause_of_a_two_rate_clock_is_weighted() -> None:
    # Twenty minutes of the budget by 20:00, then 40 minutes more at a third: the pause takes what it would have.
    term = Term(1, Unit.TWO_RATES, URGENT)
    paused = [pause("2026-03-05 20:00", "2026-03-05 21:00")]
    assert deadline(term, PLARSON, moscow("2026-03-05 19:00"), paused).at == moscow("2026-03-05 23:00")


def test_an_open_pause_leaves_no_due_and_no_warning_behind_it() -> None:
    paused = [pause("2026-03-05 17:00")]
    assert deadline(FOUR_HOURS, SAVEIT, THURSDAY, paused).at is None
    assert deadline(FOUR_HOURS, SAVEIT, THURSDAY, [pause("2026-03-06 10:00")]).at == moscow("2026-03-06 10:00")
    assert moment(FOUR_HOURS, SAVEIT, THURSDAY, Fraction(1, 2), paused) == moscow("2026-03-05 17:00")
    assert moment(FOUR_HOURS, SAVEIT, THURSDAY, Fraction(3, 4), paused) is None
    assert spent(FOUR_HOURS, SAVEIT, THURSDAY, moscow("2026-03-10 12:00"), paused) == 2 * HOUR
    assert left(FOUR_HOURS, SAVEIT, THURSDAY, moscow("2026-03-10 12:00"), paused) == 2 * HOUR


def test_what_is_used_in_the_middle_of_a_pause() -> None:
    paused = [pause("2026-03-05 16:00", "2026-03-05 17:30")]
    assert spent(FOUR_HOURS, SAVEIT, THURSDAY, moscow("2026-03-05 17:00"), paused) == HOUR
    assert spent(FOUR_HOURS, SAVEIT, THURSDAY, moscow("2026-03-05 18:00"), paused) == HOUR + HOUR // 2


def test_warnings_wait_for_the_pause_as_the_due_does() -> None:
    paused = [pause("2026-03-05 16:00", "2026-03-06 11:00")]
    assert moment(FOUR_HOURS, SAVEIT, THURSDAY, Fraction(1, 2), paused) == moscow("2026-03-06 12:00")
    # Two days from Thursday: 3 h + 9 h + 9 h; Thursday does not count, so the pause takes only Friday's 2 h.
    assert moment(TWO_DAYS, SAVEIT, THURSDAY, Fraction(1), paused) == moscow("2026-03-11 11:00")
    assert moment(TWO_DAYS, SAVEIT, THURSDAY, Fraction(1, 3), paused) == moscow("2026-03-06 15:00")


@pytest.mark.clause("SAV-17")
def test_a_question_on_the_day_of_registration_costs_a_term_of_days_nothing() -> None:
    asked = [pause("2026-03-05 16:00", "2026-03-05 17:30")]
    assert deadline(TWO_DAYS, SAVEIT, THURSDAY, asked) == deadline(TWO_DAYS, SAVEIT, THURSDAY)
    walk = explain(TWO_DAYS, SAVEIT, THURSDAY, asked)
    assert [span.reason for span in condensed(walk.spans)][:2] == [Reason.EVENT_DAY, Reason.COUNTED]


@pytest.mark.clause("SAV-18")
def test_a_promised_term_is_pushed_like_the_clock_it_replaces() -> None:
    promise = moscow("2026-03-06 12:00")
    assert postpone(promise, FOUR_HOURS, SAVEIT) == promise
    assert postpone(promise, FOUR_HOURS, SAVEIT, [pause("2026-03-05 17:00", "2026-03-06 10:00")]) == moscow(
        "2026-03-06 14:00"
    )
    since = moscow("2026-03-06 09:30")
    paused = [pause("2026-03-05 17:00", "2026-03-06 10:00")]
    assert postpone(promise, FOUR_HOURS, SAVEIT, paused, since=since) == moscow("2026-03-06 12:30")
    assert postpone(promise, FOUR_HOURS, SAVEIT, seconds=7 * HOUR) == moscow("2026-03-10 10:00")
    assert postpone(promise, FOUR_HOURS, SAVEIT, [pause("2026-03-06 11:00")]) is None
    assert postpone(promise, WEEK, SAVEIT, seconds=7 * HOUR) == moscow("2026-03-06 19:00")


def test_pauses_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="ends before"):
        pause("2026-03-05 17:00", "2026-03-05 16:00")
    with pytest.raises(ValueError, match="zones"):
        Pause(datetime(2026, 3, 5, 12))  # noqa: DTZ001 - the very mistake
    with pytest.raises(ValueError, match="zones"):
        Pause(datetime(2026, 3, 5, 12, tzinfo=UTC), datetime(2026, 3, 5, 13))  # noqa: DTZ001
