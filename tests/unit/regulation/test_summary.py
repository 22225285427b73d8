"""``regulation show``: the whole regulation in plain Russian, each rule with its clause."""

from __future__ import annotations

import re

import pytest

from core.regulation import spoken
from core.regulation.model import Regulation
from core.regulation.parse import load, presets
from core.regulation.summary import summary
from core.regulation.terms import read_term
from core.worktime import Term


def shown(name: str) -> str:
    return summary(load(name).regulation)


def clauses(regulation: Regulation) -> set[str]:
    return set(re.findall(r'clause = "([A-Z]+-\d+)"', load(regulation.name).text))


@pytest.mark.parametrize("name", presets())
def test_every_clause_of_the_file_is_shown(name: str) -> None:
    regulation = load(name).regulation
    assert set(re.findall(r"\b[A-Z]{3}-\d{1,3}\b", summary(regulation))) == clauses(regulation)


@pytest.mark.parametrize("name", presets())
def test_every_state_reason_field_and_level_is_shown(name: str) -> None:
    regulation, text = load(name).regulation, shown(name)
    for words in (
        regulation.title,
        regulation.desk,
        *(state.title_for_staff for state in regulation.states),
        *(reason.text for reason in regulation.reasons),
        *(field.title for field in regulation.fields),
        *(priority.description for priority in regulation.priorities),
        *(plan.title for plan in regulation.plans),
        *(category.title for category in regulation.categories),
        *(spoken.term(target.term) for target in regulation.targets if target.term.amount),
    ):
        assert words in text


@pytest.mark.parametrize("name", presets())
def test_nothing_is_shown_by_its_identifier_that_has_a_word(name: str) -> None:
    text = shown(name)
    for move in load(name).regulation.moves:
        assert spoken.ACTIONS[move.action]
        assert not re.search(rf"^ +{move.action}\b", text, re.M)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "sintez",
            [
                "пн–пт 09:00–18:00 (SIN-8)",
                "предупреждение: в тексте регламента указано UTC+06:00",
                "номер акта вида А-2026-0001 (SIN-10)",
            ],
        ),
        (
            "saveit",
            [
                "файлы: JPG, GIF, PNG, ZIP, RAR (SAV-5, п. 7.6)",
                "время учитывается порциями по 30 мин (SAV-14)",
                "SAV-17, п. 6.1",
            ],
        ),
        (
            "insales",
            ["пн–вс 00:00–24:00 (INS-1)", "праздников нет", "«Удаление контента магазина»: только владелец (INS-2)"],
        ),
        (
            "netpoint",
            [
                "7 рабочих дней, календарь «russian»",
                "как «реакция»: числа нет, не идёт",
                "жалобы идут руководству НетПоинт (NET-7)",
            ],
        ),
        (
            "plarson",
            [
                "час работы стоит 2000 ₽",
                "квота: 8 ч работы за любые 3 дн. (PLR-12)",
                "срок «проверка заказчиком» истёк → принято: сама программа",
            ],
        ),
        (
            "alleanza",
            [
                "оформляют только уполномоченные лица организации (ALL-3)",
                "обязательно, в каждом обращении, категории: fault",
            ],
        ),
    ],
)
def test_what_is_particular_about_a_regulation(name: str, lines: list[str]) -> None:
    text = shown(name)
    assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize(
    "words",
    [
        "1 час",
        "24 часа",
        "36 часов",
        "1 рабочая минута",
        "3 рабочих часа",
        "11 рабочих дней",
        "21 рабочий день",
        "1 неделя",
        "2 месяца",
        "15 минут в рабочее время или 1 час в нерабочее",
        "90 минут в рабочее время или 3 часа в нерабочее",
    ],
)
def test_a_term_is_said_as_it_is_written(words: str) -> None:
    term = read_term(words)
    assert isinstance(term, Term)
    assert spoken.term(term) == words


def test_days_of_the_same_hours_stand_together() -> None:
    nine, ten = ((9 * 3600, 18 * 3600),), ((10 * 3600, 13 * 3600), (14 * 3600, 24 * 3600))
    assert spoken.week({"mon": nine, "tue": nine, "wed": ten, "sat": nine}) == (
        "пн–вт 09:00–18:00, ср 10:00–13:00 и 14:00–24:00, сб 09:00–18:00"
    )
