"""Calendars that nobody would think of: night shifts, split days, holidays, exceptions, clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from core.worktime import Interval, Pause, Rates
from tests.unit.worktime.reference import Plan

# A zone and an instant near which its clocks do something: forward, back, by half an hour, at midnight, a lost date.
NIGHTS = [
    ("UTC", datetime(2026, 3, 2, tzinfo=UTC)),
    ("Europe/Moscow", datetime(2026, 12, 30, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 12, 30, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 3, 28, 12, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 24, 12, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 11, 3, 12, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 2, 17, 12, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 10, 31, 12, tzinfo=UTC)),
    ("America/St_Johns", datetime(2010, 11, 6, 12, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 29, tzinfo=UTC)),
    ("Asia/Yekaterinburg", datetime(2014, 10, 25, 12, tzinfo=UTC)),
]

quarters = st.integers(0, 95).map(lambda n: n * 900)
intervals: st.SearchStrategy[Interval] = st.tuples(quarters, st.integers(0, 96).map(lambda n: n * 900))
hours = st.lists(intervals, max_size=3)
busy_week = st.dictionaries(st.integers(0, 6), hours, max_size=7).map(lambda week: {**week, 2: [(36_000, 57_600)]})


def dates_near(at: datetime) -> st.SearchStrategy[date]:
    return st.integers(-4, 6).map(lambda n: (at + timedelta(days=n)).date())


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, datetime]:
    """A plan, and an instant on a whole minute close to whatever is odd about it."""
    zone, night = draw(st.sampled_from(NIGHTS))
    near = dates_near(night)
    plan = Plan(
        zone,
        draw(busy_week),
        draw(st.frozensets(near, max_size=3)),
        draw(st.dictionaries(near, hours.map(tuple), max_size=3)),
        draw(st.dictionaries(near, near, max_size=1)),
        draw(st.frozensets(near, max_size=2)),
    )
    return plan, night + timedelta(minutes=draw(st.integers(-2000, 2000)))


@st.composite
def pauses_after(draw: st.DrawFn, start: datetime) -> list[Pause]:
    begins = [start + timedelta(minutes=n) for n in draw(st.lists(st.integers(-300, 4000), max_size=3))]
    return [Pause(at, at + timedelta(minutes=draw(st.integers(0, 1500)))) for at in begins]


rates = st.builds(
    Rates,
    st.just(1),
    st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 4), Fraction(5, 7)]),
    st.sampled_from([Fraction(0), Fraction(1, 6), Fraction(2)]),
)
