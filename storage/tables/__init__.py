"""The tables, a subject a file; importing this package makes ``metadata`` complete."""

from storage.tables import (
    billing,
    bulletins,
    desk,
    inbox,
    journal,
    knowledge,
    messages,
    notifications,
    organisations,
    people,
    questions,
    telegram,
    tickets,
)
from storage.tables.base import metadata

__all__ = [
    "billing",
    "bulletins",
    "desk",
    "inbox",
    "journal",
    "knowledge",
    "messages",
    "metadata",
    "notifications",
    "organisations",
    "people",
    "questions",
    "telegram",
    "tickets",
]
