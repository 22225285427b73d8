"""The customer says what became of a question: it helped, a person is wanted, a request is filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.consultation import hours
from core.consultation.ask import PROMISED, Asking
from core.consultation.courtesy import is_courtesy
from core.consultation.events import QuestionAsked, QuestionEnded
from core.consultation.question import Ending, Question
from core.conversations.message import Author, Messages
from core.errors import Outdated
from core.knowledge.scoring import Band
from core.people.authority import Actor


class Calling(Asking, Protocol):
    """What calling a consultant from the menu looks at besides."""

    @property
    def messages(self) -> Messages: ...


async def helped(work: Asking, actor: Actor, question_id: int, now: datetime) -> Question:
    """«Помогло»: the question ends without a request and is counted (INS-3). Raises Outdated for a foreign one."""
    question = await _own(work, actor, question_id)
    if question.ending in (Ending.OPEN, Ending.HANDED):
        question.end(Ending.HELPED, now)
        await work.questions.save(question)
        work.record(QuestionEnded(now, actor, question))
    return question


async def hand(work: Asking, actor: Actor, question_id: int, now: datetime) -> str | None:
    """«Спросить консультанта»: a person takes it from here. Returns the ISO instant at which somebody will read it,
    None for now. Raises Outdated for a question that is not the actor's."""
    return await _handed(work, actor, await _own(work, actor, question_id), now)


async def wants_person(work: Calling, actor: Actor, now: datetime) -> tuple[bool, str | None]:
    """The same from the menu, about what was asked last or before anything was: the articles keep silent from here on.

    Returns whether there are words that the person will answer, and when somebody will read, as ``hand`` does.
    """
    assert actor.person_id is not None
    if not work.consults:
        opens = hours.opening(work.regulation, now)
        return False, opens.isoformat() if opens else None
    lately = await work.questions.lately(actor.person_id, now - PROMISED)
    open_ = [question for question in lately if question.ending is Ending.OPEN]
    asked = open_[-1] if open_ else await work.questions.add(Question(0, actor.person_id, (), now, band=Band.NONE))
    written = bool(asked.messages) or await _waits(work, actor.person_id, now)
    return written, await _handed(work, actor, asked, now, written=written)


async def _waits(work: Calling, person_id: int, now: datetime) -> bool:
    """Whether the customer's word was the last one in the talk, and asks something."""
    return any(
        message.author is Author.CUSTOMER and message.at > now - PROMISED and not is_courtesy(message.text)
        for message in await work.messages.recent_talk(person_id, 1)
    )


async def _handed(work: Asking, actor: Actor, question: Question, now: datetime, *, written: bool = True) -> str | None:
    opens = hours.opening(work.regulation, now)
    when = opens.isoformat() if opens else None
    if question.ending is not Ending.HANDED:
        question.end(Ending.HANDED, now)
        question.band = question.band or Band.NONE
        await work.questions.save(question)
        work.record(QuestionEnded(now, actor, question, when, written))
    return when


async def promoted(work: Asking, person_id: int, message_ids: Sequence[int], now: datetime) -> None:
    """These messages became a request: so did what was asked in them, unless it had helped."""
    for question in await work.questions.of_messages(person_id, message_ids):
        if question.ending is not Ending.HELPED:
            question.end(Ending.PROMOTED, now)
            await work.questions.save(question)


async def settled(work: Asking, person_id: int, message_ids: Sequence[int]) -> set[int]:
    """Which of the messages asked what the articles have helped with already."""
    asked = await work.questions.of_messages(person_id, message_ids)
    return {message for one in asked if one.ending is Ending.HELPED for message in one.messages}


async def offered(work: Asking, person_id: int, message_ids: Sequence[int]) -> list[Question]:
    """What the articles had to say to these messages and did not help yet, oldest first."""
    found = await work.questions.of_messages(person_id, message_ids)
    return [question for question in found if question.articles and question.ending is not Ending.HELPED]


async def look_up(
    work: Asking, actor: Actor, draft_id: int, message_ids: Sequence[int], heard: float, now: datetime
) -> None:
    """Have the articles looked through while a request is written down, once a form, when nobody did it yet (INS-3)."""
    assert actor.person_id is not None
    if not work.consults or not message_ids or await work.questions.of_messages(actor.person_id, message_ids):
        return
    question = Question(0, actor.person_id, tuple(message_ids), now, heard, draft_id)
    work.record(QuestionAsked(now, actor, await work.questions.add(question)))


async def _own(work: Asking, actor: Actor, question_id: int) -> Question:
    question = await work.questions.find(question_id, actor.person_id or 0)
    if question is None:
        raise Outdated("outdated")
    return question
