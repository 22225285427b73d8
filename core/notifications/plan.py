"""From an event to notices: who is told what, in which thread, how urgently. No words in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from core.bulletins.events import Announced, BulletinChanged, BulletinClosed, BulletinLinked
from core.conversations import flood
from core.conversations.events import (
    ConversationOpened,
    Event,
    MessageEdited,
    MessageWithdrawn,
    MessageWritten,
    ObscenityWritten,
    WrittenWhileClosed,
)
from core.conversations.message import Author, Message
from core.journal.erasure import ErasureWished, PersonErased
from core.notifications import bulletins, company, papers, people
from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.people.duty import on_duty
from core.people.person import Colleague
from core.regulation.model import Audience, ClockName, Regulation, Role
from core.tickets import events, person_events
from core.tickets.facts import PROMISED_AT_REGISTRATION, closing, instant, level, solution, terms
from core.tickets.queue import by_update
from core.tickets.ticket import Ticket
from core.workflow import table

ALBUM_GATHERS = 0.8
"""Real seconds that the parts of an album are waited for; a later part is sent as it comes."""

QUIET = frozenset({"answer", "take", "reply", "estimate", "agree", "decline", "rework", "pay"})
"""Moves whose news the customer gets by other means: the answer itself, «взята в работу», their own message, the
estimate, act or invoice."""


SHOWN = (
    events.Taken
    | events.Moved
    | events.PriorityChanged
    | events.TermPromised
    | events.RegulationAdopted
    | events.PlanChanged
    | person_events.HandedOver
)
"""What changes how a ticket stands in its customer's eyes: the card in their chat follows."""


def of_conversation(event: Event) -> Iterator[Notice]:
    """Notices of an event that belongs to no ticket."""
    match event:
        case ConversationOpened(person_id=person_id, opens=opens):
            yield Notice(Customer(person_id), "talk_opened", {"opens": opens.isoformat() if opens else None})
        case WrittenWhileClosed(person_id=person_id, opens=opens):
            yield Notice(Customer(person_id), "closed_now", {"opens": opens.isoformat()})
        case MessageWritten(message=message, held=held):
            yield _relay(message, Desk(f"talk:{message.person_id}"), None, held)
        case MessageWithdrawn(message=message):
            yield _unsay(message, None)
        case ObscenityWritten(message=message, asks=asks):
            thread = f"talk:{message.person_id}" if message.ticket_id is None else f"ticket:{message.ticket_id}"
            if asks:
                yield Notice(
                    Customer(message.person_id), "reword", {"clause": event.clause}, ticket_id=message.ticket_id
                )
            facts = {"times": event.times, "asked": asks, "reason": event.reason, "ticket": message.ticket_id}
            yield Notice(Desk(thread), "desk_obscene", facts, Urgency.RELAY, thread, ticket_id=message.ticket_id)
        case MessageEdited(message=message):
            yield _edit(message, Desk(f"talk:{message.person_id}"), None)
        case person_events.CustomerChanged(change=change, tickets=tickets, others=others):
            changed = {"what": change.what, "after": change.after}
            yield from (Notice(Customer(one), "customer_changed", changed) for one in (change.person_id, *others))
            yield from (_card(ticket_id, Urgency.COSMETIC, f"card:{ticket_id}") for ticket_id in tickets)
        case Announced():
            yield bulletins.of_reader(event)
        case person_events.MembershipChanged():
            yield from company.of_membership(event)
        case ErasureWished(actor=actor, numbers=numbers):
            wish = {"person": actor.person_id, "name": actor.name, "numbers": list(numbers)}
            yield Notice(Desk(), "desk_forget_wanted", wish, Urgency.ANSWER, "general!")
        case PersonErased(person_id=person_id, tickets=tickets):
            yield Notice(Desk(), "desk_forgotten", {"person": person_id}, Urgency.ANSWER, "general!")
            for ticket_id in tickets:
                yield _topic(ticket_id)
                yield _card(ticket_id, Urgency.COSMETIC, f"card:{ticket_id}")
        case events.HandedOn(person_id=person_id, title=title, elsewhere=elsewhere):
            thread, facts = f"talk:{person_id}", {"title": title, "elsewhere": elsewhere}
            yield Notice(Customer(person_id), "handed_on", facts)
            yield Notice(Desk(thread), "desk_handed_on", facts, Urgency.RELAY, thread)


