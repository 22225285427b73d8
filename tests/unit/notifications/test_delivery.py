"""What the desk concludes when a notice has left, or never will (SAV-3, SAV-16)."""

from __future__ import annotations

import pytest

from core.deadlines.milestones import Fact
from core.notifications import delivery
from core.notifications.notice import Desk, Notice, Parcel, Room, Urgency
from core.people.person import AddressState
from core.tickets.ticket import Ticket
from tests.office import Office, office_on


async def the(office: Office, kind: str) -> Parcel:
    """The newest waiting parcel of this kind."""
    return [parcel for parcel in await office.waiting() if parcel.notice.kind == kind][-1]


async def delivered(office: Office, parcel: Parcel) -> None:
    async with office.desk.work() as deed:
        await delivery.delivered(deed, parcel, deed.now)


def confirmations(ticket: Ticket) -> int:
    return sum(m.fact is Fact.CONFIRMED for m in ticket.milestones)


@pytest.mark.clause("SAV-16")
async def test_the_registration_clock_stops_when_the_confirmation_has_left_and_only_then(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        for parcel in await office.waiting():
            if parcel.notice.kind != "registered":
                await delivered(office, parcel)
        assert confirmations(await office.now(ticket)) == 0
        confirmation = await the(office, "registered")
        await delivered(office, confirmation)
        await delivered(office, confirmation)  # through a second channel
        assert confirmations(await office.now(ticket)) == 1
        async with office.database.read() as store:
            runs = {timer.run for timer in await store.tickets.timers(ticket.id)}
        assert runs == {"resolution#1"}


async def test_a_group_of_customers_that_put_the_bot_out_troubles_nobody(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        async with office.desk.work() as deed:
            deed.tell(Notice(Room("-500"), "guest_goes_on", {"name": "Анна"}))
        parcel = await the(office, "guest_goes_on")
        assert (parcel.address, parcel.notice.to) == ("-500", Room("-500"))
        async with office.desk.work() as deed:
            await delivery.undeliverable(deed, parcel, "kicked", address_dead=True)
        assert [one for one in await office.waiting() if one.notice.kind == "undelivered"] == []


@pytest.mark.clause("SAV-3")
async def test_a_confirmation_that_does_not_arrive_is_told_in_the_tickets_topic(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        confirmation = await the(office, "registered")
        async with office.desk.work() as deed:
            await delivery.undeliverable(deed, confirmation, "blocked", address_dead=True)
        told = await the(office, "undelivered")
        assert (told.address, told.notice.facts) == ("staff", {"reason": "blocked"})
        assert told.notice.to == Desk(f"ticket:{ticket.id}")
        async with office.database.read() as store:
            (address,) = await store.people.addresses(office.anna.person_id or 0)
        assert address.state is AddressState.BLOCKED


async def test_who_cannot_be_reached_is_told_once_however_much_is_waiting(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.says(office.anna, "ау")
        async with office.desk.work() as deed:
            await deed.people.set_address_state("telegram", "101", AddressState.BLOCKED)
        await office.sent()
        await office.says(office.vera, "первое", to=office.anna)
        await office.says(office.vera, "второе", to=office.anna)
        assert [p.notice.kind for p in await office.waiting()] == ["undelivered", "receipt", "receipt"]
        told = await the(office, "undelivered")
        assert told.notice.facts == {"reason": "blocked"}


async def test_who_lets_the_desk_in_again_gets_what_did_not_arrive_and_the_staff_hear_of_it(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.says(office.anna, "ау")
        anna = office.anna.person_id or 0
        async with office.desk.work() as deed:
            await deed.people.set_address_state("telegram", "101", AddressState.BLOCKED)
        await office.sent()
        await office.says(office.vera, "первое", to=office.anna)
        await office.says(office.vera, "второе", to=office.anna)
        for _ in range(2):  # told twice: once is enough
            async with office.desk.work() as deed:
                await delivery.reachable_again(deed, "telegram", "101", anna, wall=0.0)
        found = [parcel for parcel in await office.waiting() if parcel.notice.urgency is not Urgency.COSMETIC]
        waiting = [(parcel.address, parcel.notice.kind) for parcel in found]
        assert waiting == [("101", "relay"), ("staff", "undelivered"), ("101", "relay"), ("staff", "reachable_again")]
        assert (await the(office, "reachable_again")).notice.facts == {"revived": 2}


@pytest.mark.parametrize("kind", ["undelivered", "card", "edit"])
async def test_small_failures_are_not_told_of(kind: str, sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.registers(office.anna)
        parcel = await the(office, "card")
        failed = Parcel(parcel.id, parcel.channel, parcel.address, Notice(parcel.notice.to, kind))
        await office.sent()
        async with office.desk.work() as deed:
            await delivery.undeliverable(deed, failed, "refused", address_dead=False)
        assert await office.waiting() == []
