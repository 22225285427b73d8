"""The period of a report as staff type it."""

from __future__ import annotations

import pytest

from core.errors import Missing
from core.regulation.parse import load
from core.reports import period
from core.reports.period import Named
from tests.office import moscow

SAVEIT = load("saveit").regulation
NOW = moscow("2026-03-05 12:00")  # a Thursday


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        (Named.TODAY, "2026-03-05", "2026-03-06"),
        (Named.WEEK, "2026-03-02", "2026-03-09"),
        (Named.LAST_WEEK, "2026-02-23", "2026-03-02"),
        (Named.MONTH, "2026-03-01", "2026-04-01"),
        (Named.LAST_MONTH, "2026-02-01", "2026-03-01"),
    ],
)
def test_named_periods_are_days_of_the_desk(name: Named, since: str, until: str) -> None:
    found = period.named(name, SAVEIT, NOW)
    assert (found.since, found.until) == (moscow(since), moscow(until))


@pytest.mark.parametrize(
    ("given", "since", "until"),
    [
        ("01.03.2026 31.03.2026", "2026-03-01", "2026-04-01"),
        ("01.02.26 - 28.02.26", "2026-02-01", "2026-03-01"),
        ("1.3—4.3", "2026-03-01", "2026-03-05"),
        ("20.12 05.01", "2025-12-20", "2026-01-06"),
        ("06.03", "2025-03-06", "2025-03-07"),  # the last such day, not the next
        ("05.03", "2026-03-05", "2026-03-06"),
    ],
)
def test_dates_are_read_with_both_days_included(given: str, since: str, until: str) -> None:
    found = period.read(given, SAVEIT, NOW)
    assert (found.since, found.until) == (moscow(since), moscow(until))


@pytest.mark.parametrize(
    "given",
    ["завтра", "31.02.2026", "05.03.2026 01.03.2026", "06.03.2026", "01.01.2024 31.12.2025", "1.3 2.3 3.3", "29.02"],
)
def test_what_is_no_period_is_refused(given: str) -> None:
    with pytest.raises(Missing, match="bad_report_period"):
        period.read(given, SAVEIT, NOW)


def test_weeks_begin_on_monday_and_are_cut_to_the_period() -> None:
    weeks = period.read("27.02.2026 03.03.2026", SAVEIT, NOW).weeks()
    assert [(first.isoformat(), last.isoformat()) for first, last in weeks] == [
        ("2026-02-27", "2026-03-01"),
        ("2026-03-02", "2026-03-03"),
    ]
    found = period.read("27.02.2026 03.03.2026", SAVEIT, NOW)
    assert [found.week_of(day) for first, last in found.weeks() for day in (first, last)] == [
        day for first, _ in found.weeks() for day in (first, first)
    ]
    assert len(period.read("01.01.2025 31.12.2025", SAVEIT, NOW).weeks()) == 53
