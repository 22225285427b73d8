"""The same promises on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from storage.work import Database
from tests.office import opened

Opening = Callable[[], AbstractAsyncContextManager[Database]]


@pytest.fixture
def opening(database_url: str) -> Opening:
    """Opens the test's database; a second opening is another process as far as the database can tell."""
    made = False

    @asynccontextmanager
    async def open_() -> AsyncIterator[Database]:
        nonlocal made
        database = Database(database_url) if made else await opened(database_url)
        made = True
        try:
            yield database
        finally:
            await database.close()

    return open_
