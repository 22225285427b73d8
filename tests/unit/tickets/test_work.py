"""What staff and customers do to a ticket, what time does to it, and who may (rules.md sections 3 to 5)."""

from __future__ import annotations

import pytest

from core.errors import IllegalMove, Missing, NotAllowed, NotFound, Outdated, Refusal
from core.people.authority import Actor
from core.regulation.parse import load
from core.tickets import dialogue, handover, work
from core.tickets.ticket import Ticket
from tests.office import Office, moscow, office_on

TOO_LITTLE = load("saveit").regulation.reasons[1]


async def confirms(office: Office, who: Actor, ticket: Ticket) -> None:
    async with office.at_work(ticket) as (deed, _):
        await dialogue.confirm(deed, who, await dialogue.own(deed, who, ticket.id), deed.now)


async def resolves(office: Office, ticket: Ticket, text: str = "Исправлено") -> None:
    async with office.at_work(ticket) as (deed, found):
        await work.resolve(deed, office.vera, found, office.words(office.vera, text), deed.now)


async def disagrees(office: Office, ticket: Ticket, text: str) -> None:
    async with office.at_work(ticket) as (deed, found):
        await dialogue.disagree(deed, office.anna, found, office.words(office.anna, text), deed.now)


@pytest.mark.clause("SAV-10")
async def test_taking_a_ticket_on_is_done_once_and_can_change_hands(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            assert await work.take(deed, office.vera, found, deed.now)
            assert not await work.take(deed, office.vera, found, deed.now)
        with pytest.raises(Outdated, match="Вера"):
            async with office.at_work(ticket) as (deed, found):
                await work.take(deed, office.gleb, found, deed.now)
        async with office.at_work(ticket) as (deed, found):
            gleb = await deed.people.colleague(office.gleb.person_id or 0)
            assert gleb is not None
            assert await handover.assign(deed, office.gleb, found, gleb, deed.now)
        now = await office.now(ticket)
        assert (now.state, now.assignee_name) == ("in_work", "Глеб")


@pytest.mark.clause("SAV-12", "SAV-13")
async def test_a_solution_is_confirmed_by_its_customer(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna)
        await resolves(office, ticket)
        await confirms(office, office.anna, ticket)
        now = await office.now(ticket)
        assert (now.state, now.closed_at) == ("closed", moscow("2026-03-05 15:00"))


@pytest.mark.clause("SAV-12")
async def test_a_disagreement_needs_a_reason_and_then_the_work_goes_on(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        await resolves(office, ticket)
        for empty in ("", "   ", "...", "🙂"):
            with pytest.raises(Missing, match="needs_your_reason"):
                await disagrees(office, ticket, empty)
        assert (await office.now(ticket)).state == "completed"
        await disagrees(office, ticket, "Отчёт всё ещё пуст")
        assert (await office.now(ticket)).state == "in_work"
        moved = [entry for entry in await office.journal(ticket) if entry.kind == "moved"][-1]
        assert moved.facts["reason"] == "Отчёт всё ещё пуст"


@pytest.mark.clause("SAV-13")
async def test_silence_closes_a_completed_ticket_at_the_right_instant(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-06 17:00") as office:
        ticket = await office.registers(office.anna)
        await resolves(office, ticket)
        await office.at("2026-03-07 16:59:59")
        assert (await office.now(ticket)).state == "completed"
        await office.at("2026-03-08 12:00")
        now = await office.now(ticket)
        assert (now.state, now.closed_at) == ("closed", moscow("2026-03-07 17:00"))


@pytest.mark.clause("SAV-8")
async def test_a_refusal_carries_a_listed_reason(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            await work.refuse(deed, office.vera, found, TOO_LITTLE, "нет версии", deed.now)
        assert (await office.now(ticket)).state == "refused"
        moved = [entry for entry in await office.journal(ticket) if entry.kind == "moved"][-1]
        assert (moved.facts["reason"], moved.facts["text"]) == (TOO_LITTLE.text, "нет версии")


@pytest.mark.clause("SAV-8")
async def test_a_postponed_ticket_comes_back_at_its_date(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, priority="P1")
        async with office.at_work(ticket) as (deed, found):
            with pytest.raises(Missing, match="date_in_past"):
                await work.postpone(deed, office.vera, found, deed.now, "ждём", deed.now)
        async with office.at_work(ticket) as (deed, found):
            await work.postpone(deed, office.vera, found, moscow("2026-03-10 12:00"), "ждём выпуск", deed.now)
        await office.at("2026-03-10 11:59")
        assert (await office.now(ticket)).state == "postponed"
        await office.at("2026-03-10 12:30")
        assert (await office.now(ticket)).state == "in_work"


@pytest.mark.clause("SAV-18")
async def test_a_promise_needs_a_reason_and_a_future(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, priority="P1")
        async with office.at_work(ticket) as (deed, found):
            for due, reason, code in (
                (deed.now, "нужен выпуск", "date_in_past"),
                (moscow("2026-03-10 12:00"), "", "needs_reason"),
            ):
                with pytest.raises(Missing, match=code):
                    await work.promise(deed, office.vera, found, due, reason, deed.now)
        await resolves(office, ticket)
        async with office.at_work(ticket) as (deed, found):
            with pytest.raises(IllegalMove):
                await work.promise(deed, office.vera, found, moscow("2026-03-10 12:00"), "нужен выпуск", deed.now)


@pytest.mark.clause("SAV-15")
async def test_a_priority_is_changed_with_a_reason_to_another_one(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna, priority="P3")
        for given, reason, code in (("P9", "важно", "no_such"), ("p3", "важно", "same"), ("P1", "", "needs_reason")):
            with pytest.raises(Missing, match=code):
                async with office.at_work(ticket) as (deed, found):
                    await work.prioritise(deed, office.vera, found, given, reason, deed.now)
        async with office.at_work(ticket) as (deed, found):
            await work.prioritise(deed, office.vera, found, "p1", "всё стоит", deed.now)
        assert (await office.now(ticket)).priority == "P1"


@pytest.mark.clause("SAV-15", "SAV-18")
async def test_a_term_that_lands_in_the_past_alerts_once_and_names_the_cause(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, priority="P3")
        await office.at("2026-03-10 12:00")
        before = len(await office.journal(ticket))
        async with office.at_work(ticket) as (deed, found):
            await work.prioritise(deed, office.vera, found, "P1", "всё стоит", deed.now)
        await office.ring()
        await office.ring()
        rang = [e.facts for e in (await office.journal(ticket))[before:] if e.kind == "clock_rang"]
        assert [(facts["clock"], facts["level"], facts["cause"]) for facts in rang] == [
            ("resolution", 100, "priority:P1")
        ]


async def test_each_level_of_each_clock_rings_once(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, priority="P1")
        for moment in (
            "2026-03-05 17:30",
            "2026-03-05 18:30",
            "2026-03-06 09:30",
            "2026-03-06 10:30",
            "2026-03-10 12:00",
        ):
            await office.at(moment)
        rang = [(e.facts["clock"], e.facts["level"]) for e in await office.journal(ticket) if e.kind == "clock_rang"]
        assert rang == [("registration", 80), ("registration", 100), ("resolution", 80), ("resolution", 100)]


@pytest.mark.clause("SAV-14")
async def test_time_is_logged_by_half_hours(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            assert await work.log(deed, office.vera, found, 31, "по телефону", deed.now) == 60
            with pytest.raises(Missing, match="needs_minutes"):
                await work.log(deed, office.vera, found, 0, "", deed.now)


async def test_a_question_waits_for_the_customer_and_their_answer_ends_the_waiting(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            with pytest.raises(Missing, match="needs_text"):
                await work.ask(deed, office.vera, found, office.words(office.vera, "  "), deed.now)
            await work.ask(deed, office.vera, found, office.words(office.vera, "Какая версия?"), deed.now)
        assert (await office.now(ticket)).state == "waiting"
        async with office.at_work(ticket) as (deed, found):
            await dialogue.write(deed, office.anna, found, office.words(office.anna, "Третья"), deed.now)
        assert (await office.now(ticket)).state == "in_work"


async def test_words_about_a_completed_ticket_do_not_ask_for_an_answer(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        await resolves(office, ticket)
        before = await office.now(ticket)
        async with office.at_work(ticket) as (deed, found):
            await dialogue.write(deed, office.anna, found, office.words(office.anna, "Спасибо"), deed.now)
        assert await office.now(ticket) == before
        assert (await office.journal(ticket))[-1].facts["message"]["text"] == "Спасибо"


async def test_a_note_stops_no_clock_and_is_not_an_answer(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            await work.note(deed, office.vera, found, office.words(office.vera, "похоже на прошлую"), deed.now)
        now = await office.now(ticket)
        assert (now.milestones, now.state) == (ticket.milestones, "registered")


async def test_a_closed_ticket_is_read_only(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        await resolves(office, ticket)
        await confirms(office, office.anna, ticket)
        before = await office.now(ticket)
        async with office.at_work(ticket) as (deed, found):
            word = office.words(office.vera, "ещё")
            for attempt in (
                work.answer(deed, office.vera, found, word, deed.now),
                work.ask(deed, office.vera, found, word, deed.now),
                work.take(deed, office.vera, found, deed.now),
                work.refuse(deed, office.vera, found, TOO_LITTLE, "", deed.now),
                work.prioritise(deed, office.vera, found, "P1", "срочно", deed.now),
                work.promise(deed, office.vera, found, moscow("2027-01-01 12:00"), "позже", deed.now),
                dialogue.confirm(deed, office.anna, found, deed.now),
                dialogue.disagree(deed, office.anna, found, office.words(office.anna, "нет"), deed.now),
            ):
                with pytest.raises(IllegalMove):
                    await attempt
            assert found == before
        with pytest.raises(IllegalMove, match="ticket_closed"):
            async with office.at_work(ticket) as (deed, found):
                await dialogue.write(deed, office.anna, found, office.words(office.anna, "ещё"), deed.now)
        assert await office.now(ticket) == before
        async with office.database.read() as store:
            assert "ещё" not in [message.text for message in await store.messages.thread(ticket.id)]


async def test_customers_do_not_do_what_staff_do(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            word = office.words(office.anna, "я сама")
            for attempt in (
                work.take(deed, office.anna, found, deed.now),
                work.answer(deed, office.anna, found, word, deed.now),
                work.note(deed, office.anna, found, word, deed.now),
                work.ask(deed, office.anna, found, word, deed.now),
                work.resolve(deed, office.anna, found, word, deed.now),
                work.refuse(deed, office.anna, found, TOO_LITTLE, "", deed.now),
                work.postpone(deed, office.anna, found, moscow("2027-01-01 12:00"), "позже", deed.now),
                work.promise(deed, office.anna, found, moscow("2027-01-01 12:00"), "позже", deed.now),
                work.prioritise(deed, office.anna, found, "P1", "срочно", deed.now),
                work.log(deed, office.anna, found, 10, "", deed.now),
            ):
                with pytest.raises(NotAllowed):
                    await attempt
        assert await office.now(ticket) == ticket


async def test_somebody_elses_ticket_is_one_that_does_not_exist(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        told = []
        async with office.desk.work() as deed:
            for attempt in (
                dialogue.own(deed, office.boris, ticket.id),
                dialogue.own(deed, office.boris, 999),
                dialogue.own_by_number(deed, office.boris, "2026-0001"),
                dialogue.own_by_number(deed, office.boris, "2026-9999"),
                dialogue.own_by_number(deed, office.boris, "'; drop table tickets; --"),
            ):
                with pytest.raises(Refusal) as refused:
                    await attempt
                told.append((type(refused.value), refused.value.code, refused.value.facts))
        assert set(map(str, told)) == {str((NotFound, "not_found", {}))}


@pytest.mark.parametrize("typed", ["2026-0001", "№2026-0001", "№ 2026-0001", "#2026-0001", " 2026-0001 "])
async def test_a_number_may_be_typed_as_people_do(typed: str, sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.desk.work() as deed:
            assert (await dialogue.own_by_number(deed, office.anna, typed)).id == ticket.id


async def test_a_message_of_talk_is_attached_once_and_counts_from_when_it_was_written(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna)
        loose = await office.says(office.anna, "и вот что ещё")
        strange = await office.says(office.boris, "а у меня другое")
        await office.at("2026-03-05 16:00")
        async with office.at_work(ticket) as (deed, found):
            await dialogue.attach(deed, office.anna, found, loose, deed.now)
            attached = await deed.messages.get(loose.id)
            assert attached.ticket_id == ticket.id
            for message in (attached, strange):
                with pytest.raises(NotFound):
                    await dialogue.attach(deed, office.anna, found, message, deed.now)
        said = [entry for entry in await office.journal(ticket) if entry.kind == "said"]
        assert [(entry.at, entry.recorded_at) for entry in said] == [
            (moscow("2026-03-05 15:00"), moscow("2026-03-05 16:00"))
        ]
