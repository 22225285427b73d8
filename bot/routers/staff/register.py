"""«/register»: a form for a call, an SMS or a letter: who, what kind, what is wrong, what is missing, how urgent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot import incoming
from bot.routers.staff import choices
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.conversations.message import Author
from core.errors import Outdated
from core.letters import called
from core.notifications.notice import Customer, Notice
from core.people import fields
from core.people.dialogue import Dialogue
from core.people.person import Person
from core.tickets import by_hand, facts, intake
from core.tickets.intake import Intake

AWAITED = "intake"


async def take(turn: Turn, message: TelegramMessage, form: Dialogue) -> bool:
    """The operator's words as the answer to what the form asks; what is none goes to nobody, and they are told."""
    given = Intake(**form.facts["intake"])
    words = incoming.read(message, turn, given.person_id or 0, Author.CUSTOMER)
    before = _before(form)
    if intake.continues(given, words):
        await _keep(turn, intake.said(given, words), before[:-1])
        return True
    match intake.asks(given, turn.work.regulation):
        case "person":
            text = incoming.only_words(words)
            found = await by_hand.found(turn.work, text)
            await _keep(turn, given, before[:-1], text, found)
            await _ask(turn, given, text, found, back=len(before) > 1)
        case "words":
            await _next(turn, intake.said(given, words), before)
        case "name":
            await _next(turn, intake.named(given, incoming.only_words(words)), before)
        case "field":
            stated = intake.stated(given, turn.work.regulation, incoming.only_words(words))
            await _next(turn, stated, before)
        case step:
            chosen = await _chosen(turn, step, given, message)
            if chosen is not None:
                await _next(turn, chosen, before)
            else:
                choices.none_of_it(turn, message)
    return True


async def _chosen(turn: Turn, step: str, given: Intake, message: TelegramMessage) -> Intake | None:
    """The form with what was named in words instead of pressed; None when it is none of what the step offers."""
    regulation, text = turn.work.regulation, message.text or ""
    match step:
        case "channel":
            channel = called(text, ((one.by_staff, one) for one in intake.channels(turn.actor, regulation)))
            return intake.through(given, turn.actor, regulation, channel.id) if channel else None
        case "category":
            category = called(text, ((one.title, one) for one in regulation.categories))
            return intake.of_kind(given, regulation, category.id) if category else None
        case "priority":
            priority = called(text, ((one.title, one) for one in regulation.priorities))
            return intake.of_urgency(given, regulation, priority.id) if priority else None
        case _:
            return None


Before = Sequence[dict[str, Any]]
"""The form as it stood before each answer, the last one at the end: a slip of the tongue is taken back."""


def _before(form: Dialogue) -> Before:
    """With the form as it stands now, when another answer follows."""
    return [*form.facts["before"], form.facts["intake"]]


async def _keep(
    turn: Turn, given: Intake, before: Before, looked_for: str = "", offered: Sequence[Person] = ()
) -> None:
    """A restart loses nothing; only customers that were offered may be chosen."""
    ids = [person.id for person in offered]
    kept = {"intake": given.kept(), "before": list(before), "looked_for": looked_for, "offered": ids}
    await turn.work.dialogues.put(turn.person.id, Dialogue(AWAITED, kept), turn.corner)


async def _next(turn: Turn, given: Intake, before: Before = (), query: CallbackQuery | None = None) -> None:
    """Keep what was said and ask what is next, in the place of the question whose button was pressed."""
    offered = await _here(turn) if intake.asks(given, turn.work.regulation) == "person" else []
    await _keep(turn, given, before, offered=offered)
    await _ask(turn, given, people=offered, query=query, back=bool(before))


async def _ask(
    turn: Turn,
    given: Intake,
    looked_for: str = "",
    people: Sequence[Person] = (),
    query: CallbackQuery | None = None,
    *,
    back: bool,
) -> None:
    regulation = turn.work.regulation
    asked = intake.asks(given, regulation)
    shown: dict[str, Any] = {"owner": turn.person.id, "asks": asked, "looked_for": looked_for, "back": back}
    shown |= _said(turn, given)
    match asked:
        case "channel":
            shown["choices"] = [
                {"id": c.id, "title": c.by_staff, "standing": c.standing}
                for c in intake.channels(turn.actor, regulation)
            ]
        case "person":
            shown["choices"] = [{"id": person.id, "title": _who(turn, person)} for person in people]
        case "category":
            shown["choices"] = [{"id": c.id, "title": c.title} for c in regulation.categories]
        case "priority":
            shown["choices"] = [
                {"id": p.id, "title": p.title, "description": p.description} for p in regulation.priorities
            ]
        case "field":
            rule = intake.unfilled(given, regulation)
            assert rule is not None
            left = len(fields.missing(regulation, given.fields, given.category))
            shown["field"] = {"title": rule.title, "kind": rule.kind, "hint": rule.hint, "left": left}
        case "":
            ticket = await by_hand.preview(turn.work, given, turn.now)
            shown["terms"] = facts.terms(ticket, regulation)
    if query is None:
        turn.post("intake", **shown)
    else:
        turn.redraw(query, "intake", **shown)


