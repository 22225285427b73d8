"""Articles that a colleague has read: published, returned with a word, withdrawn, brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.conversations.message import speaks
from core.errors import Missing, Outdated
from core.knowledge.search import Held
from core.knowledge.writing import Deed, Stage, Writing
from core.people.authority import STAFF, Actor, require_staff
from core.tickets.drafting import WritingWork, note
from core.tickets.events import ArticleChanged


async def alone(work: WritingWork, person_id: int) -> bool:
    """True when nobody else of the desk could read what this person wrote."""
    others = (one for one in await work.people.colleagues() if one.person_id != person_id)
    return not any(one.role in STAFF for one in others)


async def publish(work: WritingWork, actor: Actor, writing_id: int, held: Held | None, now: datetime) -> Writing:
    """Customers will find it from here on, in the place of what is ``held`` now. Four eyes: nobody publishes what they
    wrote themselves, unless nobody else works at the desk.

    Over a file's article it stands in the place of what the file says now; when that is gone, it is the desk's own.
    Raises Outdated when it does not wait any more, Missing for the author's own press.
    """
    writing = await waiting(work, actor, writing_id)
    if writing.author_id == actor.person_id and not await alone(work, writing.author_id):
        raise Missing("article_needs_colleague")
    if writing.over:
        writing = replace(writing, over=held.source if held else "", key=writing.key if held else "")
    before = await work.writings.in_force(writing.key) if writing.key else None
    if before is not None:
        await work.writings.save(replace(before, stage=Stage.REPLACED))
    after = replace(writing, key=writing.article.id, stage=Stage.PUBLISHED, judge=actor.name, words="")
    return await _holds(work, actor, after, Deed.PUBLISHED, now)


async def send_back(work: WritingWork, actor: Actor, writing_id: int, words: str, now: datetime) -> Writing:
    """The author is told what to change; who takes their own back needs no words.

    Raises Outdated when it does not wait any more, Missing for no words.
    """
    writing = await waiting(work, actor, writing_id)
    if writing.author_id != actor.person_id and not speaks(words):
        raise Missing("article_needs_words")
    after = replace(writing, stage=Stage.DRAFT, words=words.strip(), judge=actor.name)
    await work.writings.save(after)
    return await note(work, actor, after, Deed.RETURNED, now, words.strip())


async def waiting(work: WritingWork, actor: Actor, writing_id: int) -> Writing:
    """A version that waits to be read. Raises Outdated when it does not any more."""
    require_staff(actor, "article")
    writing = await work.writings.get(writing_id)
    if writing is None or writing.stage is not Stage.REVIEW:
        raise Outdated("outdated")
    return writing


async def withdraw(work: WritingWork, actor: Actor, writing_id: int, now: datetime) -> Writing:
    """Customers will not find the article any more, at once and without another's eyes: what is wrong must go.

    Raises Outdated when this version is not what they find.
    """
    require_staff(actor, "article")
    writing = await work.writings.get(writing_id)
    if writing is None or writing.stage is not Stage.PUBLISHED:
        raise Outdated("outdated")
    after = replace(writing, stage=Stage.WITHDRAWN, judge=actor.name)
    return await _holds(work, actor, after, Deed.WITHDRAWN, now)


async def hide(work: WritingWork, actor: Actor, held: Held | None, place: str, team: str, now: datetime) -> Writing:
    """The same for an article as it is found: one of a file stays hidden until the file changes.

    Raises Outdated when it is gone already.
    """
    require_staff(actor, "article")
    if held is None:
        raise Outdated("article_gone")
    article = held.article
    before = await work.writings.in_force(article.id)
    if before is not None and before.over == held.source:
        return await withdraw(work, actor, before.id, now)
    if before is not None:  # said over an earlier state of the file
        await work.writings.save(replace(before, stage=Stage.REPLACED))
    assert actor.person_id is not None
    fresh = Writing(
        0, article.id, Stage.WITHDRAWN, article.title, article.body, actor.person_id, actor.name, now, place, team,
        article.section, article.link, held.source, judge=actor.name,
    )  # fmt: skip
    return await _holds(work, actor, await work.writings.add(fresh), Deed.WITHDRAWN, now)


async def restore(work: WritingWork, actor: Actor, writing_id: int, now: datetime) -> Writing:
    """What was withdrawn is found again. Raises Outdated when it is not withdrawn any more."""
    require_staff(actor, "article")
    writing = await work.writings.get(writing_id)
    if writing is None or writing.stage is not Stage.WITHDRAWN:
        raise Outdated("outdated")
    return await _holds(work, actor, replace(writing, stage=Stage.PUBLISHED, judge=actor.name), Deed.RESTORED, now)


async def _holds(work: WritingWork, actor: Actor, writing: Writing, deed: Deed, now: datetime) -> Writing:
    await work.writings.save(writing)
    work.record(ArticleChanged(now, actor, writing.article.id))
    return await note(work, actor, writing, deed, now)
