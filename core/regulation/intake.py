"""What a request is: its number, who may file it, through which channel, its kind, level, fields and files."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from core.regulation.basics import Clause, Coefficient, Flag, Identifier, Phrase, Rank, Rule


class NumberRule(Rule):
    """How a ticket's number is written: ``{year}`` of registration in the desk's zone and ``{counter}``."""

    format: str
    clause: Clause


class RegistrationRule(Rule):
    """Who may register: anybody who fills the fields, or only authorised persons (rules.md section 5)."""

    who: Literal["identified", "authorised"]
    clause: Clause


class Plan(Rule):
    """What a customer pays for support; ``first`` are served before the others (SIN-7)."""

    id: Identifier
    title: str
    default: Flag = False
    first: Flag = False
    clause: Clause


class Category(Rule):
    """A kind of request. ``who`` may file it (INS-2); ``elsewhere`` names the desk that it belongs to (INS-8):
    such a request is handed on and never registered. ``hint`` tells what to write (ALL-4). ``team`` works on it; the
    desk's own when it is not named, or when the settings know no such team. ``sections`` of the knowledge base belong
    to it, besides one of its own title: who was shown articles of them is proposed this kind."""

    id: Identifier
    title: str
    description: str = ""
    default: Flag = False
    who: Rank = Rank.PLAIN
    elsewhere: str = ""
    hint: str = ""
    team: str = ""
    sections: tuple[Phrase, ...] = ()
    clause: Clause


class Priority(Rule):
    """A level of urgency; ``out_of_turn`` heads the queue, ``alarm`` pings the whole desk at registration.

    ``signs`` are words of customers for which it is proposed to them: «у всех не работает», «завис*» with any ending.
    """

    id: Identifier
    title: str
    description: str
    default: Flag = False
    out_of_turn: Flag = False
    alarm: Flag = False
    signs: tuple[Phrase, ...] = ()
    coefficient: Coefficient = Decimal(1)
    """By how much work of this priority costs more (PLR-7)."""
    clause: Clause


class AttachmentRule(Rule):
    """Which files a ticket takes, by content, and what to say about the others."""

    allowed: tuple[str, ...]
    advice: str
    point: str = ""
    clause: Clause


class Channel(Rule):
    """A way to the desk: official, advice only, or talk."""

    id: Identifier
    standing: Literal["official", "advice", "talk"]
    by_staff: str = ""
    """What staff call it who write down what comes this way (a call, an SMS, a letter); empty: it has its own door."""
    clause: Clause


class FieldRule(Rule):
    """One thing a ticket must say; ``person`` fields are kept on file and asked once."""

    id: Identifier
    title: str
    kind: Literal[
        "text",
        "full_name",
        "organisation",
        "phone",
        "email",
        "login",
        "number",
        "inn",
        "ogrn",
        "url",
        "address",
        "passport",
    ] = "text"
    scope: Literal["person", "request"] = "request"
    required: Flag = True
    personal: Flag = False
    """Personal data in the sense of 152-FZ."""
    secret: Flag = False
    """Masked wherever it is shown (passport and the like)."""
    asked: Literal["at_registration", "by_staff"] = "at_registration"
    """``by_staff``: only when staff demand it (NET-3)."""
    categories: tuple[Identifier, ...] = ()
    """Asked in these categories only; unsaid, in all."""
    hint: str = ""
    """What to write, under the question."""
    clause: Clause

    def asked_in(self, category: str) -> bool:
        return self.asked == "at_registration" and (not self.categories or category in self.categories)
