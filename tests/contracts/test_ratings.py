"""Ratings and customers' cards: one a ticket (and chat), found by when they were given."""

from __future__ import annotations

from datetime import timedelta

from core.tickets.rating import Rating
from tests.office import moscow, office_on

NOON = moscow("2026-03-05 12:00")


async def test_a_ticket_has_one_rating_and_ratings_are_found_by_their_time(database_url: str) -> None:
    async with office_on(database_url) as office:
        first, second = [await office.registers(office.anna, text) for text in ("Не открывается", "Не печатает")]
        anna = office.anna.person_id
        assert anna is not None
        async with office.database.begin() as store:
            await store.ratings.put(Rating(first.id, anna, NOON, 2))
            await store.ratings.put(Rating(first.id, anna, NOON, 5, "Быстро"))
            await store.ratings.put(Rating(second.id, anna, NOON + timedelta(hours=1), 3))
        async with office.database.read() as store:
            assert await store.ratings.of(first.id) == Rating(first.id, anna, NOON, 5, "Быстро")
            assert await store.ratings.of(99) is None
            assert [r.score for r in await store.ratings.between(NOON, NOON + timedelta(hours=1))] == [5]
            assert [r.score for r in await store.ratings.between(NOON, NOON + timedelta(hours=2))] == [5, 3]
            assert [r.score for r in await store.ratings.by(anna)] == [5, 3]


async def test_the_newest_card_of_a_ticket_in_a_chat_is_the_one_that_is_kept(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, "Не открывается")
        async with office.database.begin() as store:
            await store.telegram.keep_customer_card(ticket.id, "101", 5, "registered", {"number": ticket.number})
            await store.telegram.keep_customer_card(ticket.id, "101", 9, "one_ticket", {})
            await store.telegram.keep_customer_card(ticket.id, "102", 7, "one_ticket", {})
            card = await store.telegram.customer_card(ticket.id, "101")
            assert card is not None
            assert (card.number, card.kind, card.facts) == (9, "one_ticket", {})
            await store.telegram.drop_customer_card(ticket.id, "101")
            assert await store.telegram.customer_card(ticket.id, "101") is None
            assert await store.telegram.customer_card(ticket.id, "102") is not None
