"""Buttons that nobody was offered, things that belong to others, files that are not what they say."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from storage.tables.messages import messages
from storage.tables.tickets import drafts, tickets
from tests.chaos.stage import BMP, PNG, acquainted, fetched, registered, summary, troubled
from tests.desk import Desk, Json

TABLES = (tickets, drafts, messages)
SHAPES = [
    "",
    "p",
    "p:",
    "p::",
    "p:promote",
    "p:promote:x:",
    "p:promote:0:0:0",
    "p:nothing:1:",
    "p:d_register:1:",
    "p:d_register:-1:",
    "p:d_register:9223372036854775808:",
    "p:d_register:99999999999999999999999:",
    "p:d_register:1.5:",
    "p:d_toggle:1:١٢",
    "p:d_toggle:1:99999999999999999999",
    "p:d_field:1:no_such_field",
    "p:d_priority:1:P9",
    "p:d_category:1:no_such_kind",
    "p:d_categories:1:",
    "p:complain:1:",
    "p:complaint_send:1:",
    "p:complaint_answer:1:",
    "p:complaint_drop:0:",
    "p:identify_not_now:0:",
    "p:d_cancel:1:",
    "p:d_change:1:",
    "p:d_summary:1:",
    "p:show:1:",
    "p:why:1:",
    "p:confirm:1:",
    "p:disagree:1:",
    "p:attach:1:1",
    "p:attach:1:²",
    "p:attach:1:-5",
    "p:attach:1:99999999999999999999",
    "p:attach_page:1:1",
    "p:attach_page:99999999:-1",
    "p:d_page:1:99999999999999999999",
    "p:d_page:1:x",
    "p:d_all:1:",
    "p:d_none:1:3",
    "p:d_split:1:",
    "p:d_deal:1:1",
    "p:d_deal_page:1:x",
    "p:d_one:1:",
    "p:d_same:1:1",
    "p:d_same:1:99999999999999999999",
    "p:s_take:1:",
    "p:s_refuse:1:1",
    "p:s_history:1:",
    "p:s_revoke:1:",
    "p:o_contacts:0:",
    "p:o_accept:0:",
    "p:o_accept:0:AAAAAAAAAAAAAAAAAAAAAAAA",
    "p:o_invite:0:",
    "p:o_invite_as:0:owner",
    "p:o_invite_as:0:tsar",
    "p:o_remove:1:",
    "p:o_remove_yes:1:",
    "p:o_revoke:1:",
    "p:phone:0:",
    "p:consent:0:maybe",
    "-",
    "😈" * 16,
    "p:show:1:\x00",
]


async def everything(desk: Desk) -> list[Any]:
    """All tickets, drafts and messages there are."""
    found: list[Any] = []
    async with desk.app.database.read() as store:
        for table in TABLES:
            rows = await store.connection.execute(sa.select(table).order_by(table.c.id))
            found += [tuple(row) for row in rows]
    return found


@asynccontextmanager
async def annas_secrets(database_url: str, folder: Path) -> AsyncIterator[tuple[Desk, str, Json]]:
    """Anna has a ticket and an open draft; Boris has agreed and written, and has a button to forge on."""
    async with troubled(database_url, folder) as desk:
        await acquainted(desk, desk.anna, "секрет Анны")
        number = await registered(desk, desk.anna)
        await desk.anna.writes("ещё секрет")
        await summary(desk, desk.anna)
        await acquainted(desk, desk.boris, "раз")
        yield desk, number, await desk.boris.reads("Консультант получил")


async def test_forged_buttons_change_and_show_nothing(database_url: str, tmp_path: Path) -> None:
    """Boris presses whatever he likes: Anna's things stay as they are, and he reads nothing of them."""
    async with annas_secrets(database_url, tmp_path) as (desk, number, message):
        before = await everything(desk)
        heard = len(await desk.boris.texts())
        for data in SHAPES:
            pressed = await desk.boris.forges(data, message) if data else None
            if pressed is not None:
                await desk.phone.answer(pressed["query_id"])
        assert [row for row in await everything(desk) if row in before] == before
        said = "\n".join((await desk.boris.texts())[heard:])
        assert "секрет" not in said
        assert number not in said


