"""The telephones of everybody in a scene: a small client of ``/_standin/`` for tests and load runs.

A refusal of the stand-in (the button is not there, the chat is not theirs) is an :class:`ActError`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from typing import Any

import aiohttp

from bot.standin.errors import ActError
from bot.standin.state import ANONYMOUS_ADMIN, Json

Wanted = str | Callable[[Json], bool]
"""What to wait for: a piece of a text or caption, or a question about a message."""


class Phone:
    """People's side of the stand-in at ``base_url``, over a session that the caller owns."""

    def __init__(self, base_url: str, session: aiohttp.ClientSession) -> None:
        self._base = f"{base_url.rstrip('/')}/_standin"
        self._session = session

    # The scene -----------------------------------------------------------------------------------------------------

    async def reset(self) -> None:
        await self._post("reset")

    async def user(self, first_name: str, **fields: Any) -> Json:
        """A new person; returns the User."""
        user: Json = await self._post("users", first_name=first_name, **fields)
        return user

    async def group(
        self, title: str, *, members: Iterable[int] = (), admins: Iterable[int] = (), **fields: Any
    ) -> Json:
        """A new group (a forum unless ``forum=False``); returns the Chat."""
        group: Json = await self._post("groups", title=title, members=list(members), admins=list(admins), **fields)
        return group

    async def fault(self, kind: str, **rule: Any) -> None:
        """A trouble for the next calls of the bot."""
        await self._post("faults", kind=kind, **rule)

    async def lift_faults(self) -> None:
        await self._call("DELETE", "faults")

    async def limits(self, **values: float | None) -> Json:
        """Switch flood limits on (None: off)."""
        limits: Json = await self._post("limits", **values)
        return limits

    # What people do ------------------------------------------------------------------------------------------------

    async def act(self, as_: int, do: str, **what: Any) -> Any:
        """Anything that people can do; absent (None) words are left out."""
        said = {name: value for name, value in what.items() if value is not None}
        return await self._post("act", **{"as": as_, "do": do, **said})

    async def start(self, as_: int, payload: str | None = None) -> list[Json]:
        return list(await self.act(as_, "start", payload=payload))

    async def send(
        self,
        as_: int,
        text: str | None = None,
        *,
        chat: int | None = None,
        thread: int | None = None,
        reply_to: int | None = None,
        **what: Any,
    ) -> list[Json]:
        """Write to the bot, or into a group; returns the messages (an album is several)."""
        return list(await self.act(as_, "send", text=text, chat=chat, thread=thread, reply_to=reply_to, **what))

    async def press(
        self,
        as_: int,
        text: str | None = None,
        *,
        chat: int | None = None,
        message_id: int | None = None,
        data: str | None = None,
    ) -> Json:
        """Press the button labelled ``text`` (on the newest message that has it), or forge ``data``."""
        pressed: Json = await self.act(as_, "press", text=text, chat=chat, message_id=message_id, data=data)
        return pressed

    async def edit(self, as_: int, message_id: int, text: str, chat: int | None = None) -> Json:
        edited: Json = await self.act(as_, "edit", message_id=message_id, text=text, caption=text, chat=chat)
        return edited

    async def react(self, as_: int, message_id: int, emoji: str, chat: int | None = None) -> None:
        await self.act(as_, "react", message_id=message_id, emoji=emoji, chat=chat)

    # What people see -----------------------------------------------------------------------------------------------

    async def messages(
        self, chat: int, *, thread: int | None = None, after: int = 0, as_: int | None = None
    ) -> list[Json]:
        """The messages of a chat as they are now, deleted ones marked."""
        query = {"thread": thread, "after": after, "as": as_}
        return list(await self._get(f"chats/{chat}/messages", query))

    async def topics(self, chat: int) -> list[Json]:
        return list(await self._get(f"chats/{chat}/topics"))

    async def answer(self, query_id: str, timeout: float = 5.0) -> Json:
        """How the bot answered a pressed button; waits for it."""
        seq = await self.seq()
        async with asyncio.timeout(timeout):
            while (answer := await self._get(f"queries/{query_id}")) is None:
                seq = _last(await self.changes(seq, timeout), seq)
        found: Json = answer
        return found

    async def wait_for(
        self,
        chat: int,
        wanted: Wanted,
        *,
        thread: int | None = None,
        after: int = 0,
        timeout: float = 5.0,
        by_bot: bool = True,
    ) -> Json:
        """The first message with an id above ``after`` that is ``wanted``, now or within ``timeout`` seconds.

        Edits count: a card that changes to the wanted text is found. Raises TimeoutError with what was there instead.
        """
        seq = await self.seq()
        try:
            async with asyncio.timeout(timeout):
                while True:
                    for message in await self.messages(chat, thread=thread, after=after):
                        if not message["deleted"] and _by_bot(message) >= by_bot and _is(message, wanted):
                            return message
                    seq = _last(await self.changes(seq, timeout, chat), seq)
        except TimeoutError:
            there = [_words(message) for message in await self.messages(chat, thread=thread, after=after)]
            raise TimeoutError(f"no message is {wanted!r} in the chat {chat}; there are {there}") from None

    async def seq(self) -> int:
        """The number of the latest change."""
        return int(await self._get("seq"))

    async def changes(self, after: int = 0, wait: float = 0.0, chat: int | None = None) -> list[Json]:
        """What changed since ``after``, in all chats or in one; waits up to ``wait`` seconds for something."""
        return list(await self._get("changes", {"after": after, "wait": wait, "chat": chat}))

    async def transcript(self, after: int = 0) -> list[Json]:
        """Every call of the bot and every act of people."""
        return list(await self._get("transcript", {"after": after}))

    # ---------------------------------------------------------------------------------------------------------------

    async def _post(self, path: str, **body: Any) -> Any:
        return await self._call("POST", path, data=json.dumps(body))

    async def _get(self, path: str, query: Json | None = None) -> Any:
        given = {name: str(value) for name, value in (query or {}).items() if value is not None}
        return await self._call("GET", path, params=given)

    async def _call(self, method: str, path: str, **request: Any) -> Any:
        async with self._session.request(method, f"{self._base}/{path}", **request) as response:
            answer = await response.json()
            if response.status != 200:
                raise ActError(answer["error"])
            return answer


def _last(changes: list[Json], seq: int) -> int:
    return int(changes[-1]["seq"]) if changes else seq


def _words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _by_bot(message: Json) -> bool:
    return bool(message["from"]["is_bot"]) and message["from"]["id"] != ANONYMOUS_ADMIN["id"]


def _is(message: Json, wanted: Wanted) -> bool:
    return wanted in _words(message) if isinstance(wanted, str) else wanted(message)
