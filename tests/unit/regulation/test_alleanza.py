"""What the regulation of Alleanza says, clause by clause: a changed number in its file fails a line of these tables."""

from __future__ import annotations

from datetime import date

import pytest

from core.regulation.model import ClockName, Level
from core.regulation.parse import load, presets
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

ALLEANZA = load("alleanza").regulation


@pytest.mark.clause("ALL-1")
@pytest.mark.parametrize(
    ("day", "hours"),
    [
        ("2024-04-27", [(7, 17)]),  # a working Saturday
        ("2024-11-02", [(7, 16)]),  # one before a holiday
        ("2026-01-09", []),  # a transferred day off
        ("2026-05-08", [(7, 16)]),
        ("2026-03-05", [(7, 17)]),
        ("2026-03-07", []),
    ],
)
def test_it_works_on_official_working_days(day: str, hours: list[tuple[int, int]]) -> None:
    found = ALLEANZA.working_time.day(date.fromisoformat(day)).intervals
    assert [(start // 3600, end // 3600) for start, end in found] == hours


@pytest.mark.clause("ALL-6")
@pytest.mark.parametrize(
    ("priority", "hours", "answered"),
    [
        ("critical", 2, "2026-03-06 08:00"),
        ("urgent", 4, "2026-03-06 10:00"),
        ("normal", 8, "2026-03-06 14:00"),
        ("low", 24, "2026-03-11 10:00"),
    ],
)
def test_the_guaranteed_answer_in_working_hours(priority: str, hours: int, answered: str) -> None:
    for category in ("request", "fault"):
        level = Level(priority, "", category)
        assert terms(ALLEANZA, priority, "", category) == {ClockName.REACTION: Term(hours, Unit.WORKING_HOURS)}
        assert due(ALLEANZA, ClockName.REACTION, level, "2026-03-05 16:00") == answered


@pytest.mark.clause("ALL-6")
def test_each_level_is_described_by_its_effect() -> None:
    words = {"critical": "данные теряются", "urgent": "затруднена", "normal": "не критично", "low": "ущерба"}
    for priority in ALLEANZA.priorities:
        assert words[priority.id] in priority.description
        assert (priority.out_of_turn, priority.alarm, priority.clause) == (False, False, "ALL-6")
    assert ALLEANZA.queue is not None
    assert ALLEANZA.queue.order == ("priority", "arrival")
    assert warnings(ALLEANZA) == [("reaction", 75, "assignee", "ALL-6"), ("reaction", 100, "managers", "ALL-6")]


@pytest.mark.clause("ALL-3")
def test_a_request_comes_from_the_authorised_mailbox_or_on_the_letterhead() -> None:
    assert ALLEANZA.registration.who == "authorised"
    assert channels(ALLEANZA) == {
        "mail": ("official", "ALL-3"),
        "paper": ("official", "ALL-3"),
        "telegram": ("talk", "ALL-3"),
    }


@pytest.mark.clause("ALL-4")
def test_a_fault_also_carries_details_steps_and_error_texts() -> None:
    assert fields(ALLEANZA) == [
        ("login", "login", "kept", "ALL-4"),
        ("email", "email", "kept personal", "ALL-4"),
        ("topic", "text", "", "ALL-4"),
        ("details", "text", "fault", "ALL-4"),
        ("steps", "text", "fault", "ALL-4"),
        ("errors", "text", "fault", "ALL-4"),
    ]
    asked = {c.id: [f.id for f in ALLEANZA.fields if f.asked_in(c.id)] for c in ALLEANZA.categories}
    assert asked["request"] == ["login", "email", "topic"]
    assert asked["fault"] == ["login", "email", "topic", "details", "steps", "errors"]
    fault = ALLEANZA.category("fault")
    assert fault is not None
    assert all(word in fault.hint for word in ("действия", "тексты ошибок", "снимки экрана"))


@pytest.mark.clause("ALL-2", "ALL-5", "ALL-7")
def test_reasons_to_refuse() -> None:
    assert reasons(ALLEANZA) == [
        ("no_authorisation", "refuse", "ALL-7"),
        ("outside_contract", "refuse", "ALL-7"),
        ("suspended", "refuse", "ALL-7"),
        ("obscene", "refuse", "ALL-7"),
        ("out_of_scope", "refuse", "ALL-2"),
    ]
    assert "по дополнительной договорённости" in ALLEANZA.reasons[-1].text


@pytest.mark.clause("ALL-3", "ALL-6", "ALL-7")
def test_states_and_moves() -> None:
    assert states(ALLEANZA) == {
        "registered": ("принято", "desk", ""),
        "in_work": ("в работе", "desk", ""),
        "waiting": ("ждём вашего ответа", "customer", ""),
        "solved": ("решено, ждёт вашего подтверждения", "customer", "resolved"),
        "closed": ("закрыто", "desk", "final"),
        "refused": ("отказано", "desk", "final"),
    }
    every = "registered in_work waiting"
    assert moves(ALLEANZA) == [
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


@pytest.mark.clause("ALL-5")
def test_only_this_regulation_forbids_obscene_wording() -> None:
    forbidding = {name: load(name).regulation.obscenity for name in presets()}
    assert {name for name, reason in forbidding.items() if reason} == {"alleanza"}
    reason = forbidding["alleanza"]
    assert reason is not None
    assert (reason.id, reason.obscenity_clause) == ("obscene", "ALL-5")
