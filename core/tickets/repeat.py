"""Whether a request that is written down repeats an open one of the same customer (INS-6, PLR-5). Never more than a
question: near misses share more words than true repeats do, so only the customer can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.conversations.message import Author, Message
from core.people.authority import Actor
from core.tickets import dialogue, promotion
from core.tickets.draft import Draft
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

ALIKE = 0.45
"""From this share of common trigrams on the customer is asked. Different complaints that begin with the same words
(«Не открывается …») stay below it, the same one told in other words mostly does not."""
COMPARED = 20
"""The newest so many open requests are looked at."""
TELLING = 15
"""Characters from which a message counts by itself: a mere greeting is alike to every other greeting."""

_WORD = re.compile(r"\w+")
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_FILE = r"(?!(?:pdf|png|jpe?g|gif|bmp|docx?|xlsx?|zip|rar|txt|csv|html?|php|py|js)\b)"
_DOMAIN = re.compile(rf"\b(?:[a-zа-я0-9][a-zа-я0-9-]*\.)+{_FILE}(?:[a-z]{{2,24}}|рф|рус|онлайн|сайт)\b")
_NUMBER = re.compile(r"(?:№\s?|#)\d+(?:-\d+)*|(?<![\w.,:-])\d{3,}(?:-\d+)*\b(?![.,:]\d)|\b[a-z]{1,8}-\d+\b")
_MONTH = re.compile(r"\b(янв|фев|март(?=[аеу]?\b|ом\b)|апр|ма(?=[йяею]\b)|июн|июл|авг|сент|окт|нояб|дек)[а-я]*\b")
_KINDS = (_ADDRESS, _DOMAIN, _NUMBER, _MONTH)


@dataclass(frozen=True, slots=True)
class Repeat:
    """An open ticket that the draft looks alike to, and the names and numbers in which the two differ."""

    ticket: Ticket
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()


def trigrams(text: str) -> frozenset[str]:
    """The trigrams of each word, with its beginning and its end, as PostgreSQL's pg_trgm takes them."""
    padded = (f"  {word} " for word in _WORD.findall(_plain(text)))
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def similarity(one: str, other: str) -> float:
    """The share of common trigrams, from 0 to 1."""
    left, right = trigrams(one), trigrams(other)
    return len(left & right) / len(left | right) if left and right else 0.0


def differing(here: str, there: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Domains, addresses, numbers and months that both texts have, and none of them in common."""
    left, right = _names(here), _names(there)
    apart = [kind for kind in range(len(_KINDS)) if left[kind] and right[kind] and not {*left[kind]} & {*right[kind]}]
    return (
        tuple(name for kind in apart for name in left[kind].values()),
        tuple(name for kind in apart for name in right[kind].values()),
    )


async def likely(work: TicketWork, actor: Actor, draft: Draft) -> Repeat | None:
    """The open ticket of the customer that the draft most likely repeats; None when none is alike."""
    texts = _texts(await work.messages.several(draft.own))
    tickets = [ticket for ticket in await work.tickets.of_person(draft.person_id) if ticket.closed_at is None]
    best, found = ALIKE, None
    for ticket in tickets[: -COMPARED - 1 : -1]:
        if ticket.number in (draft.twin, draft.follows):
            continue
        registered = [m for m in await work.messages.thread(ticket.id) if m.at <= ticket.registered_at]
        known = _texts(m for m in registered if m.author is Author.CUSTOMER)
        score = max((similarity(one, other) for one in texts for other in known), default=0.0)
        if score >= best:
            best, found = score, Repeat(ticket, *differing("\n".join(texts), "\n".join(known)))
    return found


async def add(work: TicketWork, actor: Actor, draft_id: int, ticket_id: int, now: datetime) -> Ticket:
    """«Да, дополнить»: what was chosen becomes part of the open ticket; a second problem is written down next.

    Raises NotFound for a ticket that the customer does not see, IllegalMove("ticket_closed") for a closed one.
    """
    draft = await promotion.mine(work, actor, draft_id)
    ticket = await dialogue.own(work, actor, ticket_id)
    for message_id in draft.own:
        message = await work.messages.get(message_id)
        if message.ticket_id is None:
            await dialogue.attach(work, actor, ticket, message, now)
    await promotion.drop(work, draft, now)
    return ticket


def _texts(messages: Iterable[Message]) -> list[str]:
    """What is compared: everything together, and each message that says something by itself."""
    words = [message.text for message in messages if message.text.strip()]
    return [" ".join(words), *(text for text in words if len(text) >= TELLING)] if words else []


def _names(text: str) -> list[dict[str, str]]:
    """For each kind what is named, by what is compared; what is part of an earlier kind's name is none of its own."""
    rest, found = _MAIL.sub(" ", _plain(text)), []
    for kind in _KINDS:
        names = {match[1] if kind is _MONTH else match[0].lstrip("№# "): match[0] for match in kind.finditer(rest)}
        rest = kind.sub(" ", rest)
        found.append(names)
    return found


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")
