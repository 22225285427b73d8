"""Customers who cannot be reached: the staff learn the truth, where they wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.stage import acquainted, customers_words, registered, troubled


async def test_a_customer_blocks_the_bot_and_comes_back(sqlite_url: str, tmp_path: Path) -> None:
    """An answer in the talk: «Не доставлено» stands right there. After the block is lifted it arrives after all."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await acquainted(desk, desk.boris, "раз")
        await desk.phone.act(desk.anna.id, "block")
        await desk.vera.writes("Ответ перед закрытой дверью", topic="Анна")
        assert "Не доставлено" in (await desk.topic_texts("Анна"))[-1]
        assert not any("Не доставлено" in text for text in await desk.topic_texts("Борис"))
        await desk.phone.act(desk.anna.id, "unblock")
        await desk.settled()
        await desk.vera.writes("Ответ в открытую", topic="Анна")
        assert (await desk.anna.texts())[-2:] == ["Вера\nОтвет перед закрытой дверью", "Вера\nОтвет в открытую"]
        await desk.anna.writes("два")
        assert (await customers_words(desk, "Анна"))[-1] == "два"


@pytest.mark.parametrize("way", ["start", "unblock"])
async def test_a_customer_of_a_ticket_blocks_the_bot(way: str, sqlite_url: str, tmp_path: Path) -> None:
    """An answer in the ticket: «Не доставлено» stands in the ticket's topic, not in the talk's."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        number = await registered(desk, desk.anna)
        await desk.phone.act(desk.anna.id, "block")
        await desk.vera.writes("Почините сами", topic=number)
        assert "Не доставлено" in (await desk.topic_texts(number))[-1]
        assert not any("Не доставлено" in text for text in await desk.topic_texts("Анна"))
        await desk.phone.act(desk.anna.id, way)
        await desk.settled()
        await desk.vera.writes("Починили", topic=number)
        await desk.anna.reads(f"№ {number} · Вера\nПочинили")


async def test_a_deleted_account(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram does not tell of it; the first answer that fails does. The answers are kept."""
    async with troubled(sqlite_url, tmp_path, dead=2) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.act(desk.anna.id, "deactivate")
        await desk.vera.writes("Ответ", topic="Анна")
        assert "учётная запись заказчика удалена" in (await desk.topic_texts("Анна"))[-1]
        await desk.vera.writes("Ещё ответ", topic="Анна")
        assert "Не доставлено" in (await desk.topic_texts("Анна"))[-1]


async def test_blocked_while_an_answer_is_under_way(sqlite_url: str, tmp_path: Path) -> None:
    """The answer waits for the flood's end; when it may go, nobody is there any more."""
    async with troubled(sqlite_url, tmp_path, dead=1) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("429", method="sendMessage", chat_id=desk.anna.id, retry_after=1)
        thread = await desk.thread("Анна")
        await desk.phone.send(desk.vera.id, "Ответ", chat=desk.group, thread=thread)
        await desk.phone.act(desk.anna.id, "block")
        await desk.settled()
        assert "заказчик заблокировал бота" in (await desk.topic_texts("Анна"))[-1]
