"""The regulation's fields: what a person must state, and whether what was typed will do (SAV-6)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from core.errors import Missing
from core.people import checkdigits
from core.regulation.model import FieldRule, Regulation

LONGEST = 300
"""Characters of one field: a full legal name of a Russian organisation fits."""

_PHONE_LABEL = re.compile(r"^(тел|моб|раб|tel|phone)[а-яёa-z]*[.: ]*", re.I)
_EXTENSION = re.compile(r"[, ]*(доб|ext|вн)\w*\.?", re.I)
_NO_PHONE = re.compile(r"[^\d\s()+.\-\u2010-\u2015]")
"""Anything but digits, brackets and the dashes that people and word processors put between them."""
_NO_NAME = re.compile(r"[\d«»\"()/\\@<>]")
_EMAIL = re.compile(r"^[^@\s<>\"',;]+@[^@\s<>\"',;.]+(\.[^@\s<>\"',;.]+)+$")
_LOGIN = re.compile(r"^[\w.@+\-]{2,64}$")
_URL = re.compile(r"^(https?://)?([\w\-]+\.)+[^\W\d_][\w\-]+(:\d{1,5})?([/?#]\S*)?$", re.I)
_PASSPORT_WORDS = re.compile(r"паспорт\w*|серия|номер|№|[\s,.\-]", re.I)
_BETWEEN_DIGITS = re.compile(r"[\s.\-\u2010-\u2015]")


def missing(regulation: Regulation, given: Mapping[str, str], category: str) -> tuple[FieldRule, ...]:
    """Required fields of this category that are still empty, in the order the regulation asks them."""
    return tuple(field for field in asked(regulation, category) if field.required and not given.get(field.id))


def asked(regulation: Regulation, category: str) -> tuple[FieldRule, ...]:
    """The fields that registering a request of this category asks, required or not."""
    return tuple(field for field in regulation.fields if field.asked_in(category))


def clean(field: FieldRule, text: str) -> str:
    """The value as it is kept. Raises Missing with the code of the sentence that says what would be right."""
    value = " ".join(_printable(text).split())
    if not value or not any(char.isalnum() for char in value):
        raise Missing("field_empty", field=field.id, title=field.title)
    if len(value) > LONGEST:
        raise Missing("field_too_long", field=field.id, title=field.title, longest=LONGEST)
    cleaned = _cleaned(field, value)
    if cleaned is None:
        raise Missing(f"field_{field.kind}", field=field.id, title=field.title)
    return cleaned


def _cleaned(field: FieldRule, value: str) -> str | None:
    """The value in the form of its kind; None when it is none of that kind."""
    match field.kind:
        case "phone":
            return _phone(value)
        case "email":
            address = value.removeprefix("mailto:").strip("<> ")
            return address.lower() if _EMAIL.match(address) else None
        case "full_name":
            names = [word for word in value.split() if any(char.isalpha() for char in word)]
            return value if len(names) >= 2 and not _NO_NAME.search(value) else None
        case "organisation":
            return value if any(char.isalpha() for char in value) else None
        case "login":
            return value if _LOGIN.match(value) else None
        case "number":
            return value if any(char.isdigit() for char in value) and len(value) <= 40 else None
        case "inn":
            digits = _BETWEEN_DIGITS.sub("", value)
            return digits if checkdigits.inn(digits) else None
        case "ogrn":
            digits = _BETWEEN_DIGITS.sub("", value)
            return digits if checkdigits.ogrn(digits) else None
        case "url":
            return value if _URL.match(value) else None
        case "address":
            words = [word for word in value.split() if any(char.isalnum() for char in word)]
            return value if len(words) >= 2 and any(char.isdigit() for char in value) else None
        case "passport":
            digits = _PASSPORT_WORDS.sub("", value)
            return f"{digits[:2]} {digits[2:4]} {digits[4:]}" if re.fullmatch(r"[0-9]{10}", digits) else None
        case _:
            return value


def e164(text: str) -> str | None:
    """A telephone number as ``+74732022487``, without its extension; None when it is none."""
    found = _phone(" ".join(_printable(text).split()))
    return found.partition(" ")[0] if found else None


def _phone(value: str) -> str | None:
    """``8 (473) 202-24-87 доб. 5`` → ``+74732022487 доб. 5``; a number with a plus keeps its own code."""
    number, _, extension = _EXTENSION.sub("#", _PHONE_LABEL.sub("", value)).partition("#")
    digits = re.sub(r"\D", "", number)
    if _NO_PHONE.search(number) or not 10 <= len(digits) <= 15:
        return None
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
