"""A message of talk becomes a question, unless a consultant is there already (SAV-7, NET-5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from core.consultation import scope
from core.consultation.courtesy import is_courtesy
from core.consultation.events import QuestionAsked
from core.consultation.question import Question, Questions
from core.conversations.events import Event
from core.conversations.message import Message
from core.people.authority import Actor
from core.regulation.model import Regulation

PROMISED, SPOKE = timedelta(hours=12), timedelta(hours=2)
"""A consultant who was asked for, or who spoke, so lately answers; the articles keep out of it."""


class Asking(Protocol):
    """What asking touches."""

    @property
    def questions(self) -> Questions: ...
    @property
    def regulation(self) -> Regulation: ...
    @property
    def consults(self) -> bool:
        """There are articles to look through."""

    def record(self, event: Event) -> None: ...


async def ask(work: Asking, actor: Actor, message: Message, heard: float, now: datetime) -> Question | None:
    """Take a stored message of talk as a question, or as the rest of the one that is just being asked.

    None for what asks nothing, and while a consultant is with the customer.
    """
    if message.obscene or message.internal or is_courtesy(message.text):
        return None
    if not work.consults and scope.beyond(work.regulation, message.text) is None:
        return None
    waiting = await work.questions.waiting_of(message.person_id)
    if waiting is not None and waiting.draft_id is None:
        waiting.messages, waiting.heard = (*waiting.messages, message.id), heard
        await work.questions.save(waiting)
        work.record(QuestionAsked(now, actor, waiting))
        return waiting
    if await work.questions.attended(message.person_id, now - PROMISED, now - SPOKE):
        return None
    question = await work.questions.add(Question(0, message.person_id, (message.id,), now, heard))
    work.record(QuestionAsked(now, actor, question))
    return question
