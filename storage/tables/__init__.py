"""The tables, a subject a file; importing this package makes ``metadata`` complete."""

from storage.tables import inbox, journal, messages, notifications, people, telegram, tickets
from storage.tables.base import metadata

__all__ = ["inbox", "journal", "messages", "metadata", "notifications", "people", "telegram", "tickets"]
