"""The customer's tickets: the list, one of them, confirm, disagree, why this term."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot import pages
from bot.screen import Press
from bot.turn import Turn
from core.conversations.message import Message
from core.deadlines.explain import explanation
from core.deadlines.policy import current
from core.people.dialogue import Dialogue
from core.regulation.model import Role
from core.tickets import dialogue
from core.tickets.facts import PROMISED_AT_REGISTRATION, brief, solution, whole
from core.tickets.queue import by_update
from core.tickets.ticket import Ticket
from core.workflow import table

DISAGREE = "disagree"
SHOWN = 20
"""The newest so many tickets of a customer stand in the list."""


async def show_all(turn: Turn) -> None:
    """The tickets that the customer may see, newest first; a colleague's with the colleague's name."""
    tickets = (await turn.work.tickets.all_seen(turn.person.id))[::-1][:SHOWN]
    others = {ticket.person_id for ticket in tickets} - {turn.person.id}
    names = {person_id: (await turn.work.people.get(person_id)).name for person_id in others}
    shown = [
        brief(ticket, await turn.work.regulation_of(ticket)) | {"colleague": names.get(ticket.person_id, "")}
        for ticket in tickets
    ]
    turn.say("my_tickets", tickets=shown)


async def show_number(turn: Turn, number: str) -> None:
    """One ticket of the customer, by its number."""
    await show_one(turn, await dialogue.own_by_number(turn.work, turn.actor, number))


async def offer(turn: Turn, message: Message, page: int) -> dict[str, Any]:
    """The customer's open tickets that a message of talk may belong to, a page of them."""
    found = pages.page(await dialogue.offered(turn.work, turn.actor, message), page)
    return found.facts | {
        "message": message.id,
        "tickets": [{"id": ticket.id, "number": ticket.number, "subject": ticket.subject} for ticket in found.items],
        "moves_back": by_update(turn.work.regulation),
    }


async def show_one(turn: Turn, ticket: Ticket) -> None:
    """The ticket's card as it is now."""
    shown = whole(ticket, await turn.work.regulation_of(ticket))
    if ticket.person_id != turn.person.id:
        shown["colleague"] = (await turn.work.people.get(ticket.person_id)).name
    turn.say_of(ticket.id, "one_ticket", **shown)


async def remind_of_verdict(turn: Turn, ticket: Ticket) -> None:
    """Words alone decide nothing on a solution, and it would close over them: the buttons once more."""
    regulation = await turn.work.regulation_of(ticket)
    if "confirm" in table.possible(regulation, ticket.state, Role.CUSTOMER):
        facts = {"number": ticket.number, "ticket": ticket.id, "solution": solution(ticket, regulation)}
        turn.say_once(f"undecided:{ticket.id}", "undecided", ticket.id, **facts)


def router() -> Router:
    own = Router(name="tickets")

    @own.callback_query(Press.filter(F.do == "show"))
    async def show(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show_one(turn, await dialogue.own(turn.work, turn.actor, callback_data.id))

    @own.callback_query(Press.filter(F.do == "why"))
    async def why(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await dialogue.own(turn.work, turn.actor, callback_data.id)
        regulation = await turn.work.regulation_of(ticket)
        clocks = [
            explanation(reading, regulation)
            for clock, reading in current(ticket.milestones, regulation).items()
            if clock in PROMISED_AT_REGISTRATION
        ]
        turn.say_of(ticket.id, "why", number=ticket.number, clocks=clocks)

    @own.callback_query(Press.filter(F.do == "confirm"))
    async def confirm(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await dialogue.of_solution(turn.work, turn.actor, callback_data.id, callback_data.number, "confirm")
        await dialogue.confirm(turn.work, turn.actor, ticket, turn.now)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "disagree"))
    async def disagree(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await dialogue.of_solution(turn.work, turn.actor, callback_data.id, callback_data.number, DISAGREE)
        regulation = await turn.work.regulation_of(ticket)
        table.move(regulation, DISAGREE, ticket.state, turn.actor.role, ("reason",))
        await turn.work.dialogues.put(turn.person.id, Dialogue(DISAGREE, {"ticket": ticket.id}))
        turn.say_of(ticket.id, "ask_disagreement", number=ticket.number)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "attach"))
    async def attach(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await dialogue.own(turn.work, turn.actor, callback_data.id)
        message = await dialogue.own_loose(turn.work, turn.actor, callback_data.number)
        await dialogue.attach(turn.work, turn.actor, ticket, message, turn.now)
        turn.say_of(ticket.id, "attached", number=ticket.number)
        await remind_of_verdict(turn, ticket)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "attach_page"))
    async def attach_page(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        message = await dialogue.own_loose(turn.work, turn.actor, callback_data.id)
        turn.say_instead(query, "add_to_ticket", **await offer(turn, message, callback_data.number))

    return own
