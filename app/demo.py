"""``reglament demo``: the real desk against the stand-in, on one loopback port, with a clock that can jump."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from app import logs, roles, wiring
from app.http import listen
from app.scene import Scene, later, scene, shelve
from app.settings import Settings
from app.terminal import play
from bot.standin.page import attach_page
from core.clock import SettableClock
from core.errors import ConfigurationError
from core.people.person import Person
from core.regulation import parse
from core.regulation.model import Regulation, Role

START = "2026-03-05T16:40:00+03:00"
"""A Thursday afternoon: ahead are a day, a weekend, and a holiday that was transferred to Monday."""
HOST = "127.0.0.1"


async def demo(options: argparse.Namespace, stop: asyncio.Event) -> None:
    """Run the demo until stopped; nothing of it is kept."""
    logs.configure("WARNING", "text")
    regulation = parse.load(options.regulation).regulation
    clock = SettableClock(_start(options.at, regulation), options.speed)
    with tempfile.TemporaryDirectory(prefix="reglament-demo-") as folder:
        async with playing(clock, options.regulation, options.port, Path(folder)) as (place, app):
            if options.terminal:
                running = asyncio.create_task(roles.run(app, roles.WITHOUT_WEB, stop))
                await play(place, clock, regulation, stop)
                stop.set()
                await running
                return
            address = f"http://{HOST}:{options.port}/"
            print(f"Reglament demo: {address}   (Ctrl+C ends it; nothing is kept)", flush=True)
            if not options.no_open:
                with contextlib.suppress(webbrowser.Error):
                    await asyncio.to_thread(webbrowser.open, address)
            await roles.run(app, roles.WITHOUT_WEB, stop)


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
            DIGEST_SECONDS=2,
            STAFF_CHAT=str(place.group),
            REGULATION=regulation,
            DATABASE_URL=f"sqlite+aiosqlite:///{folder}/demo.db",
            FILES_DIR=folder / "files",
            KB_INDEX=folder / "kb.db",
        )
        await asyncio.to_thread(shelve, settings.KB_INDEX)
        async with wiring.assembled(settings, clock) as app:
            await _employ(app, place)
            yield place, app
    finally:
        await runner.cleanup()


def _commands(regulation: Regulation) -> list[str]:
    """What the staff of this regulation may do, for the page to offer."""
    ranks = {"rank"} if regulation.registration.who == "authorised" else set()
    return sorted({move.action for move in regulation.moves} | ranks)


async def _employ(app: wiring.App, place: Scene) -> None:
    """The accountant's role is given by hand in a real desk; here it is there from the start."""
    async with app.desk.work() as work:
        who = place.accountant
        fresh = Person(0, f"{who['first_name']} {who['last_name']}", "ru", work.now, username=who["username"])
        person = await work.people.add(fresh, "telegram", str(who["id"]))
        await work.people.enlist(person.id, Role.ACCOUNTING)


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

    staff = [{**person, "role": role} for person, role in zip(place.staff, ("engineer", "manager"), strict=True)]
    if regulation.money is not None:
        staff.append({**place.accountant, "role": Role.ACCOUNTING})

    async def info(request: web.Request) -> web.Response:
        facts = {
            "title": regulation.title,
            "customers": place.customers,
            "staff": staff,
            "actions": _commands(regulation),
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
