"""The clock role: wakes at the earliest due timer, sweeps in between, and rings what is due, each exactly once.

The timers are rows; APScheduler is only the alarm clock in this process, so nothing is lost with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.ports import BotStore
from core.desk import Desk, Work
from core.notifications import calendar, morning
from core.tickets.timers import retime_next, ring_next
from storage.retention import forget_old, forget_orphans
from storage.work import Database

log = logging.getLogger(__name__)

FAR = 3600.0
"""Real seconds; the sweep finds what is due later than that."""
SWEEP = 1
"""Real seconds between looks for due timers that nobody announced (another process may have set them)."""
BATCH = 50
"""Tickets whose timers are recomputed in one transaction; between two of them others get their turn."""


class ClockRole:
    """Rings due timers of the desk until stopped."""

    def __init__(self, desk: Desk[BotStore], database: Database, files: Path) -> None:
        self._desk = desk
        self._database = database
        self._files = files
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._turn = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._day: date | None = None
        self._digested: date | None = None
        self._retiming: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to ring; a moved clock is looked at again at once."""
        self._loop = asyncio.get_running_loop()
        self._scheduler.add_job(self.ring, "interval", seconds=SWEEP, id="sweep")
        self._scheduler.add_job(forget_old, "cron", hour=3, args=[self._database], id="retention")
        self._scheduler.add_job(forget_orphans, "cron", hour=4, args=[self._database, self._files], id="orphans")
        self._scheduler.start()
        self._desk.clock.on_change(self.wake)
        self._retiming = asyncio.create_task(self.retime(), name="retiming")
        self.wake()

    def committed(self, work: Work[BotStore]) -> None:
        """Timers may have changed: look when the next one is due."""
        if work.touched:
            self.wake()

    def wake(self) -> None:
        """Timers changed, or the clock was moved: look now."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._alarm, 0.0)

    async def stop(self) -> None:
        """Let the timer that is ringing finish, and ring no other."""
        if self._retiming is not None:
            self._retiming.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._retiming
        if self._scheduler.running:
            async with self._turn:
                self._scheduler.shutdown(wait=False)

    async def ring(self) -> None:
        """Ring everything that is due, then set the alarm to the next one."""
        async with self._turn:
            await self._greet_the_day()
            await self._digest()
            while await self._ring_one():
                pass
            if not self._scheduler.running:
                return
            async with self._database.read() as store:
                earliest = await store.timers.earliest()
        if earliest is not None:
            seconds = self._desk.clock.seconds_until(earliest)
            if 0 < seconds < FAR:
                self._alarm(seconds)

    async def retime(self) -> None:
        """Recompute every standing timer once: the calendar data may be newer than it was at the last start."""
        last: int | None = 0
        try:
            while last is not None:
                async with self._desk.work() as work:
                    last = await retime_next(work, last, BATCH)
        except Exception:
            # The stored timers stay in force; the next start tries again.
            log.exception("the timers could not be recomputed")

    async def _greet_the_day(self) -> None:
        """What is looked at once a day, at its first look and after a start."""
        today = self._desk.clock.now().date()
        if today != self._day:
            try:
                async with self._desk.work() as work:
                    await calendar.warn(work, work.now)
                self._day = today
            except Exception:
                log.exception("the calendar could not be looked after")

    async def _digest(self) -> None:
        """The morning's digest, when the desk has opened."""
        day = morning.due(self._desk.regulation, self._desk.clock.now())
        if day is None or day == self._digested:
            return
        try:
            async with self._desk.work() as work:
                await morning.send(work, day, work.now)
            self._digested = day
        except Exception:
            # The counter was not moved either: the next look tries again.
            log.exception("the digest could not be made")

    async def _ring_one(self) -> bool:
        try:
            async with self._database.read() as store:
                earliest = await store.timers.earliest()
            if earliest is None or earliest > self._desk.clock.now():
                return False
            async with self._desk.work() as work:
                return await ring_next(work, work.now)
        except Exception:
            # One timer that cannot be rung must not silence the others for ever; it is tried again by the sweep.
            log.exception("a timer could not be rung")
            return False

    def _alarm(self, seconds: float) -> None:
        """Look again in so many real seconds; a look that is under way sets the alarm itself when it ends."""
        if self._scheduler.running and not (seconds == 0 and self._turn.locked()):
            at = datetime.fromtimestamp(time.time(), UTC) + timedelta(seconds=seconds)
            self._scheduler.add_job(self.ring, DateTrigger(at), id="wake", replace_existing=True, max_instances=2)
