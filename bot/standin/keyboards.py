"""``reply_markup``: which keyboards Telegram takes and which it refuses."""

from __future__ import annotations

import re
from typing import Any

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.params import Params
from bot.standin.state import Json

BUTTON_LIMIT = 100
DATA_LIMIT = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_ALLOWED_URL = re.compile(r"^(https?://([\w-]+\.)+[\w-]{2,}(:\d+)?([/?#]\S*)?|tg://\S+)$")
_ADDRESS_WITHOUT_SCHEME = re.compile(r"^([\w-]+\.)+[a-zA-Z]{2,}([/?#]\S*)?$")
_NUMBERED_HOST = re.compile(r"^https?://[\d.]+(:\d+)?([/?#]|$)")


def markup(params: Params) -> Json | None:
    """The keyboard of a call, checked in itself; None when there is none (an empty inline keyboard is none)."""
    value = params.json("reply_markup", errors.MARKUP_NOT_JSON)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ApiError(errors.MARKUP_NOT_OBJECT)
    if "inline_keyboard" in value:
        rows = [[_inline(button) for button in row] for row in _rows(value["inline_keyboard"]) if row]
        _count(rows)
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in value:
        rows = [[_reply(button) for button in row] for row in _rows(value["keyboard"]) if row]
        _count(rows)
        return {**value, "keyboard": rows}
    return value if value.get("remove_keyboard") or value.get("force_reply") else None


def inline(keyboard: Json | None) -> Json | None:
    """The keyboard for an edit, which takes inline ones only."""
    if keyboard is not None and "inline_keyboard" not in keyboard:
        raise ApiError(errors.INLINE_MARKUP_EXPECTED)
    return keyboard


def check_place(keyboard: Json | None, private: bool) -> None:
    """Refuse what a group may not have: asking for a phone or a place, and Mini App buttons."""
    if keyboard is None or private:
        return
    for row in keyboard.get("keyboard", ()):
        for button in row:
            if button.get("request_contact"):
                raise ApiError(errors.PHONE_IN_GROUP)
            if button.get("request_location"):
                raise ApiError(errors.LOCATION_IN_GROUP)
    rows = keyboard.get("inline_keyboard") or keyboard.get("keyboard") or ()
    if any("web_app" in button for row in rows for button in row):
        raise ApiError(errors.BUTTON_TYPE_INVALID)


def button_by_label(keyboard: Json, label: str) -> Json | None:
    """The button that carries ``label``."""
    rows = keyboard.get("inline_keyboard") or keyboard.get("keyboard") or ()
    return next((button for row in rows for button in row if button["text"] == label), None)


def _rows(value: Any) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise ApiError(errors.MARKUP_NOT_JSON)
    return value


def _count(rows: list[list[Json]]) -> None:
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise ApiError(errors.MARKUP_TOO_LONG)


def _inline(button: Any) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise ApiError(errors.BUTTON_WITHOUT_TEXT)
    kept = {name: value for name, value in button.items() if value is not None}
    if not any(name in kept for name in _ACTIONS):
        raise ApiError(errors.TEXT_BUTTON)
    if "callback_data" in kept and not 1 <= len(str(kept["callback_data"]).encode()) <= DATA_LIMIT:
        raise ApiError(errors.BUTTON_DATA_INVALID)
    if "url" in kept:
        kept["url"] = _url(str(kept["url"]))
    return kept


def _url(url: str) -> str:
    if _ADDRESS_WITHOUT_SCHEME.match(url):
        return f"http://{url}"
    if _ALLOWED_URL.match(url) or _NUMBERED_HOST.match(url):
        return url
    raise ApiError(errors.BUTTON_URL, url=url)


def _reply(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise ApiError(errors.KEYBOARD_BUTTON_WITHOUT_TEXT)
    return {name: value for name, value in button.items() if value is not None}
