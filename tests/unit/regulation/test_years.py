"""A decree that the organisation types in before the package knows it (rules.md 1.3, 1.4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.errors import RegulationError
from core.regulation.parse import load, parse
from core.worktime import Calendar

PRESETS = Path(load.__code__.co_filename).parent / "presets"
DECREE = """
[[calendar.years]]
year = 2099
days_off = [{ date = 2099-12-31, from = 2099-01-03 }, { date = 2099-07-15, name = "День города" }]
working = [{ date = 2099-12-26, instead_of = 2099-12-28 }]
"""


def saveit(decree: str) -> Calendar:
    """SaveIT's calendar with a decree typed in."""
    text = (PRESETS / "saveit.toml").read_text(encoding="utf-8")
    return parse(text.replace("[number] ", f"{decree}\n[number] ", 1)).regulation.working_time


@pytest.mark.clause("SAV-2")
def test_a_typed_in_year_closes_opens_and_is_preliminary_no_more() -> None:
    before, after = saveit(""), saveit(DECREE)
    thursday, wednesday, saturday = date(2099, 12, 31), date(2099, 7, 15), date(2099, 12, 26)
    assert [before.is_working_day(day) for day in (thursday, wednesday, saturday)] == [True, True, False]
    assert [after.is_working_day(day) for day in (thursday, wednesday, saturday)] == [False, False, True]
    assert after.day(wednesday).name == "День города"
    assert after.day(thursday).moved_from == date(2099, 1, 3)
    assert before.preliminary(thursday)
    assert not after.preliminary(thursday)


@pytest.mark.parametrize(
    ("was", "wrong", "told"),
    [
        ("from = 2099-01-03", "form = 2099-01-03", "form"),
        ("date = 2099-07-15", "date = 2098-07-15", "15.07.2098 не относится к 2099 году"),
        ("year = 2099", "year = 99", "year"),
    ],
)
def test_a_mistyped_year_is_told(was: str, wrong: str, told: str) -> None:
    with pytest.raises(RegulationError, match=told):
        saveit(DECREE.replace(was, wrong))


def test_one_year_is_typed_in_once_and_only_where_russias_holidays_count() -> None:
    with pytest.raises(RegulationError, match="назван дважды"):
        saveit(DECREE + DECREE)
    text = (PRESETS / "megafon.toml").read_text(encoding="utf-8")
    with pytest.raises(RegulationError, match='holidays = "RU"'):
        parse(text.replace("[number]", f"{DECREE}\n[number]", 1))
