"""The worker: takes the oldest unhandled update of a chat, hands it to the dispatcher, commits all it did at once."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import Update
from pydantic import ValidationError

from bot import rounds, trouble
from bot.dispatcher import Dispatcher
from bot.lookups import Lookups
from bot.ports import BotStorage, BotStore, ReceivedUpdate
from bot.staffchat import StaffChat
from bot.turn import Turn
from bot.words import Words
from core.conversations.flood import Floods
from core.desk import Desk, Work
from core.errors import Refusal, Repeated
from core.notifications.notice import Desk as DeskThread
from core.notifications.notice import Notice, Urgency

log = logging.getLogger(__name__)

SWEEP = 1.0
"""Real seconds between looks into the inbox when nobody wakes the worker."""
TOGETHER = 20
"""Updates of so many chats are handled in one transaction when they wait."""
UNTOLD = 1_000
"""How many updates are looked for when there are some of which nobody told; no row found ends the search."""
ATTEMPTS = 5
"""An update that fails so often is put aside, and a person is told; the chat goes on."""


class Worker:
    """Handles what came in. Several may run on PostgreSQL: each takes another chat's update."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        storage: BotStorage,
        desk: Desk[BotStore],
        staff: StaffChat,
        language: str,
        floods: Floods,
        lookups: Lookups,
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._storage = storage
        self._desk = desk
        self._staff = staff
        self._language = language
        self._floods = floods
        self._lookups = lookups
        self._wake = asyncio.Event()
        self._known = UNTOLD  # what another run of the program may have left behind
        self._alone = 0
        self._answers: set[asyncio.Task[None]] = set()

    def wake(self, stored: int = 1) -> None:
        """So many updates were stored."""
        self._known += stored
        self._wake.set()

    async def run(self) -> None:
        """Handle updates until cancelled: those it was told of, and on every sweep whatever else there is."""
        try:
            await rounds.for_ever(self._round, "worker")
        finally:
            if self._answers:
                await asyncio.wait(self._answers, timeout=5)
            await self._lookups.finish()

    async def _round(self) -> None:
        while self._known > 0:
            handled = await self.step()
            self._known = max(0, self._known - handled)
        try:
            async with asyncio.timeout(SWEEP):
                await self._wake.wait()
        except TimeoutError:
            if not await self.idle():
                self._known += UNTOLD
        self._wake.clear()

    async def idle(self) -> bool:
        """True when every stored update is handled."""
        async with self._storage.read() as store:
            return await store.inbox.empty()

    async def step(self) -> int:
        """Handle the next update of several chats in one transaction; returns how many are dealt with.

        A crash in the middle leaves all of them unhandled. When one of them cannot be handled the transaction is
        undone and each is tried in one of its own, so that no chat suffers for another.
        """
        alone = self._alone > 0
        self._alone = max(0, self._alone - 1)
        rows: Sequence[ReceivedUpdate] = ()
        turns: list[Turn] = []
        try:
            async with self._desk.work() as work:
                rows = await work.store.inbox.claim(time.time(), 1 if alone else TOGETHER)
                turns = [await self._handle(row, work) for row in rows]
        except Exception as error:
            if not rows:
                raise
            if len(rows) > 1:
                self._alone = len(rows)
                return 0
            if isinstance(error, Refusal):
                turns = [await self._refuse(rows[0], error)]
            elif isinstance(error, Repeated):
                async with self._desk.work() as work:
                    await work.store.inbox.done(rows[0].id)
                return 1
            else:
                await self._failed(rows[0], error)
                return 1
        for turn in turns:
            self._conclude(turn)
        return len(turns) or self._known

    async def at_once(self, channel: str, updates: Sequence[tuple[int, str, str]]) -> bool:
        """Store new updates and handle them in the same transaction; False, with nothing stored, when others wait or
        one of them needs a transaction of its own. For the only door of a token: another one could let in a later
        update of the same chat meanwhile."""
        if self._known or len(updates) > TOGETHER:
            return False
        turns: list[Turn] = []
        try:
            async with self._desk.work() as work:
                for update in updates:
                    row = await work.store.inbox.take_in(channel, update, work.now)
                    if row is not None:
                        turns.append(await self._handle(row, work))
        except Exception as error:
            log.info("what came in is stored first and handled then: %r", error)
            return False
        for turn in turns:
            self._conclude(turn)
        if len(turns) < len(updates):
            self.wake(len(updates))
        return True

    def _conclude(self, turn: Turn) -> None:
        """What follows a commit: the chat may have moved, held updates may have been freed, a button waits, or somebody
        for what the knowledge base says."""
        self._known += turn.released
        if turn.moved_to:
            self._staff.moved(turn.staff_chat, turn.moved_to)
        self._answer(turn, turn.row)
        self._lookups.begin(turn)

    async def _handle(self, row: ReceivedUpdate, work: Work[BotStore]) -> Turn:
        update = Update.model_validate_json(row.raw, context={"bot": self._bot})
        work.now = row.received_at
        turn = self._turn(row, work)
        await self._dispatcher(self._bot, update, turn)
        return turn

    def _turn(self, row: ReceivedUpdate, work: Work[BotStore]) -> Turn:
        chat = row.chat if row.chat in self._staff else self._staff.id
        teams, team = tuple(self._staff.teams), self._staff.team(chat)
        return Turn(work, row, row.received_at, chat, teams, team, (self._language,), self._floods)

    async def _refuse(self, row: ReceivedUpdate, refusal: Refusal) -> Turn:
        """What was begun is rolled back; the person is told why, in a transaction of its own."""
        async with self._desk.work(row.received_at) as work:
            await work.store.inbox.done(row.id)
            turn = self._turn(row, work)
            update = Update.model_validate_json(row.raw, context={"bot": self._bot})
            if not await self._dispatcher.too_late(update, turn, refusal):
                await trouble.tell(turn, refusal.code, refusal.facts)
        return turn

    async def _failed(self, row: ReceivedUpdate, error: Exception) -> None:
        """A fault of ours: tried again, then put aside; the person and the staff are told, never a traceback.

        What is no update at all gets no better by trying.
        """
        attempts = row.attempts + 1
        unreadable = isinstance(error, ValidationError | OverflowError)  # or has a number that no database keeps
        dead = unreadable or attempts >= ATTEMPTS
        if unreadable:
            log.warning("update in row %s cannot be read and is put aside: %s", row.id, error)
        else:
            log.error("update in row %s failed, attempt %s", row.id, attempts, exc_info=error)
        try:
            async with self._desk.work() as work:
                text = f"{type(error).__name__}: {error}"[:1000]
                await work.store.inbox.failed(row.id, attempts, time.time() + 0.2 * 2**attempts, text, dead)
                if dead:
                    turn = self._turn(row, work)
                    await trouble.tell(turn, "trouble", {})
                    work.tell(
                        Notice(
                            DeskThread(), "update_failed", {"row": row.id}, Urgency.ALARM, "general!", "update_failed"
                        )
                    )
        except Exception:
            # The database is away: the row stays as it was and is tried again when it is back.
            log.exception("the failure of row %s could not be noted", row.id)
            await asyncio.sleep(1.0)

    def _answer(self, turn: Turn, row: ReceivedUpdate) -> None:
        """Stop the pressed button's waiting; too late or lost does no harm, so nobody waits for it."""
        query = json.loads(row.raw).get("callback_query") if '"callback_query"' in row.raw else None
        if query is None:
            return
        language = turn.person.language if turn.in_private else self._language
        toast = Words(language, self._desk.regulation).label(turn.toast) if turn.toast else None
        task = asyncio.create_task(self._settle(query["id"], toast))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _settle(self, query_id: str, toast: str | None) -> None:
        try:
            await self._bot(AnswerCallbackQuery(callback_query_id=query_id, text=toast), request_timeout=10)
        except TelegramAPIError as error:
            log.info("a button press could not be acknowledged: %s", error)
