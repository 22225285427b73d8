"""Words for people: translated, filled in, and never broken or smuggled into by what people type."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import locales
from bot.screen import Button, Press, Screen
from bot.views.explain import term
from bot.words import Raw, Words, plain
from core.regulation.parse import load

SAVEIT = load("saveit").regulation
RU, EN = Words("ru", SAVEIT), Words("en", SAVEIT)


def test_a_text_is_translated_and_filled_in() -> None:
    assert EN("Added to request No. {number}.", number="2026-0001") == "Added to request No. 2026-0001."
    assert "2026-0001" in RU("Added to request No. {number}.", number="2026-0001")
    assert RU("Added to request No. {number}.", number="1") != EN("Added to request No. {number}.", number="1")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>жирный</b>", "&lt;b&gt;жирный&lt;/b&gt;"),
        ('<a href="tg://user?id=1">Вера</a>', '&lt;a href="tg://user?id=1"&gt;Вера&lt;/a&gt;'),
        ("Ромашка & Ко", "Ромашка &amp; Ко"),
        ("{number}", "{number}"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_what_people_type_is_shown_as_they_typed_it(typed: str, shown: str) -> None:
    assert EN("Edited: {text}", text=typed) == f"Edited: {shown}"
    assert plain(EN("Edited: {text}", text=typed)) == f"Edited: {typed}"


@given(st.text(alphabet="<>&;{}\"'/абв =", max_size=40))
def test_nothing_typed_becomes_formatting(typed: str) -> None:
    assert plain(EN("<b>Journal of No. {number}</b>", number=typed)) == f"Journal of No. {typed}"


def test_what_is_html_already_is_not_escaped_again() -> None:
    assert EN("Edited: {text}", text=Raw("<i>x</i>")) == "Edited: <i>x</i>"
    assert isinstance(EN("Edited: {text}", text="x"), Raw)
    assert EN("Edited: {text}", text=EN("{text}", text="a & b")) == "Edited: a &amp; b"


def test_a_label_is_plain_text() -> None:
    assert EN.label("Add to No. {number}", number="<1>") == "Add to No. <1>"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 рабочий час"),
        (2, "2 рабочих часа"),
        (5, "5 рабочих часов"),
        (11, "11 рабочих часов"),
        (21, "21 рабочий час"),
    ],
)
def test_russian_counts_in_three_forms(count: int, words: str) -> None:
    assert term(RU, count, "working_hours") == words


def test_an_instant_has_its_weekday_and_its_zone() -> None:
    assert RU.moment("2026-05-04T13:30:00+03:00") == "пн 04.05.2026 13:30 (МСК)"
    assert RU.moment(None) == "—"


def test_an_instant_in_english_names_the_month_and_a_zone_that_is_understood_abroad() -> None:
    assert EN.moment("2026-05-04T13:30:00+03:00") == "Mon 4 May 2026 13:30 (UTC+3)"
    chelyabinsk = Words("en", load("sintez").regulation)
    assert chelyabinsk.moment("2026-05-04T13:30:00+05:00") == "Mon 4 May 2026 13:30 (UTC+5)"
    assert (EN.day(date(2026, 5, 4)), RU.day(date(2026, 5, 4))) == ("4 May", "04.05")


@pytest.mark.parametrize(("offset", "zone"), [("+05:30", "UTC+5:30"), ("-03:30", "UTC-3:30"), ("+00:00", "UTC+0")])
def test_a_zone_is_named_by_its_offset(offset: str, zone: str) -> None:
    assert EN.zone(datetime.fromisoformat(f"2026-05-04T13:30:00{offset}")) == zone


def test_a_reader_abroad_gets_telegrams_own_time_around_the_regulations() -> None:
    abroad = Words("ru", SAVEIT, abroad=True)
    tagged = abroad("Due: <b>{at}</b>", at=abroad.moment("2026-05-04T13:30:00+03:00"))
    assert '<tg-time unix="1777890600" format="wdt">пн 04.05.2026 13:30 (МСК)</tg-time>' in tagged
    assert plain(tagged) == plain(RU("Due: <b>{at}</b>", at="пн 04.05.2026 13:30 (МСК)"))
    assert abroad.moment(None) == "—"


def test_a_zone_with_a_long_name_stands_outside_of_telegrams_time_which_then_stays_as_it_is_written() -> None:
    abroad = Words("ru", load("sintez").regulation, abroad=True)
    tagged = abroad.moment("2026-05-04T13:30:00+05:00")
    assert tagged == '<tg-time unix="1777883400">пн 04.05.2026 13:30</tg-time> (челябинское время)'


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 мин"), (59, "1 мин"), (3600, "1 ч"), (12_000, "3 ч 20 мин"), (86_400, "24 ч")]
)
def test_a_duration(seconds: int, words: str) -> None:
    assert RU.duration(seconds) == words


def test_languages_are_found_by_what_telegram_says() -> None:
    assert locales.best("en-US") == "en"
    assert locales.best(None, "uk-UA", "en") == "en"
    assert locales.best("de") == locales.best() == "ru"


def test_a_catalogue_that_is_not_there_speaks_english() -> None:
    assert locales.catalogue("xx").gettext("Take") == "Take"


@pytest.mark.parametrize("arg", ["", "too_little", "12345678901"])
def test_a_press_fits_into_telegrams_64_bytes_and_comes_back(arg: str) -> None:
    press = Press(do="d_priorities", id=9_223_372_036_854_775_807, arg=arg)
    assert len(press.pack().encode()) <= 64
    assert Press.unpack(press.pack()) == press


def test_every_reason_and_priority_of_the_regulation_fits_onto_a_button() -> None:
    names = [(reason.id, "s_refuse") for reason in SAVEIT.reasons]
    names += [(priority.id, "d_priority") for priority in SAVEIT.priorities]
    names += [(field.id, "d_field") for field in SAVEIT.fields]
    for arg, do in names:
        assert len(Press(do=do, id=2**63 - 1, arg=arg).pack().encode()) <= 64


def test_a_screen_is_buttons_or_a_menu() -> None:
    screen: Any = Screen("x", ((Button("Да", Press(do="yes")), Button("Номер", copy="2026-0001")),))
    (row,) = screen.inline.inline_keyboard
    assert [(button.text, button.callback_data) for button in row] == [("Да", "p:yes:0:"), ("Номер", None)]
    assert row[1].copy_text.text == "2026-0001"
    menu: Any = Screen("x", menu=(("Оформить обращение",), ("Мои обращения",))).markup
    assert [[button.text for button in line] for line in menu.keyboard] == [["Оформить обращение"], ["Мои обращения"]]
    assert Screen("x").markup is None
