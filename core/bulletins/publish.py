"""Publish a public notice, change it, link tickets to it, and tell each customer once while it is open (NET-11)."""

from __future__ import annotations

from datetime import datetime

from core.bulletins.bulletin import LONGEST, Bulletin, BulletinWork, facts
from core.bulletins.events import Announced, BulletinChanged, BulletinLinked, News
from core.conversations.message import speaks
from core.errors import IllegalMove, Missing, NotFound
from core.people.authority import Actor, require_staff
from core.regulation import dates
from core.regulation.model import Regulation
from core.tickets import transition


def read(text: str, regulation: Regulation, now: datetime) -> tuple[str, datetime | None]:
    """The text of a notice as staff type it, and until when it holds if a date stands in front (UTC).

    Raises Missing for no words, too many, a date that has passed or is none.
    """
    until, words = dates.leading(text, regulation, now)
    if not speaks(words):
        raise Missing("needs_text", field="text")
    if len(words) > LONGEST:
        raise Missing("field_too_long", field="text", longest=LONGEST)
    if until is not None and until <= now:
        raise Missing("date_in_past", field="until")
    return words, until


async def publish(work: BulletinWork, actor: Actor, text: str, now: datetime) -> Bulletin:
    """Publish a notice: from here on customers who ask or write are told of it."""
    require_staff(actor, "notice")
    words, until = read(text, work.regulation, now)
    return await work.bulletins.add(Bulletin(0, words, now, actor.name, until))


async def still_open(work: BulletinWork, actor: Actor, bulletin_id: int) -> Bulletin:
    """The open notice of this number, for staff. Raises NotFound for none such, IllegalMove for a closed one."""
    require_staff(actor, "notice")
    found = await work.bulletins.get(bulletin_id)
    if found is None:
        raise NotFound("no_such_notice", number=bulletin_id)
    if found.closed_at is not None:
        raise IllegalMove("notice_closed", number=bulletin_id)
    return found


async def change(work: BulletinWork, actor: Actor, bulletin_id: int, text: str, now: datetime) -> Bulletin:
    """Give a notice another text and date; everybody who was told of it hears so once, linked tickets note it."""
    bulletin = await still_open(work, actor, bulletin_id)
    words, until = read(text, work.regulation, now)
    if (words, until) == (bulletin.text, bulletin.until):
        raise Missing("same_notice", number=bulletin_id)
    before, bulletin.text, bulletin.until = bulletin.text, words, until
    await work.bulletins.save(bulletin)
    for ticket_id in await work.bulletins.tickets(bulletin_id):
        ticket = await work.tickets.get(ticket_id)
        work.record(BulletinChanged(now, actor, ticket, bulletin_id, before, words, until))
    for person_id in await work.bulletins.readers(bulletin_id):
        work.record(Announced(now, actor, person_id, News.CHANGED, facts(bulletin, work.regulation)))
    return bulletin


async def link(work: BulletinWork, actor: Actor, bulletin_id: int, ticket_id: int, now: datetime) -> Bulletin:
    """A ticket is about what the notice tells of: its customer is told, and it may be resolved together with it.

    The notice is locked before the ticket, as where it is closed: two that do both at once wait for each other.
    """
    bulletin = await still_open(work, actor, bulletin_id)
    ticket = await work.tickets.get(ticket_id)
    transition.not_closed(await work.regulation_of(ticket), ticket)
    if not await work.bulletins.link(bulletin_id, ticket.id):
        raise Missing("linked_already", number=bulletin_id)
    await work.bulletins.heard(bulletin_id, ticket.person_id)
    work.record(BulletinLinked(now, actor, ticket, bulletin_id, bulletin.text, bulletin.until))
    return bulletin


async def tell(work: BulletinWork, actor: Actor, person_id: int, now: datetime) -> None:
    """Tell a customer who writes of the notices that they have not heard of; each is told once."""
    for bulletin in await work.bulletins.unheard(person_id):
        if bulletin.current(now):
            await work.bulletins.heard(bulletin.id, person_id)
            work.record(Announced(now, actor, person_id, News.NOW, facts(bulletin, work.regulation)))


async def shown(work: BulletinWork, person_id: int, now: datetime) -> list[Bulletin]:
    """The notices that hold now, for a customer who asks; these count as told."""
    found = [bulletin for bulletin in await work.bulletins.open() if bulletin.current(now)]
    for bulletin in found:
        await work.bulletins.heard(bulletin.id, person_id)
    return found
