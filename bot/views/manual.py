"""«/help»: every command that means something under the regulation, with what is written after it."""

from __future__ import annotations

from bot.commands import ANYWHERE, CUSTOMER, ON_A_CUSTOMER, ON_A_REQUEST, offered
from bot.screen import Screen
from bot.views.customer import menu
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark

VIEWS = Gallery()
WRITTEN_AFTER = {
    "ask": mark("text"),
    "resolve": mark("text"),
    "refuse": mark("reason"),
    "postpone": mark("25.12.2026 reason"),
    "term": mark("25.12.2026 18:00 reason"),
    "priority": mark("P2 reason"),
    "estimate": mark("2.5 text"),
    "accept": mark("ground"),
    "rework": mark("25.12.2026 18:00 text"),
    "assign": mark("@name"),
    "identify": mark("field"),
    "org": mark("name"),
    "invite": mark("@name"),
    "rank": mark("authorised"),
    "plan": mark("premium"),
    "log": mark("20 text"),
    "told": mark("phone text"),
    "say": mark("name"),
    "article": mark("words"),
    "link": mark("number"),
    "unlink": mark("number"),
    "team": mark("name"),
    "role": mark("@name role"),
    "notice": mark("text"),
    "find": mark("words"),
    "report": mark("last week"),
    "ticket": mark("number"),
}
"""What the staff write after a command; most of these ask for it when it is left out."""
CUSTOMERS_AFTER = {"status": mark("number"), "complain": mark("number"), "away": "10.03 20.03"}


def _line(t: Words, name: str, description: str, after: dict[str, str]) -> str:
    """``/ask text — ask the customer…``."""
    said = t.label(description)
    given = f" {t.label(after[name])}" if name in after else ""
    return t("/{command} — {what}", command=name + given, what=said[:1].lower() + said[1:])


@VIEWS
def help_staff(t: Words, facts: Facts) -> Screen:
    """All commands, by where they are written."""
    parts = [t("In a topic: plain text goes to the customer, // is a note for colleagues.")]
    for title, commands in (
        (mark("<b>In a request's topic</b>"), ON_A_REQUEST),
        (mark("<b>About the customer, in their topics</b>"), ON_A_CUSTOMER),
        (mark("<b>Anywhere in the group</b>"), ANYWHERE),
    ):
        lines = [_line(t, name, text, WRITTEN_AFTER) for name, text in offered(commands, t.regulation)]
        parts.append("\n".join([t(title), *lines]))
    return Screen("\n\n".join(parts))


@VIEWS
def help_customer(t: Words, facts: Facts) -> Screen:
    """What a customer can do here, by writing, by buttons and by commands."""
    lines = [_line(t, name, text, CUSTOMERS_AFTER) for name, text in offered(CUSTOMER, t.regulation) if name != "help"]
    return Screen(
        "\n".join(
            [
                t("Just write, and a consultant will answer. Or:"),
                *lines,
                "",
                t("To add something to a request, reply to any of its messages."),
            ]
        ),
        menu=menu(t),
    )
