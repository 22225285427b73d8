"""Who is who: rank, plan and identity of the customer; hand-over, absence and roles of the staff."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.routers.staff import choices
from bot.turn import Turn
from core.errors import Missing, NotFound
from core.people import absence, colleagues
from core.people.authority import require_manager
from core.tickets import customers, handover, identification
from core.tickets.facts import instant
from core.tickets.ticket import Ticket


async def _ticket(turn: Turn) -> Ticket:
    if turn.ticket_id is None:
        raise NotFound("wrong_place")
    return await turn.work.tickets.get(turn.ticket_id)


async def customer_here(turn: Turn) -> int:
    """The customer whose consultation or ticket this topic is. Raises NotFound for one who was erased."""
    person_id = turn.customer_id
    if turn.ticket_id is not None:
        person_id = (await turn.work.tickets.peek(turn.ticket_id)).person_id
    if person_id is None:
        raise NotFound("no_customer_here")
    if (await turn.work.people.get(person_id)).erased_at is not None:
        raise NotFound("no_such_person")
    return person_id


def router() -> Router:
    own = Router(name="staff_people")

    @own.message(Command("rank"))
    async def rank(message: Message, command: CommandObject, turn: Turn) -> None:
        person = await customer_here(turn)
        given = await customers.give_rank(turn.work, turn.actor, person, command.args or "", turn.now)
        turn.post("desk_customer_changed", what="rank", after=given)

    @own.message(Command("plan"))
    async def plan(message: Message, command: CommandObject, turn: Turn) -> None:
        person = await customer_here(turn)
        given = await customers.give_plan(turn.work, turn.actor, person, command.args or "", turn.now)
        turn.post("desk_customer_changed", what="plan", after=given.id)

    @own.message(Command("verify"))
    async def verify(message: Message, turn: Turn) -> None:
        if not await customers.verify(turn.work, turn.actor, await customer_here(turn), turn.now):
            raise Missing("verified_already")
        turn.post("desk_customer_changed", what="verified", after="yes")

    @own.message(Command("identify"))
    async def identify(message: Message, command: CommandObject, turn: Turn) -> None:
        await identification.demand(turn.work, turn.actor, await _ticket(turn), command.args or "", turn.now)

    @own.message(Command("reveal"))
    async def reveal(message: Message, turn: Turn) -> None:
        """Told in the manager's private chat: the topic is everybody's."""
        ticket = await _ticket(turn)
        found = await identification.secrets(turn.work, turn.actor, ticket, turn.now)
        rows = [{"title": title, "value": value} for title, value in found]
        turn.say("secrets", number=ticket.number, fields=rows)
        turn.post("secrets_told", name=turn.person.name)

    @own.message(Command("assign"))
    async def assign(message: Message, command: CommandObject, turn: Turn) -> None:
        ticket = await _ticket(turn)
        if not command.args:
            await choices.offer(turn, ticket, "assign")
        else:
            await choices.assign(turn, ticket, await colleagues.named(turn.work.people, command.args))

    @own.message(Command("away"))
    async def away(message: Message, command: CommandObject, turn: Turn) -> None:
        regulation = turn.work.regulation
        since, until, rest = absence.read(command.args or "", regulation, turn.now)
        substitute = await colleagues.named(turn.work.people, rest) if rest else None
        count = await handover.away(turn.work, turn.actor, since, until, substitute, turn.now)
        period = {"since": instant(since, regulation), "until": instant(until, regulation)}
        turn.post("away_noted", name=turn.person.name, count=count, to=substitute.name if substitute else "", **period)

    @own.message(Command("back"))
    async def back(message: Message, turn: Turn) -> None:
        if not await handover.back(turn.work, turn.actor, turn.now):
            raise Missing("not_away")
        turn.post("back_noted", name=turn.person.name)

    @own.message(Command("role"))
    async def role(message: Message, command: CommandObject, turn: Turn) -> None:
        require_manager(turn.actor, "role")
        *name, given = (command.args or "").split() or [""]
        colleague = await colleagues.named(turn.work.people, " ".join(name))
        found = await colleagues.give_role(turn.work.people, turn.actor, colleague, given, turn.now)
        turn.post("role_given", name=colleague.name, role=found)

    return own
