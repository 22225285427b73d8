"""Where in a TOML file a value stands: from ``("targets", 1, "term")`` to the number of its line."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_TABLE = re.compile(r"^\s*\[(?P<name>[^\[\]]+)\]")
_ENTRY = re.compile(r"^\s*\[\[(?P<name>[^\[\]]+)\]\]")
_LONG = re.compile(r"\"{3}|'{3}")
_KEY = re.compile(r"^\s*(?P<name>[\w.\"'-]+)\s*=")


def places(text: str) -> dict[Path, int]:
    """The line of every table, entry and key of the file, counted from 1."""
    found: dict[Path, int] = {}
    entries: dict[Path, int] = {}
    table: Path = ()
    within = False
    for number, line in enumerate(text.splitlines(), start=1):
        inside, within = within, within != bool(len(_LONG.findall(line)) % 2)
        if inside:  # a line of a text over several lines: nothing in it is a key
            continue
        if match := _ENTRY.match(line):
            name = _parts(match["name"])
            entries[name] = entries.get(name, -1) + 1
            table = (*name, entries[name])
        elif match := _TABLE.match(line):
            table = _parts(match["name"])
        elif match := _KEY.match(line):
            found.setdefault((*table, *_parts(match["name"])), number)
            continue
        for length in range(1, len(table) + 1):
            found.setdefault(table[:length], number)
    return found


def line_of(path: Path, known: dict[Path, int]) -> int:
    """The line that the path leads to, or that of the nearest thing around it; 1 when there is none."""
    return next((known[path[:length]] for length in range(len(path), 0, -1) if path[:length] in known), 1)


def _parts(name: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in name.split("."))