def of_ticket(
    event: events.TicketEvent, regulation: Regulation, colleagues: Iterable[Colleague], *, rates: bool = False
) -> Iterator[Notice]:
    """Notices of an event of a ticket; every one of them also refreshes the ticket's card.

    ``rates``: the customer is asked to rate the ticket that the event closes.
    """
    ticket = event.ticket
    desk, customer = Desk(f"ticket:{ticket.id}"), Customer(ticket.person_id)
    facts: dict[str, Any] = {"number": ticket.number, "ticket": ticket.id}
    match event:
        case events.Registered(message_ids=message_ids):
            yield from _registered(event, regulation, colleagues)
            for message_id in message_ids:
                yield Notice(
                    desk, "relay", {"messages": [message_id]}, Urgency.RELAY, desk.thread,
                    ticket_id=ticket.id, message_id=message_id,
                )  # fmt: skip
        case events.Said(message=message, relay=True, held=held) if not message.internal:
            added = event.actor.role is Role.CUSTOMER  # also what staff wrote down for them: it is new to the topic
            yield _relay(message, desk, ticket, held, to_desk=added)
        case events.Told(message=message, in_chat=in_chat):
            way = {"way": message.channel, "text": message.text, "by": message.author_name}
            yield Notice(customer, "told", facts | way, ticket_id=ticket.id, message_id=message.id)
            yield _to_topic(ticket, "desk_told", {"way": message.channel, "in_chat": in_chat})
        case events.Withdrawn(message=message) if not message.internal:
            yield _unsay(message, ticket)
        case events.Rewritten(message=message):
            yield _edit(message, desk, ticket)
        case events.Taken(assignee=assignee):
            yield Notice(customer, "taken", facts | {"assignee": assignee}, ticket_id=ticket.id)
            yield _to_topic(ticket, "desk_taken", facts | {"assignee": assignee})
        case events.Moved():
            yield from _moved(event, regulation, rates=rates)
        case events.PriorityChanged(before=before, after=after, reason=reason):
            change = {"before": before, "after": after, "reason": reason, "terms": terms(ticket, regulation)}
            yield Notice(customer, "priority_changed", facts | change, ticket_id=ticket.id)
            yield _to_topic(ticket, "desk_priority_changed", facts | change)
        case events.RegulationAdopted(after=after, moved=moved):
            adopted = {"edition": after, "terms": terms(ticket, regulation)}
            if any(clock in PROMISED_AT_REGISTRATION for clock in moved):
                yield Notice(customer, "terms_moved", facts | adopted, ticket_id=ticket.id)
            yield _to_topic(ticket, "desk_regulation_adopted", facts | adopted)
        case events.TermPromised(due=due, reason=reason):
            promised = {"due": instant(due, regulation), "reason": reason}
            yield Notice(customer, "term_promised", facts | promised, ticket_id=ticket.id)
            yield _to_topic(ticket, "desk_term_promised", facts | promised)
        case events.LinkMade(other=other, other_id=other_id):
            yield _to_topic(ticket, "desk_link_made", facts | {"other": other, "other_id": other_id})
        case events.LinkUndone(other=other):
            yield _to_topic(ticket, "desk_link_undone", facts | {"other": other})
        case events.TeamChanged(before=before, after=after):
            yield Notice(desk, "transfer", {"ticket": ticket.id}, Urgency.ANSWER, desk.thread, ticket_id=ticket.id)
            yield _to_topic(ticket, "team_changed", {"before": before, "after": after, "by": event.actor.name})
        case events.WorkLogged(minutes=minutes, accounted=accounted):
            yield _to_topic(ticket, "desk_logged", facts | {"minutes": minutes, "accounted": accounted})
        case (
            events.EstimateGiven()
            | events.EstimateDecided()
            | events.ActPresented()
            | events.ActDecided()
            | events.InvoiceIssued()
            | events.InvoicePaid()
            | events.QuotaExceeded()
        ):
            accountants = _mentions(colleagues, Audience.ACCOUNTING, ticket, regulation, event.at)
            yield from papers.of_paper(event, regulation, accountants)
        case events.ClockRang(clock=ClockName.COMPLAINT):
            yield from people.complaint_rang(event, regulation, colleagues)
        case events.ClockRang():
            yield _rang(event, regulation, colleagues)
        case events.ReminderRang(clock=clock, due=due):
            closes = any(move.after == clock for move in regulation.moves)
            reminder = {"clock": clock, "due": instant(due, regulation), "closes": closes}
            reminder["solution"] = solution(ticket, regulation)
            reminder["may_confirm"] = "confirm" in table.possible(regulation, ticket.state, Role.CUSTOMER)
            yield Notice(customer, "acceptance_reminder", facts | reminder, ticket_id=ticket.id)
        case BulletinLinked() | BulletinChanged() | BulletinClosed():
            yield from bulletins.of_ticket(event, regulation)
        case events.Rated(score=score, words=words):
            yield _to_topic(ticket, "desk_rated", facts | {"score": score, "words": words})
        case events.QueueAdvised(advice=advice):
            nudge = regulation.queue.nudge if regulation.queue else ""
            yield Notice(customer, "queue_advice", facts | {"advice": advice, "nudge": nudge}, ticket_id=ticket.id)
    if isinstance(event, person_events.PersonEvent):
        yield from people.of_person(event, regulation, colleagues)
    if _renames(event, regulation):
        yield _topic(ticket.id)
    if isinstance(event, SHOWN):
        status = f"status:{ticket.id}"
        yield Notice(customer, "status", {"ticket": ticket.id}, Urgency.COSMETIC, status, status, ticket_id=ticket.id)
    if not isinstance(event, events.Registered):
        yield _card(ticket.id, Urgency.COSMETIC, f"card:{ticket.id}")


