"""The schema's version: where the database is, where it should be, and the way there."""

from __future__ import annotations

import asyncio
import re
from importlib import resources

import sqlalchemy as sa

from core.errors import ConfigurationError
from storage.work import Database

_REVISION = re.compile(r"^(\d{4})_.*\.py$")


def head() -> str:
    """The newest revision that ships with the program; their file names are numbered."""
    files = (resources.files("storage.migrations") / "versions").iterdir()
    return max(match[1] for file in files if (match := _REVISION.match(file.name)))


async def current(database: Database) -> str | None:
    """The revision that the database is at; None for an empty one. Raises ConfigurationError when it is damaged."""
    if not database.exists():
        return None
    try:
        async with database.engine.connect() as connection:
            names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
            if "alembic_version" not in names:
                if names:
                    raise ConfigurationError(
                        f"DATABASE_URL: {database.url.database} holds other tables; give Reglament its own database"
                    )
                return None
            found: str | None = (await connection.execute(sa.text("SELECT version_num FROM alembic_version"))).scalar()
            return found
    except (sa.exc.DBAPIError, OSError) as error:
        raise ConfigurationError(_sentence(database, error)) from None


async def ensure(database: Database) -> None:
    """Bring an embedded database up to date; a server's one is changed only by ``reglament migrate``."""
    found, wanted = await current(database), head()
    if found == wanted:
        return
    if found is not None and found > wanted:
        raise ConfigurationError(
            f"The database is at revision {found}, newer than this program ({wanted}): install the newer version"
        )
    if not database.embedded:
        raise ConfigurationError(
            f"The database is at revision {found or 'none'}, not {wanted}: run «reglament migrate»"
        )
    await migrate(database)


async def migrate(database: Database, to: str = "head") -> None:
    """Run the migrations to a revision, up or down. Raises ConfigurationError when the database cannot be opened."""
    from storage.migrations.run import upgrade

    try:
        if database.embedded and database.url.database:
            await asyncio.to_thread(_make_folder, database.url.database)
        await upgrade(database.engine, to)
    except (sa.exc.OperationalError, OSError) as error:
        raise ConfigurationError(_sentence(database, error)) from error


def _make_folder(path: str) -> None:
    from pathlib import Path

    Path(path).parent.mkdir(parents=True, exist_ok=True)


def _sentence(database: Database, error: Exception) -> str:
    text = str(getattr(error, "orig", error))
    where = database.url.database if database.embedded else f"{database.url.host}/{database.url.database}"
    if "not a database" in text or "malformed" in text:
        return f"DATABASE_URL: {where} is damaged or not a database. Restore it from a backup, or name another file"
    return f"DATABASE_URL: {where} cannot be opened ({text.splitlines()[0]})"
