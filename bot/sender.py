"""The sender: takes what waits in the outbox, most urgent first, at Telegram's pace, and marks what arrived.

One call is on its way at a time, so that a killed process leaves at most one message of which nobody knows
whether it arrived. A call that takes longer than ``PATIENCE`` is left to itself and the other chats go on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections import deque
from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from bot import rounds
from bot.channel import MENDABLE, Channel
from bot.pace import KEPT, Pace
from bot.ports import BotStorage, BotStore
from bot.relay.merge import mergeable
from bot.relay.steps import Heading, fits
from core.conversations.flood import GATHER
from core.conversations.message import Message
from core.desk import STAFF, Desk
from core.notifications import delivery
from core.notifications.notice import Parcel, Urgency
from core.notifications.outbox import Later, Outcome, Partly, Permanent, Sent
from core.notifications.receipts import Fate, receipt

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Real seconds after which a slow call no longer holds up the other chats."""
AT_ONCE = 20
"""The first parcels of so many streams are looked up at once; an alarm waits for no more than that."""
HUNG_MOST = 16
SWEEP = 1.0
"""Real seconds between looks into the outbox when nobody wakes the sender."""
UNTOLD = 1_000
"""How many parcels are looked for when there are some of which nobody told; a look that finds none ends the search."""
MERGED_MOST = 60
"""Texts that are looked at for one merged message; how many fit is another matter."""
MOMENT = 3.0
"""Real seconds: whoever waits longer sees that their words wait."""
FRESH = 15.0
"""Real seconds after which it is not worth a call to say that something arrived as it should."""
GIVE_UP_AFTER = 200
"""Attempts after which a parcel that fails by its own fault becomes a dead letter."""


