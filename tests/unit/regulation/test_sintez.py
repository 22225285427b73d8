"""What the regulation of Sintez says, clause by clause: a changed number in its file fails a line of these tables."""

from __future__ import annotations

import pytest

from core.regulation.model import ClockName, Level, Role
from core.regulation.parse import load
from core.regulation.terms import NO_TERM
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

SINTEZ = load("sintez").regulation


@pytest.mark.clause("SIN-6", "SIN-9", "SIN-10", "SIN-11")
@pytest.mark.parametrize("plan", ["standard", "extended"])
def test_terms_are_the_same_in_both_plans(plan: str) -> None:
    assert terms(SINTEZ, "normal", plan) == {
        ClockName.REACTION: Term(48, Unit.WORKING_HOURS),
        ClockName.ACCEPTANCE: Term(3, Unit.DAYS),
        ClockName.REWORK: NO_TERM,  # the dates stand in the bilateral act
    }
    assert [t.clause for t in SINTEZ.targets] == ["SIN-9", "SIN-10", "SIN-11"]


@pytest.mark.clause("SIN-8", "SIN-9")
def test_a_reaction_of_forty_eight_working_hours_passes_over_nights_weekends_and_holidays() -> None:
    """5 March 17:30 leaves half an hour; then 9 h a day from the 6th on, without 7-9 March."""
    level = Level("normal", "standard")
    assert due(SINTEZ, ClockName.REACTION, level, "2026-03-05 17:30") == "2026-03-16 11:30"


@pytest.mark.clause("SIN-10")
@pytest.mark.parametrize(
    ("presented", "until"),
    [
        ("2026-03-10 11:00", "2026-03-14 00:00"),  # the 11th, 12th and 13th
        ("2026-03-11 11:00", "2026-03-17 00:00"),  # ends on a Saturday: moved to Monday, art. 193
    ],
)
def test_an_act_is_approved_within_three_days(presented: str, until: str) -> None:
    assert due(SINTEZ, ClockName.ACCEPTANCE, Level("normal", "standard"), presented) == until
    (acceptance,) = [t for t in SINTEZ.targets if t.clock is ClockName.ACCEPTANCE]
    assert (acceptance.runs_in, acceptance.remind_at) == (("presented",), 66)


@pytest.mark.clause("SIN-9")
def test_warnings() -> None:
    assert warnings(SINTEZ) == [
        ("reaction rework", 80, "assignee", "SIN-9"),
        ("reaction rework acceptance", 100, "managers", "SIN-9"),
    ]


@pytest.mark.clause("SIN-6", "SIN-7", "SIN-8")
def test_extended_support_goes_first_then_arrival() -> None:
    assert SINTEZ.queue is not None
    assert (SINTEZ.queue.order, SINTEZ.queue.clause) == (("plan", "arrival"), "SIN-7")
    assert [(p.id, p.default, p.first) for p in SINTEZ.plans] == [("standard", True, False), ("extended", False, True)]


@pytest.mark.clause("SIN-1", "SIN-4")
def test_channels() -> None:
    assert channels(SINTEZ) == {
        "mail": ("official", "SIN-1"),
        "portal": ("official", "SIN-1"),
        "phone": ("talk", "SIN-4"),
        "telegram": ("talk", "SIN-4"),
    }


@pytest.mark.clause("SIN-1", "SIN-2")
def test_a_request_names_the_section_and_the_change() -> None:
    assert fields(SINTEZ) == [
        ("section", "text", "", "SIN-1"),
        ("change", "text", "", "SIN-1"),
        ("email", "email", "kept personal", "SIN-2"),
    ]
    assert all(field.hint for field in SINTEZ.fields[:2])


@pytest.mark.clause("SIN-5")
def test_three_reasons_to_postpone_or_refuse() -> None:
    assert reasons(SINTEZ) == [
        (reason, "postpone refuse", "SIN-5") for reason in ("too_little", "out_of_scope", "unconstructive")
    ]


@pytest.mark.clause("SIN-10", "SIN-12")
def test_papers() -> None:
    assert SINTEZ.act is not None
    assert SINTEZ.act.format.format(year=2026, counter=7) == "А-2026-0007"
    assert SINTEZ.handover is not None
    assert (SINTEZ.act.clause, SINTEZ.handover.clause) == ("SIN-10", "SIN-12")
    assert (SINTEZ.money, SINTEZ.invoice, SINTEZ.quota, SINTEZ.complaint) == (None, None, None, None)


@pytest.mark.clause("SIN-3", "SIN-5", "SIN-10", "SIN-11")
def test_states() -> None:
    assert states(SINTEZ) == {
        "registered": ("принято в обработку", "desk", ""),
        "in_work": ("в работе", "desk", ""),
        "waiting": ("ждём вашего ответа", "customer", ""),
        "postponed": ("отложено", "date", ""),
        "presented": ("работы выполнены, ждём утверждения акта", "customer", "resolved"),
        "disputed": ("получен мотивированный отказ, составляем акт доработок", "desk", ""),
        "negotiated": ("акт доработок ждёт вашего согласия", "customer", ""),
        "rework": ("доработка по двустороннему акту", "desk", ""),
        "accepted": ("принято, акт утверждён", "desk", "final"),
        "refused": ("отказано", "desk", "final"),
    }
    assert SINTEZ.start.id == "registered"


@pytest.mark.clause("SIN-5", "SIN-10", "SIN-11")
def test_moves() -> None:
    every = "registered in_work waiting postponed"
    assert moves(SINTEZ) == [
        ("take", "registered in_work (waiting) (postponed) (disputed) (rework)", "in_work", DESK, ""),
        ("answer", "registered in_work", "in_work", DESK, ""),
        ("ask", "registered in_work waiting", "waiting", DESK, "text"),
        ("reply", "waiting", "in_work", CUSTOMER, ""),
        ("postpone", every, "postponed", DESK, "until reason"),
        ("resume", "postponed", "in_work", (*DESK, Role.SYSTEM), ""),
        ("refuse", every, "refused", DESK, "reason"),
        ("resolve", f"{every} rework", "presented", DESK, "text +act"),
        ("confirm", "presented", "accepted", CUSTOMER, ""),
        ("disagree", "presented", "disputed", CUSTOMER, "reason"),
        ("rework", "disputed negotiated", "negotiated", DESK, "items +rework_act"),
        ("agree", "negotiated", "rework", CUSTOMER, ""),
        ("decline", "negotiated", "disputed", CUSTOMER, "reason"),
    ]
