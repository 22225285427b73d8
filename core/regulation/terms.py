"""Read a term as people write it: «4 рабочих часа», «5 рабочих дней», «24 часа», «1 неделя»."""

from __future__ import annotations

import re

from core.worktime import Term, Unit

_TERM = re.compile(r"^\s*(?P<amount>\d+)\s+(?P<working>рабоч\w+\s+|working\s+)?(?P<unit>[а-яёa-z]+)\s*$", re.I)

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
    if match:
        for stem, elapsed, working in _UNITS:
            if re.fullmatch(stem, match["unit"], re.I):
                unit = working if match["working"] else elapsed
                if unit is not None:
                    return Term(int(match["amount"]), unit)
    raise ValueError(f"срок «{text}» не понят: напишите, например, «4 рабочих часа», «5 рабочих дней», «24 часа»")
