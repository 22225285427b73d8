"""The inbox: stored once, handled in the order of each chat, by however many workers (house.md: inbox)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from storage.repositories.inbox import Received
from storage.tables.inbox import inbox
from storage.work import Database
from tests.contracts.conftest import Opening
from tests.office import power_cut

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
CHANNEL = "telegram:1"
ALL = 100


async def store(database: Database, *updates: tuple[int, str], channel: str = CHANNEL) -> None:
    async with database.begin() as transaction:
        rows = [(number, chat, f'{{"update_id":{number}}}') for number, chat in updates]
        await transaction.inbox.store(channel, rows, NOW)


async def take(database: Database, most: int = ALL, wall: float = 1000.0) -> list[Received]:
    """Take and finish what may be handled now."""
    async with database.begin() as transaction:
        return list(await transaction.inbox.claim(wall, most))


def chats(taken: Sequence[Received]) -> list[tuple[str, str]]:
    return [(one.chat, one.raw.strip('{}"').partition(":")[2]) for one in taken]


async def is_empty(database: Database) -> bool:
    async with database.read() as transaction:
        return await transaction.inbox.empty()


async def test_one_update_of_each_chat_at_a_time_and_the_oldest_first(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"), (2, "anna"), (3, "boris"), (4, "anna"), (5, "dina"))
        assert chats(await take(database)) == [("anna", "1"), ("boris", "3"), ("dina", "5")]
        assert chats(await take(database)) == [("anna", "2")]
        assert chats(await take(database)) == [("anna", "4")]
        assert await take(database) == []
        assert await is_empty(database)


async def test_no_more_are_taken_than_asked_for(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"), (2, "boris"), (3, "dina"))
        assert chats(await take(database, most=2)) == [("anna", "1"), ("boris", "2")]
        assert chats(await take(database, most=2)) == [("dina", "3")]


async def test_a_row_comes_back_as_it_was_stored(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"))
        (taken,) = await take(database)
        assert (taken.chat, taken.raw, taken.received_at, taken.attempts) == ("anna", '{"update_id":1}', NOW, 0)


async def test_a_redelivered_update_is_stored_once_even_after_it_was_handled(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"), (1, "anna"))
        await store(database, (1, "anna"), (2, "anna"))
        assert chats(await take(database)) == [("anna", "1")]
        await store(database, (1, "anna"))
        assert chats(await take(database)) == [("anna", "2")]
        assert await is_empty(database)


async def test_two_bots_may_use_the_same_numbers(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"))
        await store(database, (1, "boris"), channel="telegram:2")
        assert chats(await take(database)) == [("anna", "1"), ("boris", "1")]


async def test_what_was_taken_in_a_transaction_that_failed_is_taken_again(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"))
        with power_cut() as cut:
            async with database.begin() as transaction:
                assert len(await transaction.inbox.claim(1000.0, ALL)) == 1
                cut()
        assert not await is_empty(database)
        assert chats(await take(database)) == [("anna", "1")]


async def test_held_updates_wait_for_their_chats_release(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"), (2, "anna"), (3, "boris"))
        for _ in range(2):
            async with database.begin() as transaction:
                for row in await transaction.inbox.claim(1000.0, ALL):
                    await transaction.inbox.hold(row.id)
        assert await take(database) == []
        async with database.begin() as transaction:
            await transaction.inbox.release("anna")
        assert chats(await take(database)) == [("anna", "1")]
        assert chats(await take(database)) == [("anna", "2")]
        assert await take(database) == []


async def test_a_failed_update_is_tried_again_later_and_holds_up_only_its_own_chat(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"), (2, "anna"), (3, "boris"))
        (first, _) = await take(database)
        async with database.begin() as transaction:
            await transaction.inbox.failed(first.id, 1, until=1010.0, error="ValueError: x", dead=False)
        assert await take(database, wall=1009.0) == []
        (again,) = await take(database, wall=1010.0)
        assert (again.id, again.attempts) == (first.id, 1)
        assert chats(await take(database, wall=1010.0)) == [("anna", "2")]


async def test_a_dead_update_is_put_aside_and_the_chat_goes_on(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"), (2, "anna"))
        (first,) = await take(database)
        async with database.begin() as transaction:
            await transaction.inbox.failed(first.id, 5, until=0.0, error="ValueError: x", dead=True)
        assert chats(await take(database)) == [("anna", "2")]
        assert await is_empty(database)


async def test_two_workers_never_hold_the_same_chat_at_once(opening: Opening) -> None:
    """On PostgreSQL both work side by side; on SQLite one waits for the other. In no case is an order broken."""
    async with opening() as one, opening() as other:
        people = [f"person{n}" for n in range(4)]
        await store(one, *((number, people[number % 4]) for number in range(40)))
        handled: list[tuple[str, int]] = []
        held: set[str] = set()

        async def work(database: Database) -> None:
            while True:
                async with database.begin() as transaction:
                    taken = await transaction.inbox.claim(1000.0, 1)
                    if not taken:
                        if await transaction.inbox.empty():
                            return
                        await asyncio.sleep(0.001)
                        continue
                    (row,) = taken
                    assert row.chat not in held
                    held.add(row.chat)
                    await asyncio.sleep(0.002)
                    handled.append((row.chat, row.id))
                    held.discard(row.chat)

        await asyncio.wait_for(asyncio.gather(work(one), work(other), work(one), work(other)), 30)
        assert len(handled) == len(set(handled)) == 40
        for person in people:
            numbers = [number for chat, number in handled if chat == person]
            assert numbers == sorted(numbers)


async def take_in(database: Database, number: int, chat: str) -> Received | None:
    async with database.begin() as transaction:
        return await transaction.inbox.take_in(CHANNEL, (number, chat, f'{{"update_id":{number}}}'), NOW)


async def test_an_update_that_comes_when_nothing_waits_is_taken_in_at_once(opening: Opening) -> None:
    async with opening() as database:
        taken = await take_in(database, 1, "anna")
        assert taken is not None
        assert chats([taken]) == [("anna", "1")]
        assert await is_empty(database)


async def test_an_update_taken_in_twice_is_handled_once(opening: Opening) -> None:
    async with opening() as database:
        assert await take_in(database, 1, "anna") is not None
        assert await take_in(database, 1, "anna") is None
        assert await is_empty(database)


async def test_an_update_waits_behind_those_of_its_chat_and_of_no_other(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "anna"))
        assert await take_in(database, 2, "anna") is None
        assert await take_in(database, 3, "boris") is not None
        assert chats(await take(database)) == [("anna", "1")]
        assert chats(await take(database)) == [("anna", "2")]
        assert await is_empty(database)


async def test_what_waits_for_somebody_comes_by_their_own_chat(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "-500"), (2, "-500"), (3, "anna"))
        async with database.begin() as transaction:
            first = (await transaction.inbox.claim(1000.0, 1))[0]
            await transaction.inbox.hold(first.id, "anna")
        assert chats(await take(database)) == [("-500", "2"), ("anna", "3")]
        assert await is_empty(database)
        async with database.begin() as transaction:
            assert await transaction.inbox.release("-500") == 0
            assert await transaction.inbox.release("anna") == 1
        assert chats(await take(database)) == [("anna", "1")]


async def test_what_is_forgotten_is_not_taken_in_anew(opening: Opening) -> None:
    async with opening() as database:
        await store(database, (1, "-500"))
        async with database.begin() as transaction:
            (taken,) = await transaction.inbox.claim(1000.0, ALL)
            await transaction.inbox.forget(taken.id)
        await store(database, (1, "-500"))
        assert await take(database) == []
        async with database.read() as transaction:
            assert (await transaction.connection.execute(sa.select(inbox.c.raw))).scalars().all() == [""]
