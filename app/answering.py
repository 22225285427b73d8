"""The answering role: looks customers' questions up in the articles and tells what they say.

A question is a row before it is looked up, so a crash loses none. A search takes longer than anybody may hold the
database; it comes between two transactions, and what it found is dropped when the customer went on writing meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import time

from bot import rounds
from bot.ports import BotStore
from core.consultation.answer import answer, text_of
from core.consultation.events import QuestionAsked
from core.consultation.question import Question
from core.desk import Desk, Work
from core.knowledge.assistant import Answer, Assistant, Retrieved
from core.knowledge.scoring import Band
from core.knowledge.search import NOTHING, Found, Search
from storage.work import Database

log = logging.getLogger(__name__)

SWEEP = 2.0
"""Real seconds between looks for questions that nobody announced (another process may have stored them)."""
AT_ONCE = 8
"""Questions that are looked up at the same time: an assistant may take its time over one of them."""


class AnsweringRole:
    """Answers the desk's questions until cancelled. ``gather``: so many real seconds the rest of a question is waited
    for, because people write it in several messages."""

    def __init__(
        self, desk: Desk[BotStore], database: Database, knowledge: Search, assistant: Assistant | None, gather: float
    ) -> None:
        self._desk = desk
        self._database = database
        self._knowledge = knowledge
        self._assistant = assistant
        self._gather = gather
        self._wake = asyncio.Event()
        self._known = True
        """There may be questions that wait."""

    def committed(self, work: Work[BotStore]) -> None:
        """Something may have been asked."""
        if any(isinstance(event, QuestionAsked) for event in work.events):
            self._known = True
            self._wake.set()

    @property
    def idle(self) -> bool:
        """True when nothing waits that this process knows of."""
        return not self._known

    async def run(self) -> None:
        """Answer what is asked, in one process at a time."""
        async with self._database.alone("answering"):
            await rounds.for_ever(self._round, "answering")

    async def _round(self) -> None:
        if self._known:
            self._known = await self.step()
        if self._known:
            await asyncio.sleep(min(self._gather, 0.2))
            return
        try:
            async with asyncio.timeout(SWEEP):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._known = True
        self._wake.clear()

    async def step(self) -> bool:
        """Answer the questions of which no more words are expected; False when no others wait."""
        async with self._database.read() as store:
            waiting = await store.questions.waiting(time.time(), AT_ONCE)
        ripe = [question for question in waiting if question.heard <= time.time() - self._gather]
        await asyncio.gather(*(self._settle(question) for question in ripe))
        return bool(waiting)

    async def _settle(self, question: Question) -> None:
        """Answer it; one that cannot be looked up has no answer in the articles, and people have it before them."""
        try:
            await self._answer(question)
        except Exception:
            log.exception("question %s could not be looked up", question.id)
            async with self._desk.work() as work:
                await answer(work, question, NOTHING, work.now)

    async def _answer(self, question: Question) -> None:
        async with self._database.read() as store:
            text = text_of(await store.messages.several(question.messages))
        found = await self._knowledge.search(text)
        drafted = await self._drafted(question, text, found)
        async with self._desk.work() as work:
            await answer(work, question, found, work.now, drafted)

    async def _drafted(self, question: Question, text: str, found: Found) -> Answer | None:
        """What the assistant makes of the articles, where there is one and where it would be shown."""
        if self._assistant is None or found.band is Band.NONE or question.draft_id is not None:
            return None
        retrieved = [Retrieved(hit.id, hit.title, hit.link, hit.snippet) for hit in found.hits]
        return await self._assistant.answer(question.person_id, text, retrieved, self._desk.clock.now())
