"""Logging: one line an event, text or JSON, with tokens and personal data cut out. Messages are never logged."""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import Any

_SECRETS = (
    (re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,}"), "<token>"),
    (re.compile(r"/bot\d+:[^/\s]+"), "/bot<token>"),
    (re.compile(r"\+?\d[\d\s()-]{9,16}\d"), "<phone>"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "<mail>"),
)


def redacted(text: str) -> str:
    """The text without tokens, phone numbers and mail addresses."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class _Text(logging.Formatter):
    """The instant in front of the line stays: it looks like a phone number."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the library's name)
        record.message = redacted(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the library's name)
        return redacted(super().formatException(ei))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": redacted(record.getMessage()),
        }
        if record.exc_info:
            entry["error"] = redacted(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def configure(level: str, style: str) -> None:
    """Log to standard error in this style from this level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Text("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("apscheduler", "aiosqlite", "alembic", "aiogram.event", "aiogram.dispatcher"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
