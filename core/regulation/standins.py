"""A damaged regulation with stand-ins in the place of its faults, so that the rest of it can be checked at once."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from core.regulation.lines import Path
from core.regulation.model import Regulation

_STANDINS: dict[str, Any] = {
    "name": "name",
    "id": "any",
    "action": "any",
    "to": "managers",
    "clock": "reaction",
    "clause": "ANY-1",
    "term": "1 час",
    "zone": "Europe/Moscow",
    "stated_offset": "+03:00",
    "format": "{counter}",
    "who": "identified",
    "standing": "talk",
    "date": "2000-01-01",
    "week": {"mon": ["00:00-24:00"]},
    "least_minutes": 1,
    "rate": 1,
    "order": ["critical", "plan", "arrival"],
    "days": 1,
    "at": 1,
    "allowed": [],
    "by": ["manager"],
    "clocks": ["reaction"],
}
_INSTEAD = {"term": "term", "like": "term"}
"""Keys whose absence would be a fault of its own: the stand-in of this key takes their place at once."""
_WHOLE_TABLES = ("queue", "money", "act", "invoice", "quota", "complaint", "calendars")
"""Tables that others need as a whole."""
_REFERRED = {
    "states": {"id", "start", "final", "read_only", "resolved", "waits_for"},
    "priorities": {"id", "default", "out_of_turn"},
    "plans": {"id", "default", "first"},
    "categories": {"id", "default", "who", "elsewhere"},
    "fields": {"kind", "secret", "personal", "categories"},
    "targets": {
        "clock",
        "priorities",
        "plans",
        "categories",
        "pauses_in",
        "runs_in",
        "quota",
        "dates",
    },
    "moves": {"action", "from", "to", "keeps", "by", "requires", "after", "issues"},
    "reasons": {"actions"},
    "escalations": {"clocks"},
    "queue": {"order"},
    "money": {"pays", "kept_clause"},
}
"""Keys by which the parts of a regulation hold together; a fault in one of them makes the others look wrong."""

Repaired = tuple[Regulation, bool]


def repaired(data: dict[str, Any], faults: Iterable[Path]) -> Repaired | None:
    """The regulation as far as it can be read, and whether its parts still refer to each other as written.

    None when too much is missing to read anything.
    """
    whole, mended = True, deepcopy(data)
    paths = list(faults)
    for _ in range(4):
        for path in reversed(paths):
            whole = whole and not _is_referred_to(path)
            _mend(mended, path)
        try:
            return Regulation.model_validate(mended), whole
        except ValidationError as error:
            paths = [path_of(item) for item in error.errors()]
    return None


def path_of(error: Any) -> Path:
    """The place that one of pydantic's errors is about."""
    return tuple(part for part in error["loc"] if part != "[key]")


def _is_referred_to(path: Path) -> bool:
    """True when the checks between the parts would take the fault for others; also by a misspelt key."""
    table, key = str(path[0]), next(part for part in reversed(path) if isinstance(part, str))
    if table in _WHOLE_TABLES and len(path) <= (2 if table == "calendars" else 1):
        return True
    if table not in _REFERRED:
        return table not in Regulation.model_fields
    return bool(get_close_matches(key, _REFERRED[table])) or (len(path) <= 2 and table not in _WHOLE_TABLES)


def _mend(data: Any, path: Path) -> None:
    """Take the faulty value out; where there must be one, put a stand-in into its place."""
    *around, last = path
    for part in around:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, list) and isinstance(last, int) and last < len(data):
        del data[last]
    elif isinstance(data, dict) and (last in _INSTEAD or data.pop(last, None) is None):
        data.pop(last, None)
        data[_INSTEAD.get(str(last), last)] = _standin(path)


def _standin(path: Path) -> Any:
    if path[-1] == "hours":
        return 1 if path[0] == "quota" else []
    return _STANDINS.get(_INSTEAD.get(str(path[-1]), str(path[-1])), "—")
