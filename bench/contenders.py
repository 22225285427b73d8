"""Bots that take part in ``bench.conformance``: a command line each, started, killed and started again."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import signal
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.standin import Standin
from bot.standin.phone import Phone
from bot.standin.serve import listening

STAFF_CHAT = -1001000000001
ENGINEER = 201
RIGHTS = {"status": "administrator", "can_manage_topics": True, "can_pin_messages": True, "can_delete_messages": True}
PATIENCE = 30.0
"""Real seconds until a bot that does nothing more counts as done."""
QUIET = 3.0
"""A bot that has called nothing but getUpdates for so long has said all it will say."""
FIRST = 10_001
"""The first customer's Telegram id."""
MARK = re.compile(r"\b(\d{5})-(\d+)\b")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot as it is run: its command line, and settings besides BOT_TOKEN, BOT_API_URL and STAFF_CHAT."""

    name: str
    command: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)
    agree: str = ""
    """The button that a customer presses before anything else; empty when there is none."""
    own: bool = False
    database: str = ""
    """A server on which each scenario gets a database of its own; empty: a file of its own."""

    @classmethod
    def foreign(cls, line: str, agree: str) -> Contender:
        words = tuple(shlex.split(line))
        return cls(Path(words[-1]).name, words, agree=agree)


@dataclass(slots=True)
class Stage:
    """One scenario's world: the stand-in in this process, the bot in another one, customers who write marked texts."""

    contender: Contender
    standin: Standin
    phone: Phone
    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None
    written: dict[int, list[str]] = field(default_factory=dict)
    marks: Counter[int] = field(default_factory=Counter)
    since: int = 0
    """The transcript up to here is not judged: the bot's start, and the customers' first steps."""

    async def start(self) -> None:
        """Start the bot, and wait until it has asked for updates or set its webhook."""
        before = self.standin.world.transcript.seq
        self.process = await asyncio.create_subprocess_exec(
            *self.contender.command, env=self.environment, stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        async with asyncio.timeout(PATIENCE):
            while not any(c["method"] in ("getUpdates", "setWebhook") for c in self.calls(before)):
                if self.process.returncode is not None:
                    raise SystemExit(f"{self.contender.name} ended with {self.process.returncode} at its start")
                await asyncio.sleep(0.02)

    async def end(self, how: signal.Signals) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.send_signal(how)
        try:
            async with asyncio.timeout(15):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()

    def calls(self, since: int = -1) -> list[Json]:
        """What the bot has called, after an entry of the transcript."""
        after = self.since if since < 0 else since
        return [entry for entry in self.standin.transcript(after) if entry["kind"] == "call"]

    async def stranger(self, customer: int = FIRST) -> int:
        """Somebody new, who has not written a word yet."""
        self.standin.users(id=customer, first_name=f"Клиент {customer}", language_code="ru")
        return customer

    async def agrees(self, customer: int) -> None:
        """The customer presses what is to be pressed before anything is read."""
        if self.contender.agree:
            await self.phone.wait_for(customer, lambda m: _offers(m, self.contender.agree), timeout=PATIENCE)
            await self.phone.press(customer, self.contender.agree)

    async def newcomers(self, count: int) -> list[int]:
        """New customers who have said hello and have agreed to whatever they are asked to agree to."""
        found = [await self.stranger(FIRST + number) for number in range(count)]
        for customer in found:
            await self.phone.start(customer)
            await self.agrees(customer)
        await self.quiet()
        self.since = self.standin.world.transcript.seq
        return found

    async def says(self, customer: int, count: int = 1, form: str = "{}", **what: Any) -> None:
        """The customer's next texts, one right after the other; each carries a mark of its own."""
        for _ in range(count):
            self.marks[customer] += 1
            mark = f"{customer}-{self.marks[customer]}"
            self.written.setdefault(customer, []).append(mark)
            if what:
                await self.phone.send(customer, media={**what, "caption": form.format(mark)})
            else:
                await self.phone.send(customer, form.format(mark))

    def forget(self) -> None:
        """What was written so far is not judged: it was shown before the trouble began."""
        self.written = {customer: [] for customer in self.written}
        self.since = self.standin.world.transcript.seq

    def shown(self) -> dict[int, list[str]]:
        """The marks that stand in the staff's group, each customer's in the order in which they stand there."""
        found: dict[int, list[str]] = {}
        posts = [post for post in self.standin.messages(self.staff_chat) if _by_bot(post)]
        for post in sorted(posts, key=lambda post: int(post["message_id"])):
            for customer, number in MARK.findall(str(post.get("text") or post.get("caption") or "")):
                mark = f"{customer}-{number}"
                if mark in self.written.get(int(customer), ()):
                    found.setdefault(int(customer), []).append(mark)
        return found

    @property
    def staff_chat(self) -> int:
        """The staff's group, or the one that it was upgraded to."""
        return self.standin.world.chat(STAFF_CHAT).moved_to or STAFF_CHAT

    async def arrived(self, patience: float = PATIENCE) -> None:
        """Wait until everything written stands in the group, or the bot has fallen silent."""
        await self.until(lambda: self.missing() == 0, patience)
        await self.quiet(QUIET / 3)

    async def until(self, done: Callable[[], bool], patience: float = PATIENCE) -> bool:
        """Wait for something; False when it did not come."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not done():  # noqa: ASYNC110 (another process)
                    await asyncio.sleep(0.05)
        return done()

    async def quiet(self, seconds: float = 1.0) -> None:
        """Wait until the bot has called nothing of its own for a while."""
        loop = asyncio.get_running_loop()
        seen, since = -1, loop.time()
        while loop.time() - since < seconds:
            count = sum(1 for call in self.calls(0) if call["method"] != "getUpdates")
            if count != seen or self.standin.world.updates.pending:
                seen, since = count, loop.time()
            await asyncio.sleep(0.05)

    def repeated(self) -> int:
        """How many marks stand in the group more often than once."""
        return sum(count - 1 for marks in self.shown().values() for count in Counter(marks).values())

    def missing(self) -> int:
        shown = self.shown()
        return sum(len(set(marks) - set(shown.get(customer, ()))) for customer, marks in self.written.items())

    def in_order(self) -> bool:
        """True when nobody's texts overtook each other; what is missing overtakes nothing."""
        for customer, marks in self.shown().items():
            first = list(dict.fromkeys(marks))
            if first != [mark for mark in self.written[customer] if mark in first]:
                return False
        return True

    def refused(self) -> int:
        """Calls that Telegram refused because there were too many."""
        return sum(1 for call in self.calls() if call.get("error", {}).get("error_code") == 429)

    def towards_staff(self) -> int:
        """Calls that count against the group's twenty a minute."""
        counted = ("send", "copy", "forward", "edit", "create")
        return sum(
            1 for c in self.calls()
            if c["method"].startswith(counted) and str(c["params"].get("chat_id")) == str(self.staff_chat)
        )  # fmt: skip


def _offers(message: Json, label: str) -> bool:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button["text"] == label for row in rows for button in row)


