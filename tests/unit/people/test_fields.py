"""What a person types into a field, and how it is kept (SAV-6)."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Missing
from core.people.fields import LONGEST, clean, missing
from core.regulation.model import FieldRule
from core.regulation.parse import load

SAVEIT = load("saveit").regulation
FIELDS = {field.id: field for field in SAVEIT.fields}
pytestmark = pytest.mark.clause("SAV-6")


def refused(field: FieldRule, text: str) -> str:
    with pytest.raises(Missing) as caught:
        clean(field, text)
    assert caught.value.facts["title"] == field.title
    return caught.value.code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+7 473 202-24-87", "+74732022487"),
        ("8 (473) 202-24-87", "+74732022487"),
        ("84732022487", "+74732022487"),
        ("4732022487", "+74732022487"),
        ("7 473 202 24 87", "+74732022487"),
        ("8 (473) 202-24-87 доб. 5", "+74732022487 доб. 5"),
        ("8 (473) 202-24-87, доб.1234", "+74732022487 доб. 1234"),
        ("+7 473 202-24-87 вн. 12", "+74732022487 доб. 12"),
        ("+74732022487 ext 7", "+74732022487 доб. 7"),
        ("8-800-555-35-35", "+78005553535"),
        ("+375 29 123-45-67", "+375291234567"),
        ("+1 (650) 253-0000", "+16502530000"),
        ("+47 22 12 34 56", "+4722123456"),  # ten digits with a code of their own
        ("+84 91 234 56 78", "+84912345678"),  # eleven of them beginning with an eight
        ("+7\u00a0473\u2011202\u201124\u201187", "+74732022487"),
        ("8.473.202.24.87", "+74732022487"),
        ("  8473\t2022487  ", "+74732022487"),
        ("8 (473) 202–24–87", "+74732022487"),
        ("8 (473) 202—24—87", "+74732022487"),
        ("тел. 8 473 202-24-87", "+74732022487"),
        ("тел.: +7 473 202 24 87", "+74732022487"),
    ],
)
def test_a_phone(typed: str, kept: str) -> None:
    assert clean(FIELDS["phone"], typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "12345",
        "202-24-87",  # without the area code
        "123456789012345678",
        "позвоните мне",
        "+7 473 202-24-8x",
        "8 (473) 202-24-87 и 8 (473) 202-24-88",
        "ivanova@company.ru",
    ],
)
def test_what_is_no_phone(typed: str) -> None:
    assert refused(FIELDS["phone"], typed) == "field_phone"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ivanova@company.ru", "ivanova@company.ru"),
        (" Ivanova@Company.RU ", "ivanova@company.ru"),
        ("anna.ivanova+desk@mail.company.co.uk", "anna.ivanova+desk@mail.company.co.uk"),
        ("иванова@компания.рф", "иванова@компания.рф"),
        ("a_b-c%d@x-y.ru", "a_b-c%d@x-y.ru"),
        ("<ivanova@company.ru>", "ivanova@company.ru"),
        ("mailto:ivanova@company.ru", "ivanova@company.ru"),
    ],
)
def test_an_address(typed: str, kept: str) -> None:
    assert clean(FIELDS["email"], typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "ivanova",
        "ivanova@",
        "@company.ru",
        "ivanova@company",
        "ivanova@@company.ru",
        "ivanova@company..ru",
        "ivanova@.ru",
        "ivanova @company.ru",
        "a@b.ru, c@d.ru",
        "a@b.ru;c@d.ru",
        "ivanova@company.ru.",
        "нет почты",
    ],
)
def test_what_is_no_address(typed: str) -> None:
    assert refused(FIELDS["email"], typed) == "field_email"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Иванова Анна Петровна", "Иванова Анна Петровна"),
        ("  Иванова \n Анна   Петровна ", "Иванова Анна Петровна"),
        ("Салтыков-Щедрин М. Е.", "Салтыков-Щедрин М. Е."),
        ("О'Нил Шон", "О'Нил Шон"),
        ("Мамедов Али Гусейн оглы", "Мамедов Али Гусейн оглы"),
        ("Anna Müller", "Anna Müller"),
        ("Ли Ян", "Ли Ян"),
    ],
)
def test_a_full_name(typed: str, kept: str) -> None:
    assert clean(FIELDS["full_name"], typed) == kept


@pytest.mark.parametrize("typed", ["Анна", "Иванова 2", "Анна +74732022487", "- -", "Иванова ."])
def test_what_is_no_full_name(typed: str) -> None:
    assert refused(FIELDS["full_name"], typed) in ("field_full_name", "field_empty")


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "—", "...", "\u200b\u200b", "\u202e", "🙂", "-"])
def test_nothing_is_no_value(typed: str) -> None:
    assert refused(FIELDS["position"], typed) == "field_empty"


def test_signs_that_would_turn_the_text_around_are_left_out() -> None:
    assert clean(FIELDS["organisation"], "ООО \u202e«Ромашка»\u202c\x07") == "ООО «Ромашка»"


def test_a_field_has_an_end() -> None:
    assert clean(FIELDS["organisation"], "Я" * LONGEST) == "Я" * LONGEST
    assert refused(FIELDS["organisation"], "Я" * (LONGEST + 1)) == "field_too_long"


def test_fields_are_asked_in_the_regulations_order_and_only_the_required_ones() -> None:
    required = ["organisation", "full_name", "position", "phone", "email"]
    assert [field.id for field in missing(SAVEIT, {}, "")] == required
    assert [field.id for field in missing(SAVEIT, {"organisation": "ООО", "position": ""}, "")] == [
        "full_name",
        "position",
        "phone",
        "email",
    ]


@given(st.sampled_from(SAVEIT.fields), st.text(max_size=60))
def test_what_is_kept_is_kept_again_unchanged(field: FieldRule, typed: str) -> None:
    with contextlib.suppress(Missing):
        kept = clean(field, typed)
        assert clean(field, kept) == kept


@given(st.from_regex(r"\+?[78] ?\(?[0-9]{3}\)?( ?[0-9]){7}( доб\. [0-9]{1,4})?", fullmatch=True))
def test_a_phone_that_is_kept_is_kept_again_unchanged(typed: str) -> None:
    kept = clean(FIELDS["phone"], typed)
    assert clean(FIELDS["phone"], kept) == kept
