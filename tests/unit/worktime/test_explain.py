"""The reasons behind a due, as the engine itself walked (rules.md 3.8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

import pytest

from core.worktime import Calendar, DatedException, Pause, Reason, Span, Term, Unit, condensed, explain
from tests.unit.worktime.cast import NETPOINT, PLARSON, RUSSIAN_DATES, SAVEIT, URGENT, WITH_LUNCH, moscow, on

HOUR = 3600
MOSCOW = moscow("2026-01-01").tzinfo


def clock(at: datetime) -> str:
    return at.astimezone(MOSCOW).strftime("%d.%m %H:%M")


def told(spans: Iterable[Span]) -> list[tuple[str, str, str, object]]:
    """Start, end, reason, and what it adds: own seconds or the number of the counted day."""
    return [(clock(s.start), clock(s.end), s.reason, s.name or s.seconds or s.day) for s in spans]


@pytest.mark.clause("SAV-2")
def test_what_was_skipped_between_a_thursday_and_a_monday() -> None:
    found = explain(Term(8, Unit.WORKING_HOURS), WITH_LUNCH, moscow("2026-04-30 07:00"))
    assert told(condensed(found.spans)) == [
        ("30.04 07:00", "30.04 09:00", "before_opening", None),
        ("30.04 09:00", "30.04 13:00", "counted", 4 * HOUR),
        ("30.04 13:00", "30.04 14:00", "lunch", None),
        ("30.04 14:00", "30.04 17:00", "counted", 3 * HOUR),
        ("30.04 17:00", "30.04 18:00", "short_day", None),
        ("30.04 18:00", "01.05 00:00", "night", None),
        ("01.05 00:00", "02.05 00:00", "holiday", "Праздник Весны и Труда"),
        ("02.05 00:00", "04.05 00:00", "weekend", None),
        ("04.05 00:00", "04.05 09:00", "night", None),
        ("04.05 09:00", "04.05 10:00", "counted", HOUR),
    ]


def test_a_transferred_day_off_and_a_closed_date_have_their_own_reasons() -> None:
    closed = DatedException(name="переезд")
    calendar = Calendar("Europe/Moscow", SAVEIT.week, SAVEIT.holidays, {on("2026-03-10"): closed})
    found = explain(Term(1, Unit.WORKING_HOURS), calendar, moscow("2026-03-06 18:00"))
    assert told(condensed(found.spans))[1:-2] == [
        ("07.03 00:00", "08.03 00:00", "weekend", None),
        ("08.03 00:00", "09.03 00:00", "holiday", "Международный женский день"),
        ("09.03 00:00", "10.03 00:00", "day_off", "Международный женский день (выходной)"),
        ("10.03 00:00", "11.03 00:00", "exception", "переезд"),
    ]


def test_a_pause_is_cut_out_whatever_it_covers() -> None:
    paused = [Pause(moscow("2026-03-05 17:30"), moscow("2026-03-06 10:00"))]
    found = explain(Term(2, Unit.WORKING_HOURS), SAVEIT, moscow("2026-03-05 17:00"), paused)
    assert told(condensed(found.spans)) == [
        ("05.03 17:00", "05.03 17:30", "counted", HOUR // 2),
        ("05.03 17:30", "06.03 10:00", "pause", None),
        ("06.03 10:00", "06.03 11:30", "counted", 3 * HOUR // 2),
    ]
    assert found.base == moscow("2026-03-06 10:00")


def test_while_a_pause_is_open_the_walk_ends_where_it_began() -> None:
    found = explain(
        Term(2, Unit.WORKING_HOURS), SAVEIT, moscow("2026-03-05 17:00"), [Pause(moscow("2026-03-05 17:30"))]
    )
    assert found.due.at is None
    assert told(found.spans) == [("05.03 17:00", "05.03 17:30", "counted", HOUR // 2)]


@pytest.mark.clause("NET-7")
def test_seven_working_days_are_numbered() -> None:
    found = explain(Term(7, Unit.WORKING_DAYS), NETPOINT, moscow("2026-06-05 20:00"), dates=RUSSIAN_DATES)
    assert told(condensed(found.spans)) == [
        ("05.06 20:00", "06.06 00:00", "event_day", None),
        ("06.06 00:00", "08.06 00:00", "weekend", None),
        ("08.06 00:00", "09.06 00:00", "counted", 1),
        ("09.06 00:00", "10.06 00:00", "counted", 2),
        ("10.06 00:00", "11.06 00:00", "counted", 3),
        ("11.06 00:00", "12.06 00:00", "counted", 4),
        ("12.06 00:00", "13.06 00:00", "holiday", "День России"),
        ("13.06 00:00", "15.06 00:00", "weekend", None),
        ("15.06 00:00", "16.06 00:00", "counted", 5),
        ("16.06 00:00", "17.06 00:00", "counted", 6),
        ("17.06 00:00", "18.06 00:00", "counted", 7),
    ]


@pytest.mark.clause("SIN-10")
def test_a_term_whose_last_day_rests_moves_and_says_so() -> None:
    found = explain(Term(3, Unit.DAYS), SAVEIT, moscow("2026-03-04 15:00"))
    assert told(condensed(found.spans)) == [
        ("04.03 15:00", "05.03 00:00", "event_day", None),
        ("05.03 00:00", "06.03 00:00", "counted", 1),
        ("06.03 00:00", "07.03 00:00", "counted", 2),
        ("07.03 00:00", "08.03 00:00", "counted", 3),
        ("08.03 00:00", "09.03 00:00", "holiday", "Международный женский день"),
        ("09.03 00:00", "10.03 00:00", "day_off", "Международный женский день (выходной)"),
        ("10.03 00:00", "11.03 00:00", "moved", None),
    ]


def test_days_that_were_paused_are_made_up_for_after_the_last_one() -> None:
    paused = [Pause(moscow("2026-03-05 10:00"), moscow("2026-03-05 13:00"))]
    found = explain(Term(2, Unit.WORKING_DAYS), SAVEIT, moscow("2026-03-04 15:00"), paused)
    assert told(condensed(found.spans)) == [
        ("04.03 15:00", "05.03 00:00", "event_day", None),
        ("05.03 00:00", "05.03 10:00", "counted", 1),
        ("05.03 10:00", "05.03 13:00", "pause", 1),
        ("05.03 13:00", "06.03 00:00", "counted", 1),
        ("06.03 00:00", "06.03 18:00", "counted", 2),
        ("06.03 18:00", "07.03 00:00", "night", None),
        ("07.03 00:00", "08.03 00:00", "weekend", None),
        ("08.03 00:00", "09.03 00:00", "holiday", "Международный женский день"),
        ("09.03 00:00", "10.03 00:00", "day_off", "Международный женский день (выходной)"),
        ("10.03 00:00", "10.03 09:00", "night", None),
        ("10.03 09:00", "10.03 12:00", "made_up", 3 * HOUR),
    ]


@pytest.mark.clause("PLR-8")
def test_a_two_rate_clock_says_what_the_night_cost() -> None:
    found = explain(Term(1, Unit.TWO_RATES, URGENT), PLARSON, moscow("2026-06-11 17:30"))
    assert told(found.spans) == [
        ("11.06 17:30", "11.06 18:00", "counted", 1800),
        ("11.06 18:00", "11.06 19:00", "short_day", 1200),
        ("11.06 19:00", "11.06 19:30", "night", 600),
    ]


def test_elapsed_hours_count_all_of_every_date() -> None:
    found = explain(Term(24, Unit.HOURS), SAVEIT, moscow("2026-03-06 15:00"))
    assert told(found.spans) == [
        ("06.03 15:00", "07.03 00:00", "counted", 9 * HOUR),
        ("07.03 00:00", "07.03 15:00", "counted", 15 * HOUR),
    ]


def test_neighbours_of_different_names_stay_apart() -> None:
    found = explain(Term(1, Unit.WORKING_HOURS), SAVEIT, moscow("2026-01-01 00:00"))
    resting = [(s.date.day, s.last.day, s.name) for s in condensed(found.spans) if s.reason is Reason.HOLIDAY]
    assert resting == [
        (1, 6, "Новогодние каникулы"),
        (7, 7, "Рождество Христово"),
        (8, 8, "Новогодние каникулы"),
    ]
    assert sum(Fraction(span.seconds) for span in found.spans) == HOUR
