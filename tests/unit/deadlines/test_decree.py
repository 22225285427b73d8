"""Which years staff should know of that nobody has decreed (rules.md 1.4)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from core.deadlines.decree import awaited, undecreed
from core.regulation.parse import load
from tests.unit.deadlines.cast import SAVEIT, moscow

YEAR = next(year for year in range(2027, 2100) if undecreed(SAVEIT, year))
"""The first year that the data knows no decree for."""
SINTEZ = load("sintez").regulation


@pytest.mark.parametrize(
    ("now", "years"),
    [
        (f"{YEAR - 1}-01-01 00:00", []),
        (f"{YEAR - 1}-10-14 23:59", []),
        (f"{YEAR - 1}-10-15 00:00", [YEAR]),
        (f"{YEAR - 1}-12-31 23:59", [YEAR]),
        (f"{YEAR}-01-01 00:00", [YEAR]),
        (f"{YEAR}-10-15 00:00", [YEAR, YEAR + 1]),
    ],
)
def test_the_next_year_is_awaited_from_the_middle_of_october_on(now: str, years: list[int]) -> None:
    assert awaited(SAVEIT, moscow(now)) == years


def test_the_date_is_that_of_the_desks_own_zone() -> None:
    chelyabinsk = datetime(YEAR - 1, 10, 15, tzinfo=ZoneInfo("Asia/Yekaterinburg"))
    assert awaited(SINTEZ, chelyabinsk) == [YEAR]
    assert awaited(SAVEIT, chelyabinsk) == []


@pytest.mark.clause("NET-7")
@pytest.mark.parametrize(("name", "counts_by_it"), [("netpoint", True), ("megafon", False), ("saveit", True)])
def test_only_those_who_count_by_the_countrys_calendar_await_it(name: str, counts_by_it: bool) -> None:
    assert undecreed(load(name).regulation, YEAR) is counts_by_it
    assert not undecreed(load(name).regulation, YEAR - 1)
