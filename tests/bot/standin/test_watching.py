"""Watching the stand-in: changes, the phone that waits, a reset, and the server on its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.standin import ActError, Standin, serve
from bot.standin.methods import METHODS
from tests.bot.standin.scene import keyboard, scene


async def test_changes_are_told_in_order() -> None:
    async with scene() as s:
        start = await s.phone.seq()
        thread = await s.topic("Принтер")
        sent = await s.bot.send_message(s.group, "Карточка", message_thread_id=thread, reply_markup=keyboard("Взять"))
        await s.bot.pin_chat_message(s.group, sent.message_id)
        pressed = await s.phone.press(s.vera, "Взять", chat=s.group)
        await s.bot.answer_callback_query(pressed["query_id"])
        await s.bot.edit_message_text("Взята", chat_id=s.group, message_id=sent.message_id)
        await s.phone.react(s.vera, sent.message_id, "👍", chat=s.group)
        await s.bot.delete_message(s.group, sent.message_id)
        await s.bot.edit_forum_topic(s.group, thread, name="Готово")
        await s.bot.close_forum_topic(s.group, thread)
        await s.bot.delete_forum_topic(s.group, thread)
        await s.phone.act(s.anna, "block")
        changes = await s.phone.changes(start)
        assert [change["kind"] for change in changes if change["kind"] != "message"] == [
            "topic_created", "pinned", "pressed", "answered", "edited", "reaction", "deleted",
            "topic_renamed", "topic_closed", "topic_deleted", "blocked",
        ]  # fmt: skip
        assert [change["seq"] for change in changes] == list(range(start + 1, start + 1 + len(changes)))
        card = next(change for change in changes if change.get("message", {}).get("text") == "Карточка")
        assert (card["chat"], card["thread"], card["message_id"]) == (s.group, thread, sent.message_id)
        assert {change["chat"] for change in await s.phone.changes(start, chat=s.anna)} == {s.anna}


async def test_waiting_for_an_answer() -> None:
    async with scene() as s:
        waiting = asyncio.create_task(s.phone.wait_for(s.anna, "принята"))
        await asyncio.sleep(0.05)
        await s.phone.send(s.anna, "когда будет принята?")
        sent = await s.bot.send_message(s.anna, "Минуту…")
        await s.bot.send_message(s.group, "принята в другом чате")
        await s.bot.edit_message_text("Заявка принята", chat_id=s.anna, message_id=sent.message_id)
        found = await waiting
        assert (found["message_id"], found["edited"]) == (sent.message_id, True)
        again = await s.phone.wait_for(s.anna, lambda message: bool(message["edited"]))
        assert again == found


async def test_waiting_in_vain_says_what_was_there() -> None:
    async with scene() as s:
        await s.bot.send_message(s.anna, "Другое")
        with pytest.raises(TimeoutError, match=r"no message is 'принята' in the chat 1001; there are .*'Другое'"):
            await s.phone.wait_for(s.anna, "принята", timeout=0.1)


async def test_a_reset_forgets_all_but_the_count() -> None:
    async with scene() as s:
        poll = asyncio.create_task(s.bot.get_updates(timeout=20))
        await asyncio.sleep(0.05)
        before = await s.phone.seq()
        await s.phone.reset()
        assert await poll == []
        assert [change["kind"] for change in await s.phone.changes(before)] == ["reset"]
        assert [entry["method"] for entry in await s.phone.transcript()] == ["getUpdates"], "the poll that it ended"
        boris = await s.phone.user("Boris")
        assert boris["id"] == 1001
        await s.phone.start(boris["id"])
        assert len(await s.bot.get_updates()) == 1


async def test_messages_carry_the_desks_time() -> None:
    noon = datetime(2026, 3, 5, 14, 30, tzinfo=UTC)
    async with scene(now=lambda: noon) as s:
        assert (await s.bot.send_message(s.anna, "x")).date == noon


async def test_calls_come_in_every_dress() -> None:
    async with scene() as s:
        address = f"{s.url}/bot42:standin/sendMessage"
        fields = {"chat_id": str(s.anna), "text": "я"}
        async with s.http.get(address, params=fields) as response:
            assert (await response.json())["result"]["text"] == "я"
        async with s.http.post(address, data=fields) as response:
            assert (await response.json())["result"]["text"] == "я"
        async with s.http.post(address, data="[1]", headers={"Content-Type": "application/json"}) as response:
            assert response.status == 400


async def test_it_can_share_a_port_with_a_page() -> None:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(text="demo")

    standin = Standin()
    app = web.Application()
    app.router.add_get("/", page)
    standin.attach(app)
    assert {"/_standin/act", "/bot{token}/{method}"} <= {resource.canonical for resource in app.router.resources()}
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await runner.cleanup()


async def test_the_server_ends_at_once_though_somebody_polls() -> None:
    started = time.monotonic()
    async with scene() as s:
        poll = asyncio.create_task(s.bot.get_updates(timeout=50))
        watch = asyncio.create_task(s.phone.changes(await s.phone.seq(), wait=50))
        await asyncio.sleep(0.05)
        s.standin.world.updates.interrupt()
        await asyncio.gather(poll, return_exceptions=True)
        watch.cancel()
    assert time.monotonic() - started < 5


def test_alone_it_starts_without_aiogram() -> None:
    """aiogram costs seconds; the server must not."""
    code = "import sys, bot.standin, bot.standin.phone; sys.exit('aiogram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    helped = subprocess.run([sys.executable, "-m", "bot.standin", "--help"], capture_output=True, text=True, check=True)
    assert "--port" in helped.stdout


async def test_a_failure_of_our_own_is_loud(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bool:
        raise ZeroDivisionError

    monkeypatch.setitem(METHODS, "getme", broken)
    async with scene() as s:
        status, answer = await s.call("getMe")
        assert (status, "ZeroDivisionError" in answer["description"]) == (500, True)
        monkeypatch.setitem(METHODS, "getme", lambda *_: {"id": "forty-two"})
        status, answer = await s.call("getMe")
        assert (status, "disagrees with the Bot API" in answer["description"]) == (500, True)
        assert len(s.standin.mistakes) == 2
        s.standin.mistakes.clear()


async def test_scenes_that_cannot_be_are_refused() -> None:
    async with scene() as s:
        for wrong in (
            s.phone.limits(per_second=1),
            s.phone.group("Чужая", members=[999]),
            s.phone.group("Чужая", bot={"status": "owner"}),
            s.phone.group("Вторая", id=s.group),
            s.phone.messages(999),
            s.phone.answer("1"),
        ):
            with pytest.raises(ActError):
                await wrong


async def test_it_serves_until_cancelled(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(serve(0), 0.2)
    assert "/bot42:standin/" in capsys.readouterr().out
