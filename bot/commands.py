"""The commands that Telegram offers while one types: the customer's and the staff's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aiogram.types import BotCommand

import locales
from bot.words import mark
from core.regulation.model import Rank, Regulation

CUSTOMER = (
    ("ticket", mark("File an official request")),
    ("tickets", mark("My requests and their state")),
    ("status", mark("One request, by its number")),
    ("notices", mark("Outages and planned works now")),
    ("invoices", mark("My invoices")),
    ("complain", mark("Complain about a request to the management")),
    ("away", mark("Say from when to when you are away")),
    ("contacts", mark("Who writes for my organisation")),
    ("phone", mark("Confirm my telephone")),
    ("lang", mark("Language: Russian or English")),
    ("privacy", mark("What is kept about me")),
    ("forget", mark("Delete my data")),
    ("help", mark("What I can do here")),
)
ON_A_REQUEST = (
    ("take", mark("Take the request on")),
    ("assign", mark("Hand the request over to a colleague")),
    ("team", mark("Hand the request to another team")),
    ("ask", mark("Ask the customer; the term is on hold")),
    ("resolve", mark("Completed, wait for the confirmation")),
    ("refuse", mark("Refuse for a listed reason")),
    ("postpone", mark("Put off until a date")),
    ("term", mark("Promise another term, with the reason")),
    ("priority", mark("Change the priority, with the reason")),
    ("estimate", mark("Tell the customer the price")),
    ("work", mark("Start the work")),
    ("accept", mark("Close as accepted")),
    ("act", mark("The acts of the request")),
    ("rework", mark("Draw up an act of rework")),
    ("pay", mark("Confirm the payment (accounting)")),
    ("log", mark("Log minutes spent")),
    ("told", mark("Note an answer given by phone")),
    ("say", mark("Send a canned answer")),
    ("split", mark("Make a request of its own from a message")),
    ("link", mark("Link with another request")),
    ("unlink", mark("Undo a link")),
    ("why", mark("Why this term")),
    ("history", mark("The journal of the request")),
)
"""Written in the request's topic."""
ON_A_CUSTOMER = (
    ("article", mark("Find an article and send it")),
    ("propose", mark("Suggest an official request to the customer")),
    ("org", mark("The customer's organisation and contract")),
    ("invite", mark("Invite somebody into an organisation")),
    ("rank", mark("What the customer may do")),
    ("plan", mark("The customer's plan of support")),
    ("verify", mark("The customer is who they say")),
    ("identify", mark("Ask the customer to identify themselves")),
    ("reveal", mark("Read secret details (managers)")),
    ("mute", mark("Hear nothing of the customer for an hour")),
    ("unmute", mark("Hear the customer again")),
    ("unsay", mark("Take your message back")),
)
"""Written in a topic of the customer's, a consultation or a request."""
ANYWHERE = (
    ("queue", mark("Open requests, the next one first")),
    ("find", mark("Look for words in everything")),
    ("ticket", mark("One request, by its number")),
    ("register", mark("Write down a call, an SMS or a letter")),
    ("notice", mark("Tell customers of an outage or of works")),
    ("report", mark("Numbers of a period, with a picture")),
    ("canned", mark("Canned answers: list, add, delete")),
    ("articles", mark("Articles that wait to be read")),
    ("duty", mark("Who is on duty")),
    ("settings", mark("Settings of the desk (managers)")),
    ("away", mark("Say from when to when you are away")),
    ("back", mark("You are back")),
    ("role", mark("Give a colleague a role (managers)")),
    ("help", mark("All commands")),
)
"""Written anywhere in the group."""
STAFF = (*ON_A_REQUEST, *ON_A_CUSTOMER, *ANYWHERE)

_NEEDS: dict[str, Callable[[Regulation], object]] = {
    "invoices": lambda regulation: regulation.invoice,
    "complain": lambda regulation: regulation.complaint,
    "act": lambda regulation: regulation.act,
    "plan": lambda regulation: regulation.plans,
    "rank": lambda regulation: (
        regulation.registration.who == "authorised" or any(c.who is not Rank.PLAIN for c in regulation.categories)
    ),
    "identify": lambda regulation: any(field.asked == "by_staff" for field in regulation.fields),
    "register": lambda regulation: any(channel.by_staff for channel in regulation.channels),
    "reveal": lambda regulation: any(field.secret for field in regulation.fields),
}
"""What a regulation must have for a command to be of use; moves are looked for in its table."""
_MOVES = frozenset({"refuse", "postpone", "estimate", "work", "accept", "rework", "pay"})


def offered(commands: Iterable[tuple[str, str]], regulation: Regulation) -> list[tuple[str, str]]:
    """The commands that mean something under this regulation; the others answer, but nobody is led to them."""
    moves = {move.action for move in regulation.moves}

    def of_use(name: str) -> bool:
        needs = _NEEDS.get(name)
        return (name not in _MOVES or name in moves) and (needs is None or bool(needs(regulation)))

    return [(name, text) for name, text in commands if of_use(name)]


def menu(commands: Iterable[tuple[str, str]], regulation: Regulation, language: str) -> list[BotCommand]:
    """The commands that mean something here, described in a language."""
    words = locales.catalogue(language).gettext
    return [BotCommand(command=name, description=words(text)) for name, text in offered(commands, regulation)]
