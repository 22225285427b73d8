"""What the feedback form of MegaFon says: a changed number in its file fails a line of these tables."""

from __future__ import annotations

import pytest

from core.regulation.model import ClockName, Level
from core.regulation.parse import load
from core.worktime import Term, Unit
from tests.unit.regulation.preset import CUSTOMER, DESK, channels, due, fields, moves, states, terms, warnings

pytestmark = pytest.mark.clause("MGF-1")

MEGAFON = load("megafon").regulation


def test_an_answer_comes_within_a_day_round_the_clock() -> None:
    assert terms(MEGAFON, "normal") == {ClockName.REACTION: Term(24, Unit.HOURS)}
    assert due(MEGAFON, ClockName.REACTION, Level("normal"), "2026-01-01 22:15") == "2026-01-02 22:15"
    assert warnings(MEGAFON) == [("reaction", 75, "assignee", "MGF-1"), ("reaction", 100, "managers", "MGF-1")]


def test_the_form_asks_surname_phone_problem_and_contact_details() -> None:
    assert fields(MEGAFON) == [
        ("surname", "text", "kept personal", "MGF-1"),
        ("phone", "phone", "kept personal", "MGF-1"),
        ("problem", "text", "", "MGF-1"),
        ("contacts", "text", "kept personal", "MGF-1"),
    ]


def test_ways_to_the_desk() -> None:
    assert channels(MEGAFON) == {
        "portal": ("official", "MGF-1"),
        "office": ("official", "MGF-1"),
        "phone": ("advice", "MGF-1"),
        "sms": ("advice", "MGF-1"),
        "social": ("talk", "MGF-1"),
        "telegram": ("talk", "MGF-1"),
    }


def test_requests_go_by_arrival() -> None:
    assert MEGAFON.queue is not None
    assert (MEGAFON.queue.order, MEGAFON.queue.nudge) == (("arrival",), "")


def test_nothing_is_refused_or_put_off() -> None:
    assert MEGAFON.reasons == ()
    assert states(MEGAFON) == {
        "registered": ("принято", "desk", ""),
        "in_work": ("в работе", "desk", ""),
        "waiting": ("ждём вашего ответа", "customer", ""),
        "solved": ("решено, ждёт вашего подтверждения", "customer", "resolved"),
        "closed": ("закрыто", "desk", "final"),
    }
    assert moves(MEGAFON) == [
        ("take", "registered in_work (waiting)", "in_work", DESK, ""),
        ("answer", "registered in_work", "in_work", DESK, ""),
        ("ask", "registered in_work waiting solved", "waiting", DESK, "text"),
        ("reply", "waiting", "in_work", CUSTOMER, ""),
        ("resolve", "registered in_work waiting", "solved", DESK, "text"),
        ("confirm", "solved", "closed", CUSTOMER, ""),
        ("disagree", "solved", "in_work", CUSTOMER, "reason"),
        ("accept", "solved", "closed", DESK, ""),
    ]
