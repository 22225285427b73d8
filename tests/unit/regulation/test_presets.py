"""What the seven shipped regulations have in common, and their outward identifiers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from core.regulation.checks import check, offset_agrees_with_zone
from core.regulation.parse import load, presets
from tests.clauses import ledger
from tests.unit.regulation.preset import terms

PREFIX = {
    "alleanza": "ALL",
    "insales": "INS",
    "megafon": "MGF",
    "netpoint": "NET",
    "plarson": "PLR",
    "saveit": "SAV",
    "sintez": "SIN",
}
EVERY_DAY, WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("mon", "tue", "wed", "thu", "fri")


def test_seven_ship() -> None:
    assert presets() == tuple(PREFIX)


@pytest.mark.parametrize("name", PREFIX)
def test_a_preset_has_no_problems_and_its_own_name(name: str) -> None:
    regulation = load(name).regulation
    assert check(regulation) == []
    assert (regulation.name, regulation.language) == (name, "ru")
    assert regulation.version == ("2016-11.1" if name == "saveit" else "2026.1")


@pytest.mark.clause("ALL-1", "INS-1", "MGF-1", "NET-1", "PLR-10", "SAV-2", "SIN-8")
@pytest.mark.parametrize(
    ("name", "days", "hours", "holidays", "shorten"),
    [
        ("alleanza", WEEKDAYS, (7, 17), "RU", True),
        ("insales", EVERY_DAY, (0, 24), "none", False),
        ("megafon", EVERY_DAY, (0, 24), "none", False),
        ("netpoint", EVERY_DAY, (8, 24), "none", False),
        ("plarson", WEEKDAYS, (10, 19), "RU", True),
        ("saveit", WEEKDAYS, (9, 18), "RU", True),
        ("sintez", WEEKDAYS, (9, 18), "RU", True),
    ],
)
def test_when_a_desk_works(
    name: str, days: tuple[str, ...], hours: tuple[int, int], holidays: str, shorten: bool
) -> None:
    calendar = load(name).regulation.calendar
    opening, closing = hours
    assert dict(calendar.week) == dict.fromkeys(days, ((opening * 3600, closing * 3600),))
    assert (calendar.holidays, calendar.shorten, calendar.exceptions) == (holidays, shorten, ())


@pytest.mark.clause("SIN-8")
@pytest.mark.parametrize("name", PREFIX)
def test_where_a_desk_works(name: str) -> None:
    regulation = load(name).regulation
    calendar, warning = regulation.calendar, offset_agrees_with_zone(regulation)
    if name == "sintez":  # the text says UTC+6, which Chelyabinsk left in 2014: the city wins
        assert (calendar.zone, calendar.stated_offset) == ("Asia/Yekaterinburg", "+06:00")
        assert warning
        assert "UTC+06:00, а в зоне Asia/Yekaterinburg — UTC+05:00" in warning
    else:
        assert (calendar.zone, calendar.zone_name, calendar.stated_offset) == ("Europe/Moscow", "МСК", "+03:00")
        assert warning is None


@pytest.mark.parametrize(
    ("name", "priorities", "plans", "categories"),
    [
        ("sintez", "normal", "standard extended", ""),
        ("saveit", "P1 P2 P3 P4", "", ""),
        ("insales", "normal", "basic premium", "feature layout other"),
        ("megafon", "normal", "", ""),
        ("netpoint", "normal critical", "", ""),
        ("plarson", "immediate urgent high normal", "", ""),
        ("alleanza", "critical urgent normal low", "", "request fault"),
    ],
)
def test_identifiers_that_others_rely_on(name: str, priorities: str, plans: str, categories: str) -> None:
    regulation = load(name).regulation
    assert " ".join(priority.id for priority in regulation.priorities) == priorities
    assert " ".join(plan.id for plan in regulation.plans) == plans
    open_to_all = [c.id for c in regulation.categories if c.who == "plain" and not c.elsewhere]
    assert " ".join(open_to_all) == categories
    assert regulation.default_priority.id == ("P3" if name == "saveit" else "normal")
    assert regulation.default_plan == {"sintez": "standard", "insales": "basic"}.get(name, "")
    assert regulation.default_category == {"insales": "other", "alleanza": "request"}.get(name, "")


@pytest.mark.parametrize(
    ("name", "clocks"),
    [
        ("sintez", "reaction acceptance rework"),
        ("saveit", "registration resolution acceptance"),
        ("insales", "reaction"),
        ("megafon", "reaction"),
        ("netpoint", "complaint"),
        ("plarson", "resolution acceptance"),
        ("alleanza", "reaction"),
    ],
)
def test_clocks_of_the_default_level(name: str, clocks: str) -> None:
    regulation = load(name).regulation
    level = (regulation.default_priority.id, regulation.default_plan, regulation.default_category)
    assert " ".join(terms(regulation, *level)) == clocks


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("alleanza", "2026-00007"),
        ("insales", "000007"),
        ("megafon", "0000007"),
        ("netpoint", "000007"),
        ("plarson", "00007"),
        ("saveit", "2026-0007"),
        ("sintez", "TID-000007"),
    ],
)
def test_how_a_number_is_written(name: str, number: str) -> None:
    assert load(name).regulation.number.format.format(year=2026, counter=7) == number


@pytest.mark.clause("ALL-3", "PLR-2", "SAV-6", "SIN-1")
@pytest.mark.parametrize("name", PREFIX)
def test_who_may_register(name: str) -> None:
    who = load(name).regulation.registration.who
    assert who == ("authorised" if name in ("alleanza", "plarson") else "identified")


def rules(part: object) -> Iterator[BaseModel]:
    if isinstance(part, BaseModel):
        yield part
        for name in type(part).model_fields:
            yield from rules(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from rules(inner)
    elif isinstance(part, dict):
        yield from rules(tuple(part.values()))


@pytest.mark.parametrize("name", PREFIX)
def test_every_rule_names_a_clause_of_its_own_organisation(name: str) -> None:
    clauses = {str(c) for rule in rules(load(name).regulation) if (c := getattr(rule, "clause", None))}
    assert {clause.partition("-")[0] for clause in clauses} == {PREFIX[name]}
    known = set(ledger())
    assert not known or clauses <= known


@pytest.mark.parametrize("name", PREFIX)
def test_titles_of_states_read_well_after_the_number(name: str) -> None:
    """«Обращение № 7 — в работе»."""
    for state in load(name).regulation.states:
        for title in (state.title, state.title_for_staff):
            assert title[0].islower()
            assert not title.endswith(".")
