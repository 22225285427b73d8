"""How texts are compared everywhere (one letter case, one letter for ё and е), and what the first word is."""

from __future__ import annotations


def fold(text: str) -> str:
    """SQLite folds no Cyrillic, and PostgreSQL only in some locales: we do it ourselves, once, when it is stored."""
    return text.casefold().replace("ё", "е")


def first_word(text: str) -> tuple[str, str]:
    """The first word and what follows it, on the same line or below."""
    word, rest = [*text.split(maxsplit=1), "", ""][:2]
    return word, rest.strip()
