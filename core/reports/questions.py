"""What was asked in talk in a period, what the articles did for it, and what they did not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from core.consultation.answer import text_of
from core.consultation.question import Ending, Question, Questions
from core.conversations.message import Messages
from core.knowledge.assistant_masking import masked
from core.knowledge.scoring import Band
from core.tickets.repeat import ALIKE, similarity

COMPARED = 500
"""So many of the last unanswered questions are compared with each other."""
LISTED = 5
LONGEST = 120
"""Characters of a question that are shown."""


class AskedWork(Protocol):
    """One transaction that only looks."""

    @property
    def questions(self) -> Questions: ...
    @property
    def messages(self) -> Messages: ...


@dataclass(slots=True)
class Asked:
    """How many questions were asked and how they ended. ``unknown``: what the articles had no answer to, alike
    questions as one with their number, the most asked first."""

    total: int = 0
    answered: int = 0
    offered: int = 0
    helped: int = 0
    handed: int = 0
    promoted: int = 0
    unknown: list[tuple[str, int]] = field(default_factory=list)


async def asked(work: AskedWork, since: datetime, until: datetime) -> Asked:
    """Count the questions of a period."""
    made, unanswered = Asked(), list[Question]()
    for question in await work.questions.between(since, until):
        if question.draft_id is not None and not question.told:
            continue  # looked up for a form, and nobody saw what was found
        made.helped += question.ending is Ending.HELPED
        made.handed += question.ending is Ending.HANDED
        made.promoted += question.ending is Ending.PROMOTED
        if not question.messages:
            continue  # a consultant was asked for without a question
        made.total += 1
        made.answered += question.told and question.band is Band.ANSWER
        made.offered += question.told and question.band is Band.MAYBE
        if question.band is Band.NONE and question.ending is not Ending.HELPED:
            unanswered.append(question)
    texts = [text_of(await work.messages.several(question.messages)) for question in unanswered[-COMPARED:]]
    made.unknown = alike(texts)[:LISTED]
    return made


def alike(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Questions in much the same words as one, in the words of the first, with their number; without personal data."""
    heads: list[tuple[str, int]] = []
    for text in (" ".join(one.split()) for one in texts):
        if not text:
            continue  # its author had it erased
        for place, (head, count) in enumerate(heads):
            if similarity(head, text) >= ALIKE:
                heads[place] = head, count + 1
                break
        else:
            heads.append((text, 1))
    return [(masked(head)[:LONGEST], count) for head, count in sorted(heads, key=lambda one: -one[1])]
