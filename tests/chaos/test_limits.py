"""Telegram's limits are kept ahead of time: not one call is refused, and nothing is lost by waiting."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from tests.chaos.customers import name
from tests.chaos.process import PATIENCE, world
from tests.desk import GROUP, words

BURST = 60
ANNA = 10_001


@pytest.mark.slow
async def test_sixty_messages_against_twenty_a_minute(database_url: str, tmp_path: Path) -> None:
    """A heap of one customer's texts: what has to wait is merged, so the last arrives soon, in order, unrefused."""
    async with world(database_url, tmp_path, BOT_PACE="telegram") as here:
        here.standin.users(id=ANNA, first_name=name(ANNA), language_code="ru")
        await here.phone.limits(token_per_second=30, private_per_second=1, private_burst=5, group_per_minute=20)
        await here.product.start()
        await here.phone.start(ANNA)
        await here.phone.wait_for(ANNA, "согласны", timeout=PATIENCE)
        await here.phone.press(ANNA, "Согласен")
        await here.phone.wait_for(ANNA, "Напишите", timeout=PATIENCE)
        begun = asyncio.get_running_loop().time()
        texts = [f"сообщение {number}" for number in range(1, BURST + 1)]
        for text in texts:
            await here.phone.send(ANNA, text)
        await here.phone.wait_for(GROUP, texts[-1], timeout=PATIENCE * 3)
        assert asyncio.get_running_loop().time() - begun < 30  # merging beats the window of a minute
        await here.drained()
        assert await here.product.end(signal.SIGTERM) == 0
        topic = [words(m) for m in here.standin.messages(GROUP) if m["from"]["is_bot"]]
        assert [part for text in topic for part in text.split("\n\n") if part.startswith("сообщение")] == texts
        here.listen()
        assert [call for call in here.calls if "error" in call] == []
