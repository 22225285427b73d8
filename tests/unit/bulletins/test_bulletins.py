"""Public notices of outages: who is told, what closing does, what is refused (NET-11)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.bulletins import close, publish
from core.bulletins.bulletin import LONGEST
from core.errors import IllegalMove, Missing, NotAllowed, NotFound
from core.regulation import dates
from core.regulation.parse import load, parse
from core.tickets import work
from tests.office import Office, moscow, office_on

SAVEIT = load("saveit").regulation
NOW = moscow("2026-03-02 10:00")
RESOLVE = 'action = "resolve"\nfrom = ["registered", "in_work", "waiting"'
STRICT = parse(load("saveit").text.replace(RESOLVE + ', "postponed"', RESOLVE))
"""SaveIT, but what was put off must be taken up again before it is resolved."""


def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/desk.db"


async def published(office: Office, text: str = "Авария на линии") -> int:
    async with office.desk.work() as deed:
        return (await publish.publish(deed, office.vera, text, deed.now)).id


async def told(office: Office, *kinds: str) -> list[tuple[str, str]]:
    """Kind and address of what waits, of these kinds."""
    return [(p.notice.kind, p.address) for p in await office.waiting() if p.notice.kind in kinds]


@pytest.mark.parametrize(
    ("given", "until", "words"),
    [
        ("25.12 18:00 Работы на узле", "2026-12-25 18:00", "Работы на узле"),
        ("06.03.2026 Работы", "2026-03-06 18:00", "Работы"),  # until the desk closes
        ("1.5 часа без связи", None, "1.5 часа без связи"),
        ("Нет связи", None, "Нет связи"),
    ],
)
def test_a_date_in_front_is_read_and_an_amount_is_not(given: str, until: str | None, words: str) -> None:
    assert dates.leading(given, SAVEIT, NOW) == (until and moscow(until), words)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "needs_text"),
        ("25.12", "needs_text"),
        ("…", "needs_text"),
        ("01.03.2026 Работы", "date_in_past"),
        ("31.02 Работы", "bad_date"),
        ("я" * (LONGEST + 1), "field_too_long"),
    ],
)
def test_what_is_no_notice_is_refused(given: str, code: str) -> None:
    with pytest.raises(Missing) as refusal:
        publish.read(given, SAVEIT, NOW)
    assert refusal.value.code == code


async def test_customers_publish_nothing_and_link_nothing(tmp_path: Path) -> None:
    async with office_on(url(tmp_path)) as office:
        number = await published(office)
        ticket = await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            with pytest.raises(NotAllowed):
                await publish.publish(deed, office.anna, "Авария", deed.now)
            with pytest.raises(NotAllowed):
                await publish.link(deed, office.anna, number, found.id, deed.now)
            with pytest.raises(NotAllowed):
                await close.close(deed, office.anna, number, "Готово", deed.now, together=True)


async def test_whoever_writes_is_told_once_and_only_while_it_lasts(tmp_path: Path) -> None:
    async with office_on(url(tmp_path)) as office:
        await published(office, "02.03.2026 12:00 Работы на узле")
        async with office.desk.work() as deed:
            await publish.tell(deed, office.anna, office.anna.person_id or 0, deed.now)
        async with office.desk.work() as deed:
            await publish.tell(deed, office.anna, office.anna.person_id or 0, deed.now)
        assert await told(office, "bulletin_now") == [("bulletin_now", "101")]
        await office.at("2026-03-02 12:00")
        async with office.desk.work() as deed:
            await publish.tell(deed, office.boris, office.boris.person_id or 0, deed.now)
            assert await publish.shown(deed, office.boris.person_id or 0, deed.now) == []
        assert await told(office, "bulletin_now") == [("bulletin_now", "101")]


async def test_closing_together_resolves_what_the_regulation_lets_and_names_the_rest(tmp_path: Path) -> None:
    async with office_on(url(tmp_path), edition=STRICT) as office:
        number = await published(office)
        first, second = await office.registers(office.anna), await office.registers(office.boris, "Нет связи")
        third = await office.registers(office.anna, "Ещё одно")
        for ticket in (first, second, third):
            async with office.at_work(ticket) as (deed, found):
                await publish.link(deed, office.vera, number, found.id, deed.now)
        async with office.at_work(second) as (deed, found):
            await work.refuse(deed, office.vera, found, SAVEIT.reasons_for("refuse")[0], "не наша линия", deed.now)
        async with office.at_work(third) as (deed, found):
            until = moscow("2026-03-05 10:00")
            await work.postpone(deed, office.vera, found, until, "Ждём поставщика", deed.now)
        await office.sent()
        async with office.desk.work() as deed:
            done = await close.close(deed, office.vera, number, "Связь восстановлена", deed.now, together=True)
        assert done.resolved == (first.number,)
        assert [left for left, _ in done.left] == [third.number]
        assert (await office.now(first)).state == "completed"
        assert (await office.now(third)).state == "postponed"
        kinds = ("moved_resolve", "bulletin_closed")
        assert sorted(await told(office, *kinds)) == [("bulletin_closed", "102"), ("moved_resolve", "101")]
        for ticket, resolved in ((first, True), (second, False), (third, False)):
            entry = (await office.journal(ticket))[-1]
            assert (entry.kind, entry.facts["resolved"]) == ("bulletin_closed", resolved)
        with pytest.raises(IllegalMove, match="notice_closed"):
            async with office.desk.work() as deed:
                await close.close(deed, office.vera, number, "Ещё раз", deed.now, together=True)


async def test_a_change_is_told_once_to_each_reader_and_noted_in_each_ticket(tmp_path: Path) -> None:
    async with office_on(url(tmp_path)) as office:
        number = await published(office)
        tickets = [await office.registers(office.anna), await office.registers(office.anna, "Второе")]
        for ticket in tickets:
            async with office.at_work(ticket) as (deed, found):
                await publish.link(deed, office.vera, number, found.id, deed.now)
        async with office.desk.work() as deed:
            await publish.tell(deed, office.boris, office.boris.person_id or 0, deed.now)
        async with office.desk.work() as deed:
            await publish.change(deed, office.vera, number, "Авария, ремонт до вечера", deed.now)
        assert sorted(await told(office, "bulletin_changed")) == [
            ("bulletin_changed", "101"),
            ("bulletin_changed", "102"),
        ]
        assert len(await told(office, "desk_bulletin_changed")) == 2
        assert (await office.journal(tickets[1]))[-1].facts["before"] == "Авария на линии"
        with pytest.raises(Missing, match="same_notice"):
            async with office.desk.work() as deed:
                await publish.change(deed, office.vera, number, "Авария, ремонт до вечера", deed.now)


async def test_what_cannot_be_linked_is_refused(tmp_path: Path) -> None:
    async with office_on(url(tmp_path)) as office:
        number, ticket = await published(office), await office.registers(office.anna)
        async with office.at_work(ticket) as (deed, found):
            await publish.link(deed, office.vera, number, found.id, deed.now)
            with pytest.raises(Missing, match="linked_already"):
                await publish.link(deed, office.vera, number, found.id, deed.now)
            with pytest.raises(NotFound, match="no_such_notice"):
                await publish.link(deed, office.vera, number + 1, found.id, deed.now)
        async with office.at_work(ticket) as (deed, found):
            await work.refuse(deed, office.vera, found, SAVEIT.reasons_for("refuse")[0], "", deed.now)
        other = await published(office, "Другое")
        async with office.at_work(ticket) as (deed, found):
            with pytest.raises(IllegalMove, match="ticket_closed"):
                await publish.link(deed, office.vera, other, found.id, deed.now)
