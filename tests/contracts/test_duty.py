"""Who is on duty: by name for a while, else by the day of the week in the regulation's zone, else every engineer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.routers.staff.duty import days_of
from core.errors import Missing, NotAllowed
from core.people import duty
from core.regulation.model import Role
from core.regulation.parse import load
from tests.office import Office, moscow, office_on

SAVEIT = load("saveit").regulation
THURSDAY = moscow("2026-03-05 10:00")


async def called(office: Office, at: str = "2026-03-05 10:00") -> list[str]:
    async with office.database.read() as store:
        return [one.name for one in duty.on_duty(await store.people.colleagues(), SAVEIT, moscow(at))]


async def test_without_a_roster_every_engineer_is_called_and_nobody_who_is_away(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.joins("Павел", "301", Role.ENGINEER)
        await office.joins("Дина", "302", Role.ACCOUNTING)
        assert await called(office) == ["Вера", "Павел"]
        async with office.desk.work() as deed:
            await deed.people.absent(office.vera.person_id or 0, THURSDAY, THURSDAY + timedelta(days=1))
        assert await called(office) == ["Павел"]


async def test_the_roster_has_its_days_and_is_changed_day_by_day(database_url: str) -> None:
    async with office_on(database_url) as office:
        pavel = await office.joins("Павел", "301", Role.ENGINEER)
        async with office.desk.work() as deed:
            staff = {one.name: one for one in await deed.people.colleagues()}
            await duty.roster(deed.people, office.vera, range(5), [staff["Вера"]], deed.now)
            await duty.roster(deed.people, office.vera, [3, 5], [staff["Павел"], staff["Глеб"]], deed.now)
        assert await called(office, "2026-03-04 10:00") == ["Вера"]
        assert await called(office, "2026-03-05 10:00") == ["Глеб", "Павел"]  # managers may be on duty too
        assert await called(office, "2026-03-08 10:00") == ["Вера", "Павел"]  # Sunday has nobody: every engineer
        assert await called(office, "2026-03-06 00:30") == ["Вера"]  # Friday in Moscow, Thursday in UTC
        async with office.desk.work() as deed:
            await duty.roster(deed.people, office.vera, range(7), [], deed.now)
            changes = [(c.what, c.before, c.after) for c in await deed.people.changes(pavel.person_id or 0)]
        assert await called(office) == ["Вера", "Павел"]
        assert changes == [("duty", "", "35"), ("duty", "35", "")]


async def test_somebody_named_for_now_comes_before_the_roster_until_the_time_is_over(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 10:00") as office:
        async with office.desk.work() as deed:
            staff = {one.name: one for one in await deed.people.colleagues()}
            await duty.roster(deed.people, office.vera, range(7), [staff["Вера"]], deed.now)
            await duty.name_now(deed.people, office.vera, [staff["Глеб"]], moscow("2026-03-06 09:00"), deed.now)
        assert await called(office, "2026-03-06 08:59") == ["Глеб"]
        assert await called(office, "2026-03-06 09:00") == ["Вера"]
        async with office.desk.work() as deed:  # back to the roster at once
            await duty.name_now(deed.people, office.gleb, [], moscow("2026-03-06 09:00"), deed.now)
        assert await called(office, "2026-03-05 12:00") == ["Вера"]


async def test_who_may_not_and_what_cannot_be(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.joins("Дина", "302", Role.ACCOUNTING)
        async with office.desk.work() as deed:
            staff = {one.name: one for one in await deed.people.colleagues()}
            with pytest.raises(Missing, match="not_of_the_desk"):
                await duty.roster(deed.people, office.vera, [0], [staff["Дина"]], deed.now)
            with pytest.raises(Missing, match="date_in_past"):
                await duty.name_now(deed.people, office.vera, [staff["Вера"]], deed.now, deed.now)
            with pytest.raises(NotAllowed):
                await duty.roster(deed.people, office.anna, [0], [staff["Вера"]], deed.now)


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ("пн", [0]),
        ("Пн-Пт", [0, 1, 2, 3, 4]),
        ("сб,вс", [5, 6]),
        ("пт-пн", [4, 5, 6, 0]),
        ("mon–wed", [0, 1, 2]),
        ("@vera", []),
        ("Вера", []),
        ("пн-Вера", []),
        ("-", []),
    ],
)
def test_days_are_read_as_people_write_them(given: str, days: list[int]) -> None:
    assert days_of(given) == days
