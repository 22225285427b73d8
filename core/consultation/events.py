"""What happened to a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.consultation.question import Question
from core.conversations.events import Event


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """Something was asked that the articles may answer: whoever looks it up is woken."""

    question: Question


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """The articles were looked through; ``facts`` is what the customer is shown of it."""

    question: Question
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionEnded(Event):
    """The customer said what became of it; ``opens`` is when a consultant will read it, in ISO; None for now.

    ``written`` is False when a consultant was asked for and there are no words to read yet.
    """

    question: Question
    opens: str | None = None
    written: bool = True
