"""Everything that happens to a ticket leaves an entry: who, when, what, through which channel (SAV-10)."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.journal.chain import broken
from core.tickets import dialogue, work
from tests.office import moscow, office_on

pytestmark = pytest.mark.clause("SAV-10")


async def test_a_ticket_writes_its_own_history(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, "Не открывается отчёт", priority="P1")
        await office.answers(ticket)
        async with office.at_work(ticket) as (deed, found):
            await work.take(deed, office.vera, found, deed.now)
            await work.note(deed, office.vera, found, office.words(office.vera, "похоже на прошлую"), deed.now)
            await work.prioritise(deed, office.vera, found, "P2", "отчёт не срочный", deed.now)
            await work.promise(deed, office.vera, found, moscow("2026-03-10 12:00"), "нужен выпуск", deed.now)
            await work.log(deed, office.vera, found, 10, "по телефону", deed.now)
            await work.ask(deed, office.vera, found, office.words(office.vera, "Какая версия?"), deed.now)
        async with office.at_work(ticket) as (deed, found):
            await dialogue.write(deed, office.anna, found, office.words(office.anna, "Третья"), deed.now)
        entries = await office.journal(ticket)
    assert [(entry.kind, entry.actor, entry.role) for entry in entries] == [
        ("registered", "Анна", "customer"),
        ("said", "Вера", "engineer"),
        ("taken", "Вера", "engineer"),
        ("said", "Вера", "engineer"),
        ("priority_changed", "Вера", "engineer"),
        ("term_promised", "Вера", "engineer"),
        ("work_logged", "Вера", "engineer"),
        ("said", "Вера", "engineer"),
        ("moved", "Вера", "engineer"),
        ("said", "Анна", "customer"),
        ("moved", "Анна", "customer"),
    ]
    assert broken(entries) == []
    assert {entry.channel for entry in entries} == {"telegram"}
    facts = {entry.kind: entry.facts for entry in entries}
    assert facts["priority_changed"] | {"due_before": "", "due_after": ""} == {
        "ticket": "2026-0001",
        "before": "P1",
        "after": "P2",
        "reason": "отчёт не срочный",
        "due_before": "",
        "due_after": "",
    }
    assert datetime.fromisoformat(facts["priority_changed"]["due_before"]) == moscow("2026-03-06 10:00")
    assert datetime.fromisoformat(facts["priority_changed"]["due_after"]) == moscow("2026-03-06 14:00")
    assert facts["work_logged"] == {"ticket": "2026-0001", "minutes": 10, "accounted": 30, "text": "по телефону"}
    assert entries[3].facts["message"]["internal"] is True
    assert entries[3].facts["message"]["text"] == "похоже на прошлую"


async def test_a_late_noticed_breach_is_dated_when_it_happened(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, priority="P1")
        await office.at("2026-03-06 15:00")
        breach = [
            e for e in await office.journal(ticket) if e.kind == "clock_rang" and e.facts["clock"] == "resolution"
        ]
    assert [(entry.at, entry.recorded_at, entry.facts["level"]) for entry in breach] == [
        (moscow("2026-03-06 10:00"), moscow("2026-03-06 15:00"), 100)
    ]
    assert (breach[0].actor, breach[0].role, breach[0].channel) == ("", "system", "desk")


async def test_a_refused_deed_leaves_no_entry(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        before = await office.journal(ticket)
        with pytest.raises(Exception, match="not_found"):
            async with office.at_work(ticket) as (deed, _):
                await dialogue.own(deed, office.boris, ticket.id)
        assert await office.journal(ticket) == before
