"""``reglament demo``: the real desk against the stand-in, on one loopback port, with a clock that can jump."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from app import logs, wiring
from app.http import listen
from app.settings import Settings
from bot.standin import Standin
from bot.standin.page import attach_page
from core.clock import SettableClock
from core.errors import ConfigurationError
from core.regulation import parse
from core.regulation.model import Regulation

START = "2026-03-05T16:40:00+03:00"
"""A Thursday afternoon: ahead are a day, a weekend, and a holiday that was transferred to Monday."""
HOST = "127.0.0.1"


@dataclass(slots=True)
class Scene:
    """The people of the demo and their staff chat."""

    standin: Standin
    customers: list[dict[str, Any]]
    staff: list[dict[str, Any]]
    group: int


def scene(clock: SettableClock) -> Scene:
    """Two customers, an engineer, a manager, and the supergroup in which the staff work."""
    standin = Standin(now=clock.now)
    people = [
        standin.users(id=101, first_name="Анна", last_name="Иванова", username="anna", language_code="ru"),
        standin.users(id=102, first_name="Борис", last_name="Петров", language_code="ru"),
        standin.users(id=201, first_name="Вера", last_name="Смирнова", username="vera", language_code="ru"),
        standin.users(id=202, first_name="Глеб", last_name="Орлов", username="gleb", language_code="ru"),
    ]
    rights = {"status": "administrator", "can_manage_topics": True, "can_pin_messages": True}
    group = standin.groups(id=-1001000000001, title="Поддержка", forum=True, members=[], admins=[202], bot=rights)
    standin.act("join", 201, chat=group["id"])  # a bot learns of members only as they come
    return Scene(standin, people[:2], people[2:], group["id"])


async def demo(options: argparse.Namespace, stop: asyncio.Event) -> None:
    """Run the demo until stopped; nothing of it is kept."""
    logs.configure("WARNING", "text")
    regulation = parse.load(options.regulation).regulation
    clock = SettableClock(_start(options.at, regulation), options.speed)
    with tempfile.TemporaryDirectory(prefix="reglament-demo-") as folder:
        async with playing(clock, options.regulation, options.port, Path(folder)) as (place, app):
            if options.terminal:
                from app.terminal import play

                running = asyncio.create_task(wiring.run(app, wiring.ROLES, stop, http=web.Application()))
                await play(place, clock, regulation, stop)
                stop.set()
                await running
                return
            address = f"http://{HOST}:{options.port}/"
            print(f"Reglament demo: {address}   (Ctrl+C ends it; nothing is kept)", flush=True)
            if not options.no_open:
                with contextlib.suppress(webbrowser.Error):
                    await asyncio.to_thread(webbrowser.open, address)
            await wiring.run(app, wiring.ROLES, stop, http=web.Application())


@asynccontextmanager
async def playing(
    clock: SettableClock, regulation: str, port: int, folder: Path
) -> AsyncIterator[tuple[Scene, wiring.App]]:
    """The stand-in with its page on a port, and a desk that talks to it."""
    place = scene(clock)
    http = web.Application()
    place.standin.attach(http)
    attach_page(http)
    zone = parse.load(regulation).regulation.calendar.zone
    _attach_controls(http, place, clock, parse.load(regulation).regulation, ZoneInfo(zone))
    runner = web.AppRunner(http, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await listen(runner, HOST, port, "--port")
        bound = runner.addresses[0][1]
        settings = Settings(
            BOT_TOKEN=place.standin.token,
            BOT_API_URL=f"http://{HOST}:{bound}",
            BOT_PACE="none",
            STAFF_CHAT=str(place.group),
            REGULATION=regulation,
            DATABASE_URL=f"sqlite+aiosqlite:///{folder}/demo.db",
            FILES_DIR=folder / "files",
        )
        async with wiring.assembled(settings, clock) as app:
            yield place, app
    finally:
        await runner.cleanup()


def _start(given: str, regulation: Regulation) -> datetime:
    try:
        start = datetime.fromisoformat(given or START)
    except ValueError:
        raise ConfigurationError(f"--at: {given!r} is not an instant like {START}") from None
    return start if start.tzinfo else start.replace(tzinfo=ZoneInfo(regulation.calendar.zone))


def _attach_controls(
    http: web.Application, place: Scene, clock: SettableClock, regulation: Regulation, zone: ZoneInfo
) -> None:
    """``/_demo/info`` and ``/_demo/clock``: who plays, what time it is, and how to make it later."""

    def reading() -> dict[str, Any]:
        now = clock.now().astimezone(zone)
        names = {"zone": zone.key, "zone_name": regulation.calendar.zone_name}
        return {"now": now.isoformat(), "speed": clock.speed, **names}

    async def info(request: web.Request) -> web.Response:
        facts = {
            "title": regulation.title,
            "customers": place.customers,
            "staff": [
                {**person, "role": role} for person, role in zip(place.staff, ("engineer", "manager"), strict=True)
            ],
            "group": place.group,
            "clock": reading(),
        }
        return web.json_response(facts)

    async def look(request: web.Request) -> web.Response:
        return web.json_response(reading())

    async def move(request: web.Request) -> web.Response:
        body = await request.json()
        try:
            if "speed" in body:
                clock.run(max(0.0, min(100_000.0, float(body["speed"]))))
            if "jump" in body:
                clock.jump(later(str(body["jump"]), clock.now(), regulation))
        except (ValueError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response(reading())

    http.router.add_get("/_demo/info", info)
    http.router.add_get("/_demo/clock", look)
    http.router.add_post("/_demo/clock", move)


def later(wish: str, now: datetime, regulation: Regulation) -> datetime:
    """Where the clock jumps to: ``+1h``, ``+15m``, ``+1d``, ``opening`` (the next), ``monday`` 9:00, or an instant."""
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    if wish.startswith("+") and wish[-1] in units and wish[1:-1].isdecimal():
        return now + int(wish[1:-1]) * units[wish[-1]]
    zone = ZoneInfo(regulation.calendar.zone)
    local = now.astimezone(zone)
    if wish == "monday":
        day = local.date() + timedelta(days=7 - local.weekday())
        return datetime(day.year, day.month, day.day, 9, tzinfo=zone).astimezone(UTC)
    if wish == "opening":
        from core.worktime import open_time

        clock = open_time(regulation.working_time)
        return clock.next_opening(now + timedelta(seconds=1) if not clock.is_open(now) else _closing(regulation, now))
    instant = datetime.fromisoformat(wish)
    return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)


def _closing(regulation: Regulation, now: datetime) -> datetime:
    zone = ZoneInfo(regulation.calendar.zone)
    local = now.astimezone(zone)
    day = regulation.working_time.day(local.date())
    return datetime(local.year, local.month, local.day, tzinfo=zone) + timedelta(seconds=day.closing)
