"""The terms of the shipped regulations, worked out by hand from the Russian working calendar of 2026.

Of its dates: 9 March (Monday) is off for Women's Day; 30 April, 8 May and 11 June close an hour earlier; 1 and 11 May
and 12 June (Friday) are off; so are 1 to 11 January.
"""

from __future__ import annotations

import pytest

from core.deadlines.policy import current, timers
from core.deadlines.timers import Deed
from core.regulation.model import ClockName
from core.regulation.parse import load
from tests.unit.deadlines.cast import dues, life, local

SINTEZ = load("sintez").regulation
INSALES = load("insales").regulation
MEGAFON = load("megafon").regulation
NETPOINT = load("netpoint").regulation
PLARSON = load("plarson").regulation
ALLEANZA = load("alleanza").regulation


@pytest.mark.clause("PLR-8")
@pytest.mark.parametrize(
    ("registered", "due"),
    [
        # Friday: two hours until closing at 19:00, one on Monday.
        ("2026-06-05 17:00 registered high", "2026-06-08 11:00"),
        # In working time an hour is an hour.
        ("2026-06-05 12:00 registered urgent", "2026-06-05 13:00"),
        # Ten minutes before closing a sixth of the hour is used up; the other fifty minutes pass three times slower.
        ("2026-06-05 18:50 registered urgent", "2026-06-05 21:30"),
        # 22:00 to midnight are 40 of 60 minutes; the holiday of 12 June gives none; an hour of Saturday the last 20.
        ("2026-06-11 22:00 registered urgent", "2026-06-13 01:00"),
        # Ten of fifteen minutes until closing, the other five pass four times slower.
        ("2026-06-05 18:50 registered immediate", "2026-06-05 19:20"),
        # The hour cut from a pre-holiday day is not working time: 15 minutes take an hour.
        ("2026-06-11 18:00 registered immediate", "2026-06-11 19:00"),
    ],
)
def test_plarsons_reaction_has_one_budget_and_two_rates(registered: str, due: str) -> None:
    assert dues(life(registered, regulation=PLARSON), "reaction", PLARSON) == [due]


@pytest.mark.clause("PLR-8")
def test_a_warning_of_two_rates_comes_when_its_share_of_the_budget_is_spent() -> None:
    # 80 % of fifteen minutes are twelve: ten until closing, two more at a quarter of the speed are eight.
    facts = life("2026-06-05 18:50 registered immediate", regulation=PLARSON)
    rings = {timer.level: local(timer.due, PLARSON) for timer in timers(facts, PLARSON)}
    assert rings == {80: "2026-06-05 19:08", 100: "2026-06-05 19:20"}


@pytest.mark.clause("PLR-12")
def test_an_ordinary_task_of_plarson_has_three_working_days_and_no_reaction_term() -> None:
    facts = life("2026-06-08 11:00 registered normal", regulation=PLARSON)
    assert dues(facts, "resolution", PLARSON) == ["2026-06-11 18:00"]  # 9, 10 and the short 11 June
    assert dues(facts, "reaction", PLARSON) == []


OVER = ("2026-06-08 11:00 registered normal", "2026-06-08 11:00 quota 2026-06-10T11:00")


@pytest.mark.clause("PLR-12")
def test_a_term_waits_while_the_quota_is_used_up() -> None:
    # The first day that counts is the 9th: its nine hours and one of the 10th are lost and given back after the
    # 11th, 18:00: nine hours on Monday the 15th (the 12th is a holiday), one on the 16th.
    assert dues(life(*OVER, regulation=PLARSON), "resolution", PLARSON) == ["2026-06-16 11:00"]


@pytest.mark.clause("PLR-12")
def test_time_lost_twice_over_is_given_back_once() -> None:
    # Waiting from the 9th, 12:00, to the 10th, 15:00, overlaps with the quota: nine hours and five are lost.
    asked = ("2026-06-09 12:00 state feedback", "2026-06-10 15:00 state new")
    facts = life(*OVER, *asked, regulation=PLARSON)
    assert dues(facts, "resolution", PLARSON) == ["2026-06-16 15:00"]
    assert len(current(facts, PLARSON)[ClockName.RESOLUTION].run.pauses) == 1


