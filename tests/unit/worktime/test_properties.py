"""What holds for every calendar, term and pause."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from core.worktime import (
    Calendar,
    OpenTime,
    Rates,
    Reason,
    Term,
    Unit,
    condensed,
    deadline,
    explain,
    left,
    moment,
    spent,
)
from core.worktime.instants import epoch, instant
from core.worktime.pauses import stops
from tests.unit.worktime.cast import RUSSIAN_DATES, SAVEIT, WITH_LUNCH, moscow
from tests.unit.worktime.plans import pauses_after, plans, rates
from tests.unit.worktime.reference import Plan

Desk = tuple[Plan, datetime]
amounts = st.integers(1, 3_000_000)
real_desks = st.sampled_from([SAVEIT, WITH_LUNCH])
real_starts = st.integers(0, 3 * 365 * 86_400).map(lambda n: moscow("2025-01-01") + timedelta(seconds=n))
terms = st.one_of(
    st.builds(Term, st.integers(1, 60), st.sampled_from([Unit.WORKING_HOURS, Unit.HOURS])),
    st.builds(Term, st.integers(1, 8), st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS])),
    st.builds(Term, st.integers(1, 2), st.sampled_from([Unit.WEEKS, Unit.MONTHS]), civil=st.booleans()),
    st.builds(Term, st.integers(1, 20), st.just(Unit.TWO_RATES), st.just(Rates(1, Fraction(1, 3), Fraction(1, 7)))),
)


@given(desk=plans(), seconds=amounts)
def test_what_was_added_is_what_lies_between(desk: Desk, seconds: int) -> None:
    hours, start = OpenTime(desk[0].calendar()), desk[1]
    end = hours.add(start, seconds)
    assert hours.between(start, end) == seconds
    assert hours.between(start, end - timedelta(seconds=1)) == seconds - 1


@given(desk=plans(), one=amounts, more=amounts, later=amounts)
def test_more_time_and_a_later_start_never_end_earlier(desk: Desk, one: int, more: int, later: int) -> None:
    hours, start = OpenTime(desk[0].calendar()), desk[1]
    end = hours.add(start, one)
    assert hours.add(end, more) == hours.add(start, one + more) > end
    assert hours.add(start + timedelta(seconds=later), one) >= end


@given(desk=plans(), seconds=st.integers(0, 1_000_000))
def test_the_next_opening_is_open_and_everything_before_it_is_not(desk: Desk, seconds: int) -> None:
    hours, start = OpenTime(desk[0].calendar()), desk[1] + timedelta(seconds=seconds)
    opening = hours.next_opening(start)
    assert hours.is_open(opening)
    assert hours.between(start, opening) == 0


@given(calendar=real_desks, start=real_starts, term=terms, data=st.data())
def test_an_explanation_tiles_the_time_and_sums_to_the_target(
    calendar: Calendar, start: datetime, term: Term, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    found = explain(term, calendar, start, pauses, dates=RUSSIAN_DATES)
    due = deadline(term, calendar, start, pauses, dates=RUSSIAN_DATES)
    assert found.due == due
    for spans in (found.spans, condensed(found.spans)):
        assert spans[0].start == start
        assert spans[-1].end == due.at
        assert all(before.end == span.start < span.end for before, span in pairwise(spans))
    own = sum(Fraction(span.seconds) for span in found.spans)
    if not term.by_dates:
        total = (found.base - start).total_seconds() if term.unit is Unit.MONTHS else term.seconds
        assert own == total
    else:
        days = {span.day for span in found.spans if span.day}
        nominal = term.last_date(start.date()) - start.date() if term.unit is not Unit.WORKING_DAYS else None
        assert days == set(range(1, (nominal.days if nominal else term.whole) + 1))
        assert {s.reason for s in found.spans if s.seconds} <= {Reason.MADE_UP}
        paused = spent(term, calendar, start, found.due.at or start) - spent(
            term, calendar, start, found.due.at or start, pauses
        )
        assert own == paused


@given(desk=plans(), minutes=st.integers(1, 3000), data=st.data())
def test_an_explanation_tiles_the_nights_of_clock_changes_too(desk: Desk, minutes: int, data: st.DataObject) -> None:
    calendar, start = desk[0].calendar(), desk[1]
    term, pauses = Term(minutes, Unit.WORKING_MINUTES), data.draw(pauses_after(start))
    found = explain(term, calendar, start, pauses)
    assert (found.spans[0].start, found.spans[-1].end) == (start, found.due.at)
    assert all(before.end == span.start < span.end for before, span in pairwise(found.spans))
    assert sum(span.seconds for span in found.spans) == minutes * 60
    counted = [span for span in found.spans if span.seconds]
    assert {span.reason for span in counted} == {Reason.COUNTED}
    assert all((span.end - span.start).total_seconds() == span.seconds for span in counted)


@given(calendar=real_desks, start=real_starts, term=terms, data=st.data())
def test_pauses_never_help_and_change_nothing_when_they_come_after(
    calendar: Calendar, start: datetime, term: Term, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    plain, pushed = deadline(term, calendar, start).at, deadline(term, calendar, start, pauses).at
    assert plain is not None
    assert pushed is not None
    assert pushed >= plain
    harmless = [pause for pause in pauses if pause.start >= plain]
    assert deadline(term, calendar, start, harmless).at == plain
    assert deadline(term, calendar, start, pauses[::-1]).at == pushed


@given(calendar=real_desks, start=real_starts, term=terms, data=st.data())
def test_shares_of_a_term_come_in_order_and_nothing_is_left_at_its_due(
    calendar: Calendar, start: datetime, term: Term, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    shares = [Fraction(n, 4) for n in range(1, 8)]
    rings = [moment(term, calendar, start, share, pauses) for share in shares]
    known = [ring for ring in rings if ring is not None]
    assert len(known) == len(shares)
    assert known == sorted(known)
    due = deadline(term, calendar, start, pauses).at
    assert due is not None
    assert rings[3] == due
    assert left(term, calendar, start, due, pauses) <= 0 < left(term, calendar, start, known[0], pauses)


@given(start=real_starts, term=terms)
def test_a_working_clock_never_rings_while_the_desk_is_closed(start: datetime, term: Term) -> None:
    hours = OpenTime(SAVEIT)
    for share in (Fraction(1, 2), Fraction(9, 10), Fraction(5, 4)):
        ring = moment(term, SAVEIT, start, share)
        assert ring is not None
        if term.open_time:
            assert hours.is_open(ring - timedelta(seconds=1))


@given(desk=plans(), minutes=st.integers(1, 3000), data=st.data())
def test_a_pause_costs_exactly_the_open_time_inside_it(desk: Desk, minutes: int, data: st.DataObject) -> None:
    calendar, start = desk[0].calendar(), desk[1]
    term, pauses = Term(minutes, Unit.WORKING_MINUTES), data.draw(pauses_after(start))
    due = deadline(term, calendar, start, pauses).at
    assert due is not None
    hours = OpenTime(calendar)
    begun = stops([pause for pause in pauses if pause.start < due], epoch(start))
    lost = sum(hours.between(instant(begins), min(instant(ends), due)) for begins, ends in begun if ends is not None)
    assert hours.between(start, due) == minutes * 60 + lost
    assert spent(term, calendar, start, due, pauses) == minutes * 60
    assert spent(term, calendar, start, due - timedelta(seconds=1), pauses) == minutes * 60 - 1


@given(desk=plans(), minutes=st.integers(1, 3000), speeds=rates, data=st.data())
def test_a_budget_of_two_rates_is_spent_exactly_at_its_due(
    desk: Desk, minutes: int, speeds: Rates, data: st.DataObject
) -> None:
    calendar, start = desk[0].calendar(), desk[1]
    term, pauses = Term(Fraction(minutes, 60), Unit.TWO_RATES, speeds), data.draw(pauses_after(start))
    due = deadline(term, calendar, start, pauses).at
    assert due is not None
    assert spent(term, calendar, start, due, pauses) >= minutes * 60
    assert spent(term, calendar, start, due - timedelta(seconds=1), pauses) < minutes * 60
    found = explain(term, calendar, start, pauses)
    assert (found.spans[0].start, found.spans[-1].end) == (start, due)
    assert all(before.end == span.start < span.end for before, span in pairwise(found.spans))
    assert sum(Fraction(span.seconds) for span in found.spans) == minutes * 60
    free, later = (deadline(term, calendar, start + timedelta(minutes=m)).at for m in (0, minutes))
    assert free is not None
    assert later is not None
    assert later >= free


dated = st.one_of(
    st.builds(Term, st.integers(1, 8), st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS])),
    st.builds(Term, st.integers(1, 2), st.sampled_from([Unit.WEEKS, Unit.MONTHS])),
)


@given(desk=plans(), other=plans(), term=dated, minutes=st.integers(1, 3000))
def test_another_calendar_says_which_dates_count_and_the_desks_own_says_until_when(
    desk: Desk, other: Desk, term: Term, minutes: int
) -> None:
    assume(desk[0].zone != "Pacific/Apia")  # the date that it lost is a counted day without a single second
    calendar, start, dates = desk[0].calendar(), desk[1], other[0].calendar()
    due = deadline(term, calendar, start, dates=dates).at
    assert due is not None
    later = deadline(term, calendar, start + timedelta(minutes=minutes), dates=dates).at
    assert later is not None
    assert later >= due
    found = explain(term, calendar, start, dates=dates)
    assert (found.spans[0].start, found.spans[-1].end) == (start, due)
    last = found.spans[-1].date
    assert dates.day(last).working, "it ends on a date that the other calendar works"
    counted = [span.day for span in found.spans if span.day]
    assert sorted(set(counted)) == list(range(1, max(counted) + 1))
    if term.unit is Unit.WORKING_DAYS:
        assert max(counted) == term.whole
        assert all(dates.day(span.date).working for span in found.spans if span.day)
