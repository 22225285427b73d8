"""The scene of the demo: who plays, where, and how its clock is told to be later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.standin import Standin
from core.clock import SettableClock
from core.knowledge.article import Article
from core.regulation.model import Regulation
from core.worktime import open_time
from storage.articles.sources import Source
from storage.search.build import replacing


@dataclass(slots=True)
class Scene:
    """The people of the demo and their staff chat."""

    standin: Standin
    customers: list[dict[str, Any]]
    staff: list[dict[str, Any]]
    group: int
    accountant: dict[str, Any]


def scene(clock: SettableClock) -> Scene:
    """Two customers, an engineer, a manager, an accountant, and the supergroup in which the staff work."""
    standin = Standin(now=clock.now)
    people = [
        standin.users(id=101, first_name="Анна", last_name="Иванова", username="anna", language_code="ru"),
        standin.users(id=102, first_name="Борис", last_name="Петров", language_code="ru"),
        standin.users(id=201, first_name="Вера", last_name="Смирнова", username="vera", language_code="ru"),
        standin.users(id=202, first_name="Глеб", last_name="Орлов", username="gleb", language_code="ru"),
    ]
    accountant = standin.users(id=203, first_name="Дина", last_name="Котова", username="dina", language_code="ru")
    rights = {"status": "administrator", "can_manage_topics": True, "can_pin_messages": True}
    group = standin.groups(id=-1001000000001, title="Поддержка", forum=True, members=[203], admins=[202], bot=rights)
    standin.act("join", 201, chat=group["id"])  # a bot learns of members only as they come
    return Scene(standin, people[:2], people[2:], group["id"], accountant)


def shelve(index: Path) -> None:
    """Put the articles of the demo on the shelf: a base of the size that answers something."""
    with replacing(index) as building:
        for article in Source(Path(__file__).with_name("demo_articles")):
            if isinstance(article, Article):
                building.add(article)
        building.finish([])


def later(wish: str, now: datetime, regulation: Regulation) -> datetime:
    """Where the clock jumps to: ``+1h``, ``+15m``, ``+1d``, ``opening`` (the next), ``monday`` 9:00, or an instant."""
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    if wish.startswith("+") and wish[-1] in units and wish[1:-1].isdecimal():
        return now + int(wish[1:-1]) * units[wish[-1]]
    zone = ZoneInfo(regulation.calendar.zone)
    local = now.astimezone(zone)
    if wish == "monday":
        day = local.date() + timedelta(days=7 - local.weekday())
        return datetime(day.year, day.month, day.day, 9, tzinfo=zone).astimezone(UTC)
    if wish == "opening":
        clock = open_time(regulation.working_time)
        return clock.next_opening(now + timedelta(seconds=1) if not clock.is_open(now) else _closing(regulation, now))
    instant = datetime.fromisoformat(wish)
    return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)


def _closing(regulation: Regulation, now: datetime) -> datetime:
    zone = ZoneInfo(regulation.calendar.zone)
    local = now.astimezone(zone)
    day = regulation.working_time.day(local.date())
    return datetime(local.year, local.month, local.day, tzinfo=zone) + timedelta(seconds=day.closing)
