"""At most so many hours within any so many days for one customer (PLR-12)."""

from __future__ import annotations

import pytest

from core.billing.quota import used_up_until
from core.billing.worklog import WorkEntry
from core.regulation.parse import load
from tests.office import moscow

PLARSON = load("plarson").regulation


def entries(*logged: tuple[str, int]) -> list[WorkEntry]:
    return [WorkEntry(n, 1, 1, moscow(at), minutes, minutes, "Вера") for n, (at, minutes) in enumerate(logged)]


@pytest.mark.clause("PLR-12")
@pytest.mark.parametrize(
    ("logged", "now", "until"),
    [
        ([], "2026-03-02 12:00", None),
        ([("2026-03-02 10:00", 480)], "2026-03-02 12:00", None),  # eight hours are within the quota
        ([("2026-03-02 10:00", 481)], "2026-03-02 12:00", "2026-03-05 10:00"),
        ([("2026-03-02 10:00", 240), ("2026-03-03 10:00", 241)], "2026-03-03 10:00", "2026-03-05 10:00"),
        # The oldest entry alone makes too little room: the second one must leave too.
        (
            [("2026-03-02 10:00", 10), ("2026-03-02 15:00", 300), ("2026-03-03 10:00", 200)],
            "2026-03-03 11:00",
            "2026-03-05 15:00",
        ),
        # Work leaves the window exactly three days after it was logged.
        ([("2026-03-02 10:00", 480), ("2026-03-05 09:59", 60)], "2026-03-05 09:59", "2026-03-05 10:00"),
        ([("2026-03-02 10:00", 480), ("2026-03-05 10:00", 60)], "2026-03-05 10:00", None),
        # What is dated later does not count yet.
        ([("2026-03-02 10:00", 480), ("2026-03-04 10:00", 60)], "2026-03-03 10:00", None),
    ],
)
def test_when_the_quota_is_used_up_and_until_when(logged: list[tuple[str, int]], now: str, until: str | None) -> None:
    assert PLARSON.quota is not None
    found = used_up_until(entries(*logged), PLARSON.quota, moscow(now))
    assert found == (moscow(until) if until else None)


@pytest.mark.clause("PLR-12")
def test_accounted_minutes_count_whatever_the_order_of_the_entries() -> None:
    assert PLARSON.quota is not None
    short = WorkEntry(1, 1, 1, moscow("2026-03-02 11:00"), 5, 30, "Вера")
    long = WorkEntry(2, 1, 1, moscow("2026-03-02 10:00"), 460, 460, "Вера")
    assert used_up_until([short, long], PLARSON.quota, moscow("2026-03-02 12:00")) == moscow("2026-03-05 10:00")
