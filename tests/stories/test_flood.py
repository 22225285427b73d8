"""Somebody writes very much: told once, nothing lost, order kept; staff may mute them for an hour."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.stage import acquainted, customers_words, registered, troubled
from tests.desk import Desk, desk_on, words

MANY = 60
TOLD = "Сообщений очень много, я передам их по порядку"


async def floods(desk: Desk, count: int = MANY) -> list[str]:
    """Anna writes very much at once; returns what."""
    texts = [f"слово {number}" for number in range(count)]
    for text in texts:
        await desk.phone.send(desk.anna.id, text)
    await desk.settled()
    return texts


def said(shown: list[str]) -> list[str]:
    """The customer's own words, taken out of joined messages."""
    return [part for text in shown for part in text.split("\n\n") if part.startswith("слово")]


async def test_told_once_and_nothing_is_lost(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        texts = await floods(desk)
        shown = await customers_words(desk, "Анна")
        assert said(shown) == texts
        assert len(shown) < MANY / 2  # joined into few
        assert len([text for text in await desk.anna.texts() if TOLD in text]) == 1
        assert len([text for text in shown if "пишет очень много: больше 20" in text]) == 1


async def test_nobody_else_waits_for_a_flood(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await acquainted(desk, desk.boris, "раз")
        for number in range(30):
            await desk.phone.send(desk.anna.id, f"слово {number}")
        await desk.phone.send(desk.boris.id, "а у меня одно")
        await desk.phone.wait_for(desk.group, "а у меня одно", timeout=2)
        await desk.settled()
        assert said(await customers_words(desk, "Анна")) == [f"слово {number}" for number in range(30)]


async def test_a_mixture_arrives_in_its_order(sqlite_url: str, tmp_path: Path) -> None:
    """Pictures and albums between the words stand where they stood."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await floods(desk, 25)
        before = len(await desk.topic("Анна"))
        await desk.phone.send(desk.anna.id, "до")
        await desk.phone.send(desk.anna.id, media={"kind": "photo", "caption": "одна"})
        await desk.phone.send(desk.anna.id, "между")
        await desk.phone.send(desk.anna.id, album=[{"kind": "photo", "caption": "две"}, {"kind": "photo"}])
        await desk.phone.send(desk.anna.id, "после")
        await desk.settled()
        assert [words(m) for m in (await desk.topic("Анна"))[before:]] == ["до", "одна", "между", "две", "", "после"]


async def test_muted_by_the_button_and_heard_again(sqlite_url: str, tmp_path: Path) -> None:
    """Nothing is shown while it lasts, the customer knows, and /unmute brings all of it in one piece."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await floods(desk, 25)
        await desk.vera.presses("Приглушить на час", chat=desk.group)
        assert "приглушено до" in (await desk.topic_texts("Анна"))[-1]
        assert "Мы прочитаем их все вместе: пн 02.03.2026 11:00 (МСК)" in (await desk.anna.texts())[-1]
        for number in range(25, 40):
            await desk.phone.send(desk.anna.id, f"слово {number}")
        await desk.phone.send(desk.boris.id, "Здравствуйте")
        await desk.phone.wait_for(desk.boris.id, "согласны", timeout=5)
        assert "слово 30" not in "".join(await desk.topic_texts("Анна"))
        await desk.phone.send(desk.vera.id, "/unmute", chat=desk.group, thread=await desk.thread("Анна"))
        await desk.settled()
        shown = await customers_words(desk, "Анна")
        assert shown[-1] == "\n\n".join(f"слово {number}" for number in range(25, 40))
        assert said(shown) == [f"слово {number}" for number in range(40)]


async def test_a_muted_one_holds_nobody_up(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While words wait for an hour, all others go one after the other, and not one for each look of the sender."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await acquainted(desk, desk.boris, "раз")
        await desk.vera.writes("/mute", topic="Борис")
        await desk.phone.send(desk.boris.id, "тише воды")
        await desk.settled()
        monkeypatch.setattr("bot.sender.SWEEP", 60.0)
        for number in range(12):
            await desk.phone.send(desk.vera.id, f"ответ {number}", chat=desk.group, thread=await desk.thread("Анна"))
        await desk.phone.wait_for(desk.anna.id, "ответ 11", timeout=20)
        await desk.vera.writes("/unmute", topic="Борис")


async def test_muted_in_a_request_s_topic_its_clocks_run(sqlite_url: str, tmp_path: Path) -> None:
    """What the customer writes in a request is a fact at once, though it is shown later; who muted is kept."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "Отчёт пуст")
        number = await registered(desk, desk.anna)
        await desk.vera.writes("/mute", topic=number)
        confirmation = await desk.anna.reads("зарегистрировано: №")
        await desk.phone.send(desk.anna.id, "Всё ещё пуст", reply_to=confirmation["message_id"])
        await desk.phone.send(desk.boris.id, "Здравствуйте")
        await desk.phone.wait_for(desk.boris.id, "согласны", timeout=5)
        async with desk.app.database.read() as store:
            ticket = await store.tickets.by_number(number)
            assert ticket is not None
            assert [m.text for m in await store.messages.thread(ticket.id)][-1] == "Всё ещё пуст"
            (change,) = await store.people.changes(ticket.person_id)
            assert (change.by, change.what) == ("Вера", "muted")
        await desk.phone.send(desk.gleb.id, "/unmute", chat=desk.group, thread=await desk.thread(number))
        await desk.phone.wait_for(desk.group, "Всё ещё пуст", timeout=5)


async def test_what_cannot_be_muted(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.vera.writes("/unmute", topic="Анна")
        assert "Заказчик не приглушён" in (await desk.topic_texts("Анна"))[-1]
        await desk.phone.send(desk.vera.id, "/mute", chat=desk.group)
        await desk.settled()
        assert "Приглушено" not in "".join([words(m) for m in await desk.phone.messages(desk.group)])
        await desk.phone.act(desk.anna.id, "join", chat=desk.group)
        await desk.vera.writes("/mute", topic="Анна")
        assert "коллег приглушать нельзя" in (await desk.topic_texts("Анна"))[-1]


async def test_what_a_deleted_account_had_written_is_shown_all_the_same(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram knows their chat no more, so nothing can be copied from it; files and words are sent anew."""
    async with desk_on(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.vera.writes("/mute", topic="Анна")
        await desk.settled(patience=5)
        await desk.phone.send(desk.anna.id, media={"kind": "photo", "caption": "снимок"})
        await desk.phone.send(desk.anna.id, media={"kind": "location"})
        await desk.settled(patience=5)
        desk.standin.world.chats.pop(desk.anna.id)
        await desk.vera.writes("/unmute", topic="Анна")
        shown = [m for m in await desk.topic("Анна") if m["from"]["is_bot"]]
        assert [words(m) for m in shown if m.get("photo")] == ["снимок"]
