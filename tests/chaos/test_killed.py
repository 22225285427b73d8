"""The process dies while twenty new customers write, again and again; nothing is lost, nothing happens twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from tests.chaos import reckoning
from tests.chaos.customers import Customer
from tests.chaos.process import World, world

ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "3"))
"""Deaths; the full course is CHAOS_ROUNDS=20."""
IN_FLIGHT = 20


async def storm(here: World, how: signal.Signals, chance: random.Random) -> list[Customer]:
    """One death a round, at any moment of twenty new customers' stories; they never notice."""
    customers: list[Customer] = []
    await here.product.start()
    for _ in range(ROUNDS):
        new = [Customer.joins(here.standin, here.phone, len(customers) + number, chance) for number in range(IN_FLIGHT)]
        customers += new
        async with asyncio.TaskGroup() as living:
            for customer in new:
                living.create_task(customer.lives())
            await here.heard(chance.randint(1, 250))
            await asyncio.sleep(chance.uniform(0, 0.02))  # between two calls as well as within one
            await here.product.end(how)
            await here.product.start()
    await here.drained()
    return customers


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "term"])
async def test_nothing_is_lost_when_the_process_dies(how: signal.Signals, database_url: str, tmp_path: Path) -> None:
    """Every message arrives in order, every request gets one number; kill -9 may repeat one call a death."""
    async with world(database_url, tmp_path) as here:
        customers = await storm(here, how, random.Random(20_261))
        assert await here.product.end(signal.SIGTERM) == 0
        reckoning.arrived_in_order(here.standin, customers)
        again = await reckoning.books(database_url, here.standin, customers)
        assert 0 <= again <= (ROUNDS if how == signal.SIGKILL else 0)
        assert "Traceback" not in here.product.said()