def _by_bot(post: Json) -> bool:
    return bool(post["from"]["is_bot"]) and not post["deleted"]


@asynccontextmanager
async def stage(contender: Contender, folder: Path, limited: bool) -> AsyncIterator[Stage]:
    """A fresh world for one scenario, with the bot running in it; ``limited`` by Telegram's own limits."""
    standin = Standin()
    standin.users(id=ENGINEER, first_name="Вера", language_code="ru")
    standin.groups(id=STAFF_CHAT, title="Поддержка", forum=True, admins=[ENGINEER], bot=RIGHTS)
    async with listening(standin) as address, aiohttp.ClientSession() as session:
        settings = {"BOT_TOKEN": standin.token, "BOT_API_URL": address, "STAFF_CHAT": str(STAFF_CHAT)}
        if limited:
            standin.limits(token_per_second=30, private_per_second=1, private_burst=5, group_per_minute=20)
        async with _settled(contender, folder, "telegram" if limited else "none") as more:
            here = Stage(contender, standin, Phone(address, session), os.environ | settings | more)
            try:
                await here.start()
                yield here
            finally:
                if here.process is not None and here.process.returncode is None:
                    await here.end(signal.SIGKILL)


@asynccontextmanager
async def _settled(contender: Contender, folder: Path, pace: str) -> AsyncIterator[dict[str, str]]:
    """The settings of one scenario: a database and a port of its own for those of ours."""
    if not contender.own:
        yield contender.settings
        return
    port = _free_port()
    more = {"FILES_DIR": f"{folder}/files", "WEB_PORT": str(port), "BOT_PACE": pace, "LOG_LEVEL": "WARNING"}
    if contender.settings.get("BOT_MODE") == "webhook":
        more |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "bench"}
    if not contender.database:
        yield more | contender.settings | {"DATABASE_URL": f"sqlite+aiosqlite:///{folder}/desk.db"}
        return
    name = f"conformance_{port}"
    await _on_server(contender.database, f'CREATE DATABASE "{name}"')
    try:
        url = f"{contender.database.rsplit('/', 1)[0]}/{name}"
        environment = os.environ | {"DATABASE_URL": url}
        migration = await asyncio.create_subprocess_exec(sys.executable, "-m", "app", "migrate", env=environment,
                                                         stdout=asyncio.subprocess.DEVNULL)  # fmt: skip
        await migration.wait()
        yield more | contender.settings | {"DATABASE_URL": url}
    finally:
        await _on_server(contender.database, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _on_server(url: str, *statements: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ours(postgres: str) -> Iterable[Contender]:
    """This desk, by both doors of Telegram and on both databases."""
    command = (sys.executable, "-m", "app", "run")
    for database, server in (("SQLite", ""), *((("PostgreSQL", postgres),) if postgres else ())):
        for mode in ("polling", "webhook"):
            yield Contender(
                f"{mode}, {database}", command, {"BOT_MODE": mode}, agree="Согласен", own=True, database=server
            )
