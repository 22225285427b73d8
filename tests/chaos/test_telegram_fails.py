"""Telegram fails in every way it does: what was to arrive arrives, once, in order, and nobody is bothered with it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.stage import acquainted, customers_words, troubled
from tests.desk import GROUP, words

ONCE = [
    pytest.param("502", {}, id="bad gateway"),
    pytest.param("500", {}, id="server error"),
    pytest.param("reset", {}, id="connection reset"),
    pytest.param("429", {"retry_after": 1}, id="flood"),
    pytest.param("slow", {"delay": 1.2}, id="slow"),
]


@pytest.mark.parametrize(("kind", "rule"), ONCE)
async def test_one_failed_call_towards_the_staff(
    kind: str, rule: dict[str, Any], sqlite_url: str, tmp_path: Path
) -> None:
    """The customer's texts stand in the topic once each and in order, whatever befell the first."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault(kind, method="sendMessage", chat_id=GROUP, **rule)
        await desk.phone.send(desk.anna.id, "два")
        await desk.phone.send(desk.anna.id, "три")
        await desk.settled()
        assert "\n\n".join(await customers_words(desk, "Анна")) == "раз\n\nдва\n\nтри"


@pytest.mark.parametrize(("kind", "rule"), ONCE)
async def test_one_failed_call_towards_the_customer(
    kind: str, rule: dict[str, Any], sqlite_url: str, tmp_path: Path
) -> None:
    """The answer arrives once; the staff are told nothing, because nothing is the matter."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault(kind, method="sendMessage", chat_id=desk.anna.id, **rule)
        await desk.vera.writes("Первый ответ", topic="Анна")
        await desk.vera.writes("Второй ответ", topic="Анна")
        assert (await desk.anna.texts())[-2:] == ["Вера\nПервый ответ", "Вера\nВторой ответ"]
        assert not any("Не доставлено" in text for text in await desk.topic_texts("Анна"))


@pytest.mark.parametrize("method", ["createForumTopic", "sendMessage", "pinChatMessage", "copyMessage"])
@pytest.mark.parametrize("kind", ["502", "reset"])
async def test_opening_a_topic_is_interrupted(kind: str, method: str, sqlite_url: str, tmp_path: Path) -> None:
    """One topic, its first message first, then what the customer wrote."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await desk.phone.fault(kind, method=method, chat_id=GROUP)
        await acquainted(desk, desk.anna)
        await desk.anna.writes("раз")
        await desk.anna.writes(media={"kind": "photo", "caption": "два"})
        await desk.phone.lift_faults()
        assert len(await desk.phone.topics(GROUP)) == 1
        texts = await desk.topic_texts("Анна")
        assert "Беседа: Анна" in texts[0]
        assert texts[1:] == ["раз", "два"]


@pytest.mark.parametrize("chat", [GROUP, 101], ids=["staff", "customer"])
async def test_done_but_the_connection_is_lost(chat: int, sqlite_url: str, tmp_path: Path) -> None:
    """Nobody can know whether it arrived: a repetition is allowed, a loss is not."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("applied_reset", method="sendMessage", chat_id=chat)
        await desk.anna.writes("два")
        await desk.vera.writes("Ответ", topic="Анна")
        talk = [text for text in await customers_words(desk, "Анна") if text in ("раз", "два")]
        assert talk in (["раз", "два"], ["раз", "два", "два"])
        assert 1 <= (await desk.anna.texts()).count("Вера\nОтвет") <= 2


async def test_a_chat_that_hangs_holds_up_nobody_else(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call to Anna is never answered; Boris gets his answer meanwhile, and Anna hers when the call is given up."""
    monkeypatch.setattr("bot.caller.TIMEOUT", 3)
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await acquainted(desk, desk.boris, "раз")
        await desk.phone.fault("timeout", method="sendMessage", chat_id=desk.anna.id)
        for name in ("Анна", "Борис"):
            thread = await desk.thread(name)
            await desk.phone.send(desk.vera.id, f"Ответ: {name}", chat=GROUP, thread=thread)
        await desk.phone.wait_for(desk.boris.id, "Ответ: Борис", timeout=2.5)
        assert not any("Ответ: Анна" in text for text in await desk.anna.texts())
        await desk.anna.reads("Ответ: Анна")


async def test_an_outage_of_some_seconds(sqlite_url: str, tmp_path: Path) -> None:
    """Nothing answers: what was written waits with Telegram, what was to be sent waits with us."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("outage")
        for text in ("два", "три", "четыре"):
            await desk.phone.send(desk.anna.id, text)
        heard = len(desk.standin.transcript())
        async with asyncio.timeout(10):
            while len(desk.standin.transcript()) < heard + 2:  # noqa: ASYNC110 (the desk keeps asking)
                await asyncio.sleep(0.02)
        await desk.phone.lift_faults()
        await desk.settled()
        assert "\n\n".join(await customers_words(desk, "Анна")) == "раз\n\nдва\n\nтри\n\nчетыре"


async def test_an_outage_with_answers_under_way(sqlite_url: str, tmp_path: Path) -> None:
    """Sending fails for a while for every chat; the order in each stays."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("502", method="sendMessage", times=6)
        for number in range(5):
            await desk.phone.send(desk.anna.id, f"вопрос {number}")
            thread = await desk.thread("Анна")
            await desk.phone.send(desk.vera.id, f"ответ {number}", chat=GROUP, thread=thread)
        await desk.settled()
        asked = "\n\n".join(await customers_words(desk, "Анна"))
        answers = [text for text in asked.split("\n\n") if text.startswith("вопрос")]
        assert answers == [f"вопрос {number}" for number in range(5)]
        got = [words(m) for m in await desk.anna.chat() if "ответ" in words(m) and m["from"]["is_bot"]]
        assert [line for text in got for line in text.split("\n") if line.startswith("ответ")] == [
            f"ответ {number}" for number in range(5)
        ]


async def test_getting_updates_is_flooded(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram asks to wait before the next getUpdates."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await desk.phone.fault("429", method="getUpdates", retry_after=1)
        await acquainted(desk, desk.anna, "раз", "два")
        assert await customers_words(desk, "Анна") == ["раз", "два"]


async def test_updates_that_were_lost_on_their_way(sqlite_url: str, tmp_path: Path) -> None:
    """The answer to getUpdates never arrives: asked for again, handled once."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("applied_reset", method="getUpdates", times=2)
        await desk.anna.writes("два")
        await desk.anna.writes("три")
        assert await customers_words(desk, "Анна") == ["раз", "два", "три"]
