"""Sending files and albums, and getting files back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.standin import addressing, content, errors, keyboards
from bot.standin.errors import ApiError
from bot.standin.files import DOWNLOAD_LIMIT, MIMES, Stored, check_picture
from bot.standin.methods.kind import Method
from bot.standin.methods.messages import extra, send
from bot.standin.params import Params
from bot.standin.parse.text import caption
from bot.standin.posting import Extra, publish
from bot.standin.state import Json
from bot.standin.world import World

ALBUM_LIMIT = 10
_INPUT_MEDIA = ("photo", "video", "animation", "audio", "document")
_ALONE_IN_ALBUMS = ("document", "audio")
_TITLES = {
    "photo": "Photo",
    "document": "Document",
    "video": "Video",
    "voice": "VoiceNote",
    "audio": "Audio",
    "sticker": "Sticker",
    "animation": "Animation",
    "video_note": "VideoNote",
}


def send_file(kind: str, world: World, params: Params) -> Json:
    file = _file(world, params, kind, params.text(kind), kind)
    body = content.media(file, params.raw)
    if kind in content.CAPTIONED:
        body |= caption(params, world.user_card)
    return send(world, params, body, keyboards.markup(params)).body


def input_media(world: World, params: Params, item: Any) -> Json:
    """One InputMedia object as the part of a message that it becomes."""
    if not isinstance(item, dict):
        raise ApiError(errors.MEDIA_MISSING)
    kind = str(item.get("type"))
    if kind not in _INPUT_MEDIA:
        raise ApiError(errors.MEDIA_TYPE, kind=kind)
    if not item.get("media"):
        raise ApiError(errors.MEDIA_MISSING)
    file = _file(world, params, kind, str(item.get("media") or ""), "media")
    return content.media(file, item) | caption(Params(item), world.user_card)


def send_album(world: World, params: Params) -> list[Json]:
    items = params.json("media", errors.ALBUM_NOT_JSON)
    if not isinstance(items, list):
        raise ApiError(errors.ALBUM_NOT_LIST)
    if not items:
        raise ApiError(errors.ALBUM_EMPTY)
    if len(items) > ALBUM_LIMIT:
        raise ApiError(errors.ALBUM_TOO_LONG)
    bodies = [input_media(world, params, item) for item in items]
    kinds = {content.kind_of(body) for body in bodies}
    if "animation" in kinds:
        raise ApiError(errors.ALBUM_KIND, kind="animation")
    for kind in _ALONE_IN_ALBUMS:
        if kind in kinds and len(kinds) > 1:
            raise ApiError(errors.ALBUM_MIXED, kind=_TITLES[kind])
    place = addressing.place(world, params)
    more = extra(world, params, place, None)
    grouped = {**more.fields, "media_group_id": album_id(world)} if len(bodies) > 1 else more.fields
    return [publish(world, place, world.bot_id, body, Extra(fields=grouped)).body for body in bodies]


def album_id(world: World) -> str:
    """A new ``media_group_id``."""
    return str(13_700_000_000_000_000 + world.number())


def get_file(world: World, params: Params) -> Json:
    file = world.files.by_id(params.text("file_id"))
    if file is None:
        raise ApiError(errors.WRONG_FILE_ID)
    if file.size > DOWNLOAD_LIMIT:
        raise ApiError(errors.FILE_TOO_BIG)
    return file.as_json()


def _file(world: World, params: Params, kind: str, given: str, name: str) -> Stored:
    """The file of a call: attached, sent before, or named by an address (nothing is fetched here)."""
    upload = params.files.get(given.removeprefix("attach://") if given.startswith("attach://") else name)
    if upload is not None:
        if not upload.content:
            raise ApiError(errors.EMPTY_FILE)
        if kind == "photo":
            check_picture(upload.content)
        mime = MIMES[kind] if kind == "photo" else upload.mime
        return world.files.store(kind, name=upload.name, mime=mime, content=upload.content)
    if not given:
        raise ApiError(errors.NO_FILE, kind=kind.replace("_", " "))
    known = world.files.by_id(given)
    if known is not None:
        if known.kind != kind:
            raise ApiError(errors.WRONG_FILE_TYPE, have=_TITLES[known.kind], want=_TITLES[kind])
        return known
    if given.startswith(("http://", "https://")):
        return world.files.store(kind, name=given.rpartition("/")[2], size=1024)
    raise ApiError(errors.WRONG_FILE)


_SENDERS: dict[str, Callable[[World, Params], Json]] = {
    "sendPhoto": partial(send_file, "photo"),
    "sendDocument": partial(send_file, "document"),
    "sendVideo": partial(send_file, "video"),
    "sendVoice": partial(send_file, "voice"),
    "sendAudio": partial(send_file, "audio"),
    "sendAnimation": partial(send_file, "animation"),
    "sendSticker": partial(send_file, "sticker"),
    "sendVideoNote": partial(send_file, "video_note"),
}
TABLE: dict[str, Method] = {**_SENDERS, "sendMediaGroup": send_album, "getFile": get_file}
