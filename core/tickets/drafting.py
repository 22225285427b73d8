"""Articles being written: of a ticket's answer, from nothing, or anew in the place of one that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from core.conversations.message import Author, Message, speaks
from core.deadlines.milestones import Fact
from core.errors import Missing, Outdated
from core.knowledge.article import LONGEST_TITLE
from core.knowledge.offer import cut
from core.knowledge.search import Held
from core.knowledge.writing import Deed, Stage, Writing, Writings, check, section_of, text_of, title_of, unnamed
from core.people.authority import Actor, require_staff
from core.regulation.model import Regulation
from core.tickets.contact import contact_of
from core.tickets.events import ArticleDrafted, ArticlePublished, ArticleWithdrawn
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


class WritingWork(TicketWork, Protocol):
    """One transaction in which articles are written."""

    @property
    def writings(self) -> Writings: ...


async def of_ticket(work: WritingWork, actor: Actor, ticket: Ticket, place: str, now: datetime) -> Writing:
    """A draft of the answer that resolved the ticket, under the ticket's subject, without what is personal in them.

    Raises Missing for a ticket that is not resolved or has no answer in words, and while its article is being written.
    """
    require_staff(actor, "article")
    resolved_at = _resolved_at(ticket, await work.regulation_of(ticket))
    if resolved_at is None:
        raise Missing("article_needs_resolved")
    await _nobody_else(await work.writings.under_way(ticket_id=ticket.id))
    answer = await _answer(work, ticket, resolved_at)
    if answer is None:
        raise Missing("article_needs_answer")
    account = await contact_of(work, ticket)
    known = [account.person.name, *account.person.profile.values(), *ticket.fields.values()]
    known += [account.organisation.name] if account.organisation else []
    return await _begin(
        work, actor, place, "", now,
        title=unnamed(" ".join(ticket.subject.split()), known)[:LONGEST_TITLE],
        body=unnamed(answer.text.strip(), known),
        ticket_id=ticket.id,
    )  # fmt: skip


async def _answer(work: WritingWork, ticket: Ticket, resolved_at: datetime) -> Message | None:
    """The desk's last public words when the ticket was resolved; what was said after that is thanks and goodbye."""
    said = [
        message
        for message in await work.messages.thread(ticket.id)
        if message.author is Author.STAFF
        and not message.internal
        and message.withdrawn_at is None
        and speaks(message.text)
        and message.at <= resolved_at
    ]
    return said[-1] if said else None


def _resolved_at(ticket: Ticket, regulation: Regulation) -> datetime | None:
    """When the state last became one that resolves; None while it does not."""
    at, before = None, False
    for milestone in ticket.milestones:
        if milestone.fact is Fact.STATE:
            now = regulation.state(milestone.value).resolved
            at = (at if before else milestone.at) if now else None
            before = now
    return at


async def from_nothing(work: WritingWork, actor: Actor, title: str, place: str, team: str, now: datetime) -> Writing:
    """A draft with nothing in it but a title, perhaps."""
    require_staff(actor, "article")
    return await _begin(work, actor, place, team, now, title=title_of(title) if title else "")


async def anew(work: WritingWork, actor: Actor, held: Held | None, place: str, team: str, now: datetime) -> Writing:
    """A draft in the place of an article that is there. Raises Outdated when it is gone, Missing while another one is
    being written."""
    require_staff(actor, "article")
    if held is None:
        raise Outdated("article_gone")
    article = held.article
    await _nobody_else(await work.writings.under_way(key=article.id))
    before = await work.writings.in_force(article.id)
    ours = before is not None and before.stage is Stage.PUBLISHED and before.over == held.source
    body = before.body if before is not None and ours else article.body
    return await _begin(
        work, actor, place, team, now,
        title=article.title, body=body, section=article.section, link=article.link, key=article.id, over=held.source,
    )  # fmt: skip


async def _nobody_else(other: Writing | None) -> None:
    if other is not None:
        raise Missing("article_under_way", title=cut(other.title, 80), name=other.author)


async def _begin(
    work: WritingWork, actor: Actor, place: str, team: str, now: datetime, *, title: str = "", body: str = "",
    section: str = "", link: str = "", key: str = "", over: str = "", ticket_id: int | None = None,
) -> Writing:  # fmt: skip
    assert actor.person_id is not None
    writing = Writing(
        0, key, Stage.DRAFT, title, body, actor.person_id, actor.name, now, place, team, section, link, over, ticket_id
    )
    writing = await work.writings.add(writing)
    await note(work, actor, writing, Deed.DRAFTED, now)
    return writing


async def note(
    work: WritingWork, actor: Actor, writing: Writing, deed: Deed, now: datetime, words: str = ""
) -> Writing:
    """Keep what was done to a version, and what others see of it in the journal of the ticket that it was made of."""
    await work.writings.note(writing, deed, actor.name, words, now)
    told = _JOURNALLED.get(deed)
    if told is not None and writing.ticket_id is not None:
        work.record(told(now, actor, await work.tickets.get(writing.ticket_id), writing.title))
    return writing


_JOURNALLED = {
    Deed.DRAFTED: ArticleDrafted,
    Deed.PUBLISHED: ArticlePublished,
    Deed.RESTORED: ArticlePublished,
    Deed.WITHDRAWN: ArticleWithdrawn,
}


async def own(work: WritingWork, actor: Actor, writing_id: int) -> Writing:
    """The actor's own draft. Raises Outdated for what is no draft any more, Missing for a colleague's."""
    require_staff(actor, "article")
    writing = await work.writings.get(writing_id)
    if writing is None or writing.stage is not Stage.DRAFT:
        raise Outdated("outdated")
    if writing.author_id != actor.person_id:
        raise Missing("article_of_another", name=writing.author)
    return writing


async def reword(work: WritingWork, actor: Actor, writing_id: int, part: str, text: str, now: datetime) -> Writing:
    """Another title, text or section of one's own draft, in somebody's words. Raises Missing for what can be none."""
    before = await own(work, actor, writing_id)
    match part:
        case "title":
            after = replace(before, title=title_of(text))
        case "body":
            after = replace(before, body=text_of(text))
        case _:
            return await into(work, actor, writing_id, section_of(text), now)
    await work.writings.save(after)
    return await note(work, actor, after, Deed.REWORDED, now, part)


async def into(work: WritingWork, actor: Actor, writing_id: int, section: str, now: datetime) -> Writing:
    """Put one's own draft into a section, named as it is there; an empty name is none."""
    after = replace(await own(work, actor, writing_id), section=section)
    await work.writings.save(after)
    return await note(work, actor, after, Deed.REWORDED, now, "section")


async def submit(work: WritingWork, actor: Actor, writing_id: int, now: datetime) -> Writing:
    """One's own draft is ready for a colleague's eyes. Raises Missing for what customers must not be shown."""
    writing = await own(work, actor, writing_id)
    check(writing)
    after = replace(writing, stage=Stage.REVIEW)
    await work.writings.save(after)
    return await note(work, actor, after, Deed.SUBMITTED, now)


async def drop(work: WritingWork, actor: Actor, writing_id: int, now: datetime) -> Writing:
    """Give one's own draft up."""
    writing = await own(work, actor, writing_id)
    after = replace(writing, stage=Stage.DROPPED)
    await work.writings.save(after)
    return await note(work, actor, after, Deed.DROPPED, now)
