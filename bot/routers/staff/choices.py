"""Lists that staff choose from in a ticket's topic: grounds, priorities, colleagues. A choice is pressed or typed."""

from __future__ import annotations

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot import incoming
from bot.routers.staff import picks
from bot.screen import Press
from bot.turn import Turn
from core.conversations.message import Author
from core.errors import IllegalMove, Missing, Outdated, Refusal
from core.letters import called, first_word
from core.people import colleagues
from core.people.authority import STAFF
from core.people.dialogue import Dialogue
from core.people.person import Colleague
from core.regulation.model import Reason, Regulation
from core.tickets import handover, manners, transition, work
from core.tickets.ticket import Ticket
from core.workflow import table

AWAITED = "choice"


async def offer(turn: Turn, ticket: Ticket, action: str) -> None:
    """Show the list. What its opener types next is their choice, and no answer to the customer."""
    regulation = await turn.work.regulation_of(ticket)
    shown = {"ticket": ticket.id, "number": ticket.number, "owner": turn.person.id}
    match action:
        case "assign":
            transition.not_closed(regulation, ticket)
            turn.post("pick_colleague", colleagues=[_person(turn, ticket, one) for one in await _staff(turn)], **shown)
        case "priority":
            transition.not_closed(regulation, ticket)
            offered = [
                {"id": p.id, "title": p.title, "description": p.description}
                for p in regulation.priorities
                if p.id != ticket.priority
            ]
            turn.post("pick_priority", priorities=offered, **shown)
        case _:
            if action == "postpone":
                table.move(regulation, action, ticket.state, turn.actor.role, ("reason", "until"))
            listed = [
                {
                    "id": reason.id,
                    "text": reason.text,
                    "times": await manners.repeated(turn.work, reason, ticket.person_id, turn.now),
                }
                for reason in regulation.reasons_for(action)
            ]
            turn.post("reasons", action=action, reasons=listed, **shown)
    form = await turn.work.dialogues.of(turn.person.id, turn.corner)
    if form is None or form.awaits in (AWAITED, picks.AWAITED):  # a longer form is not lost for a look at a list
        facts = {"action": action, "ticket": ticket.id, "asked_at": turn.now.isoformat()}
        await turn.work.dialogues.put(turn.person.id, Dialogue(AWAITED, facts), turn.corner)


async def over(turn: Turn) -> None:
    """It was chosen, or done in another way: the next words are an answer to the customer again."""
    form = await turn.work.dialogues.of(turn.person.id, turn.corner)
    if form is not None and form.awaits == AWAITED:
        await turn.work.dialogues.end(turn.person.id, turn.corner)


async def take(turn: Turn, message: TelegramMessage, form: Dialogue) -> bool:
    """The opener's words as one of the list; what is none of it goes to nobody, and they are told."""
    facts = form.facts
    if turn.now - datetime.fromisoformat(facts["asked_at"]) > picks.PATIENCE:
        await over(turn)
        return False
    ticket = await turn.work.tickets.get(facts["ticket"])
    text = incoming.only_words(incoming.read(message, turn, ticket.person_id, Author.STAFF))
    try:
        found = await _chosen(turn, ticket, facts["action"], text)
    except (IllegalMove, Outdated) as refusal:  # somebody else was quicker: nothing is awaited any more
        await over(turn)
        shown = {name: list(value) if isinstance(value, tuple) else value for name, value in refusal.facts.items()}
        turn.post("desk_refused", code=refusal.code, reply_to=message.message_id, **shown)
        return True
    if not found:
        none_of_it(turn, message)
    return True


def none_of_it(turn: Turn, message: TelegramMessage) -> None:
    """Tell whoever was to choose that their words are no choice, and went to nobody."""
    turn.post("not_chosen", reply_to=message.message_id, owner=turn.person.id, by=turn.person.name)


async def _chosen(turn: Turn, ticket: Ticket, action: str, text: str) -> bool:
    """Do what was chosen, or ask the next word of it; False when it is none of the list."""
    regulation = await turn.work.regulation_of(ticket)
    match action:
        case "assign":
            to = await _called(turn, text)
            if to is not None:
                await assign(turn, ticket, to)
            return to is not None
        case "priority":
            priority = called(text, [(name, one) for one in regulation.priorities for name in {one.id, one.title}])
            if priority is not None:
                await picks.ask(turn, ticket, {"action": "priority", "priority": priority.id})
            return priority is not None
        case _:
            reason, rest = _ground(regulation, action, text)
            if reason is None:
                return False
            if action == "postpone":
                await picks.ask(turn, ticket, {"action": "postpone", "reason": reason.id, "until": ""})
            elif reason.links and not rest:
                await picks.begin_refusal(turn, ticket, reason)
            else:
                await work.refuse(turn.work, turn.actor, ticket, reason, rest, turn.now)
                await over(turn)
            return True


