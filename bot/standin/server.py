"""The stand-in as one thing to hold: its methods are the doors under ``/_standin/``, its routes the HTTP server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Any

from aiohttp import web

from bot.standin import api, control, groups, views
from bot.standin.acts import ACTS
from bot.standin.errors import ActError, ApiError
from bot.standin.faults import Rule
from bot.standin.log import Log
from bot.standin.state import Json
from bot.standin.world import World, system_now


class Standin:
    """A Telegram Bot API server for one bot, with people to play in it.

    ``token`` is ``<bot id>:<anything>``. ``now`` gives the time that messages carry (the demo's clock). With
    ``validate`` every call and every result is checked against aiogram's models.
    """

    def __init__(
        self, token: str = "42:standin", *, now: Callable[[], datetime] | None = None, validate: bool = False
    ) -> None:
        self.token = token
        self._now = now or system_now
        self._validation = _aiogram() if validate else None
        self._transcript = Log()
        self._changes = Log()
        self._held: set[asyncio.Task[Any]] = set()
        self.world = self._new_world()

    # Over HTTP -----------------------------------------------------------------------------------------------------

    def routes(self) -> list[web.RouteDef]:
        """The routes of the Bot API, of downloads, and of everything under ``/_standin/``."""
        return [
            web.route("*", "/bot{token}/{method}", self._call),
            web.get("/file/bot{token}/{path:.+}", self._download),
            *control.routes(self),
        ]

    def attach(self, app: web.Application) -> None:
        """Serve the stand-in from an application that may serve other things too."""
        app.add_routes(self.routes())
        app.on_shutdown.append(self._stop)

    def app(self) -> web.Application:
        """An application with nothing but the stand-in."""
        app = web.Application()
        self.attach(app)
        return app

    # As people and as the one who writes the scene -----------------------------------------------------------------

    def reset(self) -> None:
        """An empty world; sequence numbers go on."""
        old = self.world
        old.webhook.stop()
        old.updates.interrupt()
        self._transcript.clear()
        self._changes.clear()
        self.world = self._new_world()
        self._changes.add({"kind": "reset"})

    def users(self, **fields: Any) -> Json:
        """Make a person: ``id, first_name, last_name, username, language_code, is_premium, phone_number``."""
        return groups.add_user(self.world, fields)

    def groups(self, **fields: Any) -> Json:
        """Make a group: ``id, title, username, forum, type, members, admins, bot``; the first of ``admins`` owns it."""
        return groups.add_group(self.world, fields)

    def act(self, do: str, as_: int, **what: Any) -> Any:
        """Let a person do something; see :mod:`bot.standin.acts` for what people can do."""
        act = ACTS.get(do)
        if act is None:
            raise ActError(f"people cannot {do!r}; they can {', '.join(sorted(ACTS))}")
        person = self.world.person(as_)
        self._transcript.add({"kind": "act", "do": do, "as": as_, "what": what, "at": self.world.now().isoformat()})
        try:
            return act(self.world, person, {**what, "as": as_})
        except ApiError as refusal:
            raise ActError(refusal.description) from None
        except KeyError as missing:
            raise ActError(f"{do} needs {missing}") from None

    def messages(self, chat: int, thread: int | None = None, after: int = 0, as_: int | None = None) -> list[Json]:
        """The messages of a chat as they are now."""
        return views.messages(self.world.chat(chat), thread, after, as_)

    def topics(self, chat: int) -> list[Json]:
        """The topics of a forum."""
        return views.topic_list(self.world.chat(chat))

    def queries(self, query_id: str) -> Json | None:
        """How the bot answered a pressed button (``text, alert, url``); None while it has not."""
        query = self.world.queries.get(query_id)
        if query is None:
            raise ActError(f"no button was pressed under the id {query_id}")
        return query.answer

    def faults(self, **rule: Any) -> list[Json]:
        """Add a trouble for the next calls; returns the rules in force."""
        added = Rule.from_json(rule)
        self.world.faults.rules.append(added)
        if added.kind == "outage":
            self.world.updates.interrupt()
        return self.world.faults.as_json()

    def lift_faults(self) -> None:
        """End all troubles."""
        self.world.faults.rules.clear()

    def limits(self, **values: Any) -> Json:
        """Set flood limits (None switches one off); returns all of them."""
        return self.world.limits.set(values)

    def transcript(self, after: int = 0) -> list[Json]:
        """Every call and every act, numbered."""
        return self._transcript.after(after)

    async def changes(self, after: int = 0, wait: float = 0.0, chat: int | None = None) -> list[Json]:
        """What changed since ``after``, in all chats or in one; waits up to ``wait`` seconds for something."""
        if chat is None:
            return await self._changes.wait(after, wait)
        end = time.monotonic() + wait
        while True:
            fresh = await self._changes.wait(after, end - time.monotonic())
            mine = [change for change in fresh if change.get("chat") == chat]
            if mine or not fresh:
                return mine
            after = fresh[-1]["seq"]

    @property
    def mistakes(self) -> list[str]:
        """What validation found wrong with the stand-in or with a caller, and failures of the stand-in itself."""
        return self.world.mistakes

    @property
    def seq(self) -> int:
        """The number of the latest change."""
        return self._changes.seq

    # ---------------------------------------------------------------------------------------------------------------

    def _new_world(self) -> World:
        world = World(self.token, self._now, self._transcript, self._changes)
        if self._validation is not None:
            world.webhook.check = self._check_update
        return world

    def _check_update(self, update: Json) -> None:
        if self._validation is not None and (why := self._validation.update_complaint(update)):
            self.world.mistakes.append(f"update: {why}")

    async def _call(self, request: web.Request) -> web.StreamResponse:
        task = asyncio.current_task()
        if task is None or not self.world.faults.rules:
            return await api.answer(self.world, request, self._validation)
        # A call that a fault holds back must not hold back the end of the server.
        self._held.add(task)
        try:
            return await api.answer(self.world, request, self._validation)
        finally:
            self._held.discard(task)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        return await api.download(self.world, request)

    async def _stop(self, _app: web.Application) -> None:
        self.world.updates.interrupt()
        self._changes.wake()
        for task in self._held:
            task.cancel()
        await self.world.webhook.close()


def _aiogram() -> ModuleType:
    from bot.standin import validate

    return validate
