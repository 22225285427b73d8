"""``reglament regulation preview``: which open tickets a new regulation would move, and why (rules.md 3.7)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.preview import adopt, preview
from app.usage import UsageError
from core.errors import ConfigurationError
from core.journal.chain import broken
from core.regulation.parse import load
from tests.office import Office, moscow, office_on


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path}/desk.db"
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@asynccontextmanager
async def two_tickets(database: str) -> AsyncIterator[Office]:
    """A P1 and a P3 of Thursday the 5th of March, three in the afternoon."""
    async with office_on(database, at="2026-03-05 15:00") as office:
        await office.registers(office.anna, "Не открывается отчёт", priority="P1")
        await office.registers(office.boris, "Как выгрузить список?")
        yield office


def changed(folder: Path, *pairs: tuple[str, str]) -> str:
    """The regulation of SaveIT with other words in it, as a file."""
    text = load("saveit").text
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    file = folder / "new.toml"
    file.write_text(text, "utf-8")
    return str(file)


def contents(office: Office) -> bytes:
    return Path(str(office.database.url.database)).read_bytes()


FOUR_HOURS = 'term = "4 рабочих часа"'
EIGHT_HOURS = 'term = "8 рабочих часов"'


@pytest.mark.clause("SAV-17")
async def test_another_term_says_which_ticket_moves_from_when_to_when_and_why(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with two_tickets(database):
        assert await preview("saveit", changed(tmp_path, (FOUR_HOURS, EIGHT_HOURS))) == 0
    *told, last = capsys.readouterr().out.splitlines()
    assert told == [
        "№ 2026-0001 (зарегистрировано, P1)",
        "  решение: пт 06.03.2026 10:00 (МСК) → пт 06.03.2026 14:00 (МСК)",
        "    другой срок: 4 рабочих часа (пункт SAV-17) → 8 рабочих часов (пункт SAV-17)",
    ]
    assert last.endswith("сдвинется обращений: 1; открытых по регламенту saveit: 2")


async def test_another_calendar_moves_all_of_them(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = "[[calendar.exceptions]]\ndate = 2026-03-06\nhours = []\n\n[number]"
    async with two_tickets(database):
        await preview("saveit", changed(tmp_path, ("[number]", closed)))
    told = capsys.readouterr().out
    assert "решение: пт 06.03.2026 10:00 (МСК) → вт 10.03.2026 10:00 (МСК)" in told
    assert "решение: пт 13.03.2026 18:00 (МСК) → пн 16.03.2026 18:00 (МСК)" in told
    assert "    другой календарь: пункт SAV-2 → пункт SAV-2" in told
    assert "сдвинется обращений: 2" in told


async def test_what_the_new_regulation_lacks_is_named(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with two_tickets(database):
        await preview("saveit", "plarson")
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "№ 2026-0001 (зарегистрировано, P1): перевести нельзя",
        "    в новом регламенте нет состояния «зарегистрировано»",
        "    в новом регламенте нет приоритета «P1»",
    ]


async def test_nothing_moves_and_nothing_is_written(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with two_tickets(database) as office:
        before = contents(office)
        assert await preview("saveit", "saveit") == 0
        assert contents(office) == before
    assert capsys.readouterr().out.endswith("ничего не сдвинется; открытых по регламенту saveit: 2\n")


async def test_tickets_of_another_regulation_are_left_alone(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with two_tickets(database):
        await preview("sintez", "plarson")
    assert capsys.readouterr().out.endswith("ничего не сдвинется; открытых по регламенту sintez: 0\n")


async def test_without_a_database_there_is_a_clear_line(database: str) -> None:
    with pytest.raises(ConfigurationError, match="there is no desk's database"):
        await preview("saveit", "sintez")


async def test_an_unknown_regulation_is_asked_for_wrongly(database: str) -> None:
    with pytest.raises(UsageError, match="no regulation 'nobody'"):
        await preview("saveit", "nobody")


@pytest.mark.clause("SAV-10")
async def test_adopting_moves_terms_and_timers_and_is_journalled(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with two_tickets(database) as office:
        await office.sent()
        new = changed(tmp_path, (FOUR_HOURS, EIGHT_HOURS))
        assert await adopt(new) == 0
        told = capsys.readouterr().out.splitlines()
        assert told[1] == "  решение: пт 06.03.2026 10:00 (МСК) → пт 06.03.2026 14:00 (МСК)"
        assert told[-1].endswith("переведено обращений: 2")
        async with office.database.read() as store:
            for ticket in await store.tickets.open():
                entries = await store.journal.entries(ticket.id)
                assert (entries[-1].kind, entries[-1].role) == ("regulation_adopted", "manager")
                assert entries[-1].facts["after"] == ticket.edition == load(new).id
                assert broken(entries) == []
            dues = {timer.key: timer.due for timer in await store.tickets.timers(1)}
        assert dues["resolution#1@100:managers"] == moscow("2026-03-06 14:00")
        news = [p.notice.to for p in await office.waiting() if p.notice.kind == "terms_moved"]
        assert len(news) == 1, "only whose terms moved is told"
        assert await adopt(new) == 0
        assert capsys.readouterr().out.endswith("переведено обращений: 0\n")


async def test_a_ticket_that_the_new_edition_does_not_know_is_left_where_it_is(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with two_tickets(database) as office:
        async with office.database.read() as store:
            before = {ticket.id: ticket.edition for ticket in await store.tickets.open()}
        assert await adopt(changed(tmp_path, ('"P1"', '"P0"'))) == 1
        async with office.database.read() as store:
            after = {ticket.id: ticket.edition for ticket in await store.tickets.open()}
        assert after[1] == before[1]
        assert after[2] != before[2]
    told = capsys.readouterr().out
    assert "    в новом регламенте нет приоритета «P1»" in told
    assert told.endswith("переведено обращений: 1; осталось по прежнему регламенту: 1\n")
