"""The outbox: lanes keep their order, the most urgent goes first, a key stands for one waiting parcel."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core.conversations.message import Origin
from core.notifications import digest
from core.notifications.notice import Customer, Desk, Notice, Parcel, Room, Urgency
from core.notifications.outbox import Copy, Partly, Sent
from storage.tables.notifications import outbox
from storage.work import Database
from tests.contracts.conftest import Opening
from tests.office import office_on, power_cut

ALL = 100
WALL = 1000.0


async def put(database: Database, *notices: Notice, address: str = "101", wall: float = WALL) -> None:
    async with database.begin() as store:
        for notice in notices:
            await store.outbox.put("telegram", address, notice, wall)


async def heads(database: Database, wall: float = WALL) -> list[Parcel]:
    """The first of each lane that may go now."""
    async with database.read() as store:
        return [parcel for parcel in await store.outbox.heads("telegram", wall, ALL) if parcel.not_before <= wall]


def kinds(parcels: list[Parcel]) -> list[str]:
    return [parcel.notice.kind for parcel in parcels]


def to_anna(kind: str, **more: object) -> Notice:
    return replace(Notice(Customer(1), kind), **more)  # type: ignore[arg-type]


async def sent(database: Database, *parcels: Parcel) -> None:
    async with database.begin() as store:
        await store.outbox.mark_sent(parcels, Sent("101"), WALL)


async def test_a_lane_lets_out_one_at_a_time_and_in_order(opening: Opening) -> None:
    async with opening() as database:
        await put(database, to_anna("first"), to_anna("second"), to_anna("third"))
        seen = []
        while waiting := await heads(database):
            (parcel,) = waiting
            seen.append(parcel.notice.kind)
            await sent(database, parcel)
        assert seen == ["first", "second", "third"]


async def test_lanes_of_other_streams_and_addresses_do_not_wait(opening: Opening) -> None:
    async with opening() as database:
        await put(database, to_anna("first"), to_anna("behind"), to_anna("other stream", stream="x"))
        await put(database, to_anna("other address"), address="102")
        assert kinds(await heads(database)) == ["first", "other stream", "other address"]


async def test_the_most_urgent_goes_first(opening: Opening) -> None:
    async with opening() as database:
        for urgency in (Urgency.COSMETIC, Urgency.RELAY, Urgency.ANSWER, Urgency.ALARM):
            await put(database, to_anna(urgency.name, urgency=urgency, stream=urgency.name))
        assert kinds(await heads(database)) == ["ALARM", "ANSWER", "RELAY", "COSMETIC"]


async def test_a_parcel_comes_back_as_it_was_put(opening: Opening) -> None:
    async with opening() as database:
        notice = Notice(Desk("ticket:7"), "card", {"слова": ["да", 1, None]}, Urgency.COSMETIC, "card:7", "card:7")
        await put(database, notice, address="staff")
        (parcel,) = await heads(database)
        assert (parcel.channel, parcel.address, parcel.attempts) == ("telegram", "staff", 0)
        assert parcel.notice == notice
        await sent(database, parcel)
        await put(database, to_anna("x", facts={"n": 1}))
        (parcel,) = await heads(database)
        assert parcel.notice.to == Customer(1)


async def test_a_waiting_parcel_with_the_same_key_takes_the_newer_facts(opening: Opening) -> None:
    async with opening() as database:
        await put(database, to_anna("card", key="card:7", facts={"state": "old"}))
        await put(database, to_anna("card", key="card:7", facts={"state": "new"}))
        (parcel,) = await heads(database)
        assert parcel.notice.facts == {"state": "new"}
        await sent(database, parcel)
        assert await heads(database) == []


async def test_a_key_joins_only_at_its_own_address_and_only_while_it_waits(opening: Opening) -> None:
    async with opening() as database:
        keyed = to_anna("card", key="card:7")
        await put(database, keyed)
        await put(database, keyed, address="102")
        both = await heads(database)
        assert len(both) == 2
        await sent(database, *both)
        await put(database, keyed)
        assert len(await heads(database)) == 1


async def test_parts_of_an_album_gather_in_one_parcel(opening: Opening) -> None:
    async with opening() as database:
        for number in (5, 6, 7):
            await put(database, to_anna("relay", key="album:a", facts={"messages": [number]}, delay=0.8))
        assert await heads(database) == []
        (parcel,) = await heads(database, WALL + 0.8)
        assert parcel.notice.facts["messages"] == [5, 6, 7]


async def test_a_parcel_put_off_holds_up_its_own_lane_only(opening: Opening) -> None:
    async with opening() as database:
        await put(database, to_anna("first"), to_anna("second"), to_anna("elsewhere", stream="x"))
        first = (await heads(database))[0]
        async with database.begin() as store:
            await store.outbox.mark_later(first, WALL + 30, "flood")
        assert kinds(await heads(database, WALL + 29)) == ["elsewhere"]
        again = (await heads(database, WALL + 30))[0]
        assert (again.notice.kind, again.attempts) == ("first", 1)


async def test_a_dead_letter_leaves_its_lane_and_is_kept_with_its_reason(opening: Opening) -> None:
    async with opening() as database:
        await put(database, to_anna("first"), to_anna("second"))
        first = (await heads(database))[0]
        async with database.begin() as store:
            await store.outbox.mark_dead([first], "blocked", WALL)
        assert kinds(await heads(database)) == ["second"]
        async with database.read() as store:
            kept = (await store.connection.execute(sa.select(outbox).where(outbox.c.id == first.id))).one()
        assert (kept.state, kept.reason) == ("dead", "blocked")


async def test_what_a_blocked_address_did_not_get_waits_again_when_it_opens(opening: Opening) -> None:
    async with opening() as database:
        async with database.begin() as store:
            await store.outbox.put("telegram", "101", to_anna("first"), WALL, dead="blocked")
            await store.outbox.put("telegram", "102", to_anna("somebody else's"), WALL, dead="blocked")
        await put(database, to_anna("second"), to_anna("wrong"))
        (second,) = await heads(database)
        async with database.begin() as store:
            wrong = (await store.outbox.behind(second, 1))[0]
            await store.outbox.mark_dead([second], "blocked", WALL)
            await store.outbox.mark_dead([wrong], "refused: wrong file", WALL)
        assert await heads(database) == []
        async with database.begin() as store:
            assert await store.outbox.revive("telegram", "101", WALL) == 2
            assert await store.outbox.revive("telegram", "101", WALL) == 0
        (first,) = await heads(database)
        async with database.read() as store:
            assert kinds([first, *(await store.outbox.behind(first, ALL))]) == ["first", "second"]


async def test_what_waits_behind_is_in_order_and_of_the_same_lane(opening: Opening) -> None:
    async with opening() as database:
        await put(database, *(to_anna(str(number)) for number in range(5)), to_anna("elsewhere", stream="x"))
        first = (await heads(database))[0]
        async with database.read() as store:
            assert kinds(await store.outbox.behind(first, 3)) == ["1", "2", "3"]


async def test_a_new_process_learns_what_the_last_one_sent(opening: Opening) -> None:
    async with opening() as database:
        await put(database, to_anna("first"), to_anna("second"))
        await sent(database, *(await heads(database)))
        async with database.read() as store:
            assert await store.outbox.recent("telegram", WALL - 1) == [("101", WALL)]
            assert await store.outbox.recent("telegram", WALL) == []
            assert await store.outbox.recent("mail", 0.0) == []


async def test_a_copy_leads_back_to_the_message_and_its_ticket(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        message = await office.answers(ticket)
        relay = next(
            p for p in await office.waiting() if p.notice.kind == "relay" and isinstance(p.notice.to, Customer)
        )
        stored_id = relay.notice.facts["messages"][0]
        async with office.database.begin() as store:
            copies = (Copy(501, stored_id), Copy(502, None))
            await store.outbox.mark_sent([relay], Sent("101", copies), WALL)
        async with office.database.read() as store:
            seen = await store.messages.seen(Origin("101", 501))
            assert seen is not None
            assert (seen.id, seen.text) == (stored_id, message.text)
            assert await store.messages.seen(Origin("101", 502)) is None
            assert [await store.tickets.at("101", number) for number in (501, 502, 503)] == [ticket.id, ticket.id, None]
            assert await store.messages.copies_of(stored_id) == [("101", 501, False)]


async def test_a_parcel_that_arrived_in_part_waits_with_the_rest(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        await office.answers(ticket)
        relay = next(
            p for p in await office.waiting() if p.notice.kind == "relay" and isinstance(p.notice.to, Customer)
        )
        (stored_id,) = relay.notice.facts["messages"]
        async with office.database.begin() as store:
            await store.outbox.mark_later(relay, WALL, "flood")
            await store.outbox.mark_part(relay, Partly("101", 1, (Copy(501, stored_id, merged=True),)), WALL + 5)
        again = next(parcel for parcel in await office.waiting() if parcel.id == relay.id)
        assert again.notice.facts == relay.notice.facts | {"part": 1}
        assert (again.attempts, again.not_before) == (0, WALL + 5)
        async with office.database.read() as store:
            assert await store.messages.copies_of(stored_id) == [("101", 501, True)]


async def test_what_was_kept_back_goes_first_into_its_thread_when_it_is_released(opening: Opening) -> None:
    async with opening() as database:
        thread = Desk("talk:7")
        kept = Notice(thread, "kept", {"held": True}, Urgency.RELAY, "held:7:talk:7", "held:7:talk:7", 3600.0)
        other = Notice(thread, "other", {"held": True}, Urgency.RELAY, "held:71:talk:7", "held:71:talk:7", 3600.0)
        await put(database, kept, other, Notice(thread, "later", {}, Urgency.RELAY, "talk:7"))
        async with database.begin() as store:
            await store.outbox.release("held:7:", WALL)
        first = (await heads(database))[0]
        assert (first.notice.kind, first.notice.stream, first.not_before) == ("kept", "talk:7", WALL)
        async with database.read() as store:
            assert kinds(await store.outbox.behind(first, ALL)) == ["later"]
        assert kinds(await heads(database)) == ["kept"]
        assert "other" in kinds(await heads(database, WALL + 3600))


async def test_two_processes_put_the_same_key_at_once_and_one_parcel_leaves(opening: Opening) -> None:
    async with opening() as one, opening() as other:
        held = asyncio.Event()

        async def put_slowly(database: Database, number: int) -> None:
            async with database.begin() as store:
                await store.outbox.put("telegram", "101", to_anna("relay", key="k", facts={"messages": [number]}), WALL)
                held.set()
                await asyncio.sleep(0.05)

        first = asyncio.create_task(put_slowly(one, 1))
        await held.wait()
        await put_slowly(other, 2)
        await first
        (parcel,) = await heads(one)
        assert parcel.notice.facts["messages"] == [1, 2]


@pytest.mark.parametrize("key", ["", "card:7"])
async def test_a_put_that_is_rolled_back_leaves_nothing(key: str, opening: Opening) -> None:
    async with opening() as database:
        with power_cut() as cut:
            async with database.begin() as store:
                await store.outbox.put("telegram", "101", to_anna("x", key=key), WALL)
                cut()
        assert await heads(database) == []


async def test_changes_that_wait_become_one_parcel_and_lose_a_ticket_they_do_not_share(database_url: str) -> None:
    async with office_on(database_url) as office:
        database = office.database
        tickets = [(await office.registers(office.anna, text)).id for text in ("Не открывается отчёт", "Нет печати")]
        first, second = (digest.change(to_anna("taken", ticket_id=ticket), 5, None, WALL) for ticket in tickets)
        async with database.begin() as store:
            await store.connection.execute(outbox.delete())
        await put(database, first, replace(first, facts={"changes": [{"kind": "moved_work", "facts": {}}]}))
        assert await heads(database, WALL + 4) == []
        (together,) = await heads(database, WALL + 5)
        assert [change["kind"] for change in together.notice.facts["changes"]] == ["taken", "moved_work"]
        assert together.notice.ticket_id == tickets[0]
        await put(database, second)
        (together,) = await heads(database, WALL + 5)
        assert (len(together.notice.facts["changes"]), together.notice.ticket_id) == (3, None)


async def test_what_is_hurried_goes_before_what_comes_after_it_and_nothing_joins_it(opening: Opening) -> None:
    async with opening() as database:
        await put(database, digest.change(to_anna("taken"), 60, None, WALL))
        async with database.begin() as store:
            await store.outbox.hurry("telegram", "101", digest.KEY, WALL)
        await put(database, to_anna("answer"), digest.change(to_anna("taken"), 60, None, WALL))
        (now,) = await heads(database)
        assert now.notice.kind == digest.KIND
        await sent(database, now)
        assert kinds(await heads(database)) == ["answer"]


async def test_the_outbox_knows_when_changes_were_last_told(opening: Opening) -> None:
    async with opening() as database:
        await put(database, to_anna("taken"), to_anna(digest.KIND), to_anna("answer"))
        async with database.read() as store:
            assert await store.outbox.last("telegram", "101", digest.KIND, 0.0) is None
        while waiting := await heads(database):
            await sent(database, *waiting)
        async with database.read() as store:
            assert await store.outbox.last("telegram", "101", digest.KIND, 0.0) == WALL
            assert await store.outbox.last("telegram", "101", digest.KIND, WALL) is None
            assert await store.outbox.last("telegram", "102", digest.KIND, 0.0) is None


async def test_each_kind_of_recipient_comes_back_as_it_was(opening: Opening) -> None:
    async with opening() as database:
        await put(database, Notice(Room("-500"), "guest_goes_on", {"name": "Анна"}), address="-500")
        await put(database, Notice(Desk(), "queue"), Notice(Desk("ticket:7"), "card", stream="card"), address="staff")
        found = {parcel.notice.kind: parcel.notice.to for parcel in await heads(database)}
        assert found == {"guest_goes_on": Room("-500"), "queue": Desk(), "card": Desk("ticket:7")}
