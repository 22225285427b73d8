"""Which priority the customer's own words speak for, by the signs that the regulation names beside its descriptions."""

from __future__ import annotations

from core.knowledge.phrases import names
from core.regulation.model import Priority
from core.tickets.draft import Draft
from core.tickets.ports import TicketWork


async def suggested(work: TicketWork, draft: Draft) -> Priority | None:
    """A priority to propose while the form still has the usual one; None when no words speak for another.

    Only a proposal: the customer reads its description and decides, and support may change it later (SAV-15).
    """
    regulation = work.regulation
    signed = [priority for priority in regulation.priorities if priority.signs]
    if not signed or draft.priority != regulation.default_priority.id:
        return None
    said = [message.text for message in await work.messages.several(draft.own)] + [*draft.fields.values()]
    return next((priority for priority in signed if any(names(priority.signs, text) for text in said)), None)
