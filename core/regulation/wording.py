"""What pydantic and the TOML reader find wrong, in the words of the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel

from core.regulation.calendars import WEEKDAYS
from core.regulation.model import Regulation

_NUMBER = 'ожидается число: целое так: 2000, дробное в кавычках: "1.3"'
_MESSAGES = {
    "missing": "не хватает обязательного ключа",
    "extra_forbidden": "такого ключа нет",
    "string_type": "ожидается текст в кавычках",
    "bool_type": "ожидается true или false без кавычек",
    "int_type": "ожидается целое число без кавычек",
    "greater_than": "число должно быть больше {gt}",
    "less_than_equal": "число должно быть не больше {le}",
    "enum": "допустимо только: {expected}",
    "literal_error": "допустимо только: {expected}",
    "tuple_type": "ожидается список в квадратных скобках",
    "dict_type": "ожидается таблица",
    "mapping_type": "ожидается таблица",
    "model_type": "ожидается таблица",
    "model_attributes_type": "ожидается таблица",
    "too_short": "список пуст",
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_max_places": "знаков после точки не больше {decimal_places}",
    "decimal_max_digits": "цифр в числе не больше {max_digits}",
    "decimal_whole_digits": "цифр до точки не больше {whole_digits}",
    "value_error": "{error}",
}
_ANY = "значение не подходит"
_PATTERNS = {
    r"^[A-Z]{2,8}-\d{1,3}$": "пункт пишется так: SAV-17",
    r"^[+-]\d\d:\d\d$": "смещение пишется так: +03:00",
    r"^[A-Za-z][A-Za-z0-9_]{0,31}$": "имя пишется латинскими буквами, цифрами и знаком «_» и начинается с буквы",
    r"^[a-z][a-z0-9_-]{0,31}$": "имя пишется строчными латинскими буквами, цифрами, «_» и «-» и начинается с буквы",
}
_TOML = (
    (r"Cannot (overwrite|declare|mutate|redefine)|Duplicate", "ключ или раздел задан дважды"),
    (r"Expected '\]'|Expected ']]'|table declaration", "имя раздела не закрыто скобкой"),
    (r"Expected '='", "после ключа нужен знак «=»"),
    (r"Unterminated string|Illegal character|Expected '\"'|Expected \"'\"", "текст не закрыт кавычкой"),
    (r"Unclosed array|Unclosed inline", "список не закрыт скобкой"),
    (r"Invalid value", "значение не понято: текст пишется в кавычках"),
    (r"Expected newline", "после значения на той же строке ничего быть не может"),
    (r"Invalid statement|Invalid initial character", "ожидается «ключ = значение» с ключом латинскими буквами"),
)


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models(field.annotation):
            yield from _keys(inner)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


KEYS = tuple(dict.fromkeys(_keys(Regulation)))
"""Every key that a regulation's file may have: what a misspelt one is compared with."""


def of_value(error: Any) -> str:
    """One of pydantic's errors as a sentence with the value that it is about."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return _MESSAGES[kind].format(error=context["error"])
    if kind == "extra_forbidden":
        what = _MESSAGES[kind] + _similar(str(error["loc"][-1]))
    elif kind == "string_pattern_mismatch":
        what = _PATTERNS.get(context["pattern"], _ANY)
    elif kind.startswith(("date_", "datetime_")):
        what = "дата пишется без кавычек, так: 2026-12-25"
    elif kind.startswith("int_"):
        what = _MESSAGES["int_type"]
    else:
        what = _MESSAGES.get(kind, _ANY).format_map({name: _listed(str(value)) for name, value in context.items()})
    return what + _shown(error["input"])


def of_toml(error: Exception) -> tuple[int | None, str]:
    """The line of a mistake in the notation, when the reader names one, and what it is."""
    text = str(error)
    line = re.search(r"at line (\d+)", text)
    what = next((sentence for found, sentence in _TOML if re.search(found, text)), "строка не читается")
    return int(line[1]) if line else None, f"файл не читается как TOML: {what}"


def _similar(key: str) -> str:
    """The key that was meant, when one is nearly like it; a known one only stands in the wrong table."""
    if key in (*KEYS, *WEEKDAYS):
        return " в этой таблице"
    found = get_close_matches(key, KEYS, n=1)
    return f"; похож «{found[0]}»" if found else ""


def _listed(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _shown(value: object) -> str:
    match value:
        case bool():
            return f" (сейчас {str(value).lower()})"
        case str():
            return f" (сейчас «{value}»)"
        case int() | float():
            return f" (сейчас {value})"
        case _:
            return ""
