"""Notices of money and papers: estimates, acts, invoices, the quota. No words in here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.billing.act import Act, ActKind
from core.billing.estimate import Estimate
from core.billing.invoice import Invoice
from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.regulation.model import Regulation
from core.tickets import events
from core.tickets.facts import closing, instant, terms
from core.workflow import table

PaperEvent = (
    events.EstimateGiven
    | events.EstimateDecided
    | events.ActPresented
    | events.ActDecided
    | events.InvoiceIssued
    | events.InvoicePaid
    | events.QuotaExceeded
)


def of_paper(event: PaperEvent, regulation: Regulation, accountants: list[dict[str, str]]) -> Iterator[Notice]:
    """Who is told about a paper of a ticket. ``accountants`` are called by name when an invoice waits for payment."""
    ticket = event.ticket
    customer = Customer(ticket.person_id)
    facts: dict[str, Any] = {"number": ticket.number, "ticket": ticket.id, "by": event.actor.name}
    match event:
        case events.EstimateGiven(estimate=estimate):
            facts |= estimate_facts(estimate)
            yield Notice(customer, "estimate_given", facts, ticket_id=ticket.id)
            yield _to_topic(event, "desk_estimate_given", facts)
        case events.EstimateDecided(estimate=estimate):
            yield Notice(customer, "estimate_decided", facts | estimate_facts(estimate), ticket_id=ticket.id)
        case events.ActPresented(act=act, message_id=message_id):
            facts |= act_facts(act, regulation) | {"due": closing(ticket, regulation)}
            yield Notice(customer, "act_presented", facts, ticket_id=ticket.id, message_id=message_id)
            yield _to_topic(event, "desk_act_presented", facts)
        case events.ActDecided(act=act):
            facts |= act_facts(act, regulation)
            if act.kind is ActKind.REWORK:  # the move itself tells of the other
                yield Notice(customer, "act_decided", facts, ticket_id=ticket.id)
            yield _to_topic(event, "desk_act_decided", facts)
        case events.InvoiceIssued(invoice=invoice, due=due, reacted=reacted):
            why = {"due": due and instant(due, regulation), "reacted": reacted and instant(reacted, regulation)}
            facts |= invoice_facts(invoice, regulation) | why
            yield Notice(customer, "invoice_issued", facts, ticket_id=ticket.id)
            yield _to_topic(event, "desk_invoice_issued", facts | {"mentions": accountants})
        case events.InvoicePaid(invoice=invoice):
            facts |= invoice_facts(invoice, regulation)
            yield Notice(customer, "invoice_paid", facts, ticket_id=ticket.id)
        case events.QuotaExceeded(until=until):
            facts |= _quota(event, regulation) | {"until": instant(until, regulation)}
            yield Notice(customer, "quota_exceeded", facts, ticket_id=ticket.id)
            yield _to_topic(event, "desk_quota_exceeded", facts)


def _to_topic(event: PaperEvent, kind: str, facts: dict[str, Any]) -> Notice:
    thread = f"ticket:{event.ticket.id}"
    return Notice(Desk(thread), kind, facts, Urgency.RELAY, thread, ticket_id=event.ticket.id)


def told_by_act(event: events.Moved, regulation: Regulation) -> bool:
    """True when the act that the move issued tells the customer all that the move would."""
    move = table.find(regulation, event.action, event.before)
    return move is not None and ("act" in move.issues or "rework_act" in move.issues)


def estimate_facts(estimate: Estimate) -> dict[str, Any]:
    """An estimate as plain facts; money in kopecks."""
    return {
        "estimate": estimate.id,
        "minutes": estimate.minutes,
        "rate": estimate.rate,
        "priority": estimate.priority,
        "coefficient": str(estimate.coefficient),
        "total": estimate.total,
        "text": estimate.text,
        "agreed": estimate.agreed,
    }


def act_facts(act: Act, regulation: Regulation) -> dict[str, Any]:
    """An act as plain facts."""
    return {
        "act": act.id,
        "act_number": act.number,
        "kind": act.kind,
        "state": act.state,
        "reason": act.reason,
        "at": instant(act.at, regulation),
        "items": [{"text": i.text, "due": i.due and instant(i.due, regulation)} for i in act.items],
    }


def invoice_facts(invoice: Invoice, regulation: Regulation) -> dict[str, Any]:
    """An invoice as plain facts; money in kopecks."""
    return {
        "invoice_number": invoice.number,
        "minutes": invoice.minutes,
        "rate": invoice.rate,
        "ordered": invoice.ordered,
        "kept": invoice.kept,
        "coefficient": str(invoice.coefficient),
        "total": invoice.total,
        "at": instant(invoice.at, regulation),
        "paid": invoice.paid_at and instant(invoice.paid_at, regulation),
    }


def _quota(event: events.QuotaExceeded, regulation: Regulation) -> dict[str, Any]:
    rule = regulation.quota
    limits = {"hours": rule.hours, "days": rule.days} if rule else {}
    return limits | {"terms": terms(event.ticket, regulation), "organisation": event.ticket.organisation_id is not None}