@pytest.mark.clause("PLR-12")
def test_the_quota_holds_nothing_that_does_not_wait_for_it() -> None:
    facts = life("2026-06-05 17:00 registered high", "2026-06-05 17:00 quota 2026-06-10T11:00", regulation=PLARSON)
    assert dues(facts, "reaction", PLARSON) == ["2026-06-08 11:00"]


@pytest.mark.clause("PLR-14")
def test_plarsons_week_runs_in_feedback_and_in_solved_each_from_its_beginning() -> None:
    # From Friday the 5th seven days end on the 12th, a holiday: the week goes on to Monday, 24:00. From Monday the
    # 8th they end on the 15th, the same Monday.
    facts = life(
        "2026-06-04 12:00 registered normal", "2026-06-05 12:00 state feedback", "2026-06-08 16:00 state solved",
        regulation=PLARSON,
    )  # fmt: skip
    assert dues(facts, "acceptance", PLARSON) == ["2026-06-16 00:00", "2026-06-16 00:00"]
    first, second = (t for t in timers(facts[:-1], PLARSON) if t.run == "acceptance#1")
    assert {first.deed, second.deed} == {Deed.REMIND, Deed.MOVE}
    standing = {timer.run for timer in timers(facts, PLARSON)}
    assert standing == {"acceptance#2"}, "the stay that has ended rings no more"


@pytest.mark.clause("PLR-14")
@pytest.mark.parametrize("state", ["new", "in_work", "accepted", "paid", "rejected"])
def test_plarsons_week_does_not_run_elsewhere(state: str) -> None:
    facts = life("2026-06-04 12:00 registered normal", f"2026-06-05 12:00 state {state}", regulation=PLARSON)
    assert dues(facts, "acceptance", PLARSON) == []


@pytest.mark.clause("SIN-9")
def test_sintez_reacts_within_48_working_hours() -> None:
    # Thursday 5 March: 1 hour until 18:00; Friday 9, four days from Tuesday to Friday 36: 46 hours; Monday 11:00.
    facts = life("2026-03-05 17:00 registered normal", regulation=SINTEZ)
    assert dues(facts, "reaction", SINTEZ) == ["2026-03-16 11:00"]


@pytest.mark.clause("SIN-10")
def test_three_days_for_the_act_are_counted_from_the_next_and_end_on_a_working_day() -> None:
    # 5, 6 and 7 March, a Saturday; Sunday is a holiday and Monday off, so Tuesday the 10th, 24:00 in Chelyabinsk.
    facts = life("2026-03-02 10:00 registered normal", "2026-03-04 15:00 state presented", regulation=SINTEZ)
    assert dues(facts, "acceptance", SINTEZ) == ["2026-03-11 00:00"]
    assert not any(timer.deed is Deed.MOVE for timer in timers(facts, SINTEZ)), "silence accepts nothing here"
    approved = (*facts, *life("2026-03-05 10:00 state accepted", regulation=SINTEZ))
    assert not list(timers(approved, SINTEZ))


REWORK = (
    "2026-02-25 10:00 registered normal",
    "2026-02-25 11:00 answered",
    "2026-02-26 10:00 state presented",
    "2026-02-27 10:00 state disputed",
    "2026-02-27 15:00 state negotiated",
    "2026-03-02 12:00 rework 2026-03-05T18:00",
    "2026-03-02 12:00 rework 2026-03-12T18:00",
    "2026-03-02 12:00 state rework",
)


@pytest.mark.clause("SIN-11")
def test_each_item_of_the_rework_has_the_date_that_both_sides_agreed_on() -> None:
    facts = life(*REWORK, regulation=SINTEZ)
    assert dues(facts, "rework", SINTEZ) == ["2026-03-05 18:00", "2026-03-12 18:00"]
    # Six hours of the 2nd, nine each of the 3rd to the 5th: 33, of which 80 % are 26 h 24 min: the 5th, 11:24.
    # To the 12th 69 (the 9th is off): 55 h 12 min, of which 51 are over on the 10th: the 11th, 13:12.
    rings = {timer.key: local(timer.due, SINTEZ) for timer in timers(facts, SINTEZ)}
    assert rings == {
        "rework#1@80:assignee": "2026-03-05 11:24",
        "rework#1@100:managers": "2026-03-05 18:00",
        "rework#2@80:assignee": "2026-03-11 13:12",
        "rework#2@100:managers": "2026-03-12 18:00",
    }


