"""How the stories of the regulations begin: a desk on a regulation, somebody who comes, a request that is filed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.desk import Desk, Player, desk_on, words


@asynccontextmanager
async def open_desk(tmp_path: Path, regulation: str, **more: Any) -> AsyncIterator[Desk]:
    """A desk that runs on this regulation, on an empty database."""
    url = f"sqlite+aiosqlite:///{tmp_path}/desk.db"
    async with desk_on(url, tmp_path, regulation=regulation, **more) as desk:
        yield desk


async def comes(player: Player, text: str = "Здравствуйте") -> None:
    """The first word, and the consent to it."""
    await player.writes(text)
    await player.presses("Согласен")


async def files(player: Player, text: str, *answers: str, kind: str = "", priority: str = "") -> str:
    """Write, press «Оформить обращение», answer what is asked and register; returns the number."""
    if not await player.chat():
        await comes(player)
    await player.writes(text)
    await player.presses("Оформить обращение")
    if "О чём ваше обращение?" in words(await player.last()):
        await player.presses(kind or next(label for label in _marked(await player.last())))
    for answer in answers:
        await player.writes(answer)
    if "Это о том же?" in words(await player.last()):
        await player.presses("Нет, другое")
    if priority:
        await player.presses("Изменить")
        await player.presses("Приоритет")
        await player.presses(priority)
    await player.presses("Зарегистрировать")
    return words(await player.reads("зарегистрировано: №")).split("зарегистрировано: № ")[1].split(".")[0]


def _marked(message: dict[str, Any]) -> list[str]:
    rows = message["reply_markup"]["inline_keyboard"]
    return [button["text"] for row in rows for button in row if button["text"].startswith("☑")]


async def staff_reads(desk: Desk, fragment: str) -> dict[str, Any]:
    """The newest message with these words anywhere in the staff's group."""
    found = [m for m in await desk.phone.messages(desk.group) if fragment in words(m)]
    assert found, fragment
    return found[-1]


async def group_texts(desk: Desk) -> list[str]:
    """Everything that stands in the staff's group, in whatever topic."""
    return [words(m) for m in await desk.phone.messages(desk.group)]


async def said(desk: Desk, number: str) -> str:
    """The desk's last word in the ticket's topic."""
    return (await desk.topic_texts(number))[-1]


async def state_of(desk: Desk, number: str) -> str:
    """The ticket's state as it is stored."""
    async with desk.app.database.read() as store:
        ticket = await store.tickets.by_number(number)
        assert ticket is not None
        return ticket.state
