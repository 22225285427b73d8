"""``reglament doctor``: each line says how something is, and what to do where it is not well."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.doctor import doctor
from app.scene import shelve
from storage.work import Database
from tests.chaos.process import world
from tests.chaos.test_wrong_start import Settings
from tests.desk import migrated


async def looked(sqlite_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **wrong: str) -> int:
    """Let the doctor look at a desk with a database, some articles, and these settings; returns its exit code."""
    async with world(sqlite_url, folder, KB_INDEX=f"{folder}/kb.db") as here:
        given: Settings = here.product.settings | wrong
        monkeypatch.chdir(folder)
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return await doctor()


async def test_a_desk_that_is_well(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelve(tmp_path / "kb.db")
    await migrated(sqlite_url)
    assert await looked(sqlite_url, tmp_path, monkeypatch) == 0
    said = capsys.readouterr().out
    for sentence in (
        "✓ regulation: saveit",
        "✓ calendar of",
        "✓ database: schema ",
        "✓ knowledge base: 12 articles",
        "✓ Telegram: the token is valid, the staff chat has topics and the bot may manage them",
        "✓ disk: ",
    ):
        assert sentence in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "kb.db is not there: customers get no articles; «reglament kb load PATH» makes it"),
        (b"", "kb.db is damaged or of another version; «reglament kb load PATH» makes it"),
        (b"a letter to my aunt", "kb.db is no index of articles; let KB_INDEX name another file"),
    ],
    ids=["no index", "empty", "a file of something else"],
)
async def test_what_is_only_worth_knowing_makes_nobody_ill(
    content: bytes | None,
    sentence: str,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / "kb.db").write_bytes(content)
    assert await looked(sqlite_url, tmp_path, monkeypatch) == 0
    said = capsys.readouterr().out
    assert sentence in said
    assert "desk.db will be made at the first start" in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"BOT_TOKEN": "42:somebodyelse"}, "✗ BOT_TOKEN: Telegram does not know this token"),
        ({"BOT_API_URL": "http://127.0.0.1:1"}, "BOT_PROXY"),
        ({"STAFF_CHAT": "-100999"}, "✗ STAFF_CHAT: Telegram says"),
        ({"REGULATION": "no_such"}, "✗ REGULATION: "),
        ({"WEB_PORT": "80000"}, "✗ WEB_PORT"),
    ],
    ids=["token", "network", "chat", "regulation", "a setting"],
)
async def test_what_stops_the_desk_is_named(
    wrong: Settings,
    sentence: str,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert await looked(sqlite_url, tmp_path, monkeypatch, **wrong) == 1
    assert sentence in capsys.readouterr().out


async def test_a_database_of_an_earlier_version_and_one_that_is_none(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await migrated(sqlite_url)
    database = Database(sqlite_url)
    async with database.engine.begin() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    await database.close()
    assert await looked(sqlite_url, tmp_path, monkeypatch) == 1
    assert "run «reglament migrate»" in capsys.readouterr().out
    (tmp_path / "desk.db").write_bytes(b"no database at all, only words" * 100)
    for beside in ("desk.db-wal", "desk.db-shm"):
        (tmp_path / beside).unlink(missing_ok=True)
    assert await looked(sqlite_url, tmp_path, monkeypatch) == 1
    assert "DATABASE_URL" in capsys.readouterr().out
