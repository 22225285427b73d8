"""What the desk concludes from the fate of a notice: it left, or it never will."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.notifications.notice import Customer, Desk, Notice, Parcel, Urgency
from core.people.person import AddressState
from core.tickets import lifecycle
from core.tickets.ports import TicketWork


class DeliveryWork(TicketWork, Protocol):
    """One transaction that can also tell somebody something."""

    def tell(self, notice: Notice) -> None: ...


async def delivered(work: DeliveryWork, parcel: Parcel, now: datetime) -> None:
    """The confirmation's leaving stops the registration clock (SAV-16); other notices conclude nothing."""
    if parcel.notice.kind == "registered" and parcel.notice.ticket_id is not None:
        await lifecycle.confirmed(work, await work.tickets.get(parcel.notice.ticket_id), now)


async def undeliverable(work: DeliveryWork, parcel: Parcel, reason: str, address_dead: bool) -> None:
    """Tell the staff the truth, where they would look for it; a failed failure notice is not reported again."""
    if address_dead and isinstance(parcel.notice.to, Customer):
        await work.people.set_address_state(parcel.channel, parcel.address, AddressState.BLOCKED)
    if parcel.notice.kind in ("undelivered", "card", "edit"):
        return
    facts = {
        "reason": reason,
        "kind": parcel.notice.kind,
        "messages": parcel.notice.facts.get("messages", []),
    }
    thread = "general"
    if parcel.notice.ticket_id is not None:
        thread = f"ticket:{parcel.notice.ticket_id}"
    elif isinstance(parcel.notice.to, Customer):
        thread = f"talk:{parcel.notice.to.person_id}"
    if isinstance(parcel.notice.to, Desk):
        thread = "general"
    key = f"undelivered:{thread}" if address_dead else ""
    work.tell(Notice(Desk(thread), "undelivered", facts, Urgency.ANSWER, thread, key))
