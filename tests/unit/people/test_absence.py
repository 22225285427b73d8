"""An absence as people type it, and who is on duty meanwhile (SIN-12)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import Missing
from core.people import absence
from core.people.person import Colleague
from core.regulation.model import Role
from core.regulation.parse import load
from tests.office import moscow

SAVEIT = load("saveit").regulation
NOW = moscow("2026-03-05 12:00")
pytestmark = pytest.mark.clause("SIN-12")


@pytest.mark.parametrize(
    ("typed", "since", "until", "rest"),
    [
        ("10.03 20.03", "2026-03-10 09:00", "2026-03-20 18:00", ""),
        ("10.03.2026 20.03.2026 @pavel", "2026-03-10 09:00", "2026-03-20 18:00", "@pavel"),
        ("05.03 06.03", "2026-03-05 12:00", "2026-03-06 18:00", ""),  # today began already
        ("28.12 11.01 Борис", "2026-12-28 09:00", "2027-01-11 18:00", "Борис"),
        ("10.03 14:00 10.03 16:00", "2026-03-10 14:00", "2026-03-10 16:00", ""),
    ],
)
def test_two_dates_and_what_follows(typed: str, since: str, until: str, rest: str) -> None:
    at = NOW if not typed.startswith("28.12") else moscow("2026-12-20 12:00")
    assert absence.read(typed, SAVEIT, at) == (moscow(since), moscow(until), rest)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "needs_period"),
        ("10.03", "needs_period"),
        ("завтра", "bad_date"),
        ("10.03 завтра", "bad_date"),
        ("20.03 10.03", "bad_period"),
        ("01.03.2026 02.03.2026", "bad_period"),
    ],
)
def test_what_is_no_period_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Missing, match=code):
        absence.read(typed, SAVEIT, NOW)


def test_a_colleague_is_away_from_the_first_instant_until_the_last() -> None:
    since, until = datetime(2026, 3, 10, 6, tzinfo=UTC), datetime(2026, 3, 20, 15, tzinfo=UTC)
    vera = Colleague(3, "201", "Вера", Role.ENGINEER, "", since, until)
    moments = (since - timedelta(seconds=1), since, until - timedelta(seconds=1), until)
    assert [vera.away(at) for at in moments] == [False, True, True, False]
    assert not Colleague(4, "202", "Глеб", Role.MANAGER).away(since)
