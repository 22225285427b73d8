"""The cast of the stories about money and papers: each deed in a transaction of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from core.billing.invoice import Invoice
from core.people.authority import Actor
from core.regulation.model import Rank, Role
from core.regulation.parse import Edition, load
from core.tickets import dialogue, estimates, invoices, promotion, work
from core.tickets.ticket import Ticket
from tests.office import Office, office_on

PLARSON = load("plarson")


@asynccontextmanager
async def desk_of(url: str, edition: Edition = PLARSON, at: str = "2026-03-02 10:00") -> AsyncIterator[Office]:
    """An office under a regulation, where Anna and Boris are authorised and Dina keeps the books."""
    async with office_on(url, at=at, edition=edition) as office:
        await office.joins("Дина", "203", Role.ACCOUNTING)
        async with office.desk.work() as deed:
            for actor in (office.anna, office.boris):
                person = await deed.people.get(actor.person_id or 0)
                person.rank = Rank.AUTHORISED
                await deed.people.save(person)
        yield office


async def registers_at_sintez(office: Office) -> Ticket:
    given = {"section": "Контакты", "change": "Телефон"}
    draft_id = await office.drafts(office.anna, "Замените телефон", priority="normal", **given)
    async with office.desk.work() as deed:
        return await promotion.register(deed, office.anna, draft_id, deed.now)


async def resolves(office: Office, ticket: Ticket) -> None:
    async with office.at_work(ticket) as (deed, found):
        await work.resolve(deed, office.vera, found, office.words(office.vera, "Готово"), deed.now)


async def starts(office: Office, ticket: Ticket) -> None:
    async with office.at_work(ticket) as (deed, found):
        await work.start(deed, office.vera, found, deed.now)


async def offers(office: Office, ticket: Ticket, minutes: int = 60) -> int:
    async with office.at_work(ticket) as (deed, found):
        return (await estimates.offer(deed, office.vera, found, minutes, "", deed.now)).id


async def decides(office: Office, who: Actor, estimate_id: int, *, agreed: bool = True) -> None:
    async with office.desk.work() as deed:
        await estimates.decide(deed, who, estimate_id, deed.now, agreed=agreed)


async def confirms(office: Office, ticket: Ticket) -> None:
    async with office.at_work(ticket) as (deed, found):
        await dialogue.confirm(deed, office.anna, found, deed.now)


async def accepts(office: Office, ticket: Ticket, ground: str = "") -> None:
    async with office.at_work(ticket) as (deed, found):
        await invoices.accept(deed, office.vera, found, ground, deed.now)


async def logs(office: Office, ticket: Ticket, minutes: int) -> None:
    async with office.at_work(ticket) as (deed, found):
        await work.log(deed, office.vera, found, minutes, "", deed.now)


async def invoice_of(office: Office, ticket: Ticket) -> Invoice | None:
    async with office.database.read() as store:
        return await store.billing.invoice_of(ticket.id)


async def told(office: Office, kind: str) -> Iterable[dict[str, Any]]:
    """The facts of the notices of this kind that wait to be sent."""
    return [parcel.notice.facts for parcel in await office.waiting() if parcel.notice.kind == kind]
