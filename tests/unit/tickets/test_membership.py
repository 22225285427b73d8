"""Coming into an organisation and leaving it, without Telegram: one use, one winner, nothing left behind (PLR-2)."""

from __future__ import annotations

import pytest

from core.errors import Missing, NotAllowed, Refusal
from core.people.authority import Actor
from core.people.organisation import Organisation, PhoneOnFile
from core.regulation.model import Rank
from core.tickets import customers, invitations, membership, organisations, phones, promotion
from core.tickets.person_events import MembershipChanged
from tests.office import Office, power_cut
from tests.unit.tickets.bookkeeping import desk_of


async def daisy(office: Office, name: str = "Ромашка") -> Organisation:
    async with office.desk.work() as deed:
        return (await organisations.called(deed, name, deed.now))[0]


async def joins(office: Office, who: Actor, organisation: Organisation, rank: Rank) -> None:
    async with office.desk.work() as deed:
        await membership.admit(deed, office.vera, who.person_id or 0, organisation, rank, deed.now)


async def test_a_link_opened_when_the_power_fails_still_holds(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        organisation = await daisy(office)
        async with office.desk.work() as deed:
            _, token = await invitations.invite(deed, office.vera, organisation, Rank.PLAIN, deed.now)
        with power_cut() as cut:
            async with office.desk.work() as deed:
                assert await invitations.accept(deed, office.anna, token, deed.now)
                cut()
        async with office.desk.work() as deed:
            assert await invitations.accept(deed, office.anna, token, deed.now)


async def test_nothing_of_ones_own_rank_is_left_to_fall_back_on(sqlite_url: str) -> None:
    """Anna was authorised in person before; who sent her away from her organisation meant it."""
    async with desk_of(sqlite_url) as office:
        organisation = await daisy(office)
        await joins(office, office.anna, organisation, Rank.AUTHORISED)
        async with office.desk.work() as deed:
            member = await deed.organisations.member(office.anna.person_id or 0)
            assert member is not None
            await membership.dismiss(deed, office.vera, member, deed.now)
        await office.says(office.anna, "Не открывается отчёт")
        async with office.desk.work() as deed:
            with pytest.raises(NotAllowed, match="not_authorised"):
                await promotion.begin(deed, office.anna, deed.now)


async def test_who_was_sent_away_does_not_come_back_by_an_old_link(sqlite_url: str) -> None:
    """Anna made a link for herself while she could, or was given one and never needed it."""
    async with desk_of(sqlite_url) as office:
        organisation, lotus = await daisy(office), await daisy(office, "Лотос")
        await joins(office, office.anna, organisation, Rank.AUTHORISED)
        async with office.desk.work() as deed:
            _, token = await invitations.invite(deed, office.anna, organisation, Rank.AUTHORISED, deed.now)
            _, other = await invitations.invite(deed, office.vera, lotus, Rank.PLAIN, deed.now)
        async with office.desk.work() as deed:
            await customers.give_rank(deed, office.vera, office.anna.person_id or 0, "plain", deed.now)
        with pytest.raises(Refusal, match="invitation_void"):
            async with office.desk.work() as deed:
                await invitations.accept(deed, office.anna, token, deed.now)
        async with office.desk.work() as deed:
            _, token = await invitations.invite(deed, office.vera, organisation, Rank.PLAIN, deed.now)
        async with office.desk.work() as deed:
            await organisations.take_out(deed, office.vera, office.anna.person_id or 0, deed.now)
        with pytest.raises(Refusal, match="invitation_void"):
            async with office.desk.work() as deed:
                await invitations.accept(deed, office.anna, token, deed.now)
        async with office.desk.work() as deed:  # another company's links hold on
            assert await invitations.accept(deed, office.anna, other, deed.now)


async def test_who_was_sent_away_does_not_come_back_by_the_telephone_on_file(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        organisation = await daisy(office)
        async with office.desk.work() as deed:
            await deed.organisations.put_on_file(PhoneOnFile("+79120001122", organisation.id, Rank.OWNER))
            await phones.confirm(deed, office.anna, "+79120001122", deed.now)
        async with office.desk.work() as deed:
            await organisations.take_out(deed, office.vera, office.anna.person_id or 0, deed.now)
        async with office.desk.work() as deed:
            assert await phones.confirm(deed, office.anna, "+79120001122", deed.now) == ("+79120001122", None)


async def test_each_change_is_kept_and_told_once(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        organisation = await daisy(office)
        for rank in (Rank.PLAIN, Rank.OWNER, Rank.OWNER):
            async with office.desk.work() as deed:
                await membership.admit(deed, office.vera, office.anna.person_id or 0, organisation, rank, deed.now)
                changes = [event for event in deed.events if isinstance(event, MembershipChanged)]
        assert changes == []  # the second time she was the owner already
        async with office.database.read() as store:
            kept = [(one.before, one.after) for one in await store.people.changes(office.anna.person_id or 0)]
        assert kept == [("", "Ромашка: plain"), ("Ромашка: plain", "Ромашка: owner")]


async def test_one_person_writes_for_one_organisation(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        await joins(office, office.anna, await daisy(office), Rank.PLAIN)
        with pytest.raises(Missing, match="other_organisation"):
            await joins(office, office.anna, await daisy(office, "Лотос"), Rank.OWNER)


@pytest.mark.parametrize("name", ["", "«»", "—", "Я" * 201])
async def test_a_name_that_says_nothing_is_no_name(sqlite_url: str, name: str) -> None:
    async with desk_of(sqlite_url) as office:
        with pytest.raises(Missing):
            await daisy(office, name)


async def test_customers_say_nothing_of_organisations(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        anna = office.anna.person_id or 0
        async with office.desk.work() as deed:
            for deed_of_staff in (
                organisations.place(deed, office.boris, anna, "Лотос", deed.now),
                organisations.take_out(deed, office.boris, anna, deed.now),
                organisations.put_on_file(deed, office.boris, anna, "+79120001122", Rank.OWNER, ""),
                organisations.off_file(deed, office.boris, anna, "+79120001122"),
                organisations.sign(deed, office.boris, anna, "12/26", deed.now),
                organisations.allow_advice(deed, office.boris, anna, True, deed.now),
                customers.give_rank(deed, office.boris, anna, "owner", deed.now),
            ):
                with pytest.raises(NotAllowed):
                    await deed_of_staff
            for of_nobody in (
                organisations.sign(deed, office.vera, anna, "12/26", deed.now),
                organisations.allow_advice(deed, office.vera, anna, True, deed.now),
            ):
                with pytest.raises(Refusal, match="no_organisation"):
                    await of_nobody
