"""Promotion: a conversation becomes a ticket by the customer's own act, once (rules.md 4.2 to 4.4)."""

from __future__ import annotations

import pytest

from core.errors import Missing, NotAllowed, Outdated, Refusal
from core.regulation.model import RegistrationRule
from core.regulation.parse import Edition, load
from core.tickets import choosing, issue, promotion, seal
from tests.office import FIELDS, Office, moscow, office_on


async def refused(office: Office, draft_id: int, who: str = "Анна") -> Refusal:
    with pytest.raises(Refusal) as caught:
        async with office.desk.work() as deed:
            await promotion.register(deed, office.people[who], draft_id, deed.now)
    return caught.value


@pytest.mark.clause("SAV-3", "SAV-6")
async def test_a_registered_ticket_carries_all_that_was_promoted(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, "Не открывается\nотчёт  за февраль", "Пишет «ошибка 17»")
        assert (ticket.number, ticket.priority, ticket.state) == ("2026-0001", "P3", "registered")
        assert ticket.registered_at == moscow("2026-03-05 15:00")
        assert ticket.subject == "Не открывается отчёт за февраль"
        assert ticket.fields == FIELDS
        assert ticket.edition == office.desk.in_force.id
        async with office.database.read() as store:
            thread = await store.messages.thread(ticket.id)
            sealed = await store.tickets.sealed(ticket.id)
            person = await store.people.get(ticket.person_id)
        assert [message.text for message in thread] == ["Не открывается\nотчёт  за февраль", "Пишет «ошибка 17»"]
        assert seal.fingerprint(sealed) == ticket.fingerprint
        assert sealed == seal.canonical(ticket, thread)
        assert person.profile == FIELDS


