"""Who may register, what kind of request it is, and which terms are shown before anything is promised."""

from __future__ import annotations

import pytest

from core.errors import IllegalMove, Missing, NotAllowed, Outdated, Refusal
from core.people import colleagues
from core.people.authority import Actor, ranks
from core.regulation.model import FieldRule, Rank, Role
from core.regulation.parse import Edition, load
from core.tickets import complaints, customers, facts, handover, identification, organisations, promotion
from core.tickets.ticket import Ticket
from tests.office import Office, moscow, office_on

EMAIL = "anna@shop.ru"
NOON = "2026-03-05 12:00"


async def begun(office: Office, who: Actor, text: str = "Не открывается касса", **given: str) -> int:
    """A draft of this person; returns its id."""
    await office.says(who, text)
    async with office.desk.work() as deed:
        draft = await promotion.begin(deed, who, deed.now)
        draft.fields |= given
        await deed.drafts.save(draft)
    return draft.id


async def registered(office: Office, who: Actor, **given: str) -> Ticket:
    draft_id = await begun(office, who, **given)
    async with office.desk.work() as deed:
        return await promotion.register(deed, who, draft_id, deed.now)


async def ranked(office: Office, who: Actor, rank: str) -> None:
    async with office.desk.work() as deed:
        await customers.give_rank(deed, office.vera, who.person_id or 0, rank, deed.now)


def test_each_rank_may_do_what_the_ones_before_it_may() -> None:
    may = {(rank, needed): ranks(rank, needed) for rank in Rank for needed in Rank}
    assert [pair for pair, yes in may.items() if not yes] == [
        (Rank.PLAIN, Rank.AUTHORISED),
        (Rank.PLAIN, Rank.OWNER),
        (Rank.AUTHORISED, Rank.OWNER),
    ]


@pytest.mark.clause("PLR-2", "ALL-3")
@pytest.mark.parametrize("name", ["plarson", "alleanza"])
async def test_only_persons_who_were_given_the_rank_register(name: str, sqlite_url: str) -> None:
    async with office_on(sqlite_url, edition=load(name)) as office:
        with pytest.raises(NotAllowed, match="not_authorised"):
            await begun(office, office.anna)
        with pytest.raises(NotAllowed, match="not_allowed"):
            async with office.desk.work() as deed:
                await customers.give_rank(deed, office.anna, office.anna.person_id or 0, "owner", deed.now)
        await ranked(office, office.anna, "authorised")
        await begun(office, office.anna)
        await ranked(office, office.boris, "owner")
        await begun(office, office.boris)


@pytest.mark.clause("INS-1", "INS-5")
async def test_the_terms_shown_before_are_those_that_hold_after(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at=NOON, edition=load("insales")) as office:
        draft_id = await begun(office, office.anna, email=EMAIL)
        regulation = office.desk.regulation
        async with office.desk.work() as deed:
            draft = await promotion.categorise(deed, office.anna, draft_id, "layout", deed.now)
            assert draft is not None
            shown = facts.terms(await promotion.preview(deed, office.anna, draft, deed.now), regulation)
            ticket = await promotion.register(deed, office.anna, draft_id, deed.now)
        assert shown == facts.terms(ticket, regulation)
        assert [term["due"] for term in shown] == ["2026-03-07T00:00:00+03:00"]
        assert (ticket.plan, ticket.category) == ("basic", "layout")


@pytest.mark.clause("INS-8")
async def test_a_request_for_another_desk_leaves_no_draft_and_no_ticket(sqlite_url: str) -> None:
    async with office_on(sqlite_url, edition=load("insales")) as office:
        draft_id = await begun(office, office.anna, email=EMAIL)
        await office.sent()
        async with office.desk.work() as deed:
            assert await promotion.categorise(deed, office.anna, draft_id, "partners", deed.now) is None
        assert [parcel.notice.kind for parcel in await office.waiting()] == ["handed_on", "desk_handed_on"]
        async with office.database.read() as store:
            assert await store.drafts.open_of(office.anna.person_id or 0) is None
            assert await store.tickets.open() == []


