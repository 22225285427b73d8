"""``reglament erase PERSON``, and the files of who was erased, wherever the erasure was asked for."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.maintenance import desks_database, setting
from app.settings import Settings
from app.usage import UsageError, edition
from core.clock import SystemClock
from core.desk import Desk, Work
from core.errors import ConfigurationError, Missing
from core.journal import erasure
from core.notifications.notice import Customer, Notice
from core.people.authority import Actor
from core.people.person import AddressState, Person
from core.regulation.model import Role
from storage.work import Transaction


def forgetting(folder: Path) -> Callable[[Work[Any]], None]:
    """What follows the commit of an erasure: files that nobody else refers to leave the disk."""

    def committed(work: Work[Any]) -> None:
        for event in work.events:
            if isinstance(event, erasure.PersonErased):
                for digest in event.files:
                    (folder / digest[:2] / digest).unlink(missing_ok=True)

    return committed


async def erase(given: str) -> int:
    """Forget a customer, named by their number in the database or their @name; says what went and what stays."""
    actor = Actor(None, getpass.getuser(), Role.MANAGER, "shell")
    async with desks_database() as database:
        desk: Desk[Transaction] = Desk(database, SystemClock(), edition(setting("REGULATION")))
        desk.committed.append(forgetting(Path(setting("FILES_DIR") or Settings.model_fields["FILES_DIR"].default)))
        await desk.open()
        try:
            async with desk.work() as work:
                person = await _person(work, given)
                addresses = await work.people.addresses(person.id)
                erased = await erasure.erase(work, actor, person.id, work.now)
                for address in addresses:
                    if address.state is AddressState.ACTIVE and address.channel == "telegram":
                        await work.tell_last(address, Notice(Customer(person.id), "forgotten"))
        except Missing as missing:
            raise ConfigurationError(_REASONS[missing.code].format(**missing.facts)) from None
    print(
        f"{person.id}: данные удалены; обращений без имени и слов: {len(erased.tickets)}, файлов: {len(erased.files)}"
    )
    return 0


_REASONS = {
    "erase_open": "сначала нужно закрыть обращения: {numbers}",
    "erase_staff": "это сотрудник: сначала он должен выйти из группы поддержки",
}


async def _person(work: Work[Transaction], given: str) -> Person:
    found: Person | None = None
    if given.startswith("@"):
        found = await work.people.by_username(given[1:])
    elif given.isdecimal() and int(given) < 2**63:
        found = await work.people.find(int(given))
    else:
        raise UsageError(f"PERSON: {given!r} is neither a number of the database nor a @name")
    if found is None or found.erased_at is not None:
        raise ConfigurationError(f"клиента {given} в базе нет")
    return found
