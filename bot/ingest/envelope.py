"""The outside of an update: its id, and the chat whose order it belongs to."""

from __future__ import annotations

import json
import re
from typing import Any

LONGEST_ADDRESS = 32
"""Characters of a chat's address that the inbox keeps; Telegram's own have twenty at most."""
_BROKEN = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL does not store, and halves of characters, which nothing does."""


def address(update: dict[str, Any]) -> str:
    """The chat of an update; updates without one are kept in the order of their sender. Never fails: an update that
    nobody can read must not keep those behind it from being stored."""
    for event in update.values():
        if isinstance(event, dict):
            inner = event.get("message")
            message = inner if isinstance(inner, dict) else event
            found = (message.get("chat"), event.get("chat"), event.get("from"), event.get("user"))
            return str(next((one.get("id", "") for one in found if isinstance(one, dict)), ""))[:LONGEST_ADDRESS]
    return ""


def row(update: dict[str, Any]) -> tuple[int, str, str]:
    """An update as the inbox stores it: id, chat, and the whole of it as text."""
    raw = _text(update)
    if "\\u0000" in raw or _BROKEN.search(raw):
        update = _mended(update)
        raw = _text(update)
    return int(update["update_id"]), address(update), raw


def _text(update: Any) -> str:
    return json.dumps(update, ensure_ascii=False, separators=(",", ":"))


def _mended(value: Any) -> Any:
    """The same with a mark where no database can keep a character; lengths and offsets stay what they were."""
    match value:
        case str():
            return _BROKEN.sub("\ufffd", value)
        case dict():
            return {name: _mended(inner) for name, inner in value.items()}
        case list():
            return [_mended(inner) for inner in value]
    return value