@pytest.mark.clause("SAV-6")
async def test_what_is_known_is_not_asked_again(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.registers(office.anna)
        await office.says(office.anna, "Ещё одно")
        async with office.desk.work() as deed:
            draft = await promotion.begin(deed, office.anna, deed.now)
        assert (draft.asks, draft.fields, draft.priority) == ("", FIELDS, "P3")


@pytest.mark.clause("SAV-6")
async def test_the_rest_is_asked_field_by_field(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.says(office.anna, "Не открывается отчёт")
        asked = []
        async with office.desk.work() as deed:
            draft = await promotion.begin(deed, office.anna, deed.now)
            while draft.asks:
                asked.append(draft.asks)
                draft = await promotion.answer(deed, office.anna, draft, FIELDS[draft.asks])
        assert asked == list(FIELDS)
        async with office.desk.work() as deed:
            draft = await promotion.ask(deed, office.anna, draft.id, "phone")
            with pytest.raises(Missing, match="field_phone"):
                await promotion.answer(deed, office.anna, draft, "не скажу")
        assert draft.fields["phone"] == FIELDS["phone"]


async def test_a_request_without_its_fields_or_messages_is_not_registered(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Не открывается отчёт", position="")
        assert (await refused(office, draft_id)).facts == {"field": "position", "title": "Должность"}
        async with office.desk.work() as deed:
            draft = await promotion.mine(deed, office.anna, draft_id)
            draft.fields |= FIELDS
            await choosing.toggle(deed, office.anna, draft_id, draft.chosen[0])
            draft.chosen = ()
            await deed.drafts.save(draft)
        assert (await refused(office, draft_id)).code == "no_messages"


async def test_with_nothing_written_there_is_nothing_to_register(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        with pytest.raises(Refusal, match="nothing_to_register"):
            await office.drafts(office.anna)


async def test_a_second_press_registers_nothing_and_names_the_ticket(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Не открывается отчёт")
        async with office.desk.work() as deed:
            await promotion.register(deed, office.anna, draft_id, deed.now)
        again = await refused(office, draft_id)
        assert (type(again), again.code, again.facts) == (Outdated, "already_registered", {"number": "2026-0001"})
        async with office.database.read() as store:
            assert len(await store.tickets.open()) == 1


async def test_somebody_elses_draft_is_one_that_does_not_exist(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Не открывается отчёт")
        foreign, unknown = await refused(office, draft_id, "Борис"), await refused(office, 999, "Борис")
        assert (foreign.code, foreign.facts) == (unknown.code, unknown.facts) == ("draft_gone", {})


async def test_a_cancelled_draft_leaves_the_talk_as_it_was(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Не открывается отчёт")
        async with office.desk.work() as deed:
            await promotion.cancel(deed, office.anna, draft_id)
        assert (await refused(office, draft_id)).code == "draft_gone"
        async with office.desk.work() as deed:
            assert len((await promotion.begin(deed, office.anna, deed.now)).chosen) == 1


async def test_later_words_join_the_open_draft_and_earlier_tickets_keep_theirs(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.registers(office.anna, "Первое")
        second = await office.drafts(office.anna, "Второе")
        third = await office.drafts(office.anna, "и ещё")
        assert second == third
        async with office.desk.work() as deed:
            ticket = await promotion.register(deed, office.anna, second, deed.now)
            assert [m.text for m in await deed.messages.thread(ticket.id)] == ["Второе", "и ещё"]


async def test_what_was_left_out_of_a_request_is_not_offered_for_the_next_one(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Здравствуйте", "Не открывается отчёт")
        async with office.desk.work() as deed:
            greeting, _ = (await promotion.mine(deed, office.anna, draft_id)).offered
            await choosing.toggle(deed, office.anna, draft_id, greeting)
            await promotion.register(deed, office.anna, draft_id, deed.now)
        draft_id = await office.drafts(office.anna, "И не печатает принтер")
        async with office.desk.work() as deed:
            offered = (await promotion.mine(deed, office.anna, draft_id)).offered
            assert [(await deed.messages.get(one)).text for one in offered] == ["И не печатает принтер"]


async def test_a_message_can_be_left_out_and_taken_in_again(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Первое", "Второе")
        async with office.desk.work() as deed:
            offered = (await promotion.mine(deed, office.anna, draft_id)).offered
            assert (await choosing.toggle(deed, office.anna, draft_id, offered[0])).chosen == offered[1:]
            assert (await choosing.toggle(deed, office.anna, draft_id, 999)).chosen == offered[1:]
            assert (await choosing.toggle(deed, office.anna, draft_id, offered[0])).chosen == offered


@pytest.mark.clause("SAV-15")
async def test_the_customer_suggests_a_priority_of_the_regulation(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Всё стоит")
        async with office.desk.work() as deed:
            assert (await promotion.prioritise(deed, office.anna, draft_id, "p1")).priority == "P1"
            with pytest.raises(Missing, match="no_such_priority"):
                await promotion.prioritise(deed, office.anna, draft_id, "P5")


async def test_only_authorised_persons_register_where_the_regulation_says_so(sqlite_url: str) -> None:
    strict = RegistrationRule(who="authorised", clause="SAV-6")
    saveit = load("saveit")
    edition = Edition(saveit.regulation.model_copy(update={"registration": strict}), saveit.text)
    async with office_on(sqlite_url, edition=edition) as office:
        with pytest.raises(NotAllowed, match="not_authorised"):
            await office.registers(office.anna)


@pytest.mark.clause("SAV-9")
async def test_a_second_problem_becomes_a_ticket_of_its_own(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna, "Не открывается отчёт", "И не печатает принтер", priority="P2")
        async with office.at_work(ticket) as (deed, found):
            words = (await deed.messages.thread(ticket.id))[1]
            other = await promotion.split(deed, office.vera, found, (words.id,), deed.now)
        assert (other.number, other.subject, other.priority) == ("2026-0002", "И не печатает принтер", "P2")
        assert (await office.now(ticket)).links == ("2026-0002",)
        assert (await office.now(other)).links == ("2026-0001",)
        async with office.database.read() as store:
            assert [m.text for m in await store.messages.thread(ticket.id)] == ["Не открывается отчёт"]
            assert seal.fingerprint(await store.tickets.sealed(other.id)) == other.fingerprint
            assert seal.fingerprint(await store.tickets.sealed(ticket.id)) == ticket.fingerprint


@pytest.mark.clause("SAV-9")
async def test_a_message_of_another_ticket_or_a_note_is_not_split_off(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket, other = await office.registers(office.anna, "Первое"), await office.registers(office.anna, "Второе")
        async with office.at_work(ticket) as (deed, found):
            note = await deed.messages.add(office.words(office.vera, "заметка", ticket_id=ticket.id, internal=True))
            for foreign in ((await deed.messages.thread(other.id))[0].id, note.id):
                with pytest.raises(Missing, match="split_needs_message"):
                    await promotion.split(deed, office.vera, found, (foreign,), deed.now)
            with pytest.raises(Missing, match="split_needs_message"):
                await promotion.split(deed, office.vera, found, (), deed.now)


async def test_a_subject_is_short_and_of_the_first_words(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna, "слово " * 50)
        assert len(ticket.subject) == issue.SUBJECT_LENGTH
        assert ticket.subject.startswith("слово слово")
        assert ticket.subject.endswith("…")