class Sender:
    """Empties the outbox of the Telegram channel. There is one for each token."""

    def __init__(self, channel: Channel, pace: Pace, storage: BotStorage, desk: Desk[Any]) -> None:
        self._channel = channel
        self._pace = pace
        self._storage = storage
        self._desk = desk
        self._wake = asyncio.Event()
        self._heads: deque[Parcel] = deque()
        self._read: dict[int, list[Message]] = {}
        """What each of the heads relays, as it was when the heads were read. Another parcel that relays the same later
        reads it anew; what changes it meanwhile follows the head in its stream, but for what is erased."""
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._delayed: set[str] = set()
        self._seen_waiting: set[int] = set()
        self._known = 0
        self._moved_on = False
        """Something was sent since the heads were read: their streams have others now."""

    def wake(self, posted: Sequence[Parcel]) -> None:
        """These parcels were put into the outbox. When no others can be there they need not be looked for."""
        if self._storage.embedded and not self._known and not self._heads:
            first_of_stream: dict[tuple[str, str], Parcel] = {}
            for parcel in posted:
                first_of_stream.setdefault((parcel.address, parcel.notice.stream), parcel)
            self._heads.extend(sorted(first_of_stream.values(), key=lambda one: (one.notice.urgency, one.id)))
        self._known += len(posted)
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; what is on its way then is waited for."""
        try:
            await rounds.for_ever(self._reign, "sender")
        finally:
            if self._busy:
                await asyncio.wait(self._busy.values(), timeout=10)

    async def _reign(self) -> None:
        """Be the token's only sender until something breaks; a lost database may have made another one it."""
        async with self._storage.alone(f"sender:{self._channel.name}"):
            self._heads.clear()
            self._known += UNTOLD
            await self._keep_pace_of_the_last_minute()
            while True:
                await self._turn()

    async def _turn(self) -> None:
        pause = await self._round()
        if pause > 0:
            await self._rest(pause)
            if not self._wake.is_set():
                self._known += UNTOLD  # other processes put parcels in too, and some were put off

    async def idle(self, within: float = math.inf) -> bool:
        """True when nothing is on its way, and nothing waits that may go within so many seconds."""
        now = time.time()
        async with self._storage.read() as store:
            heads = await store.outbox.heads(self._channel.name, now, AT_ONCE)
        return not self._busy and all(parcel.not_before > now + within for parcel in heads)

    async def _rest(self, seconds: float) -> None:
        if not self._busy:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._wake.wait()
            return
        waiters = [asyncio.ensure_future(self._wake.wait()), *self._busy.values()]
        try:
            await asyncio.wait(waiters, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiters[0].cancel()

    async def _round(self) -> float:
        """Send the next parcel; returns for how long there is nothing to do."""
        now = time.time()
        self._wake.clear()  # before looking: what is put in afterwards wakes again
        if not self._heads and self._known > 0:
            await self._look(now)
            self._moved_on = False
            if not self._heads:
                self._known = 0
        pause = SWEEP
        while self._heads:
            parcel = self._heads.popleft()
            if parcel.not_before > now:
                pause = min(pause, parcel.not_before - now)
                continue
            chat = self._channel.chat_of(parcel)
            if chat in self._busy or len(self._busy) >= HUNG_MOST:
                continue
            cosmetic = parcel.notice.urgency is Urgency.COSMETIC
            wait = self._pace.wait(chat, now, 1 + KEPT if cosmetic else 1)
            if wait > 0:
                if not cosmetic:
                    self._delayed.add(chat)
                if wait >= MOMENT:
                    await self._waits(parcel, now)
                pause = min(pause, wait)
                continue
            self._moved_on = True
            task = asyncio.create_task(self._deliver(parcel, chat))
            self._busy[chat] = task
            task.add_done_callback(partial(self._free, chat))
            await asyncio.wait({task}, timeout=PATIENCE)
            return 0.0
        if self._moved_on and self._known > 0:
            self._moved_on = False
            return 0.0
        return pause

    async def _look(self, now: float) -> None:
        """Read the heads of the streams, and at once what those of them relay that may go now."""
        async with self._storage.read() as store:
            self._heads = deque(await store.outbox.heads(self._channel.name, now, AT_ONCE))
            relays = {
                parcel.id: parcel.notice.facts.get("messages", ())
                for parcel in self._heads
                if parcel.notice.kind == "relay" and parcel.not_before <= now
            }
            found = {one.id: one for one in await store.messages.several(list(chain.from_iterable(relays.values())))}
        # One that lacks its message is the delivery's trouble: it must not stop the looking.
        self._read = {parcel: [found[one] for one in ids] for parcel, ids in relays.items() if found.keys() >= set(ids)}

    def forget(self) -> None:
        """Something was erased: whatever was read before is read again."""
        self._heads.clear()
        self._read.clear()
        self._known += UNTOLD

    async def _waits(self, parcel: Parcel, now: float) -> None:
        """Staff see that their words are on the way; a cosmetic call that comes too late is left out."""
        if parcel.notice.facts.get("stale", math.inf) < now:
            async with self._storage.begin() as store:
                await store.outbox.mark_sent([parcel], Sent(""), now)
            self._known = max(0, self._known - 1)
        elif parcel.id not in self._seen_waiting and receipt(parcel.notice, Fate.WAITS) is not None:
            async with self._storage.begin() as store:
                await self._receipts(store, [parcel, *await store.outbox.behind(parcel, MERGED_MOST)], Fate.WAITS, now)

    async def _receipts(self, store: BotStore, parcels: Sequence[Parcel], fate: Fate, wall: float) -> None:
        """Mark what staff wrote. The end of what was seen waiting is told in any case, other marks only while fresh."""
        for parcel in parcels:
            seen = parcel.id in self._seen_waiting
            if fate is Fate.WAITS:
                self._seen_waiting.add(parcel.id)
            else:
                self._seen_waiting.discard(parcel.id)
            stale = None if seen or fate is Fate.FAILED else wall + FRESH
            notice = receipt(parcel.notice, fate, stale)
            if notice is not None and not (seen and fate is Fate.WAITS):
                await store.outbox.put(self._channel.name, STAFF, notice, wall)
                self._known += 1

    def _free(self, chat: str, task: asyncio.Task[None]) -> None:
        self._busy.pop(chat, None)
        if not task.cancelled() and task.exception() is not None:
            log.error("a parcel could not be handled", exc_info=task.exception())

    async def _deliver(self, parcel: Parcel, chat: str) -> None:
        parcels = await self._together(parcel, chat)
        try:
            outcome = await self._channel.deliver(parcels, self._read.pop(parcel.id, ()))
        except Exception:
            # A fault of ours must not stop the lane for ever, nor lose the parcel: it waits, and is told of.
            log.exception("parcel %s (%s) could not be made into a call", parcel.id, parcel.notice.kind)
            outcome = Later(min(300.0, 2.0 ** min(parcel.attempts, 8)), "internal error")
        await self._mark(parcels, chat, outcome)

    async def _together(self, parcel: Parcel, chat: str) -> list[Parcel]:
        """Texts of one author that had to wait for the pace, or would have to, go as one message."""
        if parcel.notice.key:
            async with self._storage.begin() as store:
                return [await store.outbox.take(parcel)]
        room = self._pace.room(chat, time.time())
        if chat not in self._delayed and (parcel.notice.kind != "relay" or room > MERGED_MOST):
            return [parcel]
        async with self._storage.read() as store:
            following = mergeable(parcel, await store.outbox.behind(parcel, MERGED_MOST))
            if chat not in self._delayed and len(following) < room:
                return [parcel]
            self._delayed.discard(chat)
            parcels = [parcel, *following]
            messages = [await store.messages.get(one.notice.facts["messages"][0]) for one in parcels if following]
        heading = Heading(self._channel.words, parcel.notice.facts.get("number", ""))
        return parcels[: fits(messages, heading)]

    async def _mark(self, parcels: Sequence[Parcel], chat: str, outcome: Outcome) -> None:
        wall = time.time()
        first = parcels[0]
        self._known = max(0, self._known + (UNTOLD if isinstance(outcome, Later | Partly) else -len(parcels)))
        match outcome:
            case Later(seconds=seconds, reason=reason, whole_token=whole_token, patient=patient):
                if reason == "pace":
                    self._delayed.add(chat)
                    self._pace.stop(chat, wall + min(seconds, 1.0))  # whoever is urgent meanwhile waits no longer
                    return
                if reason in MENDABLE:
                    async with self._desk.work() as work:
                        await work.outbox.mark_later(first, wall + seconds, reason)
                        delivery.put_off(work, first, reason)
                    return
                if patient or first.attempts < GIVE_UP_AFTER:
                    self._pace.stop("" if whole_token else chat, wall + seconds)
                    async with self._storage.begin() as store:
                        await store.outbox.mark_later(first, wall + seconds, reason)
                        if seconds >= MOMENT and receipt(first.notice, Fate.WAITS) is not None:
                            behind = await store.outbox.behind(first, MERGED_MOST)
                            await self._receipts(store, [first, *behind], Fate.WAITS, wall)
                    return
                outcome = Permanent(f"refused: {reason}")
            case Partly(reason=reason):
                async with self._desk.work() as work:
                    pause = GATHER if first.notice.facts.get("held") else 0.0  # others have their turn between
                    await work.outbox.mark_part(first, outcome, wall + pause)
                    if reason:
                        await delivery.undeliverable(work, first, reason, address_dead=False)
                return
        if isinstance(outcome, Sent) and not any(delivery.concludes(parcel) for parcel in parcels):
            async with self._storage.begin() as store:
                await store.outbox.mark_sent(parcels, outcome, wall)
                fate = Fate.FAILED if first.notice.facts.get("lost") else Fate.ARRIVED
                await self._receipts(store, parcels, fate, wall)
            return
        async with self._desk.work() as work:
            if isinstance(outcome, Sent):
                await work.outbox.mark_sent(parcels, outcome, wall)
                for parcel in parcels:
                    await delivery.delivered(work, parcel, work.now)
            elif isinstance(outcome, Permanent):
                log.warning("parcel %s (%s) is undeliverable: %s", first.id, first.notice.kind, outcome.reason)
                await work.outbox.mark_dead(parcels, outcome.reason, wall)
                await self._receipts(work.store, parcels, Fate.FAILED, wall)
                await delivery.undeliverable(work, first, outcome.reason, outcome.address_dead)

    async def _keep_pace_of_the_last_minute(self) -> None:
        """A new process does not know what the one before it sent; the outbox does."""
        now = time.time()
        async with self._storage.read() as store:
            recent = await store.outbox.recent(self._channel.name, now - 61)
        for address, at in sorted(recent, key=lambda one: one[1]):
            self._pace.note(self._channel.chat_at(address), at)
