"""What the regulation of Plarson says, clause by clause: a changed number in its file fails a line of these tables."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from core.regulation.model import ClockName, Level
from core.regulation.parse import load
from core.worktime import Rates, Term, Unit
from tests.unit.regulation.preset import (
    CUSTOMER,
    DESK,
    SYSTEM,
    channels,
    due,
    fields,
    moves,
    reasons,
    states,
    terms,
    warnings,
)

PLARSON = load("plarson").regulation
WEEK = {ClockName.ACCEPTANCE: Term(1, Unit.WEEKS)}


def two_rates(working: str, off: str) -> Term:
    """So many hours in working time or so many outside it; never on public holidays (PLR-10)."""
    return Term(Fraction(working), Unit.TWO_RATES, Rates(1, Fraction(working) / Fraction(off), 0))


@pytest.mark.clause("PLR-8", "PLR-12", "PLR-14")
@pytest.mark.parametrize(
    ("priority", "held"),
    [
        ("immediate", {ClockName.REACTION: two_rates("1/4", "1")}),
        ("urgent", {ClockName.REACTION: two_rates("1", "3")}),
        ("high", {ClockName.REACTION: Term(3, Unit.WORKING_HOURS)}),
        ("normal", {ClockName.RESOLUTION: Term(3, Unit.WORKING_DAYS)}),
    ],
)
def test_terms_by_priority(priority: str, held: dict[ClockName, Term]) -> None:
    assert terms(PLARSON, priority) == held | WEEK


@pytest.mark.clause("PLR-8", "PLR-10")
@pytest.mark.parametrize(
    ("priority", "at", "reacted"),
    [
        ("high", "2026-03-05 17:00", "2026-03-06 11:00"),
        ("urgent", "2026-03-05 12:00", "2026-03-05 13:00"),
        ("urgent", "2026-03-05 18:50", "2026-03-05 21:30"),  # a sixth of the hour is used up by 19:00
        ("urgent", "2026-03-05 22:00", "2026-03-06 01:00"),
        ("urgent", "2026-03-08 12:00", "2026-03-09 03:00"),  # 8 March itself does not count
        ("immediate", "2026-03-05 12:00", "2026-03-05 12:15"),
        ("immediate", "2026-03-05 22:00", "2026-03-05 23:00"),
    ],
)
def test_one_clock_runs_at_two_rates(priority: str, at: str, reacted: str) -> None:
    assert due(PLARSON, ClockName.REACTION, Level(priority), at) == reacted


@pytest.mark.clause("PLR-12")
def test_support_tasks_take_three_working_days_and_wait_for_the_customer_and_the_quota() -> None:
    (resolution,) = [t for t in PLARSON.targets if t.clock is ClockName.RESOLUTION]
    assert (resolution.pauses_in, resolution.quota, resolution.priorities) == (("feedback",), True, ("normal",))
    assert due(PLARSON, ClockName.RESOLUTION, Level("normal"), "2026-03-05 12:00") == "2026-03-11 19:00"
    assert PLARSON.quota is not None
    assert (PLARSON.quota.hours, PLARSON.quota.days, PLARSON.quota.clause) == (8, 3, "PLR-12")


@pytest.mark.clause("PLR-14")
def test_a_week_of_silence_in_solved_or_feedback_accepts() -> None:
    (acceptance,) = [t for t in PLARSON.targets if t.clock is ClockName.ACCEPTANCE]
    assert (acceptance.runs_in, acceptance.remind_at) == (("solved", "feedback"), 85)
    assert due(PLARSON, ClockName.ACCEPTANCE, Level("normal"), "2026-03-10 12:00") == "2026-03-18 00:00"
    assert warnings(PLARSON) == [
        ("reaction resolution", 80, "assignee", "PLR-8"),
        ("reaction resolution", 100, "managers", "PLR-8"),
    ]


@pytest.mark.clause("PLR-7", "PLR-9", "PLR-15")
def test_money() -> None:
    assert PLARSON.money is not None
    money = PLARSON.money
    assert (money.rate, money.clause) == (Decimal(2000), "PLR-7")
    assert (money.pays, money.kept_clause) == ("kept", "PLR-9")
    assert {p.id: p.coefficient for p in PLARSON.priorities} == {
        "immediate": Decimal(2),
        "urgent": Decimal("1.7"),
        "high": Decimal("1.3"),
        "normal": Decimal(1),
    }
    assert PLARSON.invoice is not None
    assert PLARSON.invoice.format.format(year=2026, counter=7) == "С-2026-0007"
    assert (PLARSON.invoice.clause, PLARSON.act) == ("PLR-15", None)


@pytest.mark.clause("PLR-7", "PLR-8", "PLR-12")
def test_what_the_customer_chooses_by_names_the_same_numbers() -> None:
    assert {p.id: p.description for p in PLARSON.priorities} == {
        "immediate": "Начинаем через 15 минут в рабочее время или через час в нерабочее. Стоимость работ × 2.",
        "urgent": "Начинаем через час в рабочее время или через 3 часа в нерабочее. Стоимость работ × 1,7.",
        "high": "Начинаем в течение 3 рабочих часов. Стоимость работ × 1,3.",
        "normal": "Задачи сопровождения: от 1 до 3 рабочих дней.",
    }


@pytest.mark.clause("PLR-8", "PLR-13")
def test_the_queue_goes_by_priority_and_a_new_word_moves_to_the_end() -> None:
    assert PLARSON.queue is not None
    assert (PLARSON.queue.order, PLARSON.queue.clause) == (("priority", "update"), "PLR-13")
    assert [(p.id, p.alarm, p.out_of_turn) for p in PLARSON.priorities] == [
        ("immediate", True, False),
        ("urgent", False, False),
        ("high", False, False),
        ("normal", False, False),
    ]


@pytest.mark.clause("PLR-1", "PLR-2", "PLR-3")
def test_channels_fields_and_who_may() -> None:
    assert channels(PLARSON) == {
        "portal": ("official", "PLR-1"),
        "mail": ("official", "PLR-1"),
        "phone": ("advice", "PLR-1"),
        "telegram": ("talk", "PLR-1"),
    }
    assert fields(PLARSON) == [
        ("organisation", "organisation", "kept", "PLR-2"),
        ("email", "email", "kept personal", "PLR-3"),
    ]
    assert PLARSON.registration.who == "authorised"


@pytest.mark.clause("PLR-5", "PLR-6", "PLR-11")
def test_reasons_to_reject() -> None:
    assert reasons(PLARSON) == [
        ("duplicate", "refuse linked", "PLR-5"),
        ("another_task", "refuse", "PLR-11"),
        ("obsolete", "refuse", "PLR-6"),
        ("other", "refuse", "PLR-6"),
    ]


@pytest.mark.clause("PLR-6", "PLR-14")
def test_exactly_seven_states() -> None:
    assert states(PLARSON) == {
        "new": ("новый", "desk", ""),
        "feedback": ("обратная связь", "customer", ""),
        "in_work": ("в работе", "desk", ""),
        "solved": ("решён", "customer", "resolved"),
        "accepted": ("принято", "desk", "read_only"),
        "paid": ("оплачено", "desk", "final"),
        "rejected": ("отклонён", "desk", "final"),
    }
    assert PLARSON.start.id == "new"


@pytest.mark.clause("PLR-4", "PLR-6", "PLR-14", "PLR-15")
def test_the_moves_between_them() -> None:
    assert moves(PLARSON) == [
        ("take", "(new) (feedback) (in_work) (solved)", "new", DESK, ""),
        ("ask", "new in_work feedback", "feedback", DESK, "text"),
        ("estimate", "new in_work feedback", "feedback", DESK, "estimate"),
        ("agree", "feedback new", "new", CUSTOMER, ""),
        ("decline", "feedback new", "new", CUSTOMER, ""),
        ("reply", "new feedback in_work solved", "new", CUSTOMER, ""),
        ("work", "new", "in_work", DESK, "agreement"),
        ("resolve", "new in_work", "solved", DESK, "text agreement"),
        ("confirm", "solved", "new", CUSTOMER, ""),
        ("disagree", "solved", "new", CUSTOMER, "reason"),
        ("accept", "new solved", "accepted", DESK, "approval +invoice"),
        ("expire", "solved feedback", "accepted", SYSTEM, "+invoice @acceptance"),
        ("pay", "accepted", "paid", ("accounting",), "invoice"),
        ("refuse", "new feedback in_work solved", "rejected", DESK, "reason"),
    ]
