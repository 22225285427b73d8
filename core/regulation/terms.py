"""Read a term as people write it: «4 рабочих часа», «5 рабочих дней», «24 часа», «1 неделя»."""

from __future__ import annotations

import re
from fractions import Fraction

from core.worktime import Rates, Term, Unit

NO_TERM = Term(0, Unit.WORKING_HOURS)
"""Stands where a target states no term of its own. What people agree on instead is warned of in working time."""

_TERM = re.compile(r"^\s*(?P<amount>\d+)\s+(?P<working>рабоч\w+\s+|working\s+)?(?P<unit>[а-яёa-z]+)\s*$", re.I)

_TWO_RATES = re.compile(
    r"^\s*(?P<amount>\d+)\s+(?P<unit>[а-яё]+)\s+в\s+рабочее\s+время\s+или\s+"
    r"(?P<other>\d+)\s+(?P<other_unit>[а-яё]+)\s+в\s+нерабочее\s*$",
    re.I,
)

_UNITS: tuple[tuple[str, Unit, Unit | None], ...] = (
    # the unit's stem, the unit round the clock, the same in working time
    (r"минут\w*|minutes?", Unit.MINUTES, Unit.WORKING_MINUTES),
    (r"час\w*|hours?", Unit.HOURS, Unit.WORKING_HOURS),
    (r"ден\w|дня|дней|days?", Unit.DAYS, Unit.WORKING_DAYS),
    (r"недел\w+|weeks?", Unit.WEEKS, None),
    (r"месяц\w*|months?", Unit.MONTHS, None),
)


def read_term(text: object) -> object:
    """Turn ``«4 рабочих часа»`` into a Term; a Term stays itself. ValueError says what would be right."""
    if isinstance(text, Term):
        return text
    match = _TERM.match(text) if isinstance(text, str) else None
    if match and int(match["amount"]) < 1:
        raise ValueError(f"срок «{text}» пуст: число должно быть не меньше 1")
    if isinstance(text, str) and (two := _TWO_RATES.match(text)):
        return _two_rates(two)
    if match:
        for stem, elapsed, working in _UNITS:
            if re.fullmatch(stem, match["unit"], re.I):
                unit = working if match["working"] else elapsed
                if unit is not None:
                    return Term(int(match["amount"]), unit)
    raise ValueError(f"срок «{text}» не понят: напишите, например, «4 рабочих часа», «5 рабочих дней», «24 часа»")


def _two_rates(match: re.Match[str]) -> Term:
    """One budget that non-working time spends slower; official holidays do not spend it at all (rules.md section 2)."""
    working = _hours(match["amount"], match["unit"])
    return Term(working, Unit.TWO_RATES, Rates(1, working / _hours(match["other"], match["other_unit"]), 0))


def _hours(amount: str, unit: str) -> Fraction:
    if int(amount) >= 1:
        for stem, hours in ((r"минут\w*", Fraction(1, 60)), (r"час\w*", Fraction(1))):
            if re.fullmatch(stem, unit, re.I):
                return int(amount) * hours
    raise ValueError(f"«{amount} {unit}» не понято: напишите, например, «1 час в рабочее время или 3 часа в нерабочее»")
