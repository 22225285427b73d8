"""What a bot asks to be written: the text, its markup read, its length held to Telegram's limit."""

from __future__ import annotations

from collections.abc import Callable

from bot.standin import errors
from bot.standin.errors import ApiError, Wording
from bot.standin.params import Params
from bot.standin.parse import entities as marks
from bot.standin.parse.html import parse_html
from bot.standin.parse.markdown import parse_markdown
from bot.standin.state import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
Formatted = tuple[str, list[Json]]
Who = Callable[[int], Json | None]
"""The User with an id, if the bot has seen them: only such people can be mentioned by a link."""


def formatted(params: Params, who: Who, name: str, marks_name: str, limit: int, too_long: Wording) -> Formatted:
    """The parameter ``name`` as plain text and entities.

    A ``parse_mode`` wins over given entities, which then are not even looked at: this is what the real server does.
    The limit counts code points after parsing.
    """
    text, mode = _clean(params.text(name)), params.text("parse_mode")
    if mode and mode.lower() != "none":
        text, found = parse(text, mode)
    else:
        found = marks.check(params.raw.get(marks_name), text)
    text, found = marks.trim(text, _mentioned(found, who))
    if len(text) > limit:
        raise ApiError(too_long)
    seen = marks.find(text, found)
    return text, sorted(found + seen, key=_place) if seen and found else found or seen


def message_text(params: Params, who: Who) -> Formatted:
    """The ``text`` of a message, which may not be empty."""
    if not params.text("text"):
        raise ApiError(errors.TEXT_EMPTY)
    text, found = formatted(params, who, "text", "entities", TEXT_LIMIT, errors.TEXT_TOO_LONG)
    if not text:
        raise ApiError(errors.TEXT_BLANK)
    return text, found


def caption(params: Params, who: Who) -> Json:
    """``caption`` and ``caption_entities`` as they stand in a message; empty when there is no caption."""
    if not params.text("caption"):
        return {}
    text, found = formatted(params, who, "caption", "caption_entities", CAPTION_LIMIT, errors.CAPTION_TOO_LONG)
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def parse(text: str, mode: str) -> Formatted:
    """``text`` read in the parse mode ``mode``; an empty mode means plain text."""
    match mode.lower():
        case "":
            return text, []
        case "html":
            return parse_html(text)
        case "markdownv2" | "markdown":
            return parse_markdown(text)
    raise ApiError(errors.UNSUPPORTED_PARSE_MODE)


def _mentioned(found: list[Json], who: Who) -> list[Json]:
    """Mentions by link get the whole User; a stranger's is dropped and leaves its text."""
    if not any(entity["type"] == "text_mention" for entity in found):
        return found
    kept = []
    for entity in found:
        if entity["type"] == "text_mention":
            user = who(int(entity["user"]["id"]))
            if user is None:
                continue
            entity = {**entity, "user": user}
        kept.append(entity)
    return kept


def _clean(text: str) -> str:
    return text.replace("\r", "").replace("\0", " ") if "\r" in text or "\0" in text else text


def _place(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]