async def _here(turn: Turn) -> list[Person]:
    """The customer of the topic in which the form is filled in."""
    person_id = turn.customer_id
    if turn.ticket_id is not None:
        person_id = (await turn.work.tickets.peek(turn.ticket_id)).person_id
    person = await turn.work.people.get(person_id) if person_id is not None else None
    return [person] if person is not None and person.erased_at is None else []


def _who(turn: Turn, person: Person) -> str:
    """A customer among others of that name: the first things that are on file of them and are not secret."""
    rules = (rule for rule in turn.work.regulation.fields if not rule.secret)
    on_file = [person.profile[rule.id] for rule in rules if rule.id in person.profile]
    more = [value for value in on_file if value != person.name][:1] or [person.profile.get(intake.PHONE, "")]
    return " · ".join(filter(None, [person.name, *more]))


def _said(turn: Turn, given: Intake) -> dict[str, Any]:
    """What the form knows so far, by the regulation's own titles."""
    regulation = turn.work.regulation
    channel = next((c.by_staff for c in regulation.channels if c.id == given.channel), "")
    category, priority = regulation.category(given.category), regulation.priority(given.priority)
    titles = {intake.PHONE: intake.TITLE} | {rule.id: rule.title for rule in regulation.fields}
    return {
        "channel": channel,
        "advised": bool(given.channel) and intake.only_advised(regulation, given),
        "name": given.name,
        "known": bool(given.person_id),
        "category": category.title if category and len(regulation.categories) > 1 else "",
        "priority": priority.title if priority and len(regulation.priorities) > 1 else "",
        "words": [word["text"] or word["attachment"]["name"] for word in given.words],
        "fields": [
            {"title": titles[name], "value": value}
            for name, value in by_hand.shown_fields(regulation, given).items()
            if name in titles
        ],
    }


async def _form(turn: Turn, press: Press) -> Dialogue | None:
    """The presser's own form; None, with a word about it, for a colleague's and for one that is over."""
    if press.id != turn.person.id:
        turn.toast = mark("A colleague is filling this in.")
        return None
    found = await turn.work.dialogues.of(turn.person.id, turn.corner)
    if found is None or found.awaits != AWAITED:
        turn.toast = mark("This button is out of date.")
        return None
    return found


def router() -> Router:
    own = Router(name="staff_register")

    @own.message(Command("register"))
    async def begin(message: TelegramMessage, turn: Turn) -> None:
        offered = intake.channels(turn.actor, turn.work.regulation)
        given = Intake()
        if len(offered) == 1:
            given = intake.through(given, turn.actor, turn.work.regulation, offered[0].id)
        await _next(turn, given)

    @own.callback_query(Press.filter(F.do.in_({"r_channel", "r_person", "r_new", "r_category", "r_priority"})))
    async def choose(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        form = await _form(turn, callback_data)
        if form is None:
            return
        given, regulation = Intake(**form.facts["intake"]), turn.work.regulation
        step = {"r_new": "person"}.get(callback_data.do, callback_data.do.removeprefix("r_"))
        if intake.asks(given, regulation) != step:
            turn.toast = mark("This button is out of date.")
            return
        match callback_data.do:
            case "r_channel":
                given = intake.through(given, turn.actor, regulation, callback_data.arg)
            case "r_person":
                if callback_data.number not in form.facts["offered"]:
                    raise Outdated("outdated")
                given = await by_hand.of_person(turn.work, given, callback_data.number)
            case "r_new":
                given = intake.of_stranger(given, regulation, form.facts["looked_for"])
            case "r_category":
                given = intake.of_kind(given, regulation, callback_data.arg)
            case _:
                given = intake.of_urgency(given, regulation, callback_data.arg)
        await _next(turn, given, _before(form), query)

    @own.callback_query(Press.filter(F.do == "r_back"))
    async def back(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        form = await _form(turn, callback_data)
        if form is None:
            return
        if not form.facts["before"]:
            raise Outdated("outdated")
        *before, last = form.facts["before"]
        await _next(turn, Intake(**last), before, query)

    @own.callback_query(Press.filter(F.do == "r_done"))
    async def done(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        form = await _form(turn, callback_data)
        if form is None:
            return
        given = Intake(**form.facts["intake"])
        regulation, chat = turn.work.regulation, turn.staff_chat
        await turn.work.dialogues.end(turn.person.id, turn.corner)
        if intake.only_advised(regulation, given):
            draft = await by_hand.prepare(turn.work, turn.actor, given, chat, turn.now)
            words = [word["text"] or word["attachment"]["name"] for word in given.words]
            prepared = {"draft": draft.id, "by": turn.person.name, "words": words}
            turn.work.tell(Notice(Customer(draft.person_id), "prepared", prepared))
            turn.redraw(query, "intake_prepared", name=given.name)
            return
        ticket = await by_hand.register(turn.work, turn.actor, given, chat, turn.now)
        told = await by_hand.has_chat(turn.work, ticket.person_id)
        shown = {"number": ticket.number, "terms": facts.terms(ticket, regulation), "told": told}
        turn.redraw(query, "intake_registered", **shown)

    return own
