"""What a person typed after a command, read: a wrong word is one clear line and exit code 2."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.errors import ReglamentError
from core.regulation import parse
from core.regulation.parse import Edition


class UsageError(ReglamentError):
    """The command was asked for wrongly: an unknown name or a value that cannot be."""


def edition(name: str) -> Edition:
    """The shipped regulation of this name, or the file at this path. Raises UsageError when there is neither and
    RegulationError when the file is damaged."""
    try:
        known = name in parse.presets() or Path(name).is_file()
    except OSError:  # not a name that a file could have
        known = False
    if not known:
        raise UsageError(f"no regulation {name!r}: give a file, or one of {', '.join(parse.presets())}")
    return parse.load(name)


def instant(text: str, option: str) -> datetime:
    """An instant with its offset, UTC, whole seconds."""
    try:
        at = datetime.fromisoformat(text.strip())
        if at.tzinfo is not None:
            return at.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        pass
    raise UsageError(f"{option}: {text!r} is not an instant with its offset, like 2026-03-05T17:30:00+03:00")
