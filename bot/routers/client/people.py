"""What a customer says of themselves: who they are, when staff demand it (NET-3), and an absence (SIN-12)."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.incoming import only_words
from bot.screen import Press
from bot.turn import Turn
from core.conversations.message import Message
from core.notifications.notice import Desk, Notice, Urgency
from core.people import absence
from core.people.dialogue import Dialogue
from core.tickets import dialogue, handover, identification
from core.tickets.facts import instant


async def take_identity(turn: Turn, awaited: Dialogue, message: Message) -> bool:
    """Take the words as the field that staff demanded, and ask the next one.

    For a request that is closed meanwhile nothing is needed any more; the words may be secret and are not passed on.
    """
    ticket = await dialogue.own(turn.work, turn.actor, awaited.facts["ticket"])
    if ticket.closed_at is not None:
        await turn.work.dialogues.end(turn.person.id)
        turn.say("refused", code="ticket_closed", number=ticket.number)
        return True
    following = await identification.answer(turn.work, turn.actor, awaited, only_words(message), turn.now)
    if following is None:
        turn.say("identified")
    else:
        turn.say("ask_identity", title=following.title, kind=following.kind, hint=following.hint)
    return True


async def away(turn: Turn, text: str) -> None:
    """«/away 10.03 20.03 вместо меня Борис»: staff read it where they work for this customer."""
    regulation = turn.work.regulation
    since, until, rest = absence.read(text, regulation, turn.now)
    told = await handover.contact_away(turn.work, turn.actor, since, until, rest, turn.now)
    period = {"since": instant(since, regulation), "until": instant(until, regulation)}
    if not told:
        thread, facts = f"talk:{turn.person.id}", period | {"name": turn.person.name, "text": rest}
        turn.work.tell(Notice(Desk(thread), "desk_contact_away", facts, Urgency.RELAY, thread))
    turn.say("contact_away", **period)


def router() -> Router:
    own = Router(name="client_people")

    @own.callback_query(Press.filter(F.do == "identify_not_now"))
    async def not_now(query: CallbackQuery, turn: Turn) -> None:
        ticket, rule = await identification.question(turn.work, turn.actor, turn.standing.dialogue)
        await turn.work.dialogues.end(turn.person.id)
        turn.spend(query)
        thread = f"ticket:{ticket.id}"
        turn.work.tell(Notice(Desk(thread), "desk_not_identified", {"title": rule.title}, Urgency.RELAY, thread))
        turn.say("identify_put_off", number=ticket.number)

    return own
