"""Organisations, their contacts and telephones, invitations; and who sees which ticket."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.errors import Outdated
from core.people.authority import Actor
from core.people.invitation import digest, fresh
from core.people.organisation import Organisation, PhoneOnFile
from core.regulation.model import Rank
from core.tickets import invitations
from tests.office import Office, office_on


async def company(office: Office, name: str, **ranks: Rank) -> Organisation:
    """An organisation with these contacts."""
    async with office.database.begin() as store:
        made = await store.organisations.add(Organisation(0, name, office.clock.now()))
        for number, (who, rank) in enumerate(ranks.items()):
            at = office.clock.now() + timedelta(seconds=number)
            await store.organisations.join(office.people[who].person_id or 0, made.id, rank, at)
    return made


async def seen(office: Office, who: Actor) -> list[str]:
    """The numbers of the tickets that somebody sees: in a list, one by one and by number alike."""
    async with office.database.begin() as store:
        person = who.person_id or 0
        found = [ticket.number for ticket in await store.tickets.all_seen(person)]
        for ticket in await store.tickets.open():
            alone, numbered = (
                await store.tickets.seen(person, ticket.id),
                await store.tickets.seen_by_number(person, ticket.number),
            )
            assert (alone is not None) is (numbered is not None) is (ticket.number in found)
    return found


async def test_an_organisation_comes_back_as_it_was_under_its_name_however_written(database_url: str) -> None:
    async with office_on(database_url) as office:
        daisy = Organisation(0, "ООО «Ёлка и Ромашка»", office.clock.now(), "12/26", "premium", True)
        async with office.database.begin() as store:
            await store.organisations.add(daisy)
            assert await store.organisations.named('ооо  "елка и РОМАШКА"') == daisy
            assert await store.organisations.named("Ромашка") is None
            daisy.contract = "13/26"
            await store.organisations.save(daisy)
            assert await store.organisations.get(daisy.id) == daisy
            assert await store.organisations.all() == [daisy]
        async with office.database.begin() as store:
            with pytest.raises(IntegrityError):
                await store.organisations.add(Organisation(0, "ООО ЕЛКА И РОМАШКА", office.clock.now()))


async def test_a_person_is_a_contact_of_one_organisation_at_a_time(database_url: str) -> None:
    async with office_on(database_url) as office:
        daisy = await company(office, "Ромашка", Анна=Rank.OWNER, Борис=Rank.PLAIN)
        lotus = await company(office, "Лотос", Борис=Rank.AUTHORISED)
        async with office.database.begin() as store:
            assert [(one.name, one.rank) for one in await store.organisations.members(daisy.id)] == [
                ("Анна", Rank.OWNER)
            ]
            member = await store.organisations.member(office.boris.person_id or 0)
            assert member is not None
            assert (member.organisation, member.authorised) == (lotus, True)
            await store.organisations.leave(office.boris.person_id or 0)
            assert await store.organisations.member(office.boris.person_id or 0) is None
            assert await store.organisations.members(lotus.id) == []


async def test_a_telephone_is_on_file_of_one_organisation(database_url: str) -> None:
    async with office_on(database_url) as office:
        daisy, lotus = await company(office, "Ромашка"), await company(office, "Лотос")
        async with office.database.begin() as store:
            await store.organisations.put_on_file(PhoneOnFile("+79120001122", daisy.id, Rank.PLAIN))
            kept = PhoneOnFile("+79120001122", daisy.id, Rank.OWNER, "Иванова")
            await store.organisations.put_on_file(kept)
            assert await store.organisations.on_file("+79120001122") == kept
            assert await store.organisations.phones(daisy.id) == [kept]
            assert await store.organisations.phones(lotus.id) == []
            await store.organisations.off_file("+79120001122")
            assert await store.organisations.on_file("+79120001122") is None


async def test_an_invitation_is_found_by_its_digest_alone(database_url: str) -> None:
    async with office_on(database_url) as office:
        daisy, now = await company(office, "Ромашка"), office.clock.now()
        invitation, token = fresh(daisy.id, Rank.AUTHORISED, office.vera, now)
        async with office.database.begin() as store:
            await store.invitations.add(invitation)
            assert await store.invitations.by_digest(token) is None
            assert await store.invitations.by_digest(digest(token)) == invitation
            invitation.used_by, invitation.used_at = office.anna.person_id, now
            await store.invitations.save(invitation)
            assert await store.invitations.get(invitation.id) == invitation
            assert await store.invitations.all() == [invitation]
            assert not invitation.holds(now)


async def test_the_links_of_one_organisation_are_revoked_together(database_url: str) -> None:
    async with office_on(database_url) as office:
        daisy, lotus, now = await company(office, "Ромашка"), await company(office, "Лотос"), office.clock.now()
        async with office.database.begin() as store:
            for place in (daisy, daisy, lotus):
                await store.invitations.add(fresh(place.id, Rank.PLAIN, office.vera, now)[0])
            used = (await store.invitations.all())[0]
            used.used_by, used.used_at = office.anna.person_id, now
            await store.invitations.save(used)
            await store.invitations.void(daisy.id, now)
            assert [one.revoked_at for one in await store.invitations.all()] == [None, now, None]


async def test_of_two_who_open_a_link_at_once_one_comes_in(database_url: str) -> None:
    async with office_on(database_url) as office:
        daisy = await company(office, "Ромашка")
        async with office.desk.work() as deed:
            _, token = await invitations.invite(deed, office.vera, daisy, Rank.AUTHORISED, deed.now)

        async def opens(who: Actor) -> str:
            try:
                async with office.desk.work() as deed:
                    return str(await invitations.accept(deed, who, token, deed.now))
            except Outdated as refusal:
                return refusal.code

        answers = await asyncio.gather(opens(office.anna), opens(office.boris))
        assert sorted(answers) == ["True", "invitation_void"]
        async with office.database.read() as store:
            assert len(await store.organisations.members(daisy.id)) == 1


async def test_own_tickets_those_of_colleagues_for_the_authorised_and_no_others(database_url: str) -> None:
    async with office_on(database_url) as office:
        olga, dina = await office.joins("Ольга", "104"), await office.joins("Дина", "105")
        await company(office, "Ромашка", Анна=Rank.PLAIN, Ольга=Rank.AUTHORISED)
        await company(office, "Лотос", Дина=Rank.OWNER)
        annas = await office.registers(office.anna)
        boriss = await office.registers(office.boris)
        assert annas.organisation_id is not None
        assert boriss.organisation_id is None
        assert await seen(office, office.anna) == await seen(office, olga) == [annas.number]
        assert await seen(office, office.boris) == [boriss.number]
        assert await seen(office, dina) == []
        # Who has left sees nothing of it, not even what was once their own.
        async with office.database.begin() as store:
            await store.organisations.leave(office.anna.person_id or 0)
        assert await seen(office, office.anna) == []
        assert await seen(office, olga) == [annas.number]


async def test_tickets_move_with_their_contact_from_and_to_an_organisation(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket, other = await office.registers(office.anna), await office.registers(office.boris)
        daisy = await company(office, "Ромашка", Анна=Rank.PLAIN)
        async with office.database.begin() as store:
            await store.tickets.move(office.anna.person_id or 0, None, daisy.id)
            assert [one.id for one in await store.tickets.of_organisation(daisy.id)] == [ticket.id]
            await store.tickets.move(office.anna.person_id or 0, daisy.id, None)
            assert await store.tickets.of_organisation(daisy.id) == []
            assert (await store.tickets.peek(other.id)).organisation_id is None


async def test_an_authorised_colleague_who_wrote_in_a_ticket_follows_it(database_url: str) -> None:
    async with office_on(database_url) as office:
        olga = await office.joins("Ольга", "104")
        daisy = await company(office, "Ромашка", Анна=Rank.PLAIN, Ольга=Rank.AUTHORISED)
        ticket = await office.registers(office.anna)
        for who in (office.anna, olga):
            async with office.database.begin() as store:
                words = office.words(who, "И ещё", ticket_id=ticket.id)
                await store.messages.add(words)
        async with office.database.begin() as store:
            assert await store.organisations.followers(ticket.id) == [olga.person_id]
            await store.organisations.join(olga.person_id or 0, daisy.id, Rank.PLAIN, office.clock.now())
            assert await store.organisations.followers(ticket.id) == []
