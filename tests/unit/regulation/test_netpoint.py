"""What the regulation of NetPoint says, clause by clause: a changed number in its file fails a line of these tables."""

from __future__ import annotations

from datetime import date

import pytest

from core.regulation.model import ClockName, Level
from core.regulation.parse import load, parse
from core.worktime import Term, Unit
from tests.unit.regulation.preset import (
    CUSTOMER,
    DESK,
    channels,
    due,
    fields,
    moves,
    reasons,
    states,
    terms,
    warnings,
)

NETPOINT = load("netpoint").regulation


@pytest.mark.clause("NET-1")
@pytest.mark.parametrize("day", ["2026-01-01", "2026-03-07", "2026-03-08", "2026-05-08"])
def test_it_works_from_eight_to_midnight_every_single_day(day: str) -> None:
    assert NETPOINT.working_time.day(date.fromisoformat(day)).intervals == ((8 * 3600, 24 * 3600),)


@pytest.mark.clause("NET-7", "NET-8")
@pytest.mark.parametrize("priority", ["normal", "critical"])
def test_only_complaints_have_a_term(priority: str) -> None:
    assert terms(NETPOINT, priority) == {ClockName.COMPLAINT: Term(7, Unit.WORKING_DAYS)}


@pytest.mark.clause("NET-7")
@pytest.mark.parametrize(
    ("at", "answered"),
    [
        ("2026-03-02 10:00", "2026-03-13 00:00"),  # 9 March is a day off
        ("2026-04-29 23:00", "2026-05-13 00:00"),  # May's holidays do not count
        ("2026-03-07 12:00", "2026-03-19 00:00"),  # a complaint of a Saturday: counted from Tuesday the 10th
    ],
)
def test_a_complaint_is_answered_in_seven_working_days_of_the_country_by_midnight(at: str, answered: str) -> None:
    assert due(NETPOINT, ClockName.COMPLAINT, Level("normal"), at) == answered


@pytest.mark.clause("NET-7")
def test_the_calendar_of_complaints() -> None:
    assert list(NETPOINT.calendars) == ["russian"]
    russian = NETPOINT.calendars["russian"]
    assert (russian.zone, russian.zone_name, russian.stated_offset) == ("Europe/Moscow", "МСК", "+03:00")
    assert (russian.holidays, russian.shorten, russian.clause) == ("RU", False, "NET-7")
    assert dict(russian.week) == dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((8 * 3600, 24 * 3600),))
    assert NETPOINT.complaint is not None
    assert (NETPOINT.complaint.to, NETPOINT.complaint.clause) == ("руководству НетПоинт", "NET-7")
    assert warnings(NETPOINT) == [("complaint", 80, "managers", "NET-7"), ("complaint", 100, "managers", "NET-7")]


@pytest.mark.clause("NET-9")
def test_new_information_waits_no_longer_than_a_reaction_once_one_is_named() -> None:
    edition = load("netpoint")
    named = edition.text.replace(
        '[[targets]]\nclock = "update" ',
        '[[targets]]\nclock = "reaction"\nterm = "2 рабочих часа"\nclause = "NET-8"\n\n[[targets]]\nclock = "update" ',
    )
    assert named != edition.text
    assert terms(parse(named).regulation, "normal")[ClockName.UPDATE] == Term(2, Unit.WORKING_HOURS)
    assert ClockName.UPDATE not in terms(NETPOINT, "normal")
    assert [(t.clock, t.like, t.clause) for t in NETPOINT.targets if t.like] == [
        (ClockName.UPDATE, ClockName.REACTION, "NET-9")
    ]


@pytest.mark.clause("NET-8", "NET-9")
def test_order_of_arrival_critical_out_of_turn_and_a_nudge_moves_nothing() -> None:
    assert NETPOINT.queue is not None
    assert NETPOINT.queue.order == ("critical", "arrival")
    assert "не ускоряет" in NETPOINT.queue.nudge
    assert [(p.id, p.out_of_turn, p.alarm, p.default) for p in NETPOINT.priorities] == [
        ("normal", False, False, True),
        ("critical", True, False, False),
    ]


@pytest.mark.clause("NET-2")
def test_channels() -> None:
    official = ("official", "NET-2")
    assert channels(NETPOINT) == {
        "phone": official,
        "sms": official,
        "portal": official,
        "mail": official,
        "telegram": ("talk", "NET-2"),
    }


@pytest.mark.clause("NET-2", "NET-3")
def test_the_contract_is_asked_and_the_rest_only_when_staff_demand_it() -> None:
    assert fields(NETPOINT) == [
        ("contract", "text", "kept", "NET-2"),
        ("login", "login", "kept optional by_staff", "NET-3"),
        ("address", "address", "kept optional personal by_staff", "NET-3"),
        ("passport", "passport", "kept optional personal secret by_staff", "NET-3"),
    ]


@pytest.mark.clause("NET-4", "NET-6")
def test_three_reasons_to_refuse_and_what_is_out_of_scope() -> None:
    assert reasons(NETPOINT) == [
        ("no_identification", "refuse", "NET-6"),
        ("outside_contract", "refuse", "NET-6"),
        ("agreed_pause", "refuse", "NET-6"),
        ("out_of_scope", "refuse", "NET-4"),
    ]


@pytest.mark.clause("NET-2", "NET-6", "NET-8")
def test_states_and_moves() -> None:
    assert states(NETPOINT) == {
        "registered": ("принято", "desk", ""),
        "in_work": ("в работе", "desk", ""),
        "waiting": ("ждём вашего ответа", "customer", ""),
        "solved": ("решено, ждёт вашего подтверждения", "customer", "resolved"),
        "closed": ("закрыто", "desk", "final"),
        "refused": ("отказано", "desk", "final"),
    }
    every = "registered in_work waiting"
    assert moves(NETPOINT) == [
        ("take", "registered in_work (waiting)", "in_work", DESK, ""),
        ("answer", "registered in_work", "in_work", DESK, ""),
        ("ask", f"{every} solved", "waiting", DESK, "text"),
        ("reply", "waiting", "in_work", CUSTOMER, ""),
        ("refuse", every, "refused", DESK, "reason"),
        ("resolve", every, "solved", DESK, "text"),
        ("confirm", "solved", "closed", CUSTOMER, ""),
        ("disagree", "solved", "in_work", CUSTOMER, "reason"),
        ("accept", "solved", "closed", DESK, ""),
    ]
