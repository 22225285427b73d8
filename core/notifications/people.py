"""Notices around people: complaints for the managers alone, hand-over, absence, identity. No words in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from core.deadlines.policy import current
from core.notifications.delivery import complaint_waits
from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.people.person import Colleague
from core.regulation.model import ClockName, Regulation, Role
from core.tickets import events
from core.tickets import person_events as happened
from core.tickets.facts import instant


def of_person(event: happened.PersonEvent, regulation: Regulation, colleagues: Iterable[Colleague]) -> Iterator[Notice]:
    """Who is told. A hand-over or an absence is announced to customers where the regulation has it so (SIN-12)."""
    ticket = event.ticket
    customer, facts = Customer(ticket.person_id), {"number": ticket.number, "ticket": ticket.id}
    match event:
        case happened.Complained():
            yield from _complained(event, regulation, colleagues)
        case happened.ComplaintAnswered(complaint=complaint):
            answered = facts | {"answer": complaint.answer, "by": event.actor.name}
            yield Notice(Customer(complaint.person_id), "complaint_answered", answered, ticket_id=ticket.id)
        case happened.HandedOver(before=before, after=after):
            if regulation.handover is not None:
                yield Notice(customer, "handed_over", facts | {"before": before, "after": after}, ticket_id=ticket.id)
            yield _to_topic(event, "desk_handed_over", {"before": before, "after": after})
        case happened.ContactChanged(before=before, after=after):
            yield Notice(customer, "contact_changed", facts | {"before": before}, ticket_id=ticket.id)
            yield _to_topic(event, "desk_contact_changed", {"before": before, "after": after})
        case happened.ResponsibleAway(assignee=assignee, since=since, until=until):
            absence = _period(since, until, regulation) | {"name": assignee}
            if regulation.handover is not None:
                yield Notice(customer, "responsible_away", facts | absence, ticket_id=ticket.id)
            yield _to_topic(event, "desk_away", absence)
        case happened.ContactAway(since=since, until=until, text=text):
            absence = _period(since, until, regulation) | {"name": event.actor.name, "text": text}
            yield _to_topic(event, "desk_contact_away", absence)
        case happened.IdentificationAsked():
            yield from _identification(event)
        case happened.Identified(title=title):
            yield _to_topic(event, "desk_identified", {"title": title})


def complaint_rang(
    event: events.ClockRang, regulation: Regulation, colleagues: Iterable[Colleague]
) -> Iterator[Notice]:
    """The answer to a complaint is running late: managers hear of it in private, whoever else is to be told."""
    ticket = event.ticket
    facts = {"number": ticket.number, "level": event.level, "due": instant(event.due, regulation)}
    for manager in _managers(colleagues):
        yield Notice(Customer(manager.person_id), "managers_complaint_rang", facts, Urgency.ALARM, ticket_id=ticket.id)


def _complained(
    event: happened.Complained, regulation: Regulation, colleagues: Iterable[Colleague]
) -> Iterator[Notice]:
    """To each manager in private, never into the staff's group; the customer learns of the term (NET-7)."""
    ticket, complaint = event.ticket, event.complaint
    reading = current(ticket.milestones, regulation).get(ClockName.COMPLAINT)
    facts = {
        "number": ticket.number,
        "ticket": ticket.id,
        "complaint": complaint.id,
        "due": instant(reading.due, regulation) if reading and reading.due else None,
    }
    to = regulation.complaint.to if regulation.complaint else ""
    yield Notice(Customer(ticket.person_id), "complaint_filed", facts | {"to": to}, ticket_id=ticket.id)
    content = facts | {
        "from": event.actor.name,
        "registered": instant(ticket.registered_at, regulation),
        "employee": complaint.employee,
        "subject": ticket.subject,
        "text": complaint.text,
    }
    managers = _managers(colleagues)
    for manager in managers:
        yield Notice(Customer(manager.person_id), "managers_complaint", content, ticket_id=ticket.id)
    if not managers:
        yield complaint_waits()


def _identification(event: happened.IdentificationAsked) -> Iterator[Notice]:
    """The customer is told what is demanded and asked the first of it (NET-3)."""
    ticket, titles = event.ticket, [rule.title for rule in event.rules]
    first = event.rules[0]
    asked = {"number": ticket.number, "titles": titles, "title": first.title, "kind": first.kind, "hint": first.hint}
    yield Notice(Customer(ticket.person_id), "identify_asked", asked, ticket_id=ticket.id)
    yield _to_topic(event, "desk_identify_asked", {"titles": titles})


def _managers(colleagues: Iterable[Colleague]) -> list[Colleague]:
    return [colleague for colleague in colleagues if colleague.role is Role.MANAGER]


def _period(since: datetime, until: datetime, regulation: Regulation) -> dict[str, str]:
    return {"since": instant(since, regulation), "until": instant(until, regulation)}


def _to_topic(event: happened.PersonEvent, kind: str, facts: Mapping[str, object]) -> Notice:
    thread, number = f"ticket:{event.ticket.id}", event.ticket.number
    return Notice(Desk(thread), kind, {**facts, "number": number}, Urgency.RELAY, thread, ticket_id=event.ticket.id)
