"""``reglament people``: invite somebody into an organisation, list who is in which, take an invitation back."""

from __future__ import annotations

import getpass
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.maintenance import desks_database, setting
from app.settings import TELEGRAM
from app.usage import edition
from core.clock import SystemClock
from core.desk import Desk
from core.errors import ConfigurationError, Missing, Outdated, Refusal
from core.people.authority import Actor
from core.people.invitation import PREFIX, Invitation, link
from core.people.organisation import Organisation
from core.regulation.model import Rank, Regulation, Role
from core.tickets import invitations, organisations
from storage.work import Transaction

RANKS = {Rank.PLAIN: "обычный контакт", Rank.AUTHORISED: "уполномоченное лицо", Rank.OWNER: "владелец"}


async def invite(name: str, rank: str, days: int) -> int:
    """Print a new link into the organisation of this name, which is made if there is none."""
    async with _desk() as desk:
        try:
            async with desk.work() as work:
                organisation, new = await organisations.called(work, name, work.now)
                invitation, token = await invitations.invite(
                    work, _operator(), organisation, Rank(rank), work.now, timedelta(days=days)
                )
        except Missing as refusal:
            raise ConfigurationError(_sentence(refusal)) from None
    print(f"{organisation.name}" + (" (новая организация)" if new else ""))
    print(f"№ {invitation.id}, {RANKS[invitation.rank]}, до {_local(invitation.expires_at, desk.regulation)}")
    bot = await _bot()
    print(link(bot, token) if bot else f"команда боту: /start {PREFIX}{token}")
    return 0


async def listed() -> int:
    """Print every organisation with its contacts, telephones on file and invitations that still hold."""
    async with _desk() as desk, desk.storage.begin() as store:
        now, found = desk.clock.now(), await store.organisations.all()
        waiting = [one for one in await store.invitations.all() if one.holds(now)]
        for organisation in found:
            for line in await _lines(store, organisation, waiting, desk.regulation):
                print(line)
    print(f"организаций: {len(found)}, действующих приглашений: {len(waiting)}")
    return 0


async def revoke(number: int) -> int:
    """Have an invitation let nobody in any more."""
    async with _desk() as desk:
        try:
            async with desk.work() as work:
                await invitations.revoke(work, _operator(), number, work.now)
        except Outdated:
            raise ConfigurationError(f"приглашение № {number} уже использовано, отозвано или просрочено") from None
        except Refusal:
            raise ConfigurationError(f"приглашения № {number} нет") from None
    print(f"приглашение № {number} отозвано")
    return 0


@asynccontextmanager
async def _desk() -> AsyncIterator[Desk[Transaction]]:
    """The desk of the database, under the regulation of the settings."""
    async with desks_database() as database:
        yield Desk(database, SystemClock(), edition(setting("REGULATION")))


async def _lines(
    store: Transaction, organisation: Organisation, waiting: list[Invitation], regulation: Regulation
) -> list[str]:
    known = [("договор № ", organisation.contract), ("тариф ", organisation.plan)]
    members = await store.organisations.members(organisation.id)
    phones = await store.organisations.phones(organisation.id)
    return [
        ", ".join([organisation.name, *(f"{title}{value}" for title, value in known if value)]),
        *(f"  {one.name}{f' (@{one.username})' * bool(one.username)}: {RANKS[one.rank]}" for one in members),
        *(f"  {one.phone} на учёте: {RANKS[one.rank]}{f', {one.name}' * bool(one.name)}" for one in phones),
        *(
            f"  приглашение № {one.id}: {RANKS[one.rank]}, до {_local(one.expires_at, regulation)}, выдано: {one.by}"
            for one in waiting
            if one.organisation_id == organisation.id
        ),
    ]


def _operator() -> Actor:
    return Actor(None, getpass.getuser(), Role.MANAGER, "shell")


def _local(at: datetime, regulation: Regulation) -> str:
    zone = regulation.calendar
    return f"{at.astimezone(ZoneInfo(zone.zone)):%d.%m.%Y %H:%M} ({zone.zone_name})"


def _sentence(refusal: Missing) -> str:
    match refusal.code:
        case "bad_term":
            return f"--days: приглашение действует от 1 до {refusal.facts['longest']} дней"
        case _:
            return "--organisation: нужно название из букв или цифр, не длиннее 200 знаков"


async def _bot() -> str:
    """The bot's user name, asked of Telegram; empty when there is no token or nobody answers."""
    token = setting("BOT_TOKEN")
    if not token:
        return ""
    from bot.front import username_of  # aiogram takes seconds to import: only who has a token pays for it

    address = setting("BOT_API_URL")
    return await username_of(token, "" if address.rstrip("/") == TELEGRAM else address, setting("BOT_PROXY"))
