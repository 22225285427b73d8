"""What the desk gives no advice on (NET-4, ALL-2): recognised by the words that the regulation names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from core.knowledge.text import words
from core.regulation.model import Reason, Regulation

ANY = "*"


def beyond(regulation: Regulation, text: str) -> Reason | None:
    """The ground on which the regulation leaves this subject out; None for what it does not name."""
    grounds = [reason for reason in regulation.reasons if reason.subjects]
    if not grounds:
        return None
    said = words(text)
    return next((reason for reason in grounds if any(_named(subject, said) for subject in reason.subjects)), None)


def _named(subject: str, said: Sequence[str]) -> bool:
    """Whether the words of the subject follow each other in the text; a star stands for any ending."""
    wanted = _pattern(subject)
    return any(
        all(_is(one, word) for one, word in zip(wanted, said[at : at + len(wanted)], strict=True))
        for at in range(len(said) - len(wanted) + 1)
    )


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith(ANY) else word == wanted


@cache
def _pattern(subject: str) -> tuple[str, ...]:
    """The words to look for; of «веб-дизайн*» the star belongs to the last one."""
    found: list[str] = []
    for piece in subject.split():
        parts = words(piece)
        found += [*parts[:-1], parts[-1] + (ANY if piece.endswith(ANY) else "")] if parts else []
    return tuple(found)
