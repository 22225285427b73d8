"""What the regulation of SaveIT says, clause by clause: a changed number in its file fails a line of these tables."""

from __future__ import annotations

from datetime import date

import pytest

from core.regulation.checks import check, offset_agrees_with_zone
from core.regulation.model import Audience, ClockName, Level, Role
from core.regulation.parse import load, presets
from core.worktime import DayKind, Term, Unit

SAVEIT = load("saveit").regulation
HOUR = 3600


def test_it_ships_and_has_no_problems() -> None:
    assert "saveit" in presets()
    assert check(SAVEIT) == []
    assert (SAVEIT.name, SAVEIT.language, SAVEIT.version) == ("saveit", "ru", "2016-11.1")


@pytest.mark.clause("SAV-2")
def test_it_works_from_nine_to_six_in_moscow_on_weekdays() -> None:
    calendar = SAVEIT.calendar
    assert (calendar.zone, calendar.zone_name, calendar.clause) == ("Europe/Moscow", "МСК", "SAV-2")
    assert dict(calendar.week) == dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((9 * HOUR, 18 * HOUR),))
    assert calendar.exceptions == ()
    assert calendar.stated_offset == "+03:00"
    assert offset_agrees_with_zone(SAVEIT) is None


@pytest.mark.clause("SAV-2")
@pytest.mark.parametrize(
    ("day", "kind", "hours"),
    [
        ("2026-03-05", DayKind.WORKING, 9),
        ("2026-03-07", DayKind.WEEKEND, 0),
        ("2026-03-09", DayKind.DAY_OFF, 0),
        ("2026-05-08", DayKind.WORKING, 8),
        ("2026-06-12", DayKind.HOLIDAY, 0),
        ("2024-04-27", DayKind.WORKING, 9),
        ("2024-11-02", DayKind.WORKING, 8),
    ],
)
def test_its_days_are_those_of_russian_law(day: str, kind: DayKind, hours: int) -> None:
    found = SAVEIT.working_time.day(date.fromisoformat(day))
    assert found.kind is kind
    assert sum(end - start for start, end in found.intervals) == hours * HOUR


TERMS = [
    pytest.param("SAV-16", ClockName.REGISTRATION, ("P1", "P2", "P3", "P4"), Term(3, Unit.WORKING_HOURS), id="SAV-16"),
    pytest.param("SAV-17", ClockName.RESOLUTION, ("P1",), Term(4, Unit.WORKING_HOURS), id="SAV-17-P1"),
    pytest.param("SAV-17", ClockName.RESOLUTION, ("P2",), Term(8, Unit.WORKING_HOURS), id="SAV-17-P2"),
    pytest.param("SAV-17", ClockName.RESOLUTION, ("P3",), Term(5, Unit.WORKING_DAYS), id="SAV-17-P3"),
    pytest.param("SAV-17", ClockName.RESOLUTION, ("P4",), Term(10, Unit.WORKING_DAYS), id="SAV-17-P4"),
    pytest.param("SAV-13", ClockName.ACCEPTANCE, ("P1", "P2", "P3", "P4"), Term(24, Unit.HOURS), id="SAV-13"),
]


@pytest.mark.clause("SAV-13", "SAV-16", "SAV-17")
@pytest.mark.parametrize(("clause", "clock", "priorities", "term"), TERMS)
def test_a_term(clause: str, clock: ClockName, priorities: tuple[str, ...], term: Term) -> None:
    for priority in priorities:
        (target,) = [target for target in SAVEIT.targets_of(Level(priority)) if target.clock is clock]
        assert (target.term, target.clause) == (term, clause)


def test_there_are_no_other_terms() -> None:
    assert len(SAVEIT.targets) == len(TERMS)


@pytest.mark.clause("SAV-8", "SAV-12")
def test_waiting_and_postponing_stop_the_resolution_and_a_reopening_continues_it() -> None:
    for target in SAVEIT.targets:
        if target.clock is ClockName.RESOLUTION:
            assert (target.pauses_in, target.on_reopening) == (("waiting", "postponed"), "continue")


@pytest.mark.clause("SAV-13")
def test_the_customer_is_reminded_at_three_quarters_of_their_day() -> None:
    assert {t.clock: t.remind_at for t in SAVEIT.targets if t.remind_at} == {ClockName.ACCEPTANCE: 75}


