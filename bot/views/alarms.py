"""What calls the staff: a clock that rang, all hands, what did not arrive."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.kinds import Facts, Gallery
from bot.views.tickets import clock_name, term_lines
from bot.words import Raw, Words, mark

VIEWS = Gallery()


def mentions(facts: Facts) -> Raw:
    """Those concerned, by names that ring their phones."""
    links = [
        Raw('<a href="tg://user?id={}">{}</a>').format(int(person["id"]), _escaped(person["name"]))
        for person in facts["mentions"]
    ]
    return Raw(", ".join(links))


def _escaped(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@VIEWS
def alarm(t: Words, facts: Facts) -> Screen:
    """Highest priority: everybody at once (SAV-17)."""
    lines = [
        t(
            "🔴 <b>No. {number}, {priority}</b>: {subject}",
            number=facts["number"],
            priority=t.priority(facts["priority"]),
            subject=facts["subject"],
        ),
        *term_lines(t, facts),
        t("All hands: {mentions}", mentions=mentions(facts)),
    ]
    return Screen("\n".join(lines))


@VIEWS
def clock_rang(t: Words, facts: Facts) -> Screen:
    clock = clock_name(t, facts["clock"])
    if facts["level"] > 100:
        lines = [
            t(
                "🔴 <b>No. {number}: {level} % of the term have passed</b> ({clock}), it was due {due}.",
                number=facts["number"],
                level=facts["level"],
                clock=clock,
                due=t.moment(facts["due"]),
            )
        ]
    elif facts["level"] == 100:
        lines = [
            t(
                "🔴 <b>No. {number}: the term is broken</b> ({clock}), it was due {due}.",
                number=facts["number"],
                clock=clock,
                due=t.moment(facts["due"]),
            )
        ]
    else:
        lines = [
            t(
                "🟡 <b>No. {number}: {level} % of the term are used</b> ({clock}), due {due}.",
                number=facts["number"],
                level=facts["level"],
                clock=clock,
                due=t.moment(facts["due"]),
            )
        ]
    change, _, value = facts["cause"].partition(":")
    if change == "priority":
        lines.append(t("Cause: the priority was changed to {priority}.", priority=t.priority(value)))
    elif change == "plan":
        lines.append(t("Cause: the customer's plan was changed to {plan}.", plan=value))
    elif change == "category":
        lines.append(t("Cause: the category was changed to {category}.", category=value))
    elif change:
        lines.append(t("Cause: the term was changed."))
    if facts["asks_new_term"]:
        lines.append(t("If it cannot be met, tell the customer a new term and the reason: /term date reason"))
    lines.append(mentions(facts))
    return Screen("\n".join(line for line in lines if line))


@VIEWS
def calendar_missing(t: Words, facts: Facts) -> Screen:
    """Nobody has decreed the year, or this program is older than the decree (rules.md 1.4)."""
    text = t(
        "📅 The working calendar of {year} is not in the data yet: terms that reach into it are preliminary. "
        "They are recomputed when the program is updated after the decree.",
        year=facts["year"],
    )
    return Screen(text)


UNDELIVERED = {
    "blocked": mark("the customer has blocked the bot"),
    "deactivated": mark("the customer's account is deleted"),
    "chat_not_found": mark("Telegram does not know this chat"),
    "cannot_initiate": mark("the customer has not started the bot"),
    "kicked": mark("the bot was removed from the chat"),
    "rights": mark("the bot has no right to do this"),
    "source_gone": mark("the message was deleted before it could be passed on"),
    "refused": mark("Telegram refused the message"),
    "unreachable": mark("the customer cannot be reached through any channel"),
}


@VIEWS
def put_off(t: Words, facts: Facts) -> Screen:
    """It is not lost: it waits until somebody mends the chat."""
    reason = UNDELIVERED.get(facts["reason"], UNDELIVERED["refused"])
    return Screen(
        t("⏳ Messages for this group wait: {reason}. They are sent as soon as this is mended.", reason=t(reason))
    )


@VIEWS
def undelivered(t: Words, facts: Facts) -> Screen:
    code, _, detail = facts["reason"].partition(": ")
    text = t("❌ Not delivered: {reason}.", reason=t(UNDELIVERED.get(code, UNDELIVERED["refused"])))
    if detail:
        text += " " + t("Telegram says: {detail}", detail=detail)
    return Screen(text)


@VIEWS
def reachable_again(t: Words, facts: Facts) -> Screen:
    text = t("The customer has let the bot in again.")
    if facts["revived"]:
        text += " " + t("Sent now, what had not arrived: {n}.", n=facts["revived"])
    return Screen(text)


@VIEWS
def update_failed(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("⚠ A message could not be handled and was put aside (row {row} of the inbox). See the log.", row=facts["row"])
    )