def _ground(regulation: Regulation, action: str, text: str) -> tuple[Reason | None, str]:
    """The ground by its number with words for the customer, or by its own words."""
    try:
        return reason_of(regulation, action, text)
    except Missing:
        return called(text, ((reason.text, reason) for reason in regulation.reasons_for(action))), ""


def reason_of(regulation: Regulation, action: str, given: str) -> tuple[Reason, str]:
    """The listed reason by its number or name, and what was added in words."""
    first, rest = first_word(given)
    reasons = regulation.reasons_for(action)
    if first.isdecimal() and 1 <= int(first) <= len(reasons):
        return reasons[int(first) - 1], rest
    found = next((reason for reason in reasons if reason.id == first), None)
    if found is None and not first:
        raise Missing("needs_listed_reason", action=action)
    if found is None:
        raise Missing("no_such_reason", action=action)
    return found, rest


async def refuse(turn: Turn, ticket: Ticket, given: str) -> None:
    """Refuse on the ground that is named by its number or name."""
    reason, text = reason_of(await turn.work.regulation_of(ticket), "refuse", given)
    await work.refuse(turn.work, turn.actor, ticket, reason, text, turn.now)
    await over(turn)


async def assign(turn: Turn, ticket: Ticket, to: Colleague) -> None:
    """Hand the request over. Raises Missing("assigned_already") when it is theirs."""
    if not await handover.assign(turn.work, turn.actor, ticket, to, turn.now):
        raise Missing("assigned_already", name=to.name)
    await over(turn)


async def _staff(turn: Turn) -> list[Colleague]:
    return [one for one in await turn.work.people.colleagues() if one.role in STAFF]


def _person(turn: Turn, ticket: Ticket, one: Colleague) -> dict[str, object]:
    has = one.person_id == ticket.assignee_id
    return {"id": one.person_id, "name": one.name, "away": one.away(turn.now), "has": has}


async def _called(turn: Turn, text: str) -> Colleague | None:
    """A colleague by user name or name, or by the beginning of a single one's name."""
    try:
        return await colleagues.named(turn.work.people, text)
    except Refusal:
        return called(text, [(one.name, one) for one in await _staff(turn)])


def router() -> Router:
    own = Router(name="staff_choices")

    @own.callback_query(Press.filter(F.do.in_({"s_reasons", "s_postpone", "s_priority", "s_assign"})))
    async def press_list(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        action = "refuse" if callback_data.do == "s_reasons" else callback_data.do.removeprefix("s_")
        await offer(turn, await turn.work.tickets.get(callback_data.id), action)

    @own.callback_query(Press.filter(F.do == "s_refuse"))
    async def press_refuse(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await turn.work.tickets.get(callback_data.id)
        reason, _ = reason_of(await turn.work.regulation_of(ticket), "refuse", callback_data.arg)
        if reason.links:
            await picks.begin_refusal(turn, ticket, reason, query)
        else:
            await refuse(turn, ticket, callback_data.arg)

    @own.callback_query(Press.filter(F.do == "s_postpone_r"))
    async def press_reason(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await turn.work.tickets.get(callback_data.id)
        await picks.ask(turn, ticket, {"action": "postpone", "reason": callback_data.arg, "until": ""}, query)

    @own.callback_query(Press.filter(F.do == "s_priority_p"))
    async def press_priority(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await turn.work.tickets.get(callback_data.id)
        priority = (await turn.work.regulation_of(ticket)).priority(callback_data.arg)
        if priority is None:
            raise Outdated("outdated")
        await picks.ask(turn, ticket, {"action": "priority", "priority": priority.id}, query)

    @own.callback_query(Press.filter(F.do == "s_assign_to"))
    async def press_colleague(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        to = await turn.work.people.colleague(callback_data.number)
        if to is None:
            raise Outdated("outdated")
        await assign(turn, await turn.work.tickets.get(callback_data.id), to)

    return own
