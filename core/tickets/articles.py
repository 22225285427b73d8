"""The knowledge base while a request is written down: articles first (INS-3), and the kind that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from core.consultation import choose
from core.consultation.question import Question
from core.letters import fold
from core.people.authority import Actor
from core.regulation.model import Category, Rank, Regulation
from core.tickets import promotion
from core.tickets.draft import Draft
from core.tickets.ports import TicketWork

MOST = 3
"""Kinds of request that are proposed."""


async def before_filing(work: TicketWork, actor: Actor, draft: Draft, wall: float, now: datetime) -> Question | None:
    """What the articles have to say to the chosen messages, once for each form; None for nothing, and when they are
    only looked through now. ``wall`` is the real second."""
    found = await choose.offered(work, draft.person_id, draft.own)
    if not found:
        await choose.look_up(work, actor, draft.id, draft.own, wall, now)
        return None
    question = found[-1]
    if question.draft_id == draft.id:
        return None
    question.draft_id = draft.id
    await work.questions.save(question)
    await _presume(work, draft)
    return question


async def helped(work: TicketWork, actor: Actor, question_id: int, draft_id: int, now: datetime) -> None:
    """«Помогло»: counted, and a form that was begun is dropped; nothing is registered (INS-3).

    Raises Outdated for a question that is not the actor's, or whose request is registered already.
    """
    if draft_id and await work.drafts.get(draft_id, actor.person_id or 0) is not None:
        await promotion.cancel(work, actor, draft_id)
    await choose.helped(work, actor, question_id, now)


async def likely(work: TicketWork, draft: Draft) -> list[Category]:
    """The kinds of request that the found articles speak for, likeliest first."""
    if not work.regulation.categories:
        return []
    asked = await work.questions.of_messages(draft.person_id, draft.own)
    return kinds(work.regulation, (question.sections for question in asked))


def kinds(regulation: Regulation, found: Iterable[tuple[str, ...]]) -> list[Category]:
    """Kinds by the sections that articles stand in: the section's name is one of the kind's, or its title."""
    votes: dict[str, float] = defaultdict(float)
    for sections in found:
        for rank, section in enumerate(sections, start=1):
            for category in regulation.categories:
                if fold(section) in map(fold, (category.title, *category.sections)):
                    votes[category.id] += 1 / rank
    ranked = sorted(votes, key=lambda category_id: -votes[category_id])
    by_id = {category.id: category for category in regulation.categories}
    return [by_id[one] for one in ranked[:MOST]]


async def _presume(work: TicketWork, draft: Draft) -> None:
    """Begin a form with the likeliest kind that anybody may file here; the customer sees and may change it."""
    usual = [c for c in await likely(work, draft) if c.who is Rank.PLAIN and not c.elsewhere]
    if usual and draft.category == work.regulation.default_category != usual[0].id:
        draft.category = usual[0].id
        await work.drafts.save(draft)
