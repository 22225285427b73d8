"""The regulation's fields: what a person must state, and whether what was typed will do (SAV-6)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from core.errors import Missing
from core.regulation.model import FieldRule, Regulation

LONGEST = 300
"""Characters of one field: a full legal name of a Russian organisation fits."""

_PHONE_LABEL = re.compile(r"^(тел|моб|раб|tel|phone)[а-яёa-z]*[.: ]*", re.I)
_EXTENSION = re.compile(r"[, ]*(доб|ext|вн)\w*\.?", re.I)
_NO_PHONE = re.compile(r"[^\d\s()+.\-\u2010-\u2015]")
"""Anything but digits, brackets and the dashes that people and word processors put between them."""
_NO_NAME = re.compile(r"[\d«»\"()/\\@<>]")
_EMAIL = re.compile(r"^[^@\s<>\"',;]+@[^@\s<>\"',;.]+(\.[^@\s<>\"',;.]+)+$")


def missing(regulation: Regulation, given: Mapping[str, str]) -> tuple[FieldRule, ...]:
    """Required fields that are still empty, in the order the regulation asks them."""
    return tuple(field for field in regulation.fields if field.required and not given.get(field.id))


def clean(field: FieldRule, text: str) -> str:
    """The value as it is kept. Raises Missing with the code of the sentence that says what would be right."""
    value = " ".join(_printable(text).split())
    if not value or not any(char.isalnum() for char in value):
        raise Missing("field_empty", field=field.id, title=field.title)
    if len(value) > LONGEST:
        raise Missing("field_too_long", field=field.id, title=field.title, longest=LONGEST)
    match field.kind:
        case "phone":
            return _phone(field, value)
        case "email":
            address = value.removeprefix("mailto:").strip("<> ")
            if not _EMAIL.match(address):
                raise Missing("field_email", field=field.id, title=field.title)
            return address.lower()
        case "full_name":
            names = [word for word in value.split() if any(char.isalpha() for char in word)]
            if len(names) < 2 or _NO_NAME.search(value):
                raise Missing("field_full_name", field=field.id, title=field.title)
            return value
        case _:
            return value


def _phone(field: FieldRule, value: str) -> str:
    """``8 (473) 202-24-87 доб. 5`` → ``+74732022487 доб. 5``; a number with a plus keeps its own code."""
    number, _, extension = _EXTENSION.sub("#", _PHONE_LABEL.sub("", value)).partition("#")
    digits = re.sub(r"\D", "", number)
    if _NO_PHONE.search(number) or not 10 <= len(digits) <= 15:
        raise Missing("field_phone", field=field.id, title=field.title)
    if not number.lstrip(" (").startswith("+"):
        if len(digits) == 11 and digits[0] == "8":
            digits = "7" + digits[1:]
        elif len(digits) == 10:
            digits = "7" + digits
    extra = re.sub(r"\D", "", extension)
    return f"+{digits}" + (f" доб. {extra}" if extra else "")


def _printable(text: str) -> str:
    """Without control and direction-changing characters, which would distort what staff read."""
    return "".join(char if unicodedata.category(char)[0] != "C" else " " for char in text)
