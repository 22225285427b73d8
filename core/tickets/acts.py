"""Acts between the customer and the desk: approve or refuse, list the rework, agree to it (SIN-10, SIN-11)."""

from __future__ import annotations

from datetime import datetime

from core.billing.act import DECISIONS, Act, ActState, Item
from core.conversations.message import Message, speaks
from core.errors import Missing, NotFound, Outdated
from core.people.authority import Actor, require_staff
from core.regulation import dates
from core.regulation.model import Regulation
from core.tickets import dialogue, transition
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


def read_items(text: str, regulation: Regulation, now: datetime) -> tuple[Item, ...]:
    """Items of rework as staff type them, one a line or parted by ``;``: a date, then what is to be done by it.

    Raises Missing for no items, an item without a date or words, a date that has passed.
    """
    items: list[Item] = []
    for line in text.replace("\n", ";").split(";"):
        if not line.strip():
            continue
        due, words = dates.read(line, regulation, now, opening=False)
        if not speaks(words):
            raise Missing("needs_items", field="items", action="rework")
        if due <= now:
            raise Missing("date_in_past", field="items")
        items.append(Item(words, due))
    if not items:
        raise Missing("needs_items", field="items", action="rework")
    return tuple(items)


async def list_rework(work: TicketWork, actor: Actor, ticket: Ticket, items: tuple[Item, ...], now: datetime) -> None:
    """Draw up a bilateral act of rework; the customer agrees or declines with a reason (SIN-11)."""
    require_staff(actor, "rework")
    await transition.make(work, actor, ticket, "rework", now, items=items)
    ticket.answered(now)
    await work.save(ticket)


async def waiting(work: TicketWork, actor: Actor, act_id: int, action: str) -> tuple[Act, Ticket]:
    """The actor's act that waits for this action, and its ticket.

    Raises Outdated for an act that was decided on or replaced, NotFound for an unknown one and for
    somebody else's alike.
    """
    found = await work.billing.act(act_id)
    if found is None:
        raise NotFound("not_found")
    ticket = await dialogue.own(work, actor, found.ticket_id)
    act = (await work.billing.acts(ticket.id))[-1]
    if act.id != act_id or act.state is not ActState.PRESENTED or act.kind is not DECISIONS[action][0]:
        raise Outdated("outdated")
    return act, ticket


async def accept(work: TicketWork, actor: Actor, act_id: int, action: str, now: datetime) -> None:
    """The customer approves the acceptance act (``confirm``) or agrees to the rework (``agree``)."""
    _, ticket = await waiting(work, actor, act_id, action)
    if action == "confirm":
        await dialogue.confirm(work, actor, ticket, now)
    else:
        await transition.make(work, actor, ticket, action, now)


async def object_to(work: TicketWork, actor: Actor, act_id: int, action: str, message: Message, now: datetime) -> None:
    """The customer refuses the act (``disagree``) or declines the rework (``decline``), with a reason in words."""
    _, ticket = await waiting(work, actor, act_id, action)
    await dialogue.disagree(work, actor, ticket, message, now, action)
