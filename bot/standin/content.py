"""Media as they stand in a message: one table says, for each kind, what Telegram tells about the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.standin.files import Stored
from bot.standin.state import Json

KINDS: Final = ("photo", "document", "video", "voice", "audio", "sticker", "animation", "video_note")
CAPTIONED: Final = frozenset(["photo", "document", "video", "voice", "audio", "animation"])


def media(file: Stored, facts: Json | None = None) -> Json:
    """The part of a Message that shows ``file``; ``facts`` are durations, sizes and the like that the sender gave."""
    body: Json = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
    return _SHAPES[file.kind](body, file, facts or {})


def kind_of(body: Json) -> str | None:
    """Which medium a message carries."""
    # An animation also shows as a document, so it is asked for first.
    return next((kind for kind in ("animation", *KINDS) if kind in body), None)


def _named(body: Json, file: Stored) -> Json:
    return {**body, "mime_type": file.mime} | ({"file_name": file.name} if file.name else {})


def _photo(body: Json, _file: Stored, _facts: Json) -> Json:
    small = {**body, "width": 90, "height": 67, "file_size": min(body["file_size"], 1200)}
    return {"photo": [small, {**body, "width": 1280, "height": 960}]}


def _document(body: Json, file: Stored, _facts: Json) -> Json:
    return {"document": _named(body, file)}


def _video(body: Json, file: Stored, facts: Json) -> Json:
    return {"video": _named(body, file) | _frame(facts)}


def _animation(body: Json, file: Stored, facts: Json) -> Json:
    named = _named(body, file)
    return {"animation": named | _frame(facts), "document": named}


def _voice(body: Json, file: Stored, facts: Json) -> Json:
    return {"voice": {**body, "mime_type": file.mime, "duration": int(facts.get("duration") or 3)}}


def _audio(body: Json, file: Stored, facts: Json) -> Json:
    known = {name: facts[name] for name in ("performer", "title") if facts.get(name)}
    return {"audio": _named(body, file) | {"duration": int(facts.get("duration") or 60)} | known}


def _sticker(body: Json, _file: Stored, facts: Json) -> Json:
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": body | shape | {"emoji": facts.get("emoji") or "🙂"}}


def _video_note(body: Json, _file: Stored, facts: Json) -> Json:
    return {
        "video_note": {**body, "length": int(facts.get("length") or 240), "duration": int(facts.get("duration") or 5)}
    }


def _frame(facts: Json) -> Json:
    shown = {"width": 1280, "height": 720, "duration": 10}
    return {name: int(facts.get(name) or usual) for name, usual in shown.items()}


_SHAPES: Final[dict[str, Callable[[Json, Stored, Json], Json]]] = {
    "photo": _photo,
    "document": _document,
    "video": _video,
    "animation": _animation,
    "voice": _voice,
    "audio": _audio,
    "sticker": _sticker,
    "video_note": _video_note,
}
