"""Money to the kopeck: whole kopecks inside, rounded half-up once, at the end (rules.md 6)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.billing.estimate import drawn_up, read_hours
from core.billing.money import cost, kopecks
from core.errors import Missing
from core.regulation.model import MoneyRule
from core.regulation.parse import load
from tests.office import moscow

PLARSON = load("plarson").regulation
CENT = Decimal(1)


@pytest.mark.clause("PLR-7")
@pytest.mark.parametrize(
    ("minutes", "rate", "coefficient", "kopecks_due"),
    [
        (60, 200_000, "1", 200_000),
        (120, 200_000, "1.7", 680_000),
        (105, 200_000, "1.3", 455_000),
        (1, 200_000, "1", 3_333),  # 33,3333… roubles
        (2, 200_000, "1", 6_667),
        (1, 30, "1", 1),  # exactly half a kopeck goes up
        (1, 29, "1", 0),
        (7, 200_000, "1.7", 39_667),  # 396,666…: rounded once, not 233,33 × 1,7 = 396,66
        (60_000, 200_000, "2", 400_000_000),
    ],
)
def test_what_work_costs(minutes: int, rate: int, coefficient: str, kopecks_due: int) -> None:
    assert cost(minutes, rate, Decimal(coefficient)) == kopecks_due


@pytest.mark.clause("PLR-7")
@given(
    minutes=st.integers(1, 600_000),
    rate=st.integers(1, 10**9),
    coefficient=st.decimals("0.001", "100", places=3),
)
def test_the_sum_is_that_of_exact_decimals_rounded_once(minutes: int, rate: int, coefficient: Decimal) -> None:
    sixtieths = Decimal(minutes) * rate * coefficient  # exact: at most 28 digits
    quotient, rest = divmod(sixtieths, Decimal(60))
    exact = quotient + (CENT if rest * 2 >= 60 else 0)
    assert cost(minutes, rate, coefficient) == int(exact.quantize(CENT, ROUND_HALF_UP))


@pytest.mark.parametrize(("roubles", "whole"), [("2000", 200_000), ("1999.99", 199_999), ("0.01", 1)])
def test_roubles_become_kopecks_exactly(roubles: str, whole: int) -> None:
    assert kopecks(Decimal(roubles)) == whole


@pytest.mark.clause("PLR-4")
@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2", 120), ("2,5", 150), ("2.5", 150), ("0,25", 15), ("0:40", 40), ("1:05", 65), ("0,05", 3), ("1,3", 78)],
)
def test_hours_as_staff_type_them(text: str, minutes: int) -> None:
    assert read_hours(text) == minutes


@pytest.mark.clause("PLR-4")
@pytest.mark.parametrize(
    "text", ["", "0", "0:00", "0,0", "-1", "+1", "1,", ",5", "1e3", "0,33", "1:60", "1:5", "99999", "два", "٢", "1 2"]
)
def test_what_is_not_whole_minutes_of_work_is_refused(text: str) -> None:
    with pytest.raises(Missing, match="needs_estimate"):
        read_hours(text)


@pytest.mark.clause("PLR-4", "PLR-7")
@pytest.mark.parametrize(
    ("priority", "total"), [("normal", 400_000), ("high", 520_000), ("urgent", 680_000), ("immediate", 800_000)]
)
def test_an_estimate_takes_rate_and_coefficient_from_the_regulation(priority: str, total: int) -> None:
    money, level = PLARSON.money, PLARSON.priority(priority)
    assert money is not None
    assert level is not None
    estimate = drawn_up(7, 120, money, level, "правка", moscow("2026-03-02 10:00"))
    assert (estimate.rate, estimate.coefficient, estimate.total) == (200_000, level.coefficient, total)
    assert estimate.agreed is None


def test_a_rate_with_kopecks_stays_exact() -> None:
    rule = MoneyRule.model_validate({"rate": "1234.56", "clause": "PLR-7"})
    estimate = drawn_up(7, 90, rule, PLARSON.default_priority, "", moscow("2026-03-02 10:00"))
    assert (estimate.rate, estimate.total) == (123_456, 185_184)
