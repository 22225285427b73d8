"""Words in what is stored folded (one letter case, ё as е): a plain look for the characters, no pattern."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from storage.tables.organisations import memberships, organisations
from storage.tables.people import people

ORGANISATION: sa.ColumnElement[str] = sa.func.replace(organisations.c.key, "ё", "е")
"""An organisation's name without quotes, folded like everything that is searched."""


def holds(column: sa.ColumnElement[Any], word: str) -> sa.ColumnElement[bool]:
    """True when the word stands in the text; nothing in a word needs an escape."""
    return column.contains(word, autoescape=True)


def of_organisation(word: str) -> sa.ColumnElement[bool]:
    """True for people who belong to an organisation of that name."""
    of = memberships.c.organisation_id == organisations.c.id
    return sa.exists().where(memberships.c.person_id == people.c.id, of, holds(ORGANISATION, word))
