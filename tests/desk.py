"""The stage: a whole desk against the stand-in over HTTP, with the cast of the stories and a clock that jumps.

async with desk_on(database_url) as desk:
    await desk.anna.writes("Не открывается отчёт")
    await desk.anna.presses("Оформить обращение")
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from app import roles, wiring
from app.settings import Settings
from bot.standin import Standin
from bot.standin.phone import Phone
from bot.standin.serve import listening
from core.clock import SettableClock
from tests.rules.fronts import dead_buttons

MOSCOW = ZoneInfo("Europe/Moscow")
GROUP = -1001000000001
PATIENCE = 10.0
Json = dict[str, Any]
PRESSED: set[str] = set()
"""What the buttons asked for that the cast has pressed by their labels."""


def moscow(text: str) -> datetime:
    """``2026-03-05 17:30`` as Moscow reads it."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


@dataclass(slots=True)
class Player:
    """Somebody of the cast, at a telephone. Reads only what came after their own last deed."""

    desk: Desk
    id: int
    name: str
    seen: dict[int, int] = field(default_factory=dict)

    async def starts(self, payload: str | None = None) -> None:
        await self.desk.phone.start(self.id, payload)
        await self.desk.settled()

    async def writes(self, text: str | None = None, **what: Any) -> list[Json]:
        """Write; in the private chat, or in a topic: ``topic="2026-0001"`` finds it by its name."""
        if topic := what.pop("topic", None):
            what |= {"chat": self.desk.group, "thread": await self.desk.thread(topic)}
        sent = await self.desk.phone.send(self.id, text, **what)
        await self.desk.settled()
        return sent

    async def replies(self, to: Json, text: str, **what: Any) -> list[Json]:
        """Reply to a message in the private chat, or in the topic where it stands."""
        if to.get("message_thread_id"):
            what |= {"chat": self.desk.group, "thread": to["message_thread_id"]}
        return await self.writes(text, reply_to=to["message_id"], **what)

    async def presses(self, label: str, chat: int | None = None, message: Json | None = None) -> Json:
        """Press the newest button of this label."""
        number = message["message_id"] if message else None
        pressed = await self.desk.phone.press(self.id, label, chat=chat, message_id=number)
        if "data" in pressed:
            PRESSED.add(pressed["data"].split(":")[1])
        await self.desk.settled()
        return pressed

    async def forges(self, data: str, message: Json) -> Json:
        """Press a button with data of one's own making."""
        pressed = await self.desk.phone.press(self.id, data=data, message_id=message["message_id"])
        await self.desk.settled()
        return pressed

    async def reads(self, fragment: str, timeout: float = PATIENCE) -> Json:
        """The newest message in the private chat with these words; waits for it."""
        await self.desk.phone.wait_for(self.id, fragment, timeout=timeout)
        return [m for m in await self.chat() if fragment in words(m) and m["from"]["is_bot"]][-1]

    async def chat(self) -> list[Json]:
        """All messages of the private chat that are still there."""
        return [m for m in await self.desk.phone.messages(self.id) if not m["deleted"]]

    async def last(self) -> Json:
        """The bot's last word to this person."""
        return [m for m in await self.chat() if m["from"]["is_bot"]][-1]

    async def texts(self) -> list[str]:
        """What the bot said to this person, in order."""
        return [words(m) for m in await self.chat() if m["from"]["is_bot"]]


def words(message: Json) -> str:
    """Text or caption of a message."""
    return str(message.get("text") or message.get("caption") or "")


def labels(message: Json) -> list[str]:
    """The labels of the buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@dataclass(slots=True)
class Desk:
    """A running desk and its world."""

    standin: Standin
    phone: Phone
    clock: SettableClock
    app: wiring.App
    group: int = GROUP
    players: dict[str, Player] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Player:
        try:
            return self.players[name]
        except KeyError:
            raise AttributeError(name) from None

    def join(self, key: str, ident: int, first: str, **more: Any) -> Player:
        """Somebody new comes along."""
        user = self.standin.users(id=ident, first_name=first, language_code="ru", **more)
        player = self.players[key] = Player(self, user["id"], first)
        return player

    async def settled(self, patience: float = PATIENCE * 3) -> None:
        """Wait until the desk has taken in, handled and sent everything."""
        try:
            async with asyncio.timeout(patience):
                while True:
                    if not self.standin.world.updates.pending:
                        await self.app.front.drained(patience)  # whoever is muted is heard later
                        if self.app.answering.idle and not self.standin.world.updates.pending:
                            return
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise TimeoutError(f"not settled: {await self._unsettled()}") from None

    async def _unsettled(self) -> str:
        """What still goes on, for whoever wonders."""
        now = time.time()
        async with self.app.database.read() as store:
            heads = await store.outbox.heads("telegram", now, 9)
            taken = await store.inbox.empty()
        going = [(one.notice.kind, one.notice.to, one.attempts, round(one.not_before - now)) for one in heads]
        front = self.app.front
        idle = {"inbox": taken, "lookups": front.lookups.idle, "questions": self.app.answering.idle}
        return f"outbox {going}, idle {idle}, updates {self.standin.world.updates.pending}"

    async def at(self, instant: datetime) -> None:
        """It is later now: jump there and let everything due ring."""
        self.clock.jump(instant)
        await self.app.clock_role.ring()
        await self.settled()

    async def later(self, **span: float) -> None:
        """So much later."""
        await self.at(self.clock.now() + timedelta(**span))

    async def thread(self, name: str) -> int:
        """The number of the topic whose name contains these words; the newest of several."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [t for t in await self.phone.topics(self.group) if name in t["name"] and not t.get("deleted")]
                if found:
                    return int(found[-1]["message_thread_id"])
                await asyncio.sleep(0.02)

    async def topic(self, name: str) -> list[Json]:
        """The messages in a topic, without Telegram's own notes."""
        thread = await self.thread(name)
        found = await self.phone.messages(self.group, thread=thread)
        return [m for m in found if not m["deleted"] and (words(m) or m.get("photo") or m.get("document"))]

    async def topic_texts(self, name: str) -> list[str]:
        return [words(m) for m in await self.topic(name)]

    async def topic_reads(self, name: str, fragment: str, timeout: float = PATIENCE) -> Json:
        """The newest message in a topic with these words; waits for it."""
        thread = await self.thread(name)
        await self.phone.wait_for(self.group, fragment, thread=thread, timeout=timeout)
        return [m for m in await self.topic(name) if fragment in words(m)][-1]


