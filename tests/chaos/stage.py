"""The stage with a judge: whatever a story does to the desk, nothing is stuck, and no chat shows a program's words."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.standin import groups
from bot.standin.acts.things import medium
from bot.standin.posting import Extra, Place, publish
from storage.tables.inbox import inbox
from storage.tables.notifications import outbox
from tests.chaos.customers import ANSWERS
from tests.desk import Desk, Json, Player, desk_on, words

ENGLISH = re.compile(r"Traceback|Exception|\w+Error\b|Bad Request|Forbidden:|Internal Server|\bNone\b|\{\w+\}|\bnull\b")
"""What no chat may ever show: names of exceptions, holes of templates."""
FIELDS = re.compile(r"^.*(?:Подставляются поля|заполнить нечем).*$", re.MULTILINE)
"""What staff are told about the fields of canned answers: the fields' names stand in braces there, as they should."""
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
BMP = "Qk1GAAAAAAAAADYAAAAoAAAAAgAAAAIAAAABABgAAAAAABAAAAATCwAAEwsAAAAAAAAAAAAAAAD/AAD/AAAAAP8AAP8AAA=="


@asynccontextmanager
async def troubled(
    database_url: str, folder: Path, *, dead: int = 0, own: str = "", **more: Any
) -> AsyncIterator[Desk]:
    """A desk for a story of troubles. At its end everything has been handled and sent, but for ``dead`` letters;
    ``own`` are words of people that may look like a program's."""
    with no_faults_of_ours():
        async with desk_on(database_url, folder, **more) as desk:
            yield desk
            await desk.settled()
            await nothing_stuck(desk, dead)
            nobody_reads_english(desk, own)


@contextmanager
def no_faults_of_ours() -> Iterator[None]:
    """Nothing may be logged as an error: an error is a fault of ours, troubles of the world are warnings."""
    found: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    ear = Ear(logging.ERROR)
    logging.getLogger().addHandler(ear)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(ear)
    assert found == [], "\n".join(found)


async def nothing_stuck(desk: Desk, dead: int = 0) -> None:
    """Every update was handled, every parcel was sent, none was given up unless the story says so."""
    updates = sa.select(inbox.c.state, inbox.c.error).where(inbox.c.state.not_in(["done", "held"]))
    letters = sa.select(outbox.c.kind, outbox.c.state, outbox.c.reason).where(outbox.c.state != "sent")
    async with desk.app.database.read() as store:
        assert [tuple(row) for row in await store.connection.execute(updates)] == []
        given_up = [tuple(row) for row in await store.connection.execute(letters)]
    assert len(given_up) == dead, given_up
    assert {state for _, state, _ in given_up} <= {"dead"}


def nobody_reads_english(desk: Desk, own: str = "") -> None:
    """No chat shows a traceback, an exception's text or an unfilled template."""
    for chat in desk.standin.world.chats.values():
        for post in chat.posts.values():
            if post.author == desk.standin.world.bot_id:
                text = FIELDS.sub("", words(post.body))
                text = text.replace(own, "") if own else text
                assert not ENGLISH.search(text), text


async def acquainted(desk: Desk, who: Player, *texts: str) -> None:
    """The customer has agreed and has written something."""
    await who.starts()
    await who.presses("Согласен")
    for text in texts:
        await who.writes(text)


async def summary(desk: Desk, who: Player) -> Json:
    """«Оформить обращение» up to the summary, which has the button «Зарегистрировать»."""
    await who.presses("Оформить обращение")
    while (title := words(await who.last()).split("\n")[1:2]) and title[0] in ANSWERS:
        await who.writes(ANSWERS[title[0]])
    return await who.last()


async def registered(desk: Desk, who: Player) -> str:
    """The number of a request that the customer files of all they wrote."""
    await summary(desk, who)
    await who.presses("Зарегистрировать")
    told = words(await who.reads("зарегистрировано: №"))
    return told.split("№ ")[1].split(".")[0]


async def customers_words(desk: Desk, topic: str) -> list[str]:
    """What was relayed into a topic, without the desk's own first message."""
    return [text for text in (await desk.topic_texts(topic))[1:] if text]


def late_part(desk: Desk, who: Player, album: str, caption: str = "") -> Json:
    """One more photo of an album, which Telegram delivers as an update of its own, perhaps late."""
    world = desk.standin.world
    body = medium(world, {"kind": "photo"} | ({"caption": caption} if caption else {}))
    return publish(world, Place(world.chat(who.id)), who.id, body, Extra(fields={"media_group_id": album})).body


def moved(desk: Desk, *, told: bool) -> int:
    """The staff group gets another id, as Telegram does it; ``told`` whether the bot hears of it by an update."""
    world = desk.standin.world
    old = world.chat(desk.group)
    old.kind = "group"  # only those are upgraded; the desk began when topics were already there
    before = len(world.updates.pending)
    new = groups.upgrade(world, old, desk.gleb.id, forum=True)
    if not told:
        while len(world.updates.pending) > before:
            world.updates.pending.pop()
    desk.group = new.id
    return new.id


async def fetched(desk: Desk) -> None:
    """Wait until every file is fetched and judged, well or ill."""
    async with asyncio.timeout(15):
        while True:
            async with desk.app.database.read() as store:
                if not await store.messages.unfetched(1):
                    return
            await asyncio.sleep(0.02)