@pytest.mark.clause("INS-2")
async def test_whom_to_ask_is_who_may_do_it_in_the_same_organisation(sqlite_url: str) -> None:
    async with office_on(sqlite_url, edition=load("insales")) as office:
        olga, dina = await office.joins("Ольга", "104"), await office.joins("Дина", "105")
        contacts = (
            (office.anna, "Ромашка", "plain"),
            (office.boris, "Ромашка", "authorised"),
            (olga, "Ромашка", "owner"),
            (dina, "Лотос", "owner"),
        )
        for who, name, rank in contacts:
            async with office.desk.work() as deed:
                await organisations.place(deed, office.vera, who.person_id or 0, name, deed.now)
            await ranked(office, who, rank)
        draft_id = await begun(office, office.anna, email=EMAIL)
        with pytest.raises(NotAllowed, match="only_owner") as refused:
            async with office.desk.work() as deed:
                await promotion.categorise(deed, office.anna, draft_id, "shop_transfer", deed.now)
        assert refused.value.facts["ask"] == "Ольга"


@pytest.mark.clause("INS-2")
async def test_a_forged_kind_or_somebody_elses_draft_is_refused(sqlite_url: str) -> None:
    async with office_on(sqlite_url, edition=load("insales")) as office:
        draft_id = await begun(office, office.anna, email=EMAIL)
        for who, kind, error in (
            (office.anna, "shop_transfer", NotAllowed),
            (office.anna, "no_such", Outdated),
            (office.boris, "layout", Outdated),
        ):
            with pytest.raises(error):
                async with office.desk.work() as deed:
                    await promotion.categorise(deed, who, draft_id, kind, deed.now)


@pytest.mark.clause("ALL-4")
async def test_what_another_kind_asked_is_no_part_of_the_request(sqlite_url: str) -> None:
    async with office_on(sqlite_url, edition=load("alleanza")) as office:
        await ranked(office, office.anna, "authorised")
        ticket = await registered(
            office, office.anna, login="anna", email=EMAIL, topic="DNS", steps="Открыл, не открылось"
        )
        assert ticket.fields == {"login": "anna", "email": EMAIL, "topic": "DNS"}


@pytest.mark.clause("NET-3")
async def test_a_ticket_never_carries_a_secret(sqlite_url: str) -> None:
    netpoint = load("netpoint")
    passport = FieldRule(id="passport", title="Паспорт", kind="passport", scope="person", secret=True, clause="NET-3")
    asks = netpoint.regulation.model_copy(update={"fields": (*netpoint.regulation.fields[:1], passport)})
    async with office_on(sqlite_url, edition=Edition(asks, netpoint.text)) as office:
        ticket = await registered(office, office.anna, contract="НП-1", passport="45 06 123456")
        assert ticket.fields["passport"] == "45 •• ••••56"
        async with office.database.read() as store:
            assert "123456" not in await store.tickets.sealed(ticket.id)
            assert (await store.people.get(ticket.person_id)).profile["passport"] == "45 06 123456"


@pytest.mark.clause("NET-3", "NET-7")
async def test_what_is_for_managers_is_refused_to_others(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at=NOON, edition=load("netpoint")) as office:
        ticket = await registered(office, office.anna, contract="НП-1")
        async with office.desk.work() as deed:
            filed = await complaints.file(deed, office.anna, ticket.id, "Нагрубили", deed.now)
            vera = await colleagues.named(deed.people, "вера")
        assert filed.employee == ""
        for who in (office.vera, office.anna):
            with pytest.raises(NotAllowed):
                async with office.desk.work() as deed:
                    await complaints.answer(deed, who, filed.id, "Всё хорошо", deed.now)
            with pytest.raises(NotAllowed):
                async with office.at_work(ticket) as (deed, found):
                    await identification.secrets(deed, who, found, deed.now)
            with pytest.raises(NotAllowed):
                async with office.desk.work() as deed:
                    await colleagues.give_role(deed.people, who, vera, "manager", deed.now)
        with pytest.raises(Refusal, match="not_found"):
            async with office.desk.work() as deed:
                await complaints.file(deed, office.boris, ticket.id, "Чужая", deed.now)
        with pytest.raises(Missing, match="field_too_long"):
            complaints.spoken("я" * (complaints.LONGEST + 1))


