"""Relaying messages: this desk against a bare aiogram echo bot, same stand-in, same texts, same run.

    python -m bench.relay [messages]

Each bot is a process of its own, and so is the stand-in, which is not measured. The desk stores every text on SQLite
and copies it into the topic of its customer (twenty of them, who agreed and wrote before); the bare bot stores nothing
and answers with the same words. Two loads: a heap, which waited while the bot was stopped, and one message at a time,
each written when the one before has arrived, which is how a desk lives. Caches are warm and the database's file is
made before anything is measured. Each load is passed several times and the least processor time counts, because the
machine's noise only ever adds. It prints and judges nothing.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import time
from typing import Any

import aiohttp

from bot.standin.phone import Phone

HEAP = 1_000
STEADY = 400
PASSES = 5
STARTS = 5
CUSTOMERS = range(1001, 1021)
ENGINEER = 201
STAFF_CHAT = -1001000000001
TICKS = os.sysconf("SC_CLK_TCK")
DESK = ("-m", "app", "run")
BARE = ("-m", "bench.echo")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Load:
    """What a load cost: processor seconds of the bot (its own and the kernel's), and how long it took."""

    messages: int
    processor: float
    seconds: float

    @property
    def milliseconds(self) -> float:
        """Processor milliseconds of one message."""
        return self.processor / self.messages * 1e3

    @property
    def rate(self) -> float:
        """Messages in a second."""
        return self.messages / self.seconds


@dataclass(frozen=True, slots=True)
class Figures:
    """One bot, measured. ``start`` in seconds until it asked for updates, the best of several, because the machine's
    noise only ever adds; memory in megabytes at its highest."""

    start: float
    heap: Load
    steady: Load
    memory: float


class Scene:
    """The stand-in with its people, and the bot that works there."""

    def __init__(self, phone: Phone, environment: dict[str, str]) -> None:
        self.phone = phone
        self.environment = environment
        self._read = 0
        self._sent: list[Json] = []

    async def populate(self) -> None:
        for customer in CUSTOMERS:
            await self.phone.user(f"Клиент {customer}", id=customer, language_code="ru")
        await self.phone.user("Вера", id=ENGINEER, language_code="ru")
        rights = {"status": "administrator", "can_manage_topics": True, "can_pin_messages": True}
        await self.phone.group("Поддержка", id=STAFF_CHAT, admins=[ENGINEER], forum=True, bot=rights)

    async def calls(self, wanted: str) -> list[Json]:
        """All calls of one method so far, oldest first."""
        fresh = await self.phone.transcript(self._read)
        if fresh:
            self._read = fresh[-1]["seq"]
            self._sent += [entry for entry in fresh if entry["kind"] == "call"]
        return [entry for entry in self._sent if entry["method"] == wanted]

    async def started(self, command: tuple[str, ...]) -> tuple[Process, float]:
        """A bot, and the seconds it took until it asked for updates. Something waits for it, so it is answered."""
        await self.phone.send(CUSTOMERS[0], "/start")
        begun = time()
        bot = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=self.environment, stderr=subprocess.DEVNULL
        )
        while True:
            asked = [at for call in await self.calls("getUpdates") if (at := moment(call)) > begun]
            if asked:
                return bot, asked[0] - begun
            assert bot.returncode is None, f"{command} ended with {bot.returncode}"
            await asyncio.sleep(0.02)

    async def arrived(self, count: int) -> float:
        """When the bot had sent so many messages."""
        while True:
            sent = await self.calls("sendMessage")
            if len(sent) >= count:
                return moment(sent[count - 1])
            await asyncio.sleep(0.05)


def moment(call: Json) -> float:
    """When a call was made, in seconds since 1970."""
    return datetime.fromisoformat(call["at"]).timestamp()


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    """A stand-in of its own process, and the settings that lead a bot to it."""
    # A cache of compiled modules of our own: nothing is left in the project, and both bots find it filled.
    caches = {"PYTHONPYCACHEPREFIX": str(folder / "caches"), "PYTHONDONTWRITEBYTECODE": ""}
    command = (sys.executable, "-m", "app", "standin", "--port", "0")
    standin = await asyncio.create_subprocess_exec(*command, env=os.environ | caches, stdout=subprocess.PIPE)
    assert standin.stdout is not None
    address = (await standin.stdout.readline()).decode().split("/bot")[0].split()[-1]
    settings = {
        "BOT_TOKEN": "42:standin",
        "BOT_API_URL": address,
        "BOT_PACE": "none",
        "FLOOD_PER_MINUTE": "1000",
        "STAFF_CHAT": str(STAFF_CHAT),
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/desk.db",
        "FILES_DIR": f"{folder}/files",
        "WEB_PORT": "0",
        "LOG_LEVEL": "WARNING",
    }
    try:
        async with aiohttp.ClientSession() as session:
            there = Scene(Phone(address, session), os.environ | caches | settings)
            await there.populate()
            yield there
    finally:
        await end(standin)


