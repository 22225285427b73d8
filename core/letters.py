"""One letter case, and one letter for ё and е: how texts are compared everywhere."""

from __future__ import annotations


def fold(text: str) -> str:
    """SQLite folds no Cyrillic, and PostgreSQL only in some locales: we do it ourselves, once, when it is stored."""
    return text.casefold().replace("ё", "е")
