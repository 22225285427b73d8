"""What is payable: work done under an agreement (PLR-4, PLR-15)."""

from __future__ import annotations

import pytest

from core.billing.estimate import Estimate, drawn_up
from core.billing.invoice import payable
from core.billing.worklog import WorkEntry
from core.regulation.parse import load
from tests.office import moscow

PLARSON = load("plarson").regulation


def entry(at: str, minutes: int) -> WorkEntry:
    return WorkEntry(0, 1, 1, moscow(at), minutes, minutes, "Вера")


def estimate(at: str, agreed: bool | None) -> Estimate:
    assert PLARSON.money is not None
    made = drawn_up(1, 120, PLARSON.money, PLARSON.default_priority, "", moscow(at))
    made.agreed, made.decided_at = agreed, moscow(at) if agreed is not None else None
    return made


@pytest.mark.clause("PLR-4", "PLR-15")
def test_payable_is_the_work_done_since_the_customer_agreed() -> None:
    work = [entry("2026-03-02 10:00", 30), entry("2026-03-02 12:00", 40), entry("2026-03-02 16:00", 50)]
    first, second = estimate("2026-03-02 12:00", True), estimate("2026-03-02 15:00", True)
    asked, declined = estimate("2026-03-02 15:00", None), estimate("2026-03-02 15:00", False)
    assert payable([], work) is None
    assert payable([asked, declined], work) is None
    assert payable([first], []) == (first, 0)
    assert payable([first], work) == (first, 90)  # the half hour before the agreement is not paid
    assert payable([first, second], work) == (second, 90)
    assert payable([first, declined], work) == (first, 90)