async def test_random_bytes_as_buttons(sqlite_url: str, tmp_path: Path) -> None:
    """Two hundred random button datas of a forging client: each is answered, none does anything."""
    chance = random.Random(7)
    words_of_ours = ["p", "promote", "d_register", "show", "attach", "confirm", "consent", "yes", "s_take", "1", "-1"]
    async with annas_secrets(sqlite_url, tmp_path) as (desk, number, message):
        before = await everything(desk)
        for _ in range(100):
            noise = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 60))).decode("utf-8", "replace")
            await desk.phone.press(desk.boris.id, data=noise[:21], message_id=message["message_id"])
            plausible = ":".join(chance.choice(words_of_ours) for _ in range(chance.randrange(1, 6)))
            await desk.phone.press(desk.boris.id, data=plausible[:64], message_id=message["message_id"])
        await desk.settled()
        assert [row for row in await everything(desk) if row in before] == before
        said = "\n".join(await desk.boris.texts())
        assert "секрет" not in said
        assert number not in said


@pytest.mark.parametrize("wish", ["/status {number}", "/start t_{number}", "/status 2026-9999", "/status '; --"])
async def test_somebody_elses_number(wish: str, sqlite_url: str, tmp_path: Path) -> None:
    """Somebody else's request is told exactly like one that does not exist."""
    async with annas_secrets(sqlite_url, tmp_path) as (desk, number, _):
        await desk.boris.writes(wish.format(number=number))
        assert (await desk.boris.texts())[-1] == "Такого обращения среди ваших нет."


async def test_a_reply_to_somebody_elses_message_number(sqlite_url: str, tmp_path: Path) -> None:
    """Message numbers are shared by all private chats; a reply belongs to the one who replies."""
    async with annas_secrets(sqlite_url, tmp_path) as (desk, number, message):
        before = await desk.topic_texts(number)
        await desk.boris.replies(message, "это моё")
        assert await desk.topic_texts(number) == before


async def test_customers_commands_of_the_staff(sqlite_url: str, tmp_path: Path) -> None:
    """What only staff may do is ordinary words in a customer's chat."""
    async with annas_secrets(sqlite_url, tmp_path) as (desk, _, _):
        before = await everything(desk)
        for command in ("/take", "/resolve готово", "/refuse 1", "/priority P1 срочно", "/queue", "/history"):
            await desk.boris.writes(command)
        assert [row for row in await everything(desk) if row in before] == before
        assert not any("секрет" in text for text in await desk.boris.texts())


FILES = [
    pytest.param({"kind": "document", "file_name": "big.zip", "size": 21_000_000}, "больше 20 МБ", id="over 20 MB"),
    pytest.param(
        {"kind": "document", "file_name": "screen.png", "content_base64": BMP},
        "«screen.png» (BMP) приложить нельзя",
        id="BMP renamed to png",
    ),
    pytest.param(
        {"kind": "document", "file_name": "a.jpg", "content_base64": "TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAA="},
        "«a.jpg»",
        id="program renamed to jpg",
    ),
    pytest.param(
        {"kind": "document", "file_name": "<b>&.png", "content_base64": "bm90aGluZyBhdCBhbGw="},
        "«<b>&.png» (?) приложить нельзя",
        id="nothing known, HTML in its name",
    ),
    pytest.param({"kind": "document", "file_name": "x.png", "content_base64": ""}, "«x.png»", id="empty"),
]


@pytest.mark.parametrize(("file", "reason"), FILES)
async def test_files_that_a_request_does_not_take(
    file: dict[str, Any], reason: str, sqlite_url: str, tmp_path: Path
) -> None:
    """The consultant gets the file; the request is refused with the reason, and goes through without the file."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "смотрите вложение")
        await desk.anna.writes(media=file)
        assert [m for m in await desk.topic("Анна") if m.get("document")]
        await summary(desk, desk.anna)
        await fetched(desk)
        await desk.anna.presses("Зарегистрировать")
        assert reason in (await desk.anna.texts())[-1]
        async with desk.app.database.read() as store:
            assert await store.tickets.open() == []
        await desk.anna.presses("Изменить")
        await desk.anna.presses(f"☑ ⚠ 📎 {file['file_name']}")
        await desk.anna.presses("Готово")
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("Ваше обращение зарегистрировано")


async def test_a_true_picture_is_taken(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "смотрите вложение")
        await desk.anna.writes(media={"kind": "document", "file_name": "s.bmp", "content_base64": PNG})
        await fetched(desk)
        number = await registered(desk, desk.anna)
        assert [m for m in await desk.topic(number) if m.get("document")]


@pytest.mark.parametrize("kind", ["502", "reset"])
async def test_a_download_that_fails_at_first(kind: str, sqlite_url: str, tmp_path: Path) -> None:
    """Fetched at the second try; the customer notices nothing."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "смотрите вложение")
        await desk.phone.fault(kind, method="file")
        await desk.anna.writes(media={"kind": "document", "file_name": "s.png", "content_base64": PNG})
        await fetched(desk)
        await registered(desk, desk.anna)
