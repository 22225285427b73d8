"""Colleagues of one organisation: who of them hears what of a ticket, and of each other. No words in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.regulation.model import Role
from core.tickets.events import Moved, TicketEvent
from core.tickets.person_events import MembershipChanged

FOR_THE_CONTACT = frozenset({"identify_asked", "contact_changed"})
"""What concerns the ticket's contact in person and none of those who follow it."""


def shared(event: TicketEvent, notices: Iterable[Notice], followers: Sequence[int]) -> Iterator[Notice]:
    """The notices of an organisation's ticket, to everybody of it whom they concern.

    What a colleague did is answered to that colleague, and the ticket's contact learns of it. What the desk does is
    told to the contact and to those who have written in the ticket.
    """
    ticket, actor = event.ticket, event.actor
    contact = Customer(ticket.person_id)
    acted = Customer(actor.person_id) if actor.role is Role.CUSTOMER and actor.person_id is not None else contact
    following = [Customer(one) for one in followers]
    for notice in notices:
        if notice.to != contact or notice.kind in FOR_THE_CONTACT:
            yield notice
            if acted != contact and notice.kind in ("relay", "edit"):
                yield replace(_copy(notice, contact), urgency=Urgency.ANSWER, stream="")
        elif notice.urgency is Urgency.COSMETIC:  # the ticket's card in everybody's chat
            yield from (replace(notice, to=one) for one in dict.fromkeys((contact, acted, *following)))
        elif acted != contact:
            yield replace(notice, to=acted)
        else:
            yield notice
            yield from (_copy(notice, one) for one in following if actor.role is not Role.CUSTOMER)
    if acted != contact and isinstance(event, Moved) and event.action != "reply":
        facts = {"number": ticket.number, "by": actor.name, "action": event.action}
        yield Notice(contact, "colleague_moved", facts, ticket_id=ticket.id)


def _copy(notice: Notice, to: Customer) -> Notice:
    """The same for somebody else; whether it arrives there is no news to whoever wrote the words."""
    return replace(notice, to=to, message_id=None)


def of_membership(event: MembershipChanged) -> Iterator[Notice]:
    """To the person, to those who speak for the organisation, to the staff unless one of them did it (PLR-2)."""
    facts: dict[str, Any] = {
        "organisation": event.organisation,
        "name": event.name,
        "before": event.before,
        "after": event.after,
        "by": event.change.by,
        "way": event.way,
        "opened": len(event.tickets),
    }
    yield Notice(Customer(event.change.person_id), "membership_changed", facts)
    for other in event.others:
        yield Notice(Customer(other), "colleague_changed", facts)
    if not event.actor.is_staff:
        yield Notice(Desk(), "desk_membership_changed", facts)
    for ticket_id in event.tickets:
        yield Notice(
            Desk(f"ticket:{ticket_id}"), "card", {"ticket": ticket_id}, Urgency.COSMETIC,
            f"card:{ticket_id}", f"card:{ticket_id}", ticket_id=ticket_id,
        )  # fmt: skip
