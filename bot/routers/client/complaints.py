"""«/complain N»: what the regulation wants is filled in, the customer adds words and confirms; managers answer."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.incoming import only_words
from bot.screen import Press
from bot.turn import Turn
from core.conversations.message import Message
from core.errors import NotFound, Outdated
from core.people.authority import Actor
from core.people.dialogue import Dialogue
from core.regulation.model import Role
from core.tickets import complaints, dialogue
from core.tickets.facts import instant
from core.tickets.ticket import Ticket

COMPLAINT, CONFIRM, ANSWER = "complaint", "complaint_confirm", "complaint_answer"


async def begin(turn: Turn, number: str) -> None:
    """Complain about the customer's own ticket of this number."""
    await _begin(turn, await dialogue.own_by_number(turn.work, turn.actor, number))


async def _begin(turn: Turn, ticket: Ticket) -> None:
    rule, employee = await complaints.begin(turn.work, ticket)
    about = await _about(turn, ticket, employee)
    await turn.work.dialogues.put(turn.person.id, Dialogue(COMPLAINT, about))
    turn.say("ask_complaint", to=rule.to, **about)


async def _about(turn: Turn, ticket: Ticket, employee: str) -> dict[str, Any]:
    return {
        "ticket": ticket.id,
        "number": ticket.number,
        "registered": instant(ticket.registered_at, await turn.work.regulation_of(ticket)),
        "employee": employee,
        "subject": ticket.subject,
    }


async def take_words(turn: Turn, awaited: Dialogue, message: Message) -> bool:
    """The customer's words: everything is shown once more before it is sent."""
    about = awaited.facts | {"text": complaints.spoken(only_words(message))}
    await turn.work.dialogues.put(turn.person.id, Dialogue(CONFIRM, about))
    turn.say("check_complaint", **about)
    return True


async def manager_of(turn: Turn) -> Actor | None:
    """The person of this private chat as a manager; None for everybody else."""
    colleague = await turn.work.people.colleague(turn.person.id)
    if colleague is None or colleague.role is not Role.MANAGER:
        return None
    return Actor(turn.person.id, turn.person.name, colleague.role, turn.actor.channel)


async def replied(turn: Turn, ticket_id: int, message: Message) -> bool:
    """A manager replies to a complaint that was brought to them; False when it is no such reply."""
    manager = await manager_of(turn)
    if manager is None or (await turn.work.tickets.peek(ticket_id)).person_id == turn.person.id:
        return False
    found = await turn.work.complaints.open_of(ticket_id)
    if found is None:
        raise Outdated("complaint_answered")
    await _answer(turn, manager, found.id, only_words(message))
    return True


async def take_answer(turn: Turn, awaited: Dialogue, message: Message) -> bool:
    """The words after «Ответить на жалобу»; when it is too late for them, they are awaited no more."""
    manager = await manager_of(turn)
    complaint = await turn.work.complaints.get(awaited.facts["complaint"])
    if manager is None or complaint is None or complaint.answered_at is not None:
        await turn.work.dialogues.end(turn.person.id)
        turn.say("refused", code="complaint_answered" if manager else "managers_only")
        return True
    await _answer(turn, manager, complaint.id, only_words(message))
    await turn.work.dialogues.end(turn.person.id)
    return True


async def _answer(turn: Turn, manager: Actor, complaint_id: int, text: str) -> None:
    complaint = await complaints.answer(turn.work, manager, complaint_id, text, turn.now)
    ticket = await turn.work.tickets.peek(complaint.ticket_id)
    turn.say("complaint_answer_sent", number=ticket.number)


async def drop(turn: Turn) -> bool:
    """Leave the complaint that is being written; False when none is."""
    awaited = turn.standing.dialogue
    if awaited is None or awaited.awaits not in (COMPLAINT, CONFIRM):
        return False
    await turn.work.dialogues.end(turn.person.id)
    turn.say("complaint_dropped")
    return True


def router() -> Router:
    own = Router(name="complaints")

    @own.callback_query(Press.filter(F.do == "complain"))
    async def press_complain(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await _begin(turn, await dialogue.own(turn.work, turn.actor, callback_data.id))

    @own.callback_query(Press.filter(F.do == "complaint_send"))
    async def send(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        awaited = turn.standing.dialogue
        if awaited is None or awaited.awaits != CONFIRM or awaited.facts["ticket"] != callback_data.id:
            raise Outdated("outdated")
        await complaints.file(turn.work, turn.actor, callback_data.id, awaited.facts["text"], turn.now)
        await turn.work.dialogues.end(turn.person.id)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "complaint_drop"))
    async def press_drop(query: CallbackQuery, turn: Turn) -> None:
        if not await drop(turn):
            raise Outdated("outdated")
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "complaint_answer"))
    async def press_answer(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        complaint = await turn.work.complaints.get(callback_data.id)
        if complaint is None or await manager_of(turn) is None:
            raise NotFound("not_found")
        if complaint.answered_at is not None:
            raise Outdated("complaint_answered")
        await turn.work.dialogues.put(turn.person.id, Dialogue(ANSWER, {"complaint": complaint.id}))
        turn.say("ask_complaint_answer")

    return own
