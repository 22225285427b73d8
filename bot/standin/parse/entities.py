"""Entities of a text: those a bot gives are checked, those that Telegram sees by itself are found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.parse import utf16
from bot.standin.state import Json

_AUTOMATIC_KINDS = "mention hashtag cashtag bot_command url email phone_number"
_GIVEN_KINDS = (
    "bold italic underline strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention"
    " custom_emoji date_time"
)
_FOUND_BY_TELEGRAM = frozenset(_AUTOMATIC_KINDS.split())
KINDS = _FOUND_BY_TELEGRAM | frozenset(_GIVEN_KINDS.split())
_NOT_LOOKED_INTO = frozenset(["code", "pre", "text_link", "text_mention"])

_HINTS = re.compile(r"[/@#.]")
_AUTOMATIC = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>\b[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])\#[^\W\d]\w*)"
    r"|(?P<bare>\b(?:[A-Za-z0-9-]+\.)+(?:com|ru|org|net|io|me|рф|dev|info|su)\b(?:/[^\s<>\"]*)?)"
)


def find(text: str, taken: Iterable[Json] = ()) -> list[Json]:
    """Commands, mentions, links, addresses and hashtags in ``text``, except inside code and links in ``taken``."""
    if not _HINTS.search(text):
        return []
    closed = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in taken
        if entity["type"] in _NOT_LOOKED_INTO
    ]
    found: list[Json] = []
    ascii_text = text.isascii()
    for match in _AUTOMATIC.finditer(text):
        kind = match.lastgroup or ""
        offset = match.start() if ascii_text else utf16.width(text[: match.start()])
        length = utf16.width(match[0])
        if any(start < offset + length and offset < end for start, end in closed):
            continue
        found.append({"type": "url" if kind == "bare" else kind, "offset": offset, "length": length})
    return found


def check(value: Any, text: str) -> list[Json]:
    """The ``entities`` parameter, checked against the text that they mark; what is no list at all is overlooked."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    if not isinstance(value, list):
        return []
    total = utf16.width(text)
    kept: list[Json] = []
    for entity in value:
        if not isinstance(entity, dict):
            raise ApiError(errors.ENTITY_NOT_OBJECT)
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if kind not in KINDS:
            raise ApiError(errors.ENTITY_TYPE)
        if not isinstance(offset, int) or offset < 0:
            raise ApiError(errors.ENTITY_OFFSET, offset=offset)
        if not isinstance(length, int) or length < 0:
            raise ApiError(errors.ENTITY_LENGTH, length=length)
        if offset + length > total:
            raise ApiError(errors.ENTITY_BEYOND_TEXT, offset=offset, end=offset + length)
        for edge in (offset, offset + length):
            if utf16.index(text, edge) is None:
                raise ApiError(errors.ENTITY_IN_SYMBOL, offset=edge)
        # What Telegram finds by itself it finds again; a bot cannot declare a command where there is none.
        if length and kind not in _FOUND_BY_TELEGRAM:
            kept.append({key: part for key, part in entity.items() if part is not None})
    return kept


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without blanks at both ends, the entities moved and cut to fit."""
    stripped = text.strip()
    if len(stripped) == len(text):
        return text, entities
    if not entities:
        return stripped, entities
    lead = utf16.width(text[: len(text) - len(text.lstrip())])
    total = utf16.width(stripped)
    fitted: list[Json] = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(total, entity["offset"] + entity["length"] - lead)
        if end > start:
            fitted.append({**entity, "offset": start, "length": end - start})
    return stripped, fitted