@pytest.mark.clause("SIN-11")
def test_presenting_the_work_anew_ends_the_rework_and_another_act_begins_its_own() -> None:
    facts = life(
        *REWORK,
        "2026-03-06 10:00 state presented",
        "2026-03-06 10:00 state disputed",
        "2026-03-06 10:00 rework 2026-03-13T18:00",
        "2026-03-06 10:00 state rework",
        regulation=SINTEZ,
    )
    reading = current(facts, SINTEZ)[ClockName.REWORK]
    assert (reading.run.key, reading.run.stopped, local(reading.due, SINTEZ)) == ("rework#3", None, "2026-03-13 18:00")
    assert {timer.run for timer in timers(facts, SINTEZ)} == {"rework#3"}


@pytest.mark.clause("NET-7")
def test_a_complaint_is_answered_within_seven_working_days_of_the_country() -> None:
    # After Friday the 5th: 8, 9, 10, 11, then (the 12th is a holiday) 15, 16 and 17 June, to the desk's own 24:00.
    facts = life("2026-06-01 10:00 registered normal", "2026-06-05 20:00 complained 1", regulation=NETPOINT)
    assert dues(facts, "complaint", NETPOINT) == ["2026-06-18 00:00"]


@pytest.mark.clause("NET-7")
def test_every_complaint_has_its_own_course_and_is_ended_by_its_own_answer() -> None:
    facts = life(
        "2026-06-01 10:00 registered normal",
        "2026-06-02 10:00 state closed",
        "2026-06-05 20:00 complained 1",
        "2026-06-08 09:00 complained 2",
        "2026-06-09 09:00 complaint_answered 2",
        regulation=NETPOINT,
    )
    assert {timer.run for timer in timers(facts, NETPOINT)} == {"complaint#1"}, "also on a ticket that is closed"
    answered = (*facts, *life("2026-06-10 09:00 complaint_answered 1", regulation=NETPOINT))
    assert not list(timers(answered, NETPOINT))


@pytest.mark.clause("NET-8")
def test_netpoint_promises_no_resolution_and_no_reaction() -> None:
    facts = life("2026-06-01 10:00 registered critical", "2026-06-01 11:00 customer_wrote", regulation=NETPOINT)
    assert current(facts, NETPOINT) == {}


@pytest.mark.clause("INS-1")
@pytest.mark.parametrize(
    ("plan", "category", "due"),
    [
        ("basic", "feature", "2026-05-02 20:00"),
        ("basic", "layout", "2026-05-03 08:00"),
        ("basic", "other", "2026-05-02 20:00"),
        ("premium", "feature", "2026-05-01 23:00"),
        ("premium", "layout", "2026-05-01 23:00"),
    ],
)
def test_insales_reacts_round_the_clock_by_plan_and_category(plan: str, category: str, due: str) -> None:
    at = "2026-05-01 20:00"
    facts = life(f"{at} registered normal", f"{at} plan {plan}", f"{at} category {category}", regulation=INSALES)
    assert dues(facts, "reaction", INSALES) == [due]


@pytest.mark.clause("INS-1")
def test_another_category_counts_from_the_same_start() -> None:
    at = "2026-05-01 20:00"
    facts = life(
        f"{at} registered normal", f"{at} plan basic", f"{at} category feature", "2026-05-02 09:00 category layout",
        regulation=INSALES,
    )  # fmt: skip
    assert dues(facts, "reaction", INSALES) == ["2026-05-03 08:00"]


@pytest.mark.clause("MGF-1")
def test_megafon_answers_within_a_day_whatever_the_date() -> None:
    facts = life("2026-12-31 23:00 registered normal", regulation=MEGAFON)
    assert dues(facts, "reaction", MEGAFON) == ["2027-01-01 23:00"]


@pytest.mark.clause("ALL-6")
@pytest.mark.parametrize(
    ("priority", "due"),
    [
        # One hour of the short 11 June; the 12th is a holiday; ten hours a day from Monday the 15th on.
        ("critical", "2026-06-15 08:00"),
        ("urgent", "2026-06-15 10:00"),
        ("normal", "2026-06-15 14:00"),
        ("low", "2026-06-17 10:00"),
    ],
)
def test_alleanza_answers_by_the_level_of_the_request(priority: str, due: str) -> None:
    assert dues(life(f"2026-06-11 15:00 registered {priority}", regulation=ALLEANZA), "reaction", ALLEANZA) == [due]
