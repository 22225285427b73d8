"""After the storm: what the customers wrote against what arrived, and what the database says of it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from bot.standin import Standin
from bot.standin.topics import GENERAL
from core.journal.chain import broken
from core.tickets import seal
from storage.tables.inbox import inbox
from storage.tables.messages import copies
from storage.tables.notifications import outbox
from storage.tables.telegram import topics
from storage.tables.tickets import tickets
from storage.work import Database, Transaction
from tests.chaos.customers import REGISTERED, Customer, name
from tests.desk import GROUP, words

NUMBER = re.compile(re.escape(REGISTERED) + r" (\d{4}-\d{4})")
Json = dict[str, Any]


def arrived_in_order(standin: Standin, customers: list[Customer]) -> None:
    """Every message stands in its customer's topic, in the order it was written; so does the request's part."""
    threads: dict[str, list[int]] = {}
    for topic in standin.topics(GROUP):
        threads.setdefault(topic["name"], []).append(topic["message_thread_id"])
    by_thread: dict[int, list[Json]] = {}
    for message in standin.messages(GROUP):
        by_thread.setdefault(message.get("message_thread_id", 0), []).append(message)
    for customer in customers:
        talk = [text for thread in threads[f"💬 {name(customer.id)}"] for text in _texts(by_thread[thread], customer)]
        assert [text for text, _ in groupby(talk)] == customer.wrote
        if customer.files_a_request:
            number = told_numbers(standin, customer)[0]
            ticket = [thread for title, found in threads.items() if title.startswith(number) for thread in found]
            copied = [text for thread in ticket for text in _texts(by_thread[thread], customer)]
            assert [text for text, _ in groupby(copied)] == customer.requested
            cards = [m for thread in ticket for m in by_thread[thread] if words(m).startswith(f"№ {number}")]
            assert len(cards) == len(ticket) == 1, f"{number} has {len(cards)} cards in {len(ticket)} topics"


def _texts(messages: list[Json], customer: Customer) -> list[str]:
    """The customer's own words in a topic, merged messages taken apart."""
    own = f"{customer.id}-"
    return [part for m in messages for part in words(m).split("\n\n") if part.startswith(own)]


def told_numbers(standin: Standin, customer: Customer) -> list[str]:
    """The numbers that the customer was told, as often as they were told."""
    found = [NUMBER.search(words(message)) for message in standin.messages(customer.id)]
    return [match[1] for match in found if match]


async def books(database_url: str, standin: Standin, customers: list[Customer]) -> int:
    """Check the database: nothing stuck, one ticket each, chains whole, all noted messages there.

    Returns how many messages and topics there are of which the desk does not know: sent, and not noted by a crash.
    """
    database = Database(database_url)
    try:
        async with database.read() as store:
            await _nothing_stuck(store)
            await _one_ticket_each(store, standin, customers)
            noted, known = await _noted(store), await _topics(store)
    finally:
        await database.close()
    made = {
        (str(chat), message["message_id"])
        for chat in (GROUP, *(customer.id for customer in customers))
        for message in standin.messages(chat)
        if message["from"]["is_bot"] and words(message)
    }
    opened = {topic["message_thread_id"] for topic in standin.topics(GROUP)} - {GENERAL}
    assert noted <= made
    assert known <= opened
    return len(made - noted) + len(opened - known)


async def _nothing_stuck(store: Transaction) -> None:
    unhandled = sa.select(inbox.c.state, sa.func.count()).group_by(inbox.c.state)
    assert {row[0] for row in await store.connection.execute(unhandled)} == {"done"}
    unsent = sa.select(outbox.c.state, sa.func.count()).group_by(outbox.c.state)
    assert {row[0] for row in await store.connection.execute(unsent)} == {"sent"}


async def _one_ticket_each(store: Transaction, standin: Standin, customers: list[Customer]) -> None:
    numbers = sorted(row.number for row in await store.connection.execute(sa.select(tickets.c.number)))
    told = {customer.id: told_numbers(standin, customer) for customer in customers if customer.files_a_request}
    assert all(len(set(mine)) == 1 for mine in told.values()), told
    assert numbers == sorted(mine[0] for mine in told.values())
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        ticket = await store.tickets.by_number(number)
        assert ticket is not None
        assert broken(await store.journal.entries(ticket.id)) == []
        assert seal.fingerprint(await store.tickets.sealed(ticket.id)) == ticket.fingerprint
    owners = Counter(row.person_id for row in await store.connection.execute(sa.select(tickets.c.person_id)))
    assert set(owners.values()) <= {1}


async def _noted(store: Transaction) -> set[tuple[str, int]]:
    """Chat and number of every message that the desk knows to have sent: copies, and the first ones of topics."""
    sent = await store.connection.execute(sa.select(copies.c.chat, copies.c.number))
    first = await store.connection.execute(sa.select(topics.c.chat, topics.c.card))
    return {(row[0], row[1]) for row in (*sent, *first)}


async def _topics(store: Transaction) -> set[int]:
    return {row[0] for row in await store.connection.execute(sa.select(topics.c.topic_id))}