@pytest.mark.clause("SAV-18")
def test_staff_are_asked_for_a_new_term_before_the_breach_and_managers_told_at_it() -> None:
    both = (ClockName.REGISTRATION, ClockName.RESOLUTION)
    assert [(e.clocks, e.at, e.to, e.asks_new_term, e.clause) for e in SAVEIT.escalations] == [
        (both, 80, Audience.ASSIGNEE, True, "SAV-18"),
        (both, 100, Audience.MANAGERS, False, "SAV-18"),
    ]


@pytest.mark.clause("SAV-3")
def test_a_number_is_the_year_and_four_digits() -> None:
    assert SAVEIT.number.format.format(year=2026, counter=7) == "2026-0007"
    assert SAVEIT.number.format.format(year=2026, counter=12345) == "2026-12345"


@pytest.mark.clause("SAV-14")
def test_the_least_time_accounted_is_half_an_hour() -> None:
    assert SAVEIT.accounting is not None
    assert (SAVEIT.accounting.least_minutes, SAVEIT.accounting.clause) == (30, "SAV-14")


@pytest.mark.clause("SAV-5")
def test_pictures_are_jpg_gif_png_and_bmp_comes_packed() -> None:
    assert SAVEIT.attachments is not None
    assert set(SAVEIT.attachments.allowed) == {"jpg", "gif", "png", "zip", "rar"}
    assert all(word in SAVEIT.attachments.advice for word in ("JPG", "GIF", "PNG", "BMP", "ZIP", "RAR"))


@pytest.mark.clause("SAV-4")
def test_channels() -> None:
    assert {channel.id: channel.standing for channel in SAVEIT.channels} == {
        "portal": "official",
        "mail": "official",
        "phone": "advice",
        "telegram": "talk",
    }


@pytest.mark.clause("SAV-6")
def test_a_request_carries_five_fields_and_may_name_the_contract() -> None:
    assert [(f.id, f.kind, f.required, f.clause) for f in SAVEIT.fields] == [
        ("organisation", "organisation", True, "SAV-6"),
        ("full_name", "full_name", True, "SAV-6"),
        ("position", "text", True, "SAV-6"),
        ("phone", "phone", True, "SAV-6"),
        ("email", "email", True, "SAV-6"),
        ("contract", "text", False, "SAV-19"),
    ]
    assert {f.id for f in SAVEIT.fields if f.personal} == {"full_name", "phone", "email"}
    assert all(field.scope == "person" for field in SAVEIT.fields)


@pytest.mark.clause("SAV-15", "SAV-17")
def test_four_priorities_of_which_the_first_goes_out_of_turn() -> None:
    assert [(p.id, p.out_of_turn, p.alarm, p.default) for p in SAVEIT.priorities] == [
        ("P1", True, True, False),
        ("P2", False, False, False),
        ("P3", False, False, True),
        ("P4", False, False, False),
    ]
    assert [p.title for p in SAVEIT.priorities] == ["P1", "P2", "P3", "P4"]
    assert SAVEIT.default_priority.id == "P3"
    assert SAVEIT.priority("p2") is SAVEIT.priorities[1]
    assert SAVEIT.priority("P5") is None


@pytest.mark.clause("SAV-17")
def test_the_first_priority_goes_before_all_others_and_the_rest_by_arrival() -> None:
    assert SAVEIT.queue is not None
    assert SAVEIT.queue.order == ("critical", "arrival")


@pytest.mark.clause("SAV-6")
def test_anybody_who_says_who_they_are_may_register() -> None:
    assert SAVEIT.registration.who == "identified"


@pytest.mark.clause("SAV-8")
def test_seven_reasons_to_postpone_or_refuse() -> None:
    ids = [reason.id for reason in SAVEIT.reasons_for("refuse")]
    assert ids == [
        "not_reproduced",
        "too_little",
        "needs_release",
        "against_requirements",
        "unlicensed",
        "out_of_scope",
        "unconstructive",
    ]
    assert SAVEIT.reasons_for("postpone") == SAVEIT.reasons_for("refuse") == SAVEIT.reasons
    assert SAVEIT.reasons_for("resolve") == ()


