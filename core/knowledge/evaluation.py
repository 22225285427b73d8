"""How good the search is on questions whose right articles are known, and where its thresholds should be."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.errors import ConfigurationError
from core.knowledge.scoring import Thresholds

CHAT = ("para", "typo", "mixed")
"""Types of questions as people write them in a chat; where there are such, the figures are about them."""
REFUSAL = 0.9
"""The share of questions without an answer that must not get one."""
KEPT = 0.9
"""The share of questions with a right article among the first three to which at least these must be offered."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the articles that answer it, any of them; none when nothing does."""

    text: str
    right: frozenset[str]
    type: str = ""
    articles_only: bool = False
    """Asked with the FAQ entries hidden, since it was taken from one of them."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the search made of a question: the ids it found, how sure it was, and how long it took."""

    question: Question
    found: tuple[str, ...]
    confidence: float
    seconds: float

    def right_in(self, most: int) -> bool:
        """True when a right article is among the first so many."""
        return not self.question.right.isdisjoint(self.found[:most])


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1; those that need questions without an answer are None when there were none."""

    questions: int
    r1: float
    r3: float
    auc: float | None
    right_at_90: float | None


def read(text: str) -> list[Question]:
    """Questions, one JSON object a line: ``q``, ``gold`` (ids), perhaps ``type`` and ``scope``.

    Raises ConfigurationError that names every line that is none.
    """
    questions, problems = [], []
    for number, line in enumerate(text.split("\n"), start=1):  # JSON may hold other ends of lines
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            words, right = row["q"], row["gold"]
            if not isinstance(words, str) or not words.strip() or not isinstance(right, list):
                raise TypeError
            ids = frozenset(str(one) for one in right)
            articles = row.get("scope") == "articles"
            questions.append(Question(words, ids, str(row.get("type", "")), articles_only=articles))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            problems.append(f'line {number}: not a question like {{"q": "…", "gold": ["id of an article"]}}')
    if problems:
        raise ConfigurationError(*problems[:20])
    if not any(question.right for question in questions):
        raise ConfigurationError("no question with a right article: at least one line must have ids in «gold»")
    return questions


def measured_on(answered: Sequence[Answered]) -> list[Answered]:
    """Those that have an answer and are asked as in a chat; all that have one where no such type is named."""
    answerable = [one for one in answered if one.question.right]
    return [one for one in answerable if one.question.type in CHAT] or answerable


def figures(asked: Sequence[Answered], unanswerable: Sequence[Answered]) -> Figures:
    """Figures of questions that have an answer, told from those that have none."""
    count = len(asked)
    bar = refusing(unanswerable)
    return Figures(
        count,
        sum(one.right_in(1) for one in asked) / count,
        sum(one.right_in(3) for one in asked) / count,
        _auc([one.confidence for one in asked], [one.confidence for one in unanswerable]),
        None if bar is None else sum(one.right_in(1) and one.confidence > bar for one in asked) / count,
    )


def refusing(unanswerable: Sequence[Answered]) -> float | None:
    """The confidence that ``REFUSAL`` of the questions without an answer do not exceed."""
    if not unanswerable:
        return None
    ordered = sorted(one.confidence for one in unanswerable)
    return ordered[math.ceil(REFUSAL * len(ordered)) - 1]


def thresholds(answered: Sequence[Answered]) -> Thresholds | None:
    """Where the bands of this installation begin; None when there is nothing to tell them from."""
    bar = refusing([one for one in answered if not one.question.right])
    right = sorted(one.confidence for one in measured_on(answered) if one.right_in(3))
    if bar is None or not right:
        return None
    answer = math.nextafter(bar, math.inf)
    return Thresholds(answer, min(answer, right[int((1 - KEPT) * len(right))]))


def percentile_95(answered: Iterable[Answered]) -> float:
    """Seconds within which 95 of 100 questions were answered."""
    ordered = sorted(one.seconds for one in answered)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


def _auc(above: Sequence[float], below: Sequence[float]) -> float | None:
    """How often a question that has an answer is surer than one that has none; a draw counts half."""
    if not above or not below:
        return None
    won = sum((one > other) + (one == other) / 2 for one in above for other in below)
    return won / (len(above) * len(below))
