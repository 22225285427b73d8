"""What the desk concludes from the fate of a notice: it left, or it never will."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from core.notifications.notice import Customer, Desk, Notice, Parcel, Room, Urgency
from core.notifications.outbox import Outbox
from core.people.person import AddressState, Person
from core.tickets import lifecycle
from core.tickets.ports import TicketWork


class DeliveryWork(TicketWork, Protocol):
    """One transaction that can also tell somebody something."""

    @property
    def outbox(self) -> Outbox: ...
    def tell(self, notice: Notice) -> None: ...


def concludes(parcel: Parcel) -> bool:
    """True when the parcel's arrival is an event in the life of its ticket."""
    return parcel.notice.kind == "registered"


async def delivered(work: DeliveryWork, parcel: Parcel, now: datetime) -> None:
    """The confirmation's leaving stops the registration clock (SAV-16); other notices conclude nothing."""
    if concludes(parcel) and parcel.notice.ticket_id is not None:
        await lifecycle.confirmed(work, await work.tickets.get(parcel.notice.ticket_id), now)


async def undeliverable(work: DeliveryWork, parcel: Parcel, reason: str, address_dead: bool) -> None:
    """Tell the staff the truth, where they would look for it; a failed failure notice is not reported again."""
    notice = parcel.notice
    if isinstance(notice.to, Room):
        return  # a group that put the bot out does not want to hear from it
    if address_dead and isinstance(notice.to, Customer):
        await work.people.set_address_state(parcel.channel, parcel.address, AddressState.BLOCKED)
    if notice.kind not in ("undelivered", "put_off", "card", "edit"):
        work.tell(undelivered(notice, reason))


def put_off(work: DeliveryWork, parcel: Parcel, reason: str) -> None:
    """What customers wrote cannot be shown to the staff until somebody mends it: say so, once a parcel."""
    if parcel.attempts == 0 and parcel.notice.kind not in ("undelivered", "put_off", "card", "edit"):
        work.tell(Notice(Desk(), "put_off", {"reason": reason}, Urgency.ANSWER, "general!", "put_off"))


async def reachable_again(work: DeliveryWork, channel: str, address: str, person_id: int, wall: float) -> None:
    """The customer let the desk in again: what did not arrive leaves now, and the staff hear of it."""
    await work.people.opened(channel, address)
    if not await work.people.set_address_state(channel, address, AddressState.ACTIVE):
        return
    revived = await work.outbox.revive(channel, address, wall)
    if await work.people.colleague(person_id) is not None:
        return  # a manager who came for a complaint is no customer of whom the desk must hear
    thread = f"talk:{person_id}"
    work.tell(Notice(Desk(thread), "reachable_again", {"revived": revived}, Urgency.RELAY, thread))


FOR_MANAGERS = ("managers_complaint", "managers_complaint_rang")
"""Notices of a complaint: what they say is for managers only, also when it cannot be delivered."""


def complaint_waits() -> Notice:
    """There is a complaint, and a manager who cannot be reached in private: the group learns no more than that."""
    return Notice(Desk(), "complaint_waits", {}, Urgency.ANSWER, "general!", "complaint_waits")


def by_word(notice: Notice, person: Person) -> Notice | None:
    """Somebody without a chat was to be told something: the staff do it. None for what they have told already."""
    if notice.kind in ("registered", "told"):
        return None  # whoever registers it reads the number to the caller; and what was told was told
    thread = f"talk:{person.id}" if notice.ticket_id is None else f"ticket:{notice.ticket_id}"
    phone = next((value for value in person.profile.values() if value.startswith("+")), "")
    facts = {"name": person.name, "phone": phone}
    return Notice(Desk(thread), "tell_by_word", facts, Urgency.ANSWER, f"{thread}!", f"by_word:{thread}")


def undelivered(notice: Notice, reason: str) -> Notice:
    """What the staff learn: once while it waits, however many notices come to nothing meanwhile."""
    if notice.kind in FOR_MANAGERS:
        return complaint_waits()
    if notice.kind == "report_colleagues":
        return Notice(Desk(), "report_colleagues_waits", {}, Urgency.ANSWER, "general!", "report_colleagues_waits")
    if notice.kind == "digest" and isinstance(notice.to, Customer):
        return replace(notice, to=Desk(), stream="general!", key=f"digest:{notice.facts['day'][:10]}")
    thread = "general"
    if isinstance(notice.to, Customer):
        thread = f"talk:{notice.to.person_id}" if notice.ticket_id is None else f"ticket:{notice.ticket_id}"
    facts = {"reason": reason}
    return Notice(Desk(thread), "undelivered", facts, Urgency.ANSWER, f"{thread}!", f"undelivered:{thread}")
