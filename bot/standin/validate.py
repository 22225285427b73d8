"""A second opinion: aiogram's own models check every call and every result of the stand-in.

aiogram costs seconds to import, so this module is imported only when validation is asked for.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import TelegramObject, Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.standin.state import Json


def unknown_parameter(method: str, names: list[str], files: list[str]) -> str | None:
    """A parameter that the method does not have; attached files have names of their own."""
    known = _methods()[method].model_fields
    return next((name for name in names if name not in known and name not in files), None)


def known_methods() -> frozenset[str]:
    """The names of all methods that aiogram knows, in lower case."""
    return frozenset(_methods())


def complaint(method: str, result: Any) -> str | None:
    """Why ``result`` is not what the method returns; None when it is."""
    return _check(_result_type(method), result)


def update_complaint(update: Json) -> str | None:
    """Why ``update`` is no Update; None when it is one."""
    return _check(TypeAdapter(Update), update)


def _check(adapter: TypeAdapter[Any], value: Any) -> str | None:
    try:
        parsed = adapter.validate_python(value)
    except ValidationError as error:
        return str(error)
    return _stranger(parsed)


def _stranger(value: Any) -> str | None:
    """The path of a field that aiogram's type does not have (its types quietly keep such)."""
    if isinstance(value, list | tuple):
        return next((found for item in value if (found := _stranger(item))), None)
    if not isinstance(value, BaseModel):
        return None
    if value.model_extra:
        return f"{type(value).__name__} has no {sorted(value.model_extra)}"
    return next((found for name in type(value).model_fields if (found := _stranger(getattr(value, name)))), None)


@cache
def _methods() -> dict[str, type[TelegramMethod[Any]]]:
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        kind.__api_method__.lower(): kind
        for kind in found
        if isinstance(kind, type) and issubclass(kind, TelegramMethod) and kind is not TelegramMethod
    }


@cache
def _result_type(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(_methods()[method].__returning__)


__all__ = ["TelegramObject", "complaint", "known_methods", "unknown_parameter", "update_complaint"]
