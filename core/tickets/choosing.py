"""Which of the customer's messages and files go into the request that they are writing down."""

from __future__ import annotations

from core.conversations.message import Media, Message
from core.people.authority import Actor
from core.tickets import promotion
from core.tickets.draft import Draft
from core.tickets.ports import TicketWork

ENCLOSED = frozenset({Media.PHOTO, Media.DOCUMENT, Media.VIDEO})
"""What is sent to a request on purpose, as its enclosure; a sticker or a voice is a word of talk."""


async def toggle(work: TicketWork, actor: Actor, draft_id: int, message_id: int) -> Draft:
    """Take one of the offered messages into the request, or leave it out."""
    draft = await promotion.mine(work, actor, draft_id)
    draft.choose({*draft.chosen} ^ {message_id})
    await work.drafts.save(draft)
    return draft


async def all_or_none(work: TicketWork, actor: Actor, draft_id: int, everything: bool) -> Draft:
    """Take all the offered messages into the request, or leave all of them out."""
    draft = await promotion.mine(work, actor, draft_id)
    draft.choose(draft.offered if everything else ())
    await work.drafts.save(draft)
    return draft


async def enclose(work: TicketWork, draft: Draft, message: Message) -> Draft:
    """A file that was sent while the request is written down goes into it; it is judged when it is registered."""
    draft.offered += (message.id,)
    draft.choose({*draft.chosen, message.id})
    await work.drafts.save(draft)
    return draft