@pytest.mark.clause("SAV-12", "SAV-13")
def test_completed_waits_for_the_customer_and_closed_is_the_end() -> None:
    flags = {s.id: (s.waits_for, s.resolved, s.final) for s in SAVEIT.states}
    assert flags == {
        "registered": ("desk", False, False),
        "in_work": ("desk", False, False),
        "waiting": ("customer", False, False),
        "postponed": ("date", False, False),
        "completed": ("customer", True, False),
        "closed": ("desk", True, True),
        "refused": ("desk", True, True),
    }
    assert SAVEIT.start.id == "registered"
    assert SAVEIT.state("waiting").title_for_staff == "ждём заказчика"
    assert SAVEIT.state("waiting").title == "ждём вашего ответа"


DESK = (Role.ENGINEER, Role.MANAGER)
ACTIVE = ("registered", "in_work", "waiting", "postponed")


@pytest.mark.clause("SAV-8", "SAV-10", "SAV-12", "SAV-13")
def test_the_moves() -> None:
    assert [(m.action, m.from_, m.to, m.by, m.requires) for m in SAVEIT.moves] == [
        ("take", ACTIVE, "in_work", DESK, ()),
        ("answer", ACTIVE[:2], "in_work", DESK, ()),
        ("ask", ACTIVE[:3], "waiting", DESK, ("text",)),
        ("reply", ("waiting",), "in_work", (Role.CUSTOMER,), ()),
        ("postpone", ACTIVE, "postponed", DESK, ("until", "reason")),
        ("resume", ("postponed",), "in_work", (*DESK, Role.SYSTEM), ()),
        ("refuse", ACTIVE, "refused", DESK, ("reason",)),
        ("resolve", ACTIVE, "completed", DESK, ("text",)),
        ("confirm", ("completed",), "closed", (Role.CUSTOMER,), ()),
        ("disagree", ("completed",), "in_work", (Role.CUSTOMER,), ("reason",)),
        ("expire", ("completed",), "closed", (Role.SYSTEM,), ()),
    ]
    assert {m.action: m.keeps for m in SAVEIT.moves if m.keeps} == {"take": ("waiting", "postponed")}
    assert {m.action: m.after for m in SAVEIT.moves if m.after} == {"expire": ClockName.ACCEPTANCE}


CLAUSES = {
    "calendar": ["SAV-2"],
    "number": ["SAV-3"],
    "registration": ["SAV-6"],
    "queue": ["SAV-17"],
    "accounting": ["SAV-14"],
    "attachments": ["SAV-5"],
    "channels": ["SAV-1", "SAV-1", "SAV-1", "SAV-4"],
    "fields": ["SAV-6"] * 5 + ["SAV-19"],
    "priorities": ["SAV-15"] * 4,
    "targets": ["SAV-16", "SAV-17", "SAV-17", "SAV-17", "SAV-17", "SAV-13"],
    "escalations": ["SAV-18", "SAV-18"],
    "states": ["SAV-3", "SAV-10", "SAV-10", "SAV-8", "SAV-12", "SAV-13", "SAV-8"],
    "moves": ["SAV-10"] * 4 + ["SAV-8"] * 3 + ["SAV-12", "SAV-13", "SAV-12", "SAV-13"],
    "reasons": ["SAV-8"] * 7,
}


@pytest.mark.parametrize("part", CLAUSES)
def test_every_rule_names_its_clause(part: str) -> None:
    rules = getattr(SAVEIT, part)
    assert [rule.clause for rule in (rules if isinstance(rules, tuple) else [rules])] == CLAUSES[part]


def test_people_are_told_the_points_of_the_organisations_own_text() -> None:
    assert [target.point for target in SAVEIT.targets] == ["6.1", "6.1", "6.1", "6.1", "6.1", "4.9"]
    assert SAVEIT.attachments is not None
    assert SAVEIT.attachments.point == "7.6"


def test_no_part_is_left_out_of_that_table() -> None:
    plain = {"name", "title", "desk", "version", "language"}
    filled = {name for name in type(SAVEIT).model_fields if getattr(SAVEIT, name)}
    assert filled - plain == set(CLAUSES)
