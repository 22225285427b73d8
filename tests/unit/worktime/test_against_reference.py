"""The engine agrees with a slow walk over the minutes, for calendars that nobody would think of."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.worktime import OpenTime, Rates, Term, Unit, deadline, spent
from tests.unit.worktime.plans import NIGHTS, pauses_after, plans, rates
from tests.unit.worktime.reference import Plan, counted, walked

LIMIT = 9 * 1440
Desk = tuple[Plan, datetime]


@settings(max_examples=120)
@given(desk=plans(), minutes=st.integers(1, 1500))
def test_adding_open_time(desk: Desk, minutes: int) -> None:
    plan, start = desk
    expected = walked(plan, Rates(), start, Fraction(minutes * 60), [], LIMIT)
    assume(expected is not None)
    assert OpenTime(plan.calendar()).add(start, minutes * 60) == expected


@given(desk=plans(), minutes=st.integers(0, 6000))
def test_counting_open_time(desk: Desk, minutes: int) -> None:
    plan, start = desk
    end = start + timedelta(minutes=minutes)
    assert OpenTime(plan.calendar()).between(start, end) == counted(plan, start, end)


@settings(max_examples=120)
@given(desk=plans(), speeds=rates, budget=st.integers(1, 600), data=st.data())
def test_two_rates_and_pauses(desk: Desk, speeds: Rates, budget: int, data: st.DataObject) -> None:
    plan, start = desk
    pauses = data.draw(pauses_after(start))
    expected = walked(plan, speeds, start, Fraction(budget * 60), pauses, LIMIT)
    assume(expected is not None)
    term = Term(Fraction(budget, 60), Unit.TWO_RATES, speeds)
    assert deadline(term, plan.calendar(), start, pauses).at == expected


@given(desk=plans(), minutes=st.integers(1, 900), data=st.data())
def test_working_minutes_and_pauses(desk: Desk, minutes: int, data: st.DataObject) -> None:
    plan, start = desk
    pauses = data.draw(pauses_after(start))
    expected = walked(plan, Rates(), start, Fraction(minutes * 60), pauses, LIMIT)
    assume(expected is not None)
    assert expected is not None
    term = Term(minutes, Unit.WORKING_MINUTES)
    assert deadline(term, plan.calendar(), start, pauses).at == expected
    assert spent(term, plan.calendar(), start, expected, pauses) == minutes * 60


def test_the_nights_are_what_they_claim_to_be() -> None:
    """Otherwise the generated calendars would meet no clock change and the tests above would show little."""
    changing = {
        zone
        for zone, night in NIGHTS
        for plan in [Plan(zone, {}, frozenset(), {}, {}, frozenset())]
        for n in range(-3, 5)
        for day in [(night + timedelta(days=n)).date()]
        if plan.instant(day, 86_400) - plan.instant(day, 0) != timedelta(days=1)
    }
    assert changing == {zone for zone, _ in NIGHTS} - {"UTC", "Europe/Moscow", "Asia/Kathmandu"}