def _registered(event: events.Registered, regulation: Regulation, colleagues: Iterable[Colleague]) -> Iterator[Notice]:
    ticket, held = event.ticket, level(event.ticket, regulation)
    facts = {
        "number": ticket.number,
        "ticket": ticket.id,
        "subject": ticket.subject,
        "priority": ticket.priority,
        "fingerprint": ticket.fingerprint,
        "terms": terms(ticket, regulation),
        "links": list(ticket.links),
        "follows": event.follows,
        "moves_back": by_update(regulation),
        "plan": held["plan"],
        "category": held["category"],
    }
    yield Notice(Customer(ticket.person_id), "registered", facts, ticket_id=ticket.id)
    yield _card(ticket.id, Urgency.ANSWER, f"ticket:{ticket.id}")
    if not event.by_hand:
        talk = f"talk:{ticket.person_id}"
        yield Notice(Desk(talk), "desk_registered", facts, Urgency.RELAY, talk)
    priority = regulation.priority(ticket.priority)
    if priority is not None and priority.alarm:
        everybody = _mentions(colleagues, Audience.EVERYBODY, ticket, regulation, event.at)
        yield Notice(
            Desk(f"ticket:{ticket.id}"), "alarm", facts | {"mentions": everybody}, Urgency.ALARM,
            f"alarm:{ticket.id}", ticket_id=ticket.id,
        )  # fmt: skip


def _moved(event: events.Moved, regulation: Regulation, *, rates: bool) -> Iterator[Notice]:
    ticket = event.ticket
    facts = {
        "number": ticket.number,
        "ticket": ticket.id,
        "action": event.action,
        "state": regulation.state(event.after).title_for_staff,
        "text": event.text,
        "said": event.message_id is not None,
        "solution": solution(ticket, regulation),
        "reason": event.reason,
        "until": instant(event.until, regulation) if event.until else None,
        "by": event.actor.name,
        "terms": terms(ticket, regulation),
        "closes_at": closing(ticket, regulation) if _closes_by_itself(regulation, event.after) else None,
        "closed": regulation.state(event.after).closed,
        "rates": rates,
    }
    heard = event.action in QUIET or papers.told_by_act(event, regulation)
    if not heard or (event.action == "reply" and event.before != event.after):
        yield Notice(
            Customer(ticket.person_id),
            f"moved_{event.action}",
            facts,
            ticket_id=ticket.id,
            message_id=event.message_id,
        )
    if event.action not in ("answer", "take"):
        yield _to_topic(ticket, "desk_moved", facts)


def _renames(event: events.TicketEvent, regulation: Regulation) -> bool:
    """The topic's name tells the priority, and whether the request is closed."""
    match event:
        case events.PriorityChanged():
            return True
        case events.Moved(before=before, after=after):
            return regulation.state(before).closed != regulation.state(after).closed
    return False


def _closes_by_itself(regulation: Regulation, state: str) -> bool:
    return any(move.after is ClockName.ACCEPTANCE and state in move.from_ for move in regulation.moves)


def _rang(event: events.ClockRang, regulation: Regulation, colleagues: Iterable[Colleague]) -> Notice:
    ticket = event.ticket
    facts = {
        "number": ticket.number,
        "ticket": ticket.id,
        "clock": event.clock,
        "level": event.level,
        "due": instant(event.due, regulation),
        "asks_new_term": event.asks_new_term,
        "cause": event.cause,
        "mentions": _mentions(colleagues, event.to, ticket, regulation, event.at),
    }
    return Notice(
        Desk(f"ticket:{ticket.id}"),
        "clock_rang",
        facts,
        Urgency.ALARM,
        f"alarm:{ticket.id}",
        ticket_id=ticket.id,
    )


