"""A report's numbers on both databases: each term counted once, by the engine's own readings, under any edition."""

from __future__ import annotations

from typing import Any

from core.conversations.message import Message
from core.people.authority import Actor
from core.regulation.parse import Edition, load, parse
from core.reports import facts
from core.reports.period import read
from core.reports.report import Report, report
from core.tickets import dialogue, lifecycle, rating, work
from core.tickets.ticket import Ticket
from tests.office import Office, office_on

SAVEIT = load("saveit").regulation


async def made(office: Office, given: str) -> Report:
    async with office.desk.work() as deed:
        return await report(deed, read(given, deed.regulation, deed.now), deed.now)


async def shown(office: Office, given: str) -> dict[str, Any]:
    return facts.facts(await made(office, given), office.desk.regulation, office.clock.now())


async def registers(office: Office, who: Actor, priority: str = "P3") -> Ticket:
    """A ticket whose confirmation has left."""
    ticket = await office.registers(who, priority=priority)
    async with office.at_work(ticket) as (deed, found):
        await lifecycle.confirmed(deed, found, deed.now)
    return ticket


async def taken(office: Office, ticket: Ticket) -> None:
    async with office.at_work(ticket) as (deed, found):
        await work.take(deed, office.vera, found, deed.now)


async def resolved(office: Office, ticket: Ticket) -> Message:
    words = office.words(office.vera, "Готово", to=office.anna)
    async with office.at_work(ticket) as (deed, found):
        await work.resolve(deed, office.vera, found, words, deed.now)
    return words


def score(found: Report, clock: str) -> dict[str, tuple[int, int]]:
    scores = {str(name): by for name, by in found.scores.items()}
    return {priority: (one.on_time, one.late) for priority, one in scores.get(clock, {}).items()}


async def test_each_term_is_counted_once_in_the_week_in_which_it_was_decided(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 12:00") as office:
        met, missed = await registers(office, office.anna), await registers(office, office.boris, priority="P2")
        await taken(office, met)
        await office.at("2026-03-05 13:00")
        await office.answers(met)
        await resolved(office, met)
        # P2 is due in eight working hours and P3 in five days; on the 20th the one was missed on the 6th.
        await office.at("2026-03-20 12:00")
        await taken(office, missed)
        await resolved(office, missed)
        march = await made(office, "01.03.2026 31.03.2026")
        assert score(march, "resolution") == {"P3": (1, 0), "P2": (0, 1)}
        assert (march.registered, march.open) == ({"P3": 1, "P2": 1}, {"P2": 1})
        weeks = {
            str(clock): {str(day): (one.on_time, one.late) for day, one in by.items()}
            for clock, by in march.weeks.items()
        }
        assert weeks["resolution"] == {"2026-03-02": (1, 1)}
        # A period that ends before says nothing of it, one that begins after neither.
        assert score(await made(office, "16.03.2026 31.03.2026"), "resolution") == {}
        assert (await made(office, "01.02.2026 28.02.2026")).registered == {}
        at_night = await made(office, "05.03.2026")
        assert (score(at_night, "resolution"), at_night.open, at_night.late) == ({"P3": (1, 0)}, {"P3": 1, "P2": 1}, {})
        assert (await made(office, "01.03.2026 10.03.2026")).late == {"P2": 1}


async def test_a_pause_and_a_reopening_are_the_engines(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 12:00") as office:
        ticket = await registers(office, office.anna, priority="P2")
        await taken(office, ticket)
        async with office.at_work(ticket) as (deed, found):
            await work.ask(deed, office.vera, found, office.words(office.vera, "Какой отчёт?"), deed.now)
        await office.at("2026-03-19 12:00")
        async with office.at_work(ticket) as (deed, found):
            await dialogue.write(deed, office.anna, found, office.words(office.anna, "За март"), deed.now)
        await resolved(office, ticket)
        assert score(await made(office, "01.03.2026 31.03.2026"), "resolution") == {"P2": (1, 0)}  # it stood still
        async with office.at_work(ticket) as (deed, found):
            await dialogue.disagree(deed, office.anna, found, office.words(office.anna, "Не работает"), deed.now)
        assert score(await made(office, "01.03.2026 31.03.2026"), "resolution") == {}  # it goes on, nothing is decided
        await office.at("2026-03-27 12:00")
        late = await made(office, "01.03.2026 31.03.2026")
        assert (score(late, "resolution"), late.late) == ({"P2": (0, 1)}, {"P2": 1})


async def test_a_ticket_of_an_older_edition_is_judged_by_that_edition(database_url: str) -> None:
    strict = parse(load("saveit").text.replace('id = "P3"', 'id = "P3x"').replace('"P3"', '"P3x"'))
    async with office_on(database_url, at="2026-03-05 12:00") as office:
        ticket = await registers(office, office.anna)
        await taken(office, ticket)
        await resolved(office, ticket)
        office.desk.in_force = Edition(strict.regulation, strict.text)
        office.desk.known.clear()
        shown_now = await shown(office, "01.03.2026 31.03.2026")
        resolution = next(clock for clock in shown_now["clocks"] if clock["clock"] == "resolution")
        assert resolution["priorities"] == [["P3", 1, 0]]


async def test_refusals_work_and_colleagues(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 12:00") as office:
        first, second = await registers(office, office.anna), await registers(office, office.boris)
        for ticket in (first, second):
            await taken(office, ticket)
        reason = SAVEIT.reasons_for("refuse")[0]
        async with office.at_work(first) as (deed, found):
            await work.log(deed, office.vera, found, 20, "Звонок", deed.now)
            await work.refuse(deed, office.vera, found, reason, "не наше", deed.now)
        await office.at("2026-03-06 12:00")
        await office.answers(second)
        numbers = await shown(office, "01.03.2026 31.03.2026")
        assert numbers["refused"] == [[reason.text, 1]]
        assert (numbers["closed"]["total"], numbers["open"]["total"]) == (1, 1)
        whole = await made(office, "01.03.2026 31.03.2026")
        assert whole.minutes == whole.colleagues["Вера"].minutes >= 20
        assert facts.colleagues(whole)[0] | {"minutes": 0} == {
            "name": "Вера",
            "closed": 1,
            "on_time": sum(clock["on_time"] for clock in numbers["clocks"]),
            "late": sum(clock["late"] for clock in numbers["clocks"]),
            "minutes": 0,
            "rating": "",
        }
        assert (await made(office, "01.02.2026 28.02.2026")).colleagues == {}


async def test_ratings_are_averaged_and_go_to_whom_the_request_belongs(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 12:00") as office:
        for score in (5, 4, 5):
            ticket = await registers(office, office.anna)
            await taken(office, ticket)
            await resolved(office, ticket)
            async with office.at_work(ticket) as (deed, found):
                await dialogue.confirm(deed, office.anna, found, deed.now)
            async with office.desk.work() as deed:
                await rating.rate(deed, office.anna, ticket.id, score, deed.now)
        numbers = await shown(office, "05.03.2026")
        assert (numbers["rated"], numbers["rating"]) == (3, "4.7")
        whole = await made(office, "05.03.2026")
        assert [(row["name"], row["rating"]) for row in facts.colleagues(whole)] == [("Вера", "4.7")]
        await office.at("2026-03-06 12:00")
        assert (await shown(office, "06.03.2026"))["rating"] == ""
