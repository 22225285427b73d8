"""«Это две разные проблемы»: the customer deals what they wrote onto two requests, one problem each (SAV-9, PLR-11).

The second one is written down as soon as the first is registered, with a summary and a press of its own.
"""

from __future__ import annotations

from core.errors import Missing
from core.people.authority import Actor
from core.tickets import promotion
from core.tickets.draft import Draft
from core.tickets.ports import TicketWork


async def begin(work: TicketWork, actor: Actor, draft_id: int) -> Draft:
    """Two problems: until the customer deals otherwise the last message is the second one.

    Raises Missing("one_message") when there is nothing to deal.
    """
    draft = await promotion.mine(work, actor, draft_id)
    if len(draft.chosen) < 2:
        raise Missing("one_message")
    if not draft.apart:
        draft.deal(draft.chosen[-1:])
    await work.drafts.save(draft)
    return draft


async def deal(work: TicketWork, actor: Actor, draft_id: int, message_id: int) -> Draft:
    """Move a message to the other request. Raises Missing("one_must_stay") rather than leave one of them empty."""
    draft = await promotion.mine(work, actor, draft_id)
    if message_id in draft.chosen:
        moved = {*draft.apart} ^ {message_id}
        if not moved or len(moved) == len(draft.chosen):
            raise Missing("one_must_stay")
        draft.deal(moved)
    await work.drafts.save(draft)
    return draft


async def undo(work: TicketWork, actor: Actor, draft_id: int) -> Draft:
    """It is one problem after all."""
    draft = await promotion.mine(work, actor, draft_id)
    draft.deal(())
    await work.drafts.save(draft)
    return draft
