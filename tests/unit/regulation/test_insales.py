"""What the regulation of InSales says, clause by clause: a changed number in its file fails a line of these tables."""

from __future__ import annotations

import pytest

from core.regulation.model import ClockName, Level, Role
from core.regulation.parse import load
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

INSALES = load("insales").regulation
OWNERS = ("content_removal", "shop_transfer", "domain_transfer")
ELSEWHERE = {
    "sales": "отдел продаж InSales",
    "partners": "партнёр InSales",
    "themes": "разработчик темы оформления",
}


@pytest.mark.clause("INS-1")
@pytest.mark.parametrize(
    ("plan", "category", "hours"),
    [
        ("basic", "feature", 24),
        ("basic", "layout", 36),
        ("basic", "other", 24),
        *(("basic", category, 24) for category in OWNERS),
        *(("premium", category, 3) for category in ("feature", "layout", "other", *OWNERS)),
    ],
)
def test_reaction_by_plan_and_category_round_the_clock(plan: str, category: str, hours: int) -> None:
    assert terms(INSALES, "normal", plan, category) == {ClockName.REACTION: Term(hours, Unit.HOURS)}


@pytest.mark.clause("INS-1")
@pytest.mark.parametrize(
    ("plan", "category", "at"),
    [
        ("basic", "feature", "2026-01-01 23:30"),
        ("basic", "layout", "2026-01-02 11:30"),
        ("premium", "layout", "2026-01-01 02:30"),
    ],
)
def test_neither_night_nor_new_year_stops_the_clock(plan: str, category: str, at: str) -> None:
    assert due(INSALES, ClockName.REACTION, Level("normal", plan, category), "2025-12-31 23:30") == at


@pytest.mark.clause("INS-1")
def test_there_is_no_term_of_resolution_and_warnings_precede_the_breach() -> None:
    assert {(t.clock, t.clause) for t in INSALES.targets} == {(ClockName.REACTION, "INS-1")}
    assert warnings(INSALES) == [("reaction", 80, "assignee", "INS-1"), ("reaction", 100, "managers", "INS-1")]


@pytest.mark.clause("INS-2")
def test_content_and_ownership_are_the_owners_to_ask_for() -> None:
    assert {c.id: c.clause for c in INSALES.categories if c.who == "owner"} == dict.fromkeys(OWNERS, "INS-2")


@pytest.mark.clause("INS-8")
@pytest.mark.parametrize("category", ELSEWHERE)
def test_what_belongs_elsewhere_starts_no_clock(category: str) -> None:
    found = INSALES.category(category)
    assert found is not None
    assert (found.elsewhere, found.who, found.clause) == (ELSEWHERE[category], "plain", "INS-8")
    for plan in ("basic", "premium"):
        assert terms(INSALES, "normal", plan, category) == {}


@pytest.mark.clause("INS-1", "INS-2", "INS-8")
def test_every_category_stands_in_one_of_these_tables() -> None:
    assert [c.id for c in INSALES.categories] == ["feature", "layout", "other", *OWNERS, *ELSEWHERE]
    assert [(p.id, p.default, p.first) for p in INSALES.plans] == [("basic", True, False), ("premium", False, False)]


@pytest.mark.clause("INS-2", "INS-4")
def test_channels() -> None:
    assert channels(INSALES) == {
        "portal": ("official", "INS-4"),
        "phone": ("advice", "INS-2"),
        "mail": ("talk", "INS-4"),
        "telegram": ("talk", "INS-4"),
    }


@pytest.mark.clause("INS-5")
def test_the_form_has_a_subject_that_may_be_left_out_and_an_address_for_the_answers() -> None:
    assert fields(INSALES) == [("subject", "text", "optional", "INS-5"), ("email", "email", "kept personal", "INS-5")]


@pytest.mark.clause("INS-6")
def test_requests_go_by_arrival_and_a_repeat_speeds_nothing_up() -> None:
    assert INSALES.queue is not None
    assert (INSALES.queue.order, INSALES.queue.clause) == (("arrival",), "INS-6")
    assert "только увеличит время реакции" in INSALES.queue.nudge


@pytest.mark.clause("INS-7")
def test_seven_reasons_to_delay_or_refuse() -> None:
    assert reasons(INSALES) == [
        (reason, "postpone refuse", "INS-7")
        for reason in (
            "too_little",
            "not_reproduced",
            "several_problems",
            "changed_templates",
            "needs_release",
            "out_of_scope",
            "third_party",
        )
    ]


@pytest.mark.clause("INS-5", "INS-7")
def test_states() -> None:
    assert states(INSALES) == {
        "registered": ("принято", "desk", ""),
        "in_work": ("в работе", "desk", ""),
        "waiting": ("ждём вашего ответа", "customer", ""),
        "postponed": ("отложено", "date", ""),
        "solved": ("решено, ждёт вашего подтверждения", "customer", "resolved"),
        "closed": ("закрыто", "desk", "final"),
        "refused": ("отказано", "desk", "final"),
    }
    assert INSALES.start.id == "registered"


@pytest.mark.clause("INS-5", "INS-7")
def test_moves() -> None:
    every = "registered in_work waiting postponed"
    assert moves(INSALES) == [
        ("take", "registered in_work (waiting) (postponed)", "in_work", DESK, ""),
        ("answer", "registered in_work", "in_work", DESK, ""),
        ("ask", "registered in_work waiting solved", "waiting", DESK, "text"),
        ("reply", "waiting", "in_work", CUSTOMER, ""),
        ("postpone", every, "postponed", DESK, "until reason"),
        ("resume", "postponed", "in_work", (*DESK, Role.SYSTEM), ""),
        ("refuse", every, "refused", DESK, "reason"),
        ("resolve", every, "solved", DESK, "text"),
        ("confirm", "solved", "closed", CUSTOMER, ""),
        ("disagree", "solved", "in_work", CUSTOMER, "reason"),
        ("accept", "solved", "closed", DESK, ""),
    ]
