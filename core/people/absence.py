"""An announced absence as people type it: two dates, and what follows them (SIN-12)."""

from __future__ import annotations

from datetime import datetime

from core.errors import Missing
from core.regulation import dates
from core.regulation.model import Regulation


def read(text: str, regulation: Regulation, now: datetime) -> tuple[datetime, datetime, str]:
    """From the opening of the first day (or now) to the closing of the last (UTC), and the rest of the text.

    Raises Missing for a date that is none, Missing("bad_period") when the end is not later than the beginning or over.
    """
    if not text.strip():
        raise Missing("needs_period", field="until")
    since, rest = dates.read(text, regulation, now, opening=True)
    if not rest:
        raise Missing("needs_period", field="until")
    until, rest = dates.read(rest, regulation, now, opening=False)
    since = max(since, now)
    if until <= since:
        raise Missing("bad_period", field="until")
    return since, until, rest
