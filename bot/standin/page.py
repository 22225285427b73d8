"""The page of the demo: a newcomer plays the customer and the staff in a browser. Plain files, served as they are."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from aiohttp import web

from bot.standin.methods.topics import icons
from bot.standin.params import Params
from bot.standin.server import Standin

_TYPES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
}
_HEADERS: Final = {
    # The page is read anew on every visit: a browser must not show the page of an older version.
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def attach_page(app: web.Application) -> None:
    """Serve ``/`` and the files of the page under ``/page/``."""
    app.add_routes([web.get("/", _index), web.get("/page/icons.json", _icons), web.get("/page/{name}", _file)])


async def _index(_request: web.Request) -> web.Response:
    return _served("index.html")


async def _file(request: web.Request) -> web.Response:
    return _served(request.match_info["name"])


async def _icons(_request: web.Request) -> web.Response:
    """The emoji behind each topic icon: a topic names only the icon's id, and the Bot API is for the bot alone."""
    # The icons are the same in every world, so a fresh one will do.
    shown = {icon["custom_emoji_id"]: icon["emoji"] for icon in icons(Standin().world, Params({}))}
    return web.json_response(shown, headers=_HEADERS)


def _served(name: str) -> web.Response:
    file = _folder().joinpath(name)
    kind = _TYPES.get(name.rpartition(".")[2])
    # One flat folder: a name with a separator in it (also an escaped one) leads elsewhere and is not served.
    if kind is None or "/" in name or "\\" in name or not file.is_file():
        raise web.HTTPNotFound(headers=_HEADERS)
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8", headers=_HEADERS)


def _folder() -> Traversable:
    return resources.files("bot.standin").joinpath("page")
