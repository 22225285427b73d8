"""The worker: takes the oldest unhandled update of a chat, hands it to the dispatcher, commits all it did at once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import Update

from bot.ports import BotStorage, BotStore, ReceivedUpdate
from bot.staffchat import StaffChat
from bot.turn import Turn
from bot.words import Words
from core.desk import Desk, Work
from core.errors import Refusal
from core.notifications.notice import Customer, Notice, Urgency
from core.notifications.notice import Desk as DeskThread

log = logging.getLogger(__name__)

SWEEP = 1.0
"""Real seconds between looks into the inbox when nobody wakes the worker."""
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
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._storage = storage
        self._desk = desk
        self._staff = staff
        self._language = language
        self._wake = asyncio.Event()
        self._answers: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """An update was stored."""
        self._wake.set()

    async def run(self) -> None:
        """Handle updates until cancelled."""
        try:
            while True:
                self._wake.clear()
                while await self.step():
                    pass
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), SWEEP)
        finally:
            if self._answers:
                await asyncio.wait(self._answers, timeout=5)

    async def idle(self) -> bool:
        """True when every stored update is handled."""
        async with self._storage.read() as store:
            return await store.inbox.waiting() == 0

    async def step(self) -> bool:
        """Handle one update; False when there was none. A crash in the middle leaves it unhandled."""
        row: ReceivedUpdate | None = None
        try:
            async with self._desk.work() as work:
                row = await work.store.inbox.claim(time.time())
                if row is None:
                    return False
                await work.store.inbox.done(row.id)
                turn = await self._handle(row, work)
        except Refusal as refusal:
            assert row is not None
            turn = await self._refuse(row, refusal)
        except Exception as error:
            if row is None:
                raise
            await self._failed(row, error)
            return True
        if turn.moved_to:
            self._staff.id = turn.moved_to
        self._answer(turn, row)
        return True

    async def _handle(self, row: ReceivedUpdate, work: Work[BotStore]) -> Turn:
        update = Update.model_validate_json(row.raw, context={"bot": self._bot})
        work.now = row.received_at
        turn = Turn(work, row, row.received_at, self._staff.id, (self._language,))
        await self._dispatcher.feed_update(self._bot, update, turn=turn)
        return turn

    async def _refuse(self, row: ReceivedUpdate, refusal: Refusal) -> Turn:
        """What was begun is rolled back; the person is told why, in a transaction of its own."""
        async with self._desk.work(row.received_at) as work:
            await work.store.inbox.done(row.id)
            turn = Turn(work, row, row.received_at, self._staff.id, (self._language,))
            await self._tell(turn, refusal.code, refusal.facts)
        return turn

    async def _failed(self, row: ReceivedUpdate, error: Exception) -> None:
        """A fault of ours: tried again, then put aside; the person and the staff are told, never a traceback."""
        attempts = row.attempts + 1
        dead = attempts >= ATTEMPTS
        log.error("update in row %s failed, attempt %s", row.id, attempts, exc_info=error)
        try:
            async with self._desk.work() as work:
                text = f"{type(error).__name__}: {error}"[:1000]
                await work.store.inbox.failed(row.id, attempts, time.time() + 0.2 * 2**attempts, text, dead)
                if dead:
                    turn = Turn(work, row, row.received_at, self._staff.id, (self._language,))
                    await self._tell(turn, "trouble", {})
                    work.tell(Notice(DeskThread(), "update_failed", {"row": row.id}, Urgency.ALARM, "general!"))
        except Exception:
            # The database is away: the row stays as it was and is tried again when it is back.
            log.exception("the failure of row %s could not be noted", row.id)
            await asyncio.sleep(1.0)

    async def _tell(self, turn: Turn, code: str, facts: dict[str, Any]) -> None:
        """Tell the person where they asked: the customer in private, the staff in the topic."""
        shown = {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
        source = _source(turn.row.raw)
        if str(source["chat"]) == turn.staff_chat:
            if source["topic"]:
                topic = await turn.work.store.telegram.topic_at(turn.staff_chat, source["topic"])
                turn.thread = topic.thread if topic else None
            turn.post("refused", code=code, reply_to=source["message"], **shown)
        elif source["user"]:
            person = await turn.work.people.by_address("telegram", str(source["user"]))
            if person is not None:
                turn.work.tell(Notice(Customer(person.id), "refused", shown | {"code": code}))

    def _answer(self, turn: Turn, row: ReceivedUpdate) -> None:
        """Stop the pressed button's waiting; too late or lost does no harm, so nobody waits for it."""
        query = json.loads(row.raw).get("callback_query") if '"callback_query"' in row.raw else None
        if query is None and not turn.after:
            return
        toast = Words(self._language, self._desk.regulation).label(turn.toast) if turn.toast else None
        task = asyncio.create_task(self._settle(turn, query["id"] if query else None, toast))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _settle(self, turn: Turn, query_id: str | None, toast: str | None) -> None:
        try:
            if query_id is not None:
                await self._bot(AnswerCallbackQuery(callback_query_id=query_id, text=toast), request_timeout=10)
            for act in turn.after:
                await act()
        except TelegramAPIError as error:
            log.info("a button press could not be acknowledged: %s", error)


def _source(raw: str) -> dict[str, Any]:
    """Chat, user, topic and message of an update, whatever kind it is."""
    update = json.loads(raw)
    event: dict[str, Any] = next((value for value in update.values() if isinstance(value, dict)), {})
    message = event.get("message", event)
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return {
        "chat": message.get("chat", {}).get("id"),
        "user": event.get("from", {}).get("id"),
        "topic": topic,
        "message": message.get("message_id"),
    }