async def end(process: Process) -> None:
    """Ask a process to end, and make it when it does not."""
    process.send_signal(signal.SIGCONT)
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 15)
    except TimeoutError:
        process.kill()
        await process.wait()


async def acquainted(there: Scene) -> None:
    """Every customer has agreed and has a topic."""
    for customer in CUSTOMERS:
        await there.phone.start(customer)
        await there.phone.wait_for(customer, "согласны", timeout=30)
        await there.phone.press(customer, "Согласен")
        await there.phone.wait_for(customer, "Напишите", timeout=30)
        await there.phone.send(customer, f"Здравствуйте, это {customer}")
        await there.phone.wait_for(customer, "Консультант получил", timeout=30)
        await there.phone.wait_for(STAFF_CHAT, f"Здравствуйте, это {customer}", timeout=30)


async def heap(there: Scene, bot: Process, count: int) -> Load:
    """All at once: the bot stands still while they are written, and then works them off."""
    before = len(await there.calls("sendMessage"))
    spent = processor(bot.pid)
    bot.send_signal(signal.SIGSTOP)
    for number in range(count):
        await there.phone.send(CUSTOMERS[number % len(CUSTOMERS)], f"Сообщение {number}: отчёт за март не открывается")
    begun = time()
    bot.send_signal(signal.SIGCONT)
    finished = await there.arrived(before + count)
    return Load(count, await at_rest(bot.pid) - spent, finished - begun)


async def steady(there: Scene, bot: Process, count: int) -> Load:
    """One at a time, each when the one before has arrived."""
    before = len(await there.calls("sendMessage"))
    spent = processor(bot.pid)
    begun = time()
    for number in range(count):
        seq = await there.phone.seq()
        await there.phone.send(CUSTOMERS[number % len(CUSTOMERS)], f"Вопрос {number}: отчёт за март не открывается")
        passed_on = False
        while not passed_on:
            for change in await there.phone.changes(seq, 10):
                seq = change["seq"]
                passed_on |= change["kind"] == "message" and change["message"]["from"]["is_bot"]
    finished = await there.arrived(before + count)
    return Load(count, await at_rest(bot.pid) - spent, finished - begun)


def least(passes: list[Load]) -> Load:
    """The pass that cost the least."""
    return min(passes, key=lambda load: load.milliseconds)


def processor(pid: int) -> float:
    """Processor seconds of a process, its own and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def at_rest(pid: int) -> float:
    """Processor seconds once the process has nothing more to do."""
    spent = -1.0
    while (now := processor(pid)) - spent > 0.02:
        spent = now
        await asyncio.sleep(0.5)
    return now


def memory(pid: int) -> float:
    """Megabytes of memory at the highest."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


async def measured(command: tuple[str, ...], messages: int) -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-relay-") as folder:
        async with scene(Path(folder)) as there:
            starts = []
            for _ in range(STARTS + 1):
                bot, seconds = await there.started(command)
                starts.append(seconds)
                if len(starts) <= STARTS:
                    await end(bot)
            try:
                if command == DESK:
                    await acquainted(there)
                await at_rest(bot.pid)
                one_by_one = [await steady(there, bot, STEADY) for _ in range(PASSES)]
                at_once = [await heap(there, bot, messages) for _ in range(PASSES)]
                return Figures(min(starts[1:]), least(at_once), least(one_by_one), memory(bot.pid))
            finally:
                await end(bot)


def table(desk: Figures, bare: Figures) -> None:
    rows = [
        ("CPU a message, of a heap", desk.heap.milliseconds, bare.heap.milliseconds, "ms"),
        ("CPU a message, one by one", desk.steady.milliseconds, bare.steady.milliseconds, "ms"),
        ("messages a second, of a heap", desk.heap.rate, bare.heap.rate, ""),
        ("messages a second, one by one", desk.steady.rate, bare.steady.rate, ""),
        ("memory at its highest", desk.memory, bare.memory, "MB"),
        ("start until the first getUpdates", desk.start, bare.start, "s"),
    ]
    print(f"{'':<34} {'desk':>10} {'bare':>10} {'ratio':>7}")
    for title, mine, theirs, unit in rows:
        print(f"{title:<34} {mine:>7.2f} {unit:<2} {theirs:>7.2f} {unit:<2} {mine / theirs:>6.2f}x")


async def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else HEAP
    bare = await measured(BARE, messages)
    desk = await measured(DESK, messages)
    print(f"{messages} texts of {len(CUSTOMERS)} customers in a heap, {STEADY} one by one, best of {PASSES}")
    table(desk, bare)


if __name__ == "__main__":
    asyncio.run(main())
