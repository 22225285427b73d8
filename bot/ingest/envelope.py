"""The outside of an update: its id, and the chat whose order it belongs to."""

from __future__ import annotations

import json
from typing import Any


def address(update: dict[str, Any]) -> str:
    """The chat of an update; updates without one are kept in the order of their sender."""
    for event in update.values():
        if isinstance(event, dict):
            inner = event.get("message")
            message = inner if isinstance(inner, dict) else event
            chat = message.get("chat") or event.get("chat") or event.get("from") or event.get("user") or {}
            return str(chat.get("id", ""))
    return ""


def row(update: dict[str, Any]) -> tuple[int, str, str]:
    """An update as the inbox stores it: id, chat, and the whole of it as text."""
    return int(update["update_id"]), address(update), json.dumps(update, ensure_ascii=False, separators=(",", ":"))
