"""Wrong inputs at the start: exit code 1 and one clear line that says what to do, never a traceback."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app import roles, settings, wiring
from bot.standin import Standin
from core.errors import ConfigurationError
from tests.chaos.process import World, world

Settings = dict[str, str]


def no_rights(standin: Standin) -> Settings:
    chat = standin.groups(title="Без прав", forum=True, members=[201], bot={"can_manage_topics": False})
    return {"STAFF_CHAT": str(chat["id"])}


def plain_member(standin: Standin) -> Settings:
    chat = standin.groups(title="Просто участник", forum=True, members=[201], bot={"status": "member"})
    return {"STAFF_CHAT": str(chat["id"])}


def no_topics(standin: Standin) -> Settings:
    chat = standin.groups(title="Без тем", forum=False, type="supergroup", members=[201])
    return {"STAFF_CHAT": str(chat["id"])}


def basic_group(standin: Standin) -> Settings:
    return {"STAFF_CHAT": str(standin.groups(title="Простая", type="group", members=[201])["id"])}


def upgraded_group(standin: Standin) -> Settings:
    group = standin.groups(title="Выросла", type="group", admins=[201])["id"]
    standin.act("upgrade", 201, chat=group, forum=True)
    return {"STAFF_CHAT": str(group)}


def not_there(standin: Standin) -> Settings:
    chat = standin.groups(title="Без бота", forum=True, members=[201], bot={"status": "absent"})
    return {"STAFF_CHAT": str(chat["id"])}


def public_group(standin: Standin) -> Settings:
    chat = standin.groups(title="Открытая", forum=True, username="all_welcome", members=[201])
    return {"STAFF_CHAT": str(chat["id"])}


def one_of_two(standin: Standin) -> Settings:
    chat = standin.groups(title="Первая", forum=True, members=[201])
    return {"STAFF_CHAT": f"support={chat['id']},billing=-100999"}


def always(**settings: str) -> Callable[[Standin], Settings]:
    return lambda standin: settings


WRONG = [
    pytest.param(always(BOT_TOKEN="42:somebodyelse"), "BOT_TOKEN: Telegram does not know this token", id="bad token"),
    pytest.param(always(BOT_TOKEN="nonsense"), "BOT_TOKEN does not look like a token", id="no token at all"),
    pytest.param(no_topics, "STAFF_CHAT: switch on Topics", id="no topics"),
    pytest.param(basic_group, "STAFF_CHAT: switch on Topics", id="a basic group"),
    pytest.param(upgraded_group, "has become a supergroup and is -100", id="a group that was upgraded"),
    pytest.param(no_rights, "STAFF_CHAT: make the bot an administrator", id="no right to manage topics"),
    pytest.param(plain_member, "STAFF_CHAT: make the bot an administrator", id="a plain member"),
    pytest.param(not_there, "STAFF_CHAT: Telegram says", id="the bot is not in the group"),
    pytest.param(always(STAFF_CHAT="-100999"), "STAFF_CHAT: Telegram says", id="no such chat"),
    pytest.param(always(STAFF_CHAT="поддержка"), "STAFF_CHAT must be a negative number", id="not a chat's id"),
    pytest.param(always(STAFF_CHAT="a=-1001,b=x"), "STAFF_CHAT must be a negative number", id="not a team's chat"),
    pytest.param(always(STAFF_CHAT="a=-1001,a=-1002"), "STAFF_CHAT must be a negative number", id="a team twice"),
    pytest.param(always(STAFF_CHAT="a=-1001,b=-1001"), "STAFF_CHAT must be a negative number", id="a group twice"),
    pytest.param(public_group, "it must be private", id="a public group"),
    pytest.param(one_of_two, "STAFF_CHAT: Telegram says", id="one team's group is not there"),
    pytest.param(always(REGULATION="no_such"), "no_such", id="unknown regulation"),
    pytest.param(always(WEB_PORT="80000"), "WEB_PORT", id="not a port"),
    pytest.param(always(BOT_API_URL="telegram"), "BOT_API_URL: 'telegram' is not an address", id="not an address"),
    pytest.param(always(DATABASE_URL="mysql://x/y"), "DATABASE_URL must begin with", id="another database"),
    pytest.param(
        always(DATABASE_URL="postgresql+asyncpg://nobody@127.0.0.1:1/nothing"), "DATABASE_URL: ", id="database is away"
    ),
    pytest.param(
        always(DATABASE_URL="sqlite+aiosqlite:////proc/nowhere/desk.db"), "DATABASE_URL: ", id="database not writable"
    ),
    pytest.param(
        always(BOT_API_URL="https://api.telegram.org", CLOCK="2026-03-02T10:00:00+03:00"),
        "CLOCK is for the demo and for tests",
        id="a set clock with Telegram's own API",
    ),
    pytest.param(
        always(BOT_API_URL="https://api.telegram.org", BOT_PACE="telegram*6"),
        "BOT_PACE with a speed is for benches",
        id="a faster pace with Telegram's own API",
    ),
    pytest.param(always(BOT_PACE="fast"), "BOT_PACE must be telegram or none", id="no pace"),
    pytest.param(always(CLOCK="yesterday"), "CLOCK", id="a clock that cannot be read"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
async def test_the_start_is_refused(
    wrong: Callable[[Standin], Settings], sentence: str, sqlite_url: str, tmp_path: Path
) -> None:
    """The desk does not begin, and says in one line what the operator must mend."""
    async with world(sqlite_url, tmp_path) as here:
        given = here.product.settings | wrong(here.standin)
        with pytest.raises(ConfigurationError) as refusal:
            async with asyncio.timeout(30), wiring.assembled(settings.load(given, tmp_path / ".env")) as app:
                await roles.run(app, roles.ROLES, asyncio.Event())
    [problem] = refusal.value.problems
    assert sentence in problem
    assert "\n" not in problem


async def refused(here: World, sentence: str, **settings: str) -> None:
    """The product as an operator runs it ends by itself with code 1, and that sentence is all it says."""
    here.product.settings |= settings | {"LOG_LEVEL": "WARNING"}
    await here.product.start()
    code, said = await here.product.failure()
    assert code == 1
    assert len(said.strip().splitlines()) == 1, said
    assert sentence in said


async def test_a_bad_token_on_the_command_line(sqlite_url: str, tmp_path: Path) -> None:
    async with world(sqlite_url, tmp_path) as here:
        await refused(here, "BOT_TOKEN: Telegram does not know this token", BOT_TOKEN="42:somebodyelse")


async def test_the_port_is_taken(sqlite_url: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        async with world(sqlite_url, tmp_path) as here:
            await refused(here, f"WEB_PORT: 127.0.0.1:{port}", WEB_PORT=port)


async def test_a_damaged_database(sqlite_url: str, tmp_path: Path) -> None:
    """The file is not a database; it is left as it is."""
    file = tmp_path / "desk.db"
    file.write_bytes(b"this is not a database" * 100)
    async with world(sqlite_url, tmp_path) as here:
        await refused(here, "is damaged or not a database")
    assert file.read_bytes() == b"this is not a database" * 100


async def test_somebody_elses_database(sqlite_url: str, tmp_path: Path) -> None:
    """Another program's tables are not touched."""
    connection = sqlite3.connect(tmp_path / "desk.db")
    connection.execute("CREATE TABLE invoices (id INTEGER)")
    connection.commit()
    connection.close()
    async with world(sqlite_url, tmp_path) as here:
        await refused(here, "holds other tables")
