"""How updates reach the bot: long polling, its conflicts, and the webhook."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest
from aiogram.exceptions import TelegramConflictError
from aiohttp import web

from tests.bot.standin.scene import Scene, scene


async def test_an_update_stays_until_it_is_confirmed() -> None:
    async with scene() as s:
        for text in ("раз", "два"):
            await s.phone.send(s.anna, text)
        first, second = await s.bot.get_updates()
        assert [update.message and update.message.text for update in (first, second)] == ["раз", "два"]
        assert second.update_id == first.update_id + 1
        assert await s.bot.get_updates(limit=1) == [first]
        assert await s.bot.get_updates(offset=second.update_id) == [second]
        assert await s.bot.get_updates(offset=second.update_id + 1) == []


async def test_a_negative_offset_keeps_the_last() -> None:
    async with scene() as s:
        for text in "абв":
            await s.phone.send(s.anna, text)
        assert [update.message and update.message.text for update in await s.bot.get_updates(offset=-1)] == ["в"]


async def test_long_polling_waits_and_wakes_at_once() -> None:
    async with scene() as s:
        poll = asyncio.create_task(s.bot.get_updates(timeout=20))
        await asyncio.sleep(0.05)
        started = time.monotonic()
        await s.phone.send(s.anna, "Здравствуйте")
        (update,) = await poll
        assert update.message is not None
        assert update.message.text == "Здравствуйте"
        assert time.monotonic() - started < 2


async def test_a_poll_without_news_ends_empty() -> None:
    async with scene() as s:
        assert await s.bot.get_updates(timeout=1) == []


async def test_the_second_poll_ends_the_first() -> None:
    async with scene() as s:
        first = asyncio.create_task(s.bot.get_updates(timeout=20))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(s.bot.get_updates(timeout=20))
        with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
            await first
        await s.phone.send(s.anna, "Здравствуйте")
        assert len(await second) == 1


async def test_reactions_and_members_come_only_when_asked_for() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "Готово")

        async def play() -> list[str]:
            await s.phone.react(s.anna, sent.message_id, "👍")
            await s.phone.act(s.boris, "leave", chat=s.group)
            await s.phone.act(s.boris, "join", chat=s.group)
            return [update.event_type for update in await s.updates()]

        assert await play() == ["message", "message"]
        await s.updates("message", "message_reaction", "chat_member")
        assert await play() == ["message_reaction", "message", "chat_member", "chat_member", "message"]
        await s.updates("message_reaction")
        assert await play() == ["message_reaction"]


async def test_allowed_updates_are_remembered_and_an_empty_list_restores_them() -> None:
    async with scene() as s:
        await s.bot.get_updates(allowed_updates=["callback_query"])
        await s.phone.send(s.anna, "не увидят")
        assert await s.bot.get_updates() == []
        await s.call("getUpdates", allowed_updates=[])
        await s.phone.send(s.anna, "увидят")
        assert len(await s.bot.get_updates()) == 1


class Receiver:
    """The bot's own web server: it answers with the codes it is told, then with 200."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.got: list[tuple[str | None, str]] = []
        self.news = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update["message"]["text"]))
        self.news.set()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def wait(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.got) < count:
                self.news.clear()
                await self.news.wait()


@contextlib.asynccontextmanager
async def receiving(s: Scene, receiver: Receiver, secret: str | None = None) -> AsyncIterator[None]:
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        await s.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=secret)
        yield
    finally:
        await s.bot.delete_webhook()
        await runner.cleanup()


async def test_the_webhook_gets_the_secret_and_keeps_the_order() -> None:
    async with scene() as s:
        receiver = Receiver()
        async with receiving(s, receiver, "s3cret"):
            for text in "абв":
                await s.phone.send(s.anna, text)
            await receiver.wait(3)
            assert receiver.got == [("s3cret", "а"), ("s3cret", "б"), ("s3cret", "в")]
            assert (await s.bot.get_webhook_info()).pending_update_count == 0


async def test_an_update_is_pushed_again_until_it_is_taken() -> None:
    async with scene() as s:
        receiver = Receiver(500, 503)
        async with receiving(s, receiver):
            await s.phone.send(s.anna, "а")
            await s.phone.send(s.anna, "б")
            await receiver.wait(4)
            assert [text for _, text in receiver.got] == ["а", "а", "а", "б"]
            info = await s.bot.get_webhook_info()
            assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_polling_and_a_webhook_exclude_each_other() -> None:
    async with scene() as s:
        poll = asyncio.create_task(s.bot.get_updates(timeout=20))
        await asyncio.sleep(0.05)
        async with receiving(s, Receiver()):
            with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
                await poll
            with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
                await s.bot.get_updates()
        assert await s.bot.get_updates() == []


async def test_what_waits_can_be_dropped() -> None:
    async with scene() as s:
        await s.phone.send(s.anna, "старое")
        await s.bot.delete_webhook(drop_pending_updates=True)
        assert await s.bot.get_updates() == []
