"""Secret values (passport and the like) as they may be shown: a little of both ends, dots between (NET-3)."""

from __future__ import annotations

from collections.abc import Mapping

from core.regulation.model import Regulation

KEPT = 2
"""Characters that stay at each end: enough for the owner to recognise the value, of no use to anybody else."""
SHORTEST = 8
"""A value with fewer characters shows none of them."""
DOT = "•"


def masked(value: str) -> str:
    """``45 06 123456`` → ``45 •• ••••56``."""
    places = [index for index, char in enumerate(value) if char.isalnum()]
    shown = {*places[:KEPT], *places[-KEPT:]} if len(places) >= SHORTEST else set()
    return "".join(DOT if char.isalnum() and index not in shown else char for index, char in enumerate(value))


def without_secrets(regulation: Regulation, given: Mapping[str, str]) -> dict[str, str]:
    """The same fields with every secret one masked: what a ticket carries and people read."""
    secret = {field.id for field in regulation.fields if field.secret}
    return {name: masked(value) if name in secret else value for name, value in given.items()}
