"""A message of talk becomes a question, unless a consultant is there already (SAV-7, NET-5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from core.consultation import scope
from core.consultation.events import QuestionAsked
from core.consultation.question import Question, Questions
from core.conversations.events import Event
from core.conversations.message import Message
from core.knowledge.text import words
from core.people.authority import Actor
from core.regulation.model import Regulation

PROMISED, SPOKE = timedelta(hours=12), timedelta(hours=2)
"""A consultant who was asked for, or who spoke, so lately answers; the articles keep out of it."""
MOST_WORDS = 5
"""Words of courtesy alone are never longer; who greets and asks in one message writes more, or another word."""
COURTESY = frozenset(
    "здравствуйте здравствуй здрасте приветствую привет добрый доброе доброго день дня утро утра вечер вечера времени"
    " суток всем вам спасибо благодарю большое огромное очень заранее пожалуйста ок окей хорошо понятно понял поняла"
    " ясно да нет ага угу все алло ау кто нибудь есть тут здесь можно вопрос у меня я хочу спросить помогите поможете"
    " подскажите скажите hello hi hey thanks thank you good morning afternoon evening ok okay yes no please".split()
)
"""Words that alone ask nothing that an article could answer."""


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


def asks(text: str) -> bool:
    """Whether these words may ask something: not courtesy alone, no number alone."""
    said = words(text)
    if len(said) <= MOST_WORDS and all(word in COURTESY or not word.isalpha() for word in said):
        return False
    return bool(said)


async def ask(work: Asking, actor: Actor, message: Message, heard: float, now: datetime) -> Question | None:
    """Take a stored message of talk as a question, or as the rest of the one that is just being asked.

    None for what asks nothing, and while a consultant is with the customer.
    """
    if message.obscene or message.internal or not asks(message.text):
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
