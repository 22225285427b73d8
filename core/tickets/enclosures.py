"""Which files a ticket takes: judged by what is in them, not by their names (SAV-5)."""

from __future__ import annotations

from collections.abc import Iterable

from core.conversations.message import Message
from core.errors import Refusal
from core.regulation.model import Regulation


def check_files(regulation: Regulation, messages: Iterable[Message]) -> None:
    """Judge attachments by their content (SAV-5). Raises Refusal that says which file, why, and what to do."""
    for message in messages:
        problem = problem_of(regulation, message)
        if problem is not None:
            raise problem


def unfit(regulation: Regulation, message: Message) -> bool:
    """Whether the message's file is known to be one that cannot be taken; one that is still fetched may be good."""
    problem = problem_of(regulation, message)
    return problem is not None and problem.code != "file_not_checked"


def problem_of(regulation: Regulation, message: Message) -> Refusal | None:
    """What stands against the message's file; None for a good one, and for no file."""
    rule, file = regulation.attachments, message.attachment
    if file is None or not file.is_file or rule is None:
        return None
    if file.state == "wanted":
        return Refusal("file_not_checked", file=file.name)
    if file.state == "too_big":
        return Refusal("file_too_big", file=file.name)
    if file.state == "failed":
        return Refusal("file_unreadable", file=file.name)
    if file.detected in rule.allowed:
        return None
    return Refusal(
        "file_type",
        file=file.name,
        detected=file.detected.upper() or "?",
        advice=rule.advice,
        clause=rule.point or rule.clause,
    )
