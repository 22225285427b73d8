"""How texts are compared everywhere (one letter case, one letter for ё and е), and what the first word is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
SHORTEST_NAME = 3
"""With fewer letters the beginning of a name means nothing."""


def fold(text: str) -> str:
    """SQLite folds no Cyrillic, and PostgreSQL only in some locales: we do it ourselves, once, when it is stored."""
    return text.casefold().replace("ё", "е")


def first_word(text: str) -> tuple[str, str]:
    """The first word and what follows it, on the same line or below."""
    word, rest = [*text.split(maxsplit=1), "", ""][:2]
    return word, rest.strip()


def called(said: str, named: Iterable[tuple[str, T]]) -> T | None:
    """What is named in words instead of pressed: by its name, or by the beginning of a single one."""
    names = [(fold(name), one) for name, one in named]
    wanted = fold(said).strip(' .!«»"')
    found = [one for name, one in names if name == wanted]
    if not found and len(wanted) >= SHORTEST_NAME:
        found = [one for name, one in names if name.startswith(wanted)]
    return found[0] if len(found) == 1 else None
