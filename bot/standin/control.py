"""The doors under ``/_standin/``: JSON in, JSON out, 400 with ``{"error": …}`` for what cannot be done."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.standin.errors import ActError, ApiError
from bot.standin.state import Json

if TYPE_CHECKING:
    from bot.standin.server import Standin

LONGEST_WAIT = 60.0
_Door = Callable[["Standin", web.Request], Awaitable[Any]]


def routes(standin: Standin) -> list[web.RouteDef]:
    """All doors of this stand-in."""
    return [web.route(method, f"/_standin/{path}", _opened(standin, door)) for method, path, door in _DOORS]


def _opened(standin: Standin, door: _Door) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return _json(await door(standin, request))
        except (ActError, ApiError) as refusal:
            return _json({"error": str(refusal)}, 400)
        except (KeyError, TypeError, ValueError) as wrong:
            return _json({"error": f"{type(wrong).__name__}: {wrong}"}, 400)

    return handle


async def _reset(standin: Standin, _request: web.Request) -> Any:
    standin.reset()
    return True


async def _users(standin: Standin, request: web.Request) -> Any:
    return standin.users(**await _body(request))


async def _groups(standin: Standin, request: web.Request) -> Any:
    return standin.groups(**await _body(request))


async def _act(standin: Standin, request: web.Request) -> Any:
    body = await _body(request)
    return standin.act(str(body.pop("do")), int(body.pop("as")), **body)


async def _messages(standin: Standin, request: web.Request) -> Any:
    reader = _number(request, "as")
    thread = _number(request, "thread")
    return standin.messages(int(request.match_info["id"]), thread, _number(request, "after") or 0, reader)


async def _topics(standin: Standin, request: web.Request) -> Any:
    return standin.topics(int(request.match_info["id"]))


async def _queries(standin: Standin, request: web.Request) -> Any:
    return standin.queries(request.match_info["id"])


async def _faults(standin: Standin, request: web.Request) -> Any:
    return standin.faults(**await _body(request))


async def _lift(standin: Standin, _request: web.Request) -> Any:
    standin.lift_faults()
    return True


async def _limits(standin: Standin, request: web.Request) -> Any:
    return standin.limits(**await _body(request))


async def _transcript(standin: Standin, request: web.Request) -> Any:
    return standin.transcript(_number(request, "after") or 0)


async def _changes(standin: Standin, request: web.Request) -> Any:
    wait = min(float(request.query.get("wait", 0)), LONGEST_WAIT)
    return await standin.changes(_number(request, "after") or 0, wait, _number(request, "chat"))


async def _seq(standin: Standin, _request: web.Request) -> Any:
    return standin.seq


async def _mistakes(standin: Standin, _request: web.Request) -> Any:
    return standin.mistakes


async def _body(request: web.Request) -> Json:
    # Read piece by piece: a scene may bring a file of megabytes, which the application's own limit would refuse.
    raw = b"".join([piece async for piece in request.content.iter_any()])
    body = json.loads(raw) if raw else {}
    if not isinstance(body, dict):
        raise ActError("a JSON object is expected")
    return body


def _number(request: web.Request, name: str) -> int | None:
    value = request.query.get(name)
    return int(value) if value else None


def _json(value: Any, status: int = 200) -> web.Response:
    body = json.dumps(value, ensure_ascii=False, default=str).encode()
    return web.Response(body=body, status=status, content_type="application/json")


_DOORS: tuple[tuple[str, str, _Door], ...] = (
    ("POST", "reset", _reset),
    ("POST", "users", _users),
    ("POST", "groups", _groups),
    ("POST", "act", _act),
    ("GET", "chats/{id}/messages", _messages),
    ("GET", "chats/{id}/topics", _topics),
    ("GET", "queries/{id}", _queries),
    ("POST", "faults", _faults),
    ("DELETE", "faults", _lift),
    ("POST", "limits", _limits),
    ("GET", "transcript", _transcript),
    ("GET", "changes", _changes),
    ("GET", "seq", _seq),
    ("GET", "mistakes", _mistakes),
)
