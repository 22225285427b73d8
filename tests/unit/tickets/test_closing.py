"""A closed ticket is read-only, also when a move may follow; a new one may go on from it (PLR-14)."""

from __future__ import annotations

import pytest

from core.errors import IllegalMove
from core.tickets import dialogue, estimates, invoices, promotion, sequel, work
from tests.office import moscow
from tests.unit.tickets.bookkeeping import accepts, desk_of


@pytest.mark.clause("PLR-14")
async def test_accepted_is_read_only_although_a_move_may_follow(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        ticket = await office.registers(office.anna, priority="normal")
        await accepts(office, ticket, "по телефону")
        before = await office.now(ticket)
        async with office.at_work(ticket) as (deed, found):
            word = office.words(office.vera, "ещё")
            for attempt in (
                work.answer(deed, office.vera, found, word, deed.now),
                work.note(deed, office.vera, found, word, deed.now),
                work.log(deed, office.vera, found, 20, "", deed.now),
                work.ask(deed, office.vera, found, word, deed.now),
                work.start(deed, office.vera, found, deed.now),
                work.prioritise(deed, office.vera, found, "high", "срочно", deed.now),
                work.promise(deed, office.vera, found, moscow("2027-01-01 12:00"), "позже", deed.now),
                estimates.offer(deed, office.vera, found, 60, "", deed.now),
                invoices.accept(deed, office.vera, found, "по телефону", deed.now),
                dialogue.write(deed, office.anna, found, office.words(office.anna, "ещё"), deed.now),
                dialogue.confirm(deed, office.anna, found, deed.now),
            ):
                with pytest.raises(IllegalMove):
                    await attempt
            assert found == before
        async with office.database.read() as store:
            assert await store.billing.work_on(ticket.id) == []
            (word, *_) = await store.messages.thread(ticket.id)
        with pytest.raises(IllegalMove, match="ticket_closed"):
            async with office.at_work(ticket) as (deed, found):
                await promotion.split(deed, office.vera, found, (word.id,), deed.now)


@pytest.mark.clause("PLR-14")
async def test_a_sequel_knows_the_closed_ticket_and_only_a_closed_one(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        closed, still_open, foreign = [
            await office.registers(who, "Не открывается отчёт", priority="normal")
            for who in (office.anna, office.anna, office.boris)
        ]
        for ticket in (closed, foreign):
            await accepts(office, ticket, "по телефону")
        for before, linked in ((closed, (closed.number,)), (still_open, ()), (foreign, ())):
            draft_id = await office.drafts(office.anna, "Снова не открывается", priority="normal")
            async with office.at_work(before) as (deed, found):
                await sequel.begin(deed, await promotion.mine(deed, office.anna, draft_id), found)
                ticket = await promotion.register(deed, office.anna, draft_id, deed.now)
            assert (await office.now(ticket)).links == linked
            assert (await office.now(before)).links == ((ticket.number,) if linked else ())
