"""Which files a ticket takes: judged by what is in them, not by their names (SAV-5)."""

from __future__ import annotations

from collections.abc import Iterable

from core.conversations.message import Message
from core.errors import Refusal
from core.regulation.model import Regulation


def check_files(regulation: Regulation, messages: Iterable[Message]) -> None:
    """Judge attachments by their content (SAV-5). Raises Refusal that says which file, why, and what to do."""
    rule = regulation.attachments
    for message in messages:
        file = message.attachment
        if file is None or not file.is_file or rule is None:
            continue
        if file.state == "wanted":
            raise Refusal("file_not_checked", file=file.name)
        if file.state == "too_big":
            raise Refusal("file_too_big", file=file.name)
        if file.state == "failed":
            raise Refusal("file_unreadable", file=file.name)
        if file.detected not in rule.allowed:
            raise Refusal(
                "file_type",
                file=file.name,
                detected=file.detected.upper() or "?",
                advice=rule.advice,
                clause=rule.point or rule.clause,
            )