@pytest.mark.clause("NET-7")
async def test_a_second_answer_is_none_and_a_new_complaint_has_a_clock_of_its_own(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at=NOON, edition=load("netpoint")) as office:
        ticket = await registered(office, office.anna, contract="НП-1")
        for words in ("Первая", "Вторая"):
            async with office.desk.work() as deed:
                filed = await complaints.file(deed, office.anna, ticket.id, words, deed.now)
            async with office.desk.work() as deed:
                await complaints.answer(deed, office.gleb, filed.id, "Разобрались", deed.now)
            with pytest.raises(Outdated, match="complaint_answered"):
                async with office.desk.work() as deed:
                    await complaints.answer(deed, office.gleb, filed.id, "Ещё раз", deed.now)
            office.clock.jump(moscow("2026-03-10 12:00"))
        entries = [entry for entry in await office.journal(ticket) if entry.kind == "complained"]
        assert [entry.facts["complaint"] for entry in entries] == [1, 2]  # by number: the words are no part of it


@pytest.mark.clause("INS-1")
async def test_open_requests_follow_the_customers_plan_and_closed_ones_do_not(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at=NOON, edition=load("insales")) as office:
        first = await registered(office, office.anna, email=EMAIL)
        second = await registered(office, office.anna)
        async with office.at_work(first) as (deed, ticket):
            ticket.closed_at = deed.now
            await deed.save(ticket)
        async with office.desk.work() as deed:
            await customers.give_plan(deed, office.vera, office.anna.person_id or 0, "premium", deed.now)
        assert [(await office.now(ticket)).plan for ticket in (first, second)] == ["basic", "premium"]
        assert [entry.kind for entry in await office.journal(second)][-1] == "plan_changed"
        with pytest.raises(Missing, match="no_such_plan"):
            async with office.desk.work() as deed:
                await customers.give_plan(deed, office.vera, office.anna.person_id or 0, "gold", deed.now)


@pytest.mark.clause("SIN-12")
async def test_who_cannot_stand_in_or_take_over(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at=NOON, edition=load("sintez")) as office:
        ticket = await registered(office, office.anna, section="Главная", change="Телефон", email=EMAIL)
        dina = await office.joins("Дина", "204", Role.ACCOUNTING)
        since, until = moscow("2026-03-10 09:00"), moscow("2026-03-20 18:00")
        async with office.desk.work() as deed:
            vera = await colleagues.named(deed.people, "@Вера")
            accountant = await deed.people.colleague(dina.person_id or 0)
        assert accountant is not None
        with pytest.raises(Missing, match="bad_substitute"):
            async with office.desk.work() as deed:
                await handover.away(deed, office.vera, since, until, vera, deed.now)
        with pytest.raises(Missing, match="not_of_the_desk"):
            async with office.desk.work() as deed:
                await handover.away(deed, office.vera, since, until, accountant, deed.now)
        with pytest.raises(Missing, match="not_of_the_desk"):
            async with office.at_work(ticket) as (deed, found):
                await handover.assign(deed, office.vera, found, accountant, deed.now)
        async with office.desk.work() as deed:
            await handover.away(deed, office.vera, since, until, None, deed.now)
        async with office.desk.work() as deed:
            absent = await colleagues.named(deed.people, "Вера")
        with pytest.raises(Missing, match="bad_substitute"):
            async with office.desk.work() as deed:
                await handover.away(deed, office.gleb, since, until, absent, deed.now)
        final = next(state.id for state in office.desk.regulation.states if state.final)
        async with office.at_work(ticket) as (deed, found):
            found.state = final
            await deed.save(found)
        with pytest.raises(IllegalMove):
            async with office.at_work(ticket) as (deed, found):
                await handover.assign(deed, office.gleb, found, vera, deed.now)
