"""Parameters of a call, however they came: in the address, urlencoded, as JSON, or as multipart with files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.standin import errors
from bot.standin.errors import ApiError

UPLOAD_LIMIT = 50 * 1024 * 1024
_TRUE = ("true", "1", "yes", "t", "y")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """Named values: strings as forms carry them, or what JSON had; readers turn them into what a method means."""

    raw: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.raw.get(name)
        return "" if value is None else value if isinstance(value, str) else str(value)

    def integer(self, name: str) -> int | None:
        """A whole number, or None when absent; words where a number is expected count as absent, as at Telegram's."""
        value = self.raw.get(name)
        if value is None or isinstance(value, bool):
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        value = self.raw.get(name)
        return value if isinstance(value, bool) else str(value).lower() in _TRUE

    def json(self, name: str, wrong: errors.Wording | None = None) -> Any:
        """A nested value: forms carry it as JSON text. None when absent; ``wrong`` is said when it is not JSON."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise (ApiError(wrong) if wrong else ApiError(errors.BAD_PARAMETER, name=name)) from None


async def read(request: web.Request) -> Params:
    """Collect the parameters of a request."""
    raw: dict[str, Any] = dict(request.query)
    if request.method != "POST":
        return Params(raw)
    match request.content_type:
        case "multipart/form-data":
            return await _multipart(request, raw)
        case "application/json":
            body = await request.read()
            try:
                given = json.loads(body) if body else {}
            except ValueError:
                given = None
            if not isinstance(given, dict):
                raise ApiError(errors.BAD_PARAMETER, name="the request's JSON object")
            raw.update(given)
        case _:
            # Faster than request.post(), which this server would do for every single message.
            raw.update(parse_qsl((await request.read()).decode("utf-8", "replace"), keep_blank_values=True))
    return Params(raw)


async def _multipart(request: web.Request, raw: dict[str, Any]) -> Params:
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read())
        if part.filename is None:
            raw[part.name] = content.decode("utf-8", "replace")
            continue
        if len(content) > UPLOAD_LIMIT:
            raise ApiError(errors.REQUEST_TOO_LARGE)
        mime = part.headers.get("Content-Type", "application/octet-stream")
        files[part.name] = Upload(part.filename, mime, content)
    return Params(raw, files)
