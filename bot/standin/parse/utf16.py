"""Telegram counts offsets in UTF-16 code units: a letter is one, most emoji are two."""

from __future__ import annotations


def width(text: str) -> int:
    """The length of ``text`` in UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def index(text: str, units: int) -> int | None:
    """Where the UTF-16 offset ``units`` falls in a Python string; None inside a symbol or beyond the end."""
    if text.isascii():
        return units if units <= len(text) else None
    seen = 0
    for position, character in enumerate(text):
        if seen >= units:
            return position if seen == units else None
        seen += 2 if character > "\uffff" else 1
    return len(text) if seen == units else None


def cut(text: str, offset: int, length: int) -> str:
    """The part of ``text`` that an entity covers."""
    raw = text.encode("utf-16-le")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")
