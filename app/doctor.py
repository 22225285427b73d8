"""``reglament doctor``: what could stop the desk, each with what to do about it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from app import settings
from app.settings import Settings
from core.deadlines.decree import awaited, undecreed
from core.errors import ConfigurationError
from core.regulation import parse
from core.regulation.checks import offset_agrees_with_zone
from storage import schema
from storage.search import file
from storage.work import Database

SPACE = 500_000_000
"""Bytes that should be free where files and an embedded database are kept."""

Finding = tuple[bool | None, str]
"""Well, not well, or only worth knowing; and the sentence."""


async def doctor() -> int:
    """Print one line a finding; exit code 1 when something must be mended."""
    try:
        loaded = settings.load()
    except ConfigurationError as error:
        for problem in error.problems:
            print(f"✗ {problem}")
        return 1
    ill = False
    for look in (_regulation, _database, _knowledge, _telegram, _disk):
        async for well, sentence in look(loaded):
            print(f"{'✓' if well else '!' if well is None else '✗'} {sentence}")
            ill |= well is False
    return 1 if ill else 0


async def _regulation(loaded: Settings) -> AsyncIterator[Finding]:
    try:
        edition = parse.load(loaded.REGULATION)
    except ConfigurationError as error:
        for problem in error.problems:
            yield False, f"REGULATION: {problem}"
        return
    yield True, f"regulation: {edition.id}"
    for category in edition.regulation.categories:
        if category.team and category.team not in loaded.teams:
            yield (
                None,
                f"category «{category.id}»: STAFF_CHAT knows no team «{category.team}», so the first team gets its"
                " requests",
            )
    warning = offset_agrees_with_zone(edition.regulation)
    if warning:
        yield None, warning
    now = datetime.now(UTC)
    for year in (now.year, now.year + 1):
        if not undecreed(edition.regulation, year):
            yield True, f"calendar of {year}: decreed"
        elif year in awaited(edition.regulation, now):
            yield None, f"calendar of {year}: no decree in the data; deadlines there are preliminary. Update «holidays»"


async def _database(loaded: Settings) -> AsyncIterator[Finding]:
    database = Database(loaded.DATABASE_URL)
    try:
        if not database.exists():
            yield None, f"database: {database.url.database} will be made at the first start"
            return
        found = await schema.current(database)
        if found == schema.head():
            yield True, f"database: schema {found}"
        else:
            yield False, f"database: schema {found or 'empty'}, not {schema.head()}: run «reglament migrate»"
    except ConfigurationError as error:
        yield False, str(error)
    finally:
        await database.close()


async def _knowledge(loaded: Settings) -> AsyncIterator[Finding]:
    index = file.open_to_read(loaded.KB_INDEX)
    if index is None:
        there = loaded.KB_INDEX.exists()
        if there and file.is_foreign(loaded.KB_INDEX):
            yield None, f"knowledge base: {loaded.KB_INDEX} is no index of articles; let KB_INDEX name another file"
            return
        what = "is damaged or of another version" if there else "is not there: customers get no articles"
        yield None, f"knowledge base: {loaded.KB_INDEX} {what}; «reglament kb load PATH» makes it"
        return
    try:
        (number,) = index.execute("SELECT count(*) FROM articles").fetchone()
        yield True, f"knowledge base: {number} articles"
        if not index.execute("SELECT 1 FROM meta WHERE name LIKE 'thresholds %'").fetchone():
            yield None, "knowledge base: when to answer was not measured here yet; «reglament kb eval» does"
    except sqlite3.Error as error:
        yield (
            None,
            f"knowledge base: {loaded.KB_INDEX} cannot be read ({error}); «reglament kb load PATH» makes it anew",
        )
    finally:
        index.close()


async def _telegram(loaded: Settings) -> AsyncIterator[Finding]:
    from aiogram.exceptions import TelegramAPIError

    from bot.front import problems_of

    try:
        problems = await problems_of(loaded.BOT_TOKEN, loaded.api_url, loaded.BOT_PROXY, loaded.teams.values())
    except TelegramAPIError as error:
        yield False, f"Telegram: {error}. In Russia a proxy (BOT_PROXY) or an own API address (BOT_API_URL) may help"
        return
    for problem in problems:
        yield False, problem
    if not problems:
        yield True, "Telegram: the token is valid, the staff chat has topics and the bot may manage them"


async def _disk(loaded: Settings) -> AsyncIterator[Finding]:
    folder = loaded.FILES_DIR.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    yield (
        free > SPACE,
        f"disk: {free // 1_000_000} MB free at {folder}"
        + ("" if free > SPACE else "; files of customers will soon not fit"),
    )
