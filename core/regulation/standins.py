"""A damaged regulation with stand-ins in the place of its faults, so that the rest of it can be checked at once."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
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
    "at": 1,
    "allowed": [],
    "hours": [],
    "by": [],
}
_TABLES = ("states", "priorities", "targets", "moves")
_REFERRED = {"id", "from", "to", "keeps", "clock", "priorities", "pauses_in", "after", "start", "final", "default"}
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
    key = next(part for part in reversed(path) if isinstance(part, str))
    return path[0] in _TABLES and (key in _REFERRED or len(path) <= 2)


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
    elif isinstance(data, dict) and data.pop(last, None) is None:
        data[last] = _STANDINS.get(str(last), "—")
