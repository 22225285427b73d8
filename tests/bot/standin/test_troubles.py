"""Flood limits and faults: what the desk's sender must survive, each on demand."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile, InputMediaDocument, MediaUnion

from bot.standin import ActError
from bot.standin.errors import ApiError
from bot.standin.limits import Limits
from tests.bot.standin.scene import scene


class Watch:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def limits(watch: Watch, **values: float) -> Limits:
    made = Limits(watch)
    made.set(dict(values))
    return made


def refused(made: Limits, method: str, chat: int | None, messages: int = 1) -> int | None:
    """Seconds to wait, or None when the call passed."""
    try:
        made.spend(method, chat, messages)
    except ApiError as error:
        return (error.parameters or {})["retry_after"]
    return None


def test_twenty_a_minute_in_a_group() -> None:
    watch = Watch()
    made = limits(watch, group_per_minute=20)
    for _ in range(10):
        assert refused(made, "sendmessage", -100) is None
        assert refused(made, "editmessagetext", -100) is None
        watch.now += 1
    assert refused(made, "createforumtopic", -100) == 50
    assert refused(made, "sendmessage", -200) is None, "another group has its own twenty"
    watch.now += 50
    assert refused(made, "sendmessage", -100) is None
    assert refused(made, "sendmessage", -100) is None
    assert refused(made, "sendmessage", -100) == 1


def test_a_shorter_minute_for_benches() -> None:
    watch = Watch()
    made = limits(watch, group_per_minute=20, minute=10.0)
    assert all(refused(made, "sendmessage", -100) is None for _ in range(20))
    assert refused(made, "sendmessage", -100) == 10
    watch.now += 10
    assert refused(made, "sendmessage", -100) is None


def test_one_a_second_in_private_with_bursts() -> None:
    watch = Watch()
    made = limits(watch, private_per_second=1, private_burst=5)
    assert [refused(made, "sendmessage", 7) for _ in range(6)] == [None] * 5 + [1]
    watch.now += 1
    assert [refused(made, "sendmessage", 7) for _ in range(2)] == [None, 1]
    watch.now += 60
    assert [refused(made, "sendmessage", 7) for _ in range(6)] == [None] * 5 + [1]


def test_thirty_a_second_for_the_token() -> None:
    watch = Watch()
    made = limits(watch, token_per_second=30)
    assert all(refused(made, "sendmessage", chat) is None for chat in range(30))
    assert refused(made, "sendmessage", 99) == 1
    assert refused(made, "answercallbackquery", None) is None
    assert refused(made, "sendchataction", 1) is None
    watch.now += 1
    assert refused(made, "sendmessage", 99) is None


def test_an_album_costs_as_many_as_it_has() -> None:
    watch = Watch()
    made = limits(watch, group_per_minute=20)
    assert refused(made, "sendmediagroup", -100, 10) is None
    assert refused(made, "copymessages", -100, 10) is None
    assert refused(made, "sendmessage", -100) == 60


async def test_a_flood_over_http() -> None:
    async with scene() as s:
        assert (await s.phone.limits(group_per_minute=3))["private_per_second"] is None
        album: list[MediaUnion] = [InputMediaDocument(media=BufferedInputFile(b"x", name)) for name in ("a", "b")]
        await s.bot.send_media_group(s.group, album)
        await s.bot.send_message(s.group, "три")
        with pytest.raises(TelegramRetryAfter) as flood:
            await s.bot.send_message(s.group, "четыре")
        assert 55 <= flood.value.retry_after <= 60
        await s.bot.send_message(s.anna, "в личку можно")
        await s.phone.limits(group_per_minute=None)
        await s.bot.send_message(s.group, "четыре")


FAULTS: list[tuple[str, dict[str, object], type[Exception], bool]] = [
    ("429", {"retry_after": 7}, TelegramRetryAfter, False),
    ("500", {}, TelegramServerError, False),
    ("502", {}, ClientDecodeError, False),
    ("reset", {}, TelegramNetworkError, False),
    ("applied_reset", {}, TelegramNetworkError, True),
]


@pytest.mark.parametrize(("kind", "rule", "raised", "applied"), FAULTS, ids=[row[0] for row in FAULTS])
async def test_a_fault_hits_once_and_only_where_meant(
    kind: str, rule: dict[str, object], raised: type[Exception], applied: bool
) -> None:
    async with scene() as s:
        await s.phone.fault(kind, method="sendMessage", chat_id=s.anna, after=1, **rule)
        await s.bot.send_message(s.anna, "первое проходит")
        await s.bot.send_message(s.group, "чужой чат проходит")
        with pytest.raises(raised):
            await s.bot.send_message(s.anna, "беда")
        await s.bot.send_message(s.anna, "снова хорошо")
        texts = [message["text"] for message in await s.phone.messages(s.anna) if message["from"]["is_bot"]]
        assert texts == ["первое проходит", *(["беда"] if applied else []), "снова хорошо"]


async def test_retry_after_is_told() -> None:
    async with scene() as s:
        await s.phone.fault("429", method="sendMessage", retry_after=7)
        with pytest.raises(TelegramRetryAfter) as flood:
            await s.bot.send_message(s.anna, "x")
        assert flood.value.retry_after == 7


async def test_a_call_that_is_never_answered_does_not_hold_the_server() -> None:
    async with scene() as s:
        await s.phone.fault("timeout", method="sendMessage")
        with pytest.raises(TelegramNetworkError, match="timeout"):
            await s.bot.send_message(s.anna, "x", request_timeout=1)
        assert len(await s.phone.messages(s.anna)) == 1, "only her own /start"


async def test_a_slow_answer_still_comes() -> None:
    async with scene() as s:
        await s.phone.fault("slow", method="sendMessage", delay=0.2)
        slow = asyncio.create_task(s.bot.send_message(s.anna, "медленно"))
        await s.phone.wait_for(s.anna, "медленно")
        fast = await s.bot.send_message(s.anna, "быстро")
        assert not slow.done(), "it is in the chat, but the bot does not know yet"
        assert (await slow).message_id < fast.message_id


async def test_an_outage_stops_everything_until_lifted() -> None:
    async with scene() as s:
        poll = asyncio.create_task(s.bot.get_updates(timeout=20))
        await asyncio.sleep(0.05)
        await s.phone.fault("outage")
        assert await poll == []
        for _ in range(3):
            with pytest.raises(ClientDecodeError):
                await s.bot.get_updates()
        await s.phone.send(s.anna, "пишу в пустоту")
        await s.phone.lift_faults()
        assert [update.message and update.message.text for update in await s.bot.get_updates()] == ["пишу в пустоту"]


async def test_a_fault_for_any_method_spares_polling() -> None:
    async with scene() as s:
        await s.phone.fault("500")
        assert await s.bot.get_updates() == []
        with pytest.raises(TelegramServerError):
            await s.bot.get_me()


async def test_a_wrong_fault_is_refused_in_words() -> None:
    async with scene() as s:
        for rule in ({"kind": "flood"}, {"kind": "429", "retryafter": 3}):
            with pytest.raises(ActError):
                await s.phone.fault(**rule)


async def test_downloads_can_fail_too() -> None:
    async with scene() as s:
        sent = (await s.phone.send(s.anna, media={"kind": "document"}))[0]
        file = await s.bot.get_file(sent["document"]["file_id"])
        await s.phone.fault("502", method="file")
        async with s.http.get(f"{s.url}/file/bot42:standin/{file.file_path}") as response:
            assert response.status == 502
        async with s.http.get(f"{s.url}/file/bot42:standin/{file.file_path}") as response:
            assert response.status == 200


async def test_every_call_and_act_is_in_the_transcript() -> None:
    async with scene() as s:
        start = s.standin.transcript()[-1]["seq"]
        await s.phone.send(s.anna, "Здравствуйте")
        await s.bot.send_message(s.anna, "Добрый день")
        with pytest.raises(TelegramAPIError):
            await s.bot.send_message(999, "x")
        act, sent, failed = await s.phone.transcript(start)
        assert (act["kind"], act["do"], act["as"], act["what"]) == ("act", "send", s.anna, {"text": "Здравствуйте"})
        assert (sent["method"], sent["params"]["text"], sent["result"]["text"]) == (
            "SendMessage" if sent["method"][0] == "S" else "sendMessage",
            "Добрый день",
            "Добрый день",
        )
        assert failed["error"]["description"] == "Bad Request: chat not found"
        assert [entry["seq"] for entry in (act, sent, failed)] == [start + 1, start + 2, start + 3]
