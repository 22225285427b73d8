"""What a customer reads before there is a ticket: greeting, consent, talk, help."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.paging import turning
from bot.words import Words, mark
from core.people import consent

VIEWS = Gallery()

PROMOTE = mark("File a request")
CONSULT = mark("Ask a consultant")
MINE = mark("My requests")
MENU = (PROMOTE, CONSULT, MINE)
LANGUAGES = {"ru": "Русский", "en": "English"}
"""Each language by its own name: whoever looks for it reads that one."""


def menu(t: Words) -> tuple[tuple[str, ...], ...]:
    """The keyboard under the input line."""
    return ((t.label(PROMOTE),), (t.label(CONSULT), t.label(MINE)))


def promote_button(t: Words) -> Button:
    return Button(t.label(PROMOTE), Press(do="promote"), style="primary")


def language_button(language: str) -> Button:
    return Button(LANGUAGES[language], Press(do="lang", arg=language))


@VIEWS
def consent_needed(t: Words, facts: Facts) -> Screen:
    """152-FZ: a step of its own before the first free text."""
    text = t(
        "Hello! This is <b>{desk}</b>.\n\n"
        "To answer you we process your name, your Telegram account, your messages and the contact details"
        " that you give. They are kept for working on your questions; Telegram carries them across the border."
        " You may withdraw your consent at any time.\n\n"
        "Do you agree to the processing of your personal data?",
        desk=t.regulation.desk,
    )
    if facts.get("held"):
        text += "\n\n" + t("Your message is kept: we will read it as soon as you agree.")
    if facts.get("link"):
        text += "\n\n" + t("Your link is kept: it works as soon as you agree.")
    agree = Button(t.label("I agree"), Press(do="consent", arg="yes"), style="success")
    decline = Button(t.label("Decline"), Press(do="consent", arg="no"))
    others = tuple(language_button(language) for language in LANGUAGES if language != t.language)
    return Screen(text, ((agree, decline), others))


@VIEWS
def consent_declined(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "Understood. Without your consent we cannot read your messages; they are deleted in {days} days. You can"
            " agree later: press /start.",
            days=consent.KEPT.days,
        )
    )


@VIEWS
def welcome(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "Write your question here and a consultant will answer.\n\n"
            "This chat is for questions and advice. If you need an official request with a number and a deadline,"
            " press «{promote}».",
            promote=t.label(PROMOTE),
        ),
        menu=menu(t),
    )


@VIEWS
def talk_opened(t: Words, facts: Facts) -> Screen:
    """Talk says that it is talk (SIN-4, SAV-4)."""
    if facts.get("opens"):
        lines = [
            t("We are closed now: a consultant will read your message on {opens} and answer here.", **_when(t, facts))
        ]
    else:
        lines = [t("A consultant has received your message and will answer here.")]
    lines.append(
        t("This is an informal conversation: no number, no deadline. When it matters, file an official request.")
    )
    if facts.get("opens"):
        lines.append(t("It can be registered already now."))
    return Screen("\n".join(lines), ((promote_button(t),),))


@VIEWS
def closed_now(t: Words, facts: Facts) -> Screen:
    """The desk has closed while they talked."""
    lines = [
        t("We are closed now: a consultant will read your message on {opens} and answer here.", **_when(t, facts)),
        t("An official request can be registered already now."),
    ]
    return Screen("\n".join(lines), ((promote_button(t),),), quiet=True)


def _when(t: Words, facts: Facts) -> dict[str, str]:
    return {"opens": t.moment(facts["opens"])}


@VIEWS
def proposed(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("The consultant suggests filing an official request, with a number and a deadline. It is up to you."),
        ((promote_button(t),),),
    )


@VIEWS
def consult(t: Words, facts: Facts) -> Screen:
    """«Ask a consultant» without a question: what is written from here on goes to a person."""
    lines = [t("Write your question in one or several messages. A consultant will answer here.")]
    if facts["opens"]:
        lines.append(t("We are closed now; it will be read on {opens}.", **_when(t, facts)))
    return Screen("\n".join(lines), menu=menu(t))


@VIEWS
def add_to_ticket(t: Words, facts: Facts) -> Screen:
    """A message that could belong to a ticket: the customer decides (rules.md 4.6)."""
    several = len(facts["tickets"]) > 1
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                t.label("Add to No. {number}", number=ticket["number"]),
                Press(do="attach", id=ticket["id"], arg=str(facts["message"])),
            ),
        )
        for ticket in facts["tickets"]
    ]
    rows += turning(t, facts, lambda page: Press(do="attach_page", id=facts["message"], arg=str(page)))
    lines = [t("Is it about a request of yours? Then add the message to it.")]
    if several:
        lines += [t("No. {number} — {subject}", **ticket) for ticket in facts["tickets"]]
    if facts["moves_back"]:
        lines.append(t("Added, it moves the request to the end of the queue."))
    return Screen("\n".join(lines), tuple(rows), quiet=True)


@VIEWS
def attached(t: Words, facts: Facts) -> Screen:
    return Screen(t("Added to request No. {number}.", number=facts["number"]))


@VIEWS
def edited(t: Words, facts: Facts) -> Screen:
    """An edit whose copy cannot be changed any more arrives as a message of its own."""
    return Screen(t("Edited: {text}", text=facts["text"]))


@VIEWS
def outdated_button(t: Words, facts: Facts) -> Screen:
    """A button of which nothing is known any more: what can be done now stands under the input line."""
    return Screen(t("This button is out of date. Choose below what to do, or just write."), menu=menu(t))


@VIEWS
def no_such_command(t: Words, facts: Facts) -> Screen:
    """To a customer who typed a command of the staff, or one that there is not."""
    return Screen(t("There is no such command here, and nothing was passed on. What there is: /help"))