@asynccontextmanager
async def desk_on(
    database_url: str,
    folder: Path,
    *,
    at: str = "2026-03-02 10:00",
    mode: str = "polling",
    paced: bool = False,
    threads: bool = False,
    regulation: str = "saveit",
    quiet: float = 0.0,
    gather: float = 0.0,
    assistant: str = "",
    staff: str = str(GROUP),
    prepare: Callable[[Standin], None] | None = None,
) -> AsyncIterator[Desk]:
    """A desk on a database, by polling or webhook, with the cast: Anna and Boris are customers, Vera an engineer,
    Gleb a manager."""
    clock = SettableClock(moscow(at), 0)
    standin = Standin(now=clock.now, validate=True)
    rights = {"status": "administrator", "can_manage_topics": True, "can_pin_messages": True}
    standin.users(id=201, first_name="Вера", language_code="ru")
    standin.users(id=202, first_name="Глеб", language_code="ru")
    standin.groups(id=GROUP, title="Поддержка", forum=True, members=[201], admins=[202], bot=rights)
    if prepare:
        prepare(standin)
    async with listening(standin) as address, aiohttp.ClientSession() as session:
        settings = Settings.model_validate(
            {
                "BOT_TOKEN": standin.token,
                "BOT_API_URL": address,
                "BOT_PACE": "telegram" if paced else "none",
                "BOT_MODE": mode,
                "BOT_THREADS": "on" if threads else "off",
                "DIGEST_SECONDS": str(quiet),
                "WEBHOOK_SECRET": "a-secret" if mode == "webhook" else "",
                "WEBHOOK_URL": "http://127.0.0.1:1" if mode == "webhook" else "",
                "STAFF_CHAT": staff,
                "REGULATION": regulation,
                "DATABASE_URL": database_url,
                "FILES_DIR": str(folder / "files"),
                "QUESTION_SECONDS": str(gather),
                "ASSISTANT_URL": assistant,
                "ASSISTANT_MODEL": "small" if assistant else "",
                "KB_INDEX": str(folder / "kb.db"),
                "WEB_PORT": "0",
            }
        )
        stop = asyncio.Event()
        if not database_url.startswith("sqlite"):
            await migrated(database_url)
        async with wiring.assembled(settings, clock) as app:
            desk = Desk(standin, Phone(address, session), clock, app)
            desk.join("anna", 101, "Анна", last_name="Иванова", username="anna")
            desk.join("boris", 102, "Борис")
            desk.players |= {"vera": Player(desk, 201, "Вера"), "gleb": Player(desk, 202, "Глеб")}
            running = asyncio.create_task(_running(app, stop, mode))
            try:
                await _up(desk, running)
                yield desk
            finally:
                stop.set()
                await running
        assert standin.world.mistakes == [], standin.world.mistakes
        posts = [post.body for chat in standin.world.chats.values() for post in chat.posts.values()]
        assert dead_buttons(posts) == set(), "buttons without a handler"


async def _running(app: wiring.App, stop: asyncio.Event, mode: str) -> None:
    if mode == "polling":
        await roles.run(app, roles.WITHOUT_WEB, stop)
        return
    from aiohttp import web

    from app.http import application, listen

    runner = web.AppRunner(application(app), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await listen(runner, "127.0.0.1", 0, "WEB_PORT")
        port = runner.addresses[0][1]
        app.settings = app.settings.model_copy(update={"WEBHOOK_URL": f"http://127.0.0.1:{port}"})
        await roles.run(app, roles.WITHOUT_WEB, stop)
    finally:
        await runner.cleanup()


async def _up(desk: Desk, running: asyncio.Task[None]) -> None:
    """Wait until the desk has said hello to Telegram."""
    while not any(entry.get("method") == "setMyCommands" for entry in desk.standin.transcript()):
        if running.done():
            running.result()
        await asyncio.sleep(0.01)
    await desk.settled()


async def migrated(url: str) -> None:
    """An empty server database brought up to date."""
    from storage.schema import migrate
    from storage.work import Database

    database = Database(url)
    with contextlib.suppress(ConnectionError):
        await migrate(database)
    await database.close()
