"""What the articles say to a question, and whether it is said: never over a consultant's words, never twice in vain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from core.consultation import hours, scope
from core.consultation.events import QuestionAnswered
from core.consultation.question import Ending, Question, Questions
from core.conversations.events import Event
from core.conversations.message import Message, Messages
from core.knowledge.assistant import Answer
from core.knowledge.scoring import Band
from core.knowledge.search import Found, Hit, sections
from core.people.account import account_of
from core.people.authority import SYSTEM
from core.people.organisation import Organisations
from core.people.ports import People
from core.regulation.model import Reason, Regulation

SHOWN = 3
"""Articles that are offered."""
CLOSE = 0.5
"""Beside a sure answer only such articles are named that fit at least half as well."""
LATELY = timedelta(hours=12)
"""So long «no answer» is not said a second time."""


class Answering(Protocol):
    """What answering touches."""

    @property
    def questions(self) -> Questions: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def people(self) -> People: ...
    @property
    def organisations(self) -> Organisations: ...
    @property
    def regulation(self) -> Regulation: ...
    @property
    def consults(self) -> bool: ...
    def record(self, event: Event) -> None: ...


def text_of(messages: Sequence[Message]) -> str:
    """The question in the customer's words; what was taken back is not asked."""
    return "\n".join(message.text for message in messages if message.text.strip() and not message.withdrawn_at)


async def answer(
    work: Answering, looked_up: Question, found: Found, now: datetime, drafted: Answer | None = None
) -> Question | None:
    """Keep what was found for a question, and tell its customer if it is still theirs to be told.

    ``drafted`` is what the assistant made of the articles. None when the question was answered already, or when more
    was asked meanwhile, so that it has to be looked up again.
    """
    question = await work.questions.find(looked_up.id, looked_up.person_id)
    if question is None or question.band is not None or question.messages != looked_up.messages:
        return None
    text = text_of(await work.messages.several(question.messages))
    ground = None if found.band is Band.ANSWER else await _left_out(work, question, text)
    question.band, question.said = found.band, found.said
    offered = _offered(found)
    question.articles = tuple({"id": hit.id, "title": hit.title, "link": hit.link} for hit in offered)
    question.sections = tuple(sections(found.hits))
    question.told = await _is_told(work, question, ground)
    await work.questions.save(question)
    opens = hours.opening(work.regulation, now)
    facts: dict[str, Any] = {
        "question": question.id,
        "draft": question.draft_id,
        "band": found.band,
        "said": found.said,
        "articles": [_shown(hit) for hit in offered],
        "answer": drafted.text if drafted else "",
        "sources": [{"title": one.title, "link": one.link} for one in drafted.sources] if drafted else [],
        "ground": ground.text if ground else "",
        "clause": ground.clause if ground else "",
        "opens": opens.isoformat() if opens else None,
    }
    work.record(QuestionAnswered(now, SYSTEM, question, facts))
    return question


def _offered(found: Found) -> list[Hit]:
    """The articles that are worth naming."""
    if found.band is Band.NONE:
        return []
    least = found.hits[0].score * CLOSE if found.band is Band.ANSWER else 0.0
    return [hit for hit in found.hits[:SHOWN] if hit.score >= least]


async def _left_out(work: Answering, question: Question, text: str) -> Reason | None:
    """The ground on which there is no advice on this, unless the customer's contract allows it (ALL-2)."""
    ground = scope.beyond(work.regulation, text)
    if ground is None:
        return None
    account = await account_of(work.organisations, await work.people.get(question.person_id))
    allowed = account.organisation is not None and account.organisation.advice
    return None if allowed else ground


async def _is_told(work: Answering, question: Question, ground: Reason | None) -> bool:
    if question.ending is not Ending.OPEN:
        return False
    if question.draft_id is not None:
        return question.band is not Band.NONE
    if await work.questions.attended(question.person_id, question.asked_at, question.asked_at):
        return False
    if question.band is not Band.NONE or ground is not None:
        return True
    earlier = await work.questions.lately(question.person_id, question.asked_at - LATELY)
    return work.consults and not any(q.told and q.band is Band.NONE for q in earlier if q.id != question.id)


def _shown(hit: Hit) -> dict[str, str]:
    return {"id": hit.id, "title": hit.title, "link": hit.link, "snippet": hit.snippet}