def _mentions(
    colleagues: Iterable[Colleague], to: Audience, ticket: Ticket, regulation: Regulation, at: datetime
) -> list[dict[str, str]]:
    """Whom to call by name. A ticket of which nobody is in charge, or who is in charge of it is away or works here no
    more, concerns everybody; those on duty are not away."""
    colleagues = list(colleagues)
    away = {colleague.person_id for colleague in colleagues if colleague.away(at)}
    duty = {colleague.person_id for colleague in on_duty(colleagues, regulation, at)}
    here = {colleague.person_id for colleague in colleagues} - away
    in_charge = ticket.assignee_id if ticket.assignee_id in here else None
    called = [
        colleague
        for colleague in colleagues
        if to is Audience.EVERYBODY
        or (to is Audience.MANAGERS and colleague.role is Role.MANAGER)
        or (to is Audience.ON_DUTY and colleague.person_id in duty)
        or (to is Audience.ACCOUNTING and colleague.role is Role.ACCOUNTING)
        or (to is Audience.ASSIGNEE and in_charge in (None, colleague.person_id))
    ]
    return [{"id": colleague.external_id, "name": colleague.name} for colleague in called]


def _relay(message: Message, desk: Desk, ticket: Ticket | None, held: float, *, to_desk: bool = False) -> Notice:
    """A message on its way to the other side; the parts of an album travel as one parcel, and so does a flood."""
    to_desk = to_desk or message.author is Author.CUSTOMER
    to: Customer | Desk = desk if to_desk else Customer(message.person_id)
    facts: dict[str, Any] = {"messages": [message.id], "number": _head(message, ticket)}
    if held and isinstance(to, Desk):
        lane = flood.lane(message.author_id, to.thread)
        # A flood keeps its place among what else goes to the thread; who is muted for long holds up nothing there.
        stream = to.thread if held <= flood.GATHER else lane
        facts["held"] = True
        return Notice(to, "relay", facts, Urgency.RELAY, stream, lane, held, ticket.id if ticket else None, message.id)
    return Notice(
        to,
        "relay",
        facts,
        Urgency.RELAY if isinstance(to, Desk) else Urgency.ANSWER,
        desk.thread if isinstance(to, Desk) else "",
        key=f"album:{message.album}" if message.album else "",
        delay=ALBUM_GATHERS if message.album else 0.0,
        ticket_id=ticket.id if ticket else None,
        message_id=message.id,
    )


def _edit(message: Message, desk: Desk, ticket: Ticket | None) -> Notice:
    """Whose contact the ticket was when it was written may have left: new words are for whom it is now."""
    reader = Customer(ticket.person_id if ticket else message.person_id)
    to: Customer | Desk = desk if message.author is Author.CUSTOMER else reader
    return Notice(
        to,
        "edit",
        {"message": message.id, "number": _head(message, ticket)},
        Urgency.RELAY,
        desk.thread if isinstance(to, Desk) else "",
        ticket_id=ticket.id if ticket else None,
    )


def _head(message: Message, ticket: Ticket | None) -> str:
    """The number that stands, with the author's name, before words in a ticket. A topic says by its name whose words
    it shows, unless a colleague of the ticket's contact writes."""
    if ticket is None or (message.author is Author.CUSTOMER and message.person_id == ticket.person_id):
        return ""
    return ticket.number


def _unsay(message: Message, ticket: Ticket | None) -> Notice:
    """To where the copies went, after them in the same stream."""
    facts = {"message": message.id, "number": ticket.number if ticket else "", "text": message.text}
    return Notice(Customer(message.person_id), "unsay", facts, ticket_id=ticket.id if ticket else None)


def _topic(ticket_id: int) -> Notice:
    """The topic's name follows the ticket."""
    lane = f"topic:{ticket_id}"
    return Notice(Desk(f"ticket:{ticket_id}"), "topic", {"ticket": ticket_id}, Urgency.COSMETIC, lane, lane)


def _card(ticket_id: int, urgency: Urgency, stream: str) -> Notice:
    key = f"card:{ticket_id}" if urgency is Urgency.COSMETIC else ""
    return Notice(Desk(f"ticket:{ticket_id}"), "card", {"ticket": ticket_id}, urgency, stream, key, ticket_id=ticket_id)


def _to_topic(ticket: Ticket, kind: str, facts: dict[str, Any]) -> Notice:
    thread = f"ticket:{ticket.id}"
    return Notice(Desk(thread), kind, facts, Urgency.RELAY, thread, ticket_id=ticket.id)
