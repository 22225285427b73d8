"""Fields of particular kinds: what will do, how it is kept, and what is shown of a secret."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Missing
from core.people import checkdigits, fields
from core.people.masks import masked, without_secrets
from core.regulation.model import FieldRule
from core.regulation.parse import load

NETPOINT, ALLEANZA = load("netpoint").regulation, load("alleanza").regulation


def rule(kind: Any, **more: Any) -> FieldRule:
    return FieldRule(id="asked", title="Спрошено", kind=kind, clause="NET-3", **more)


@pytest.mark.clause("NET-3", "ALL-4")
@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("login", "anna-home", "anna-home"),
        ("login", "Иванова.А", "Иванова.А"),
        ("login", "anna@romashka.ru", "anna@romashka.ru"),
        ("number", "НП-4417/2", "НП-4417/2"),
        ("organisation", " ООО  «Ромашка» ", "ООО «Ромашка»"),
        ("inn", "7707083893", "7707083893"),
        ("inn", "7707 0838 93", "7707083893"),
        ("inn", "500100732259", "500100732259"),
        ("ogrn", "1027700132195", "1027700132195"),
        ("ogrn", "304500116000157", "304500116000157"),
        ("url", "https://romashka.ru/catalog?id=1", "https://romashka.ru/catalog?id=1"),
        ("url", "romashka.ru", "romashka.ru"),
        ("url", "ромашка.рф/каталог", "ромашка.рф/каталог"),
        ("address", "г. Челябинск, ул. Кирова, д. 5, кв. 7", "г. Челябинск, ул. Кирова, д. 5, кв. 7"),
        ("passport", "4506 123456", "45 06 123456"),
        ("passport", "серия 45 06 номер 123456", "45 06 123456"),
        ("passport", "45 06 № 123456", "45 06 123456"),
    ],
)
def test_what_will_do_is_kept_in_one_form(kind: str, typed: str, kept: str) -> None:
    assert fields.clean(rule(kind), typed) == kept


@pytest.mark.clause("NET-3", "ALL-4")
@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("login", "два слова"),
        ("login", "a"),
        ("number", "не помню"),
        ("organisation", "12345"),
        ("inn", "7707083894"),
        ("inn", "500100732258"),
        ("inn", "500100732269"),
        ("inn", "770708389"),
        ("inn", "٧٧٠٧٠٨٣٨٩٣"),
        ("ogrn", "1027700132196"),
        ("ogrn", "304500116000158"),
        ("ogrn", "10277001321"),
        ("url", "наш сайт"),
        ("url", "javascript:alert(1)"),
        ("address", "Челябинск"),
        ("address", "дом у реки"),
        ("passport", "4506 12345"),
        ("passport", "4506 1234567"),
        ("passport", "не дам 1"),
    ],
)
def test_what_will_not_do_is_refused_by_its_kind(kind: str, typed: str) -> None:
    with pytest.raises(Missing) as caught:
        fields.clean(rule(kind), typed)
    assert caught.value.code == f"field_{kind}"


@given(st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_of_a_taxpayer_number_is_always_found(place: int, more: int) -> None:
    digits = list("7707083893")
    digits[place] = str((int(digits[place]) + more) % 10)
    assert not checkdigits.inn("".join(digits))


@pytest.mark.clause("NET-3")
@pytest.mark.parametrize(
    ("value", "shown"),
    [("45 06 123456", "45 •• ••••56"), ("+74732022487", "+74•••••••87"), ("1234567", "•••••••"), ("", "")],
)
def test_a_secret_shows_a_little_of_both_ends_or_nothing(value: str, shown: str) -> None:
    assert masked(value) == shown


@given(st.text(min_size=1, max_size=40))
def test_a_mask_never_shows_more_than_four_characters(value: str) -> None:
    assert len(masked(value)) == len(value)
    assert sum(char.isalnum() for char in masked(value)) <= 4


@pytest.mark.clause("NET-3")
def test_only_what_the_regulation_calls_secret_is_masked() -> None:
    given_values = {"passport": "45 06 123456", "login": "anna-home"}
    assert without_secrets(NETPOINT, given_values) == {"passport": "45 •• ••••56", "login": "anna-home"}


@pytest.mark.clause("ALL-4")
def test_the_kind_of_request_decides_what_is_asked() -> None:
    request = [field.id for field in fields.asked(ALLEANZA, "request")]
    assert request == ["login", "email", "topic"]
    assert [field.id for field in fields.asked(ALLEANZA, "fault")] == [*request, "details", "steps", "errors"]
    assert [field.id for field in fields.missing(ALLEANZA, {"login": "a1", "topic": "DNS"}, "request")] == ["email"]


@pytest.mark.clause("NET-3")
def test_what_only_staff_demand_is_not_asked_at_registration() -> None:
    assert [field.id for field in fields.asked(NETPOINT, "")] == ["contract"]
