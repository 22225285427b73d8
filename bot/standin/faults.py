"""Troubles on demand: what a bot must survive, told as rules that the next calls run into."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.standin import errors
from bot.standin.errors import ActError, ApiError
from bot.standin.state import Json

KINDS: Final = {
    "429": "refused with retry_after",
    "500": "a JSON error of the server",
    "502": "a proxy's HTML page instead of JSON",
    "reset": "the connection drops before anything is done",
    "applied_reset": "done, then the connection drops: the bot cannot know",
    "timeout": "done by nobody, answered never",
    "slow": "done at once, answered after `delay` seconds",
    "outage": "nothing answers but 502, until lifted",
}
_GATEWAY_PAGE: Final = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
FOREVER: Final = 3600.0


@dataclass(slots=True)
class Rule:
    """After ``after`` matching calls, the next ``times`` of them fail (``times`` None: until lifted)."""

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    after: int = 0
    retry_after: int = 3
    delay: float = 1.0

    @classmethod
    def from_json(cls, body: Json) -> Rule:
        """Read a rule; raises ActError when the kind is unknown."""
        kind = str(body.get("kind"))
        if kind not in KINDS:
            raise ActError(f"no fault is called {kind!r}; there are {', '.join(KINDS)}")
        rule = cls(kind, times=None if kind == "outage" else 1)
        for name, value in body.items():
            if name not in cls.__slots__:
                raise ActError(f"a fault has no {name!r}; it has {', '.join(cls.__slots__)}")
            setattr(rule, name, value)
        rule.kind = kind
        rule.method = rule.method and rule.method.lower()
        return rule

    def meets(self, method: str, chat_id: int | None) -> bool:
        """A rule without a method spares getUpdates, or polling would use it up; an outage spares nothing."""
        if self.method is None:
            if method == "getupdates" and self.kind != "outage":
                return False
        elif self.method != method:
            return False
        return self.chat_id is None or self.chat_id == chat_id


class Faults:
    """The rules in force, oldest first."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def take(self, method: str, chat_id: int | None) -> Rule | None:
        """The rule that this call runs into, counted off; None when the call may pass."""
        for rule in self.rules:
            if not rule.meets(method, chat_id):
                continue
            if rule.after > 0:
                rule.after -= 1
                continue
            if rule.times is not None:
                rule.times -= 1
                if rule.times <= 0:
                    self.rules.remove(rule)
            return rule
        return None

    def as_json(self) -> list[Json]:
        return [{name: getattr(rule, name) for name in Rule.__slots__} for rule in self.rules]


async def before(rule: Rule, request: web.Request) -> web.Response | None:
    """Do what happens before the call is carried out; a response means that it never is."""
    match rule.kind:
        case "429":
            raise ApiError(errors.TOO_MANY_REQUESTS, {"retry_after": rule.retry_after}, seconds=rule.retry_after)
        case "500":
            raise ApiError(errors.INTERNAL)
        case "502" | "outage":
            return web.Response(status=502, text=_GATEWAY_PAGE, content_type="text/html")
        case "reset":
            return dropped(request)
        case "timeout":
            await asyncio.sleep(FOREVER)
            return dropped(request)
    return None


async def after(rule: Rule, request: web.Request) -> web.Response | None:
    """Do what happens to an answer on its way; a response means that the true one never arrives."""
    match rule.kind:
        case "applied_reset":
            return dropped(request)
        case "slow":
            await asyncio.sleep(rule.delay)
    return None


def dropped(request: web.Request) -> web.Response:
    """Cut the connection; what is returned never reaches anybody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=502)
