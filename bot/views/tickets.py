"""What a customer reads about their ticket: registered, moved, answered, closed."""

from __future__ import annotations

from datetime import datetime

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.rating import rated_below
from bot.words import Words, mark

VIEWS = Gallery()

CLOCKS = {
    "registration": mark("registration"),
    "reaction": mark("first answer"),
    "update": mark("answer to your message"),
    "resolution": mark("resolution"),
    "acceptance": mark("your confirmation"),
    "complaint": mark("answer to a complaint"),
    "rework": mark("rework"),
}


def clock_name(t: Words, clock: str) -> str:
    return t(CLOCKS[clock])


def term_lines(t: Words, facts: Facts) -> list[str]:
    """Each running term with its zone; a term that stands still says so."""
    lines = []
    for term in facts.get("terms", []):
        if term["stopped"]:
            continue
        if term["due"] is None:
            lines.append(t("Deadline ({clock}): on hold", clock=clock_name(t, term["clock"])))
            continue
        line = t("Deadline ({clock}): <b>{due}</b>", clock=clock_name(t, term["clock"]), due=t.moment(term["due"]))
        if term["preliminary"]:
            line += " " + t("(preliminary: the working calendar of that year is not published yet)")
        if term.get("late"):
            line += " — " + t("late by {length}", length=t.duration(term["late"]))
        lines.append(line)
    return lines


def level_lines(t: Words, facts: Facts) -> list[str]:
    """The kind of the request and the plan of support, where the regulation has them: the terms depend on them."""
    lines = [t("Kind of request: {title}", title=facts["category"])] if facts.get("category") else []
    return lines + ([t("Plan: {title}", title=facts["plan"])] if facts.get("plan") else [])


def no_term(t: Words) -> str:
    """The regulation promises none (NET-8), and the customer is told so rather than left to guess."""
    return t("The regulation sets no deadline; requests are answered in turn.")


def clock_of_the_terms(t: Words, facts: Facts) -> str:
    """By which clock they hold, whatever the reader's telephone makes of them."""
    due = next((term["due"] for term in facts["terms"] if term["due"]), None)
    if due is None:
        return ""
    return t(
        "Deadlines are counted by the regulation's time ({zone}); Telegram shows them in the time of your device.",
        zone=t.zone(datetime.fromisoformat(due)),
    )


def why_button(t: Words, ticket_id: int) -> Button:
    return Button(t.label("Why this deadline?"), Press(do="why", id=ticket_id))


def verdict(t: Words, facts: Facts) -> tuple[Button, ...]:
    """The customer's word on this very solution: the buttons of an earlier one are out of date (SAV-12)."""
    meant = {"id": facts["ticket"], "arg": str(facts["solution"])}
    confirm = Button(t.label("Confirm the solution"), Press(do="confirm", **meant), style="success")
    return confirm, Button(t.label("I disagree"), Press(do="disagree", **meant), style="danger")


@VIEWS
def registered(t: Words, facts: Facts) -> Screen:
    """Number, priority, terms with zone, fingerprint (SAV-3, SAV-16)."""
    lines = [
        t("<b>Your request No. {number} is registered.</b>", number=facts["number"]),
        t("Subject: {subject}", subject=facts["subject"]),
        t("Priority: {priority}", priority=t.priority(facts["priority"])),
        *level_lines(t, facts),
        *term_lines(t, facts),
        t("Fingerprint of the text: <code>{fingerprint}</code>", fingerprint=facts["fingerprint"]),
        "",
        t("The number proves that the request is accepted. To add something, reply to this message."),
    ]
    if facts.get("moves_back"):
        lines.append(t("Each new message of yours moves the request to the end of the queue."))
    if facts["follows"]:
        lines.insert(1, t("It continues request No. {other}.", other=facts["follows"]))
    elif facts["links"]:
        lines.insert(1, t("It was split from request No. {other}.", other=", ".join(facts["links"])))
    if facts["terms"] and t.abroad:
        lines.append(clock_of_the_terms(t, facts))
    if not facts["terms"]:
        lines.append(no_term(t))
    now = facts.get("now")
    if now is not None:
        lines += ["", *standing(t, now, t.priority(facts["priority"]))]
    copy = copy_button(t, facts)
    running = now["open_terms"] if now is not None else facts["terms"]
    return Screen("\n".join(lines).rstrip(), ((why_button(t, facts["ticket"]), copy) if running else (copy,),))


def copy_button(t: Words, facts: Facts) -> Button:
    return Button(t.label("Copy the number"), copy=facts["number"])


def standing(t: Words, facts: Facts, priority: str) -> list[str]:
    """How a ticket stands now, below what was promised when it was registered with that priority."""
    lines = [t("<b>Now: {state}</b>", state=facts["state"])]
    if facts["priority"] != priority and not facts["final"]:
        lines.append(t("Priority: {priority}", priority=facts["priority"]))
    if facts["assignee"] and not facts["final"]:
        lines.append(t("Responsible: {assignee}", assignee=facts["assignee"]))
    return lines + ([] if facts["final"] else term_lines(t, facts))


@VIEWS
def taken(t: Words, facts: Facts) -> Screen:
    return Screen(t("Request No. {number} is in work: {assignee}.", **facts))


@VIEWS
def moved_ask(t: Words, facts: Facts) -> Screen:
    lines = [
        t("<b>Question about request No. {number}</b> from {by}:\n{text}\n\nPlease reply to this message.", **facts)
    ]
    if any(not term["stopped"] and term["due"] is None for term in facts["terms"]):
        lines.append(t("Until you answer, the deadline is on hold."))
    return Screen("\n".join(lines))


@VIEWS
def moved_reply(t: Words, facts: Facts) -> Screen:
    lines = [
        t("Thank you, your answer is in request No. {number}. The work continues.", **facts),
        *term_lines(t, facts),
    ]
    return Screen("\n".join(lines))


@VIEWS
def moved_resolve(t: Words, facts: Facts) -> Screen:
    """Confirm, or disagree with a reason (SAV-12)."""
    text = t("<b>Request No. {number} is completed.</b>\n{by}: {text}\n\nIs the problem solved?", **facts)
    if facts.get("closes_at"):
        text += "\n" + t("If you do not answer, the request closes {at}.", at=t.moment(facts["closes_at"]))
    return Screen(text, (verdict(t, facts),))


@VIEWS
def moved_refuse(t: Words, facts: Facts) -> Screen:
    text = t("<b>Request No. {number} is refused.</b>\nReason: {reason}", **facts)
    return Screen(text + ("\n" + t("{text}", text=facts["text"]) if facts["text"] else ""))


@VIEWS
def moved_postpone(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "Request No. {number} is postponed until {at}.\nReason: {reason}",
            number=facts["number"],
            at=t.moment(facts["until"]),
            reason=facts["reason"],
        )
    )


@VIEWS
def moved_resume(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join([t("Work on request No. {number} continues.", **facts), *term_lines(t, facts)]))


@VIEWS
def moved_confirm(t: Words, facts: Facts) -> Screen:
    closed = mark("Thank you! Request No. {number} is closed.")
    goes_on = mark("Thank you! You accepted the work on request No. {number}; it only has to be closed by us.")
    text = closed if facts["closed"] else goes_on
    return rated_below(t, t(text, number=facts["number"]), facts)


@VIEWS
def moved_disagree(t: Words, facts: Facts) -> Screen:
    lines = [
        t("Your objection is accepted, the work on request No. {number} continues.", **facts),
        *term_lines(t, facts),
    ]
    return Screen("\n".join(lines))


@VIEWS
def moved_expire(t: Words, facts: Facts) -> Screen:
    return rated_below(
        t,
        t(
            "Request No. {number} is closed: there was no answer within the time that the regulation gives."
            " If the problem is still there, write here and file a new request.",
            **facts,
        ),
        facts,
    )


@VIEWS
def acceptance_reminder(t: Words, facts: Facts) -> Screen:
    closes = mark("Request No. {number} is waiting for your confirmation. If you do not answer, it closes {at}.")
    waits = mark("Request No. {number} is waiting for your confirmation until {at}.")
    words = closes if facts["closes"] else waits
    text = t(words, number=facts["number"], at=t.moment(facts["due"]))
    return Screen(text, (verdict(t, facts),) if facts["may_confirm"] else ())


@VIEWS
def undecided(t: Words, facts: Facts) -> Screen:
    """The customer wrote in a request that waits for their word on its solution."""
    text = t(
        "Your message has been passed on. Request No. {number} is still waiting for your decision:"
        " if the problem remains, press «{disagree}».",
        number=facts["number"],
        disagree=t.label("I disagree"),
    )
    return Screen(text, (verdict(t, facts),))


@VIEWS
def ask_disagreement(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "What exactly is not solved in request No. {number}? Write it in one message: we will continue working.",
            **facts,
        )
    )


@VIEWS
def priority_changed(t: Words, facts: Facts) -> Screen:
    lines = [
        t(
            "The priority of request No. {number} is now: {priority}.\nReason: {reason}",
            number=facts["number"],
            priority=t.priority(facts["after"]),
            reason=facts["reason"],
        ),
        *term_lines(t, facts),
    ]
    return Screen("\n".join(lines), ((why_button(t, facts["ticket"]),),))


@VIEWS
def terms_moved(t: Words, facts: Facts) -> Screen:
    """A new edition of the regulation holds for a request that was open already (rules.md 3.7)."""
    lines = [
        t("Request No. {number} now follows the new edition of our regulation.", number=facts["number"]),
        *term_lines(t, facts),
    ]
    return Screen("\n".join(lines), ((why_button(t, facts["ticket"]),),))


@VIEWS
def term_promised(t: Words, facts: Facts) -> Screen:
    """The term cannot be met: a description and the expected term (SAV-18)."""
    text = t(
        "Request No. {number}: the deadline has to be moved.\nReason: {reason}\nNew deadline: <b>{due}</b>",
        number=facts["number"],
        reason=facts["reason"],
        due=t.moment(facts["due"]),
    )
    return Screen(text)


@VIEWS
def my_tickets(t: Words, facts: Facts) -> Screen:
    if not facts["tickets"]:
        return Screen(t("You have no requests yet. Write your question here, and file a request when it matters."))
    lines = [t("<b>Your requests</b>")]
    rows = []
    for ticket in facts["tickets"]:
        line = t("No. {number} — {state}. {subject}", **ticket)
        lines.append(line + (" · " + t("{text}", text=ticket["colleague"]) if ticket["colleague"] else ""))
        rows.append((Button(f"№ {ticket['number']}", Press(do="show", id=ticket["ticket"])),))
    return Screen("\n".join(lines), tuple(rows))


@VIEWS
def one_ticket(t: Words, facts: Facts) -> Screen:
    lines = [
        t("<b>Request No. {number}</b>", **facts),
        t("{subject}", **facts),
        *([t("Contact: {name}{rank}", name=facts["colleague"], rank="")] if facts.get("colleague") else []),
        t("State: {state}", **facts),
        *([t("Responsible: {assignee}", **facts)] if facts["assignee"] and not facts["final"] else []),
        t("Priority: {priority}", priority=t.priority(facts["priority"])),
        *level_lines(t, facts),
        *term_lines(t, facts),
        t("Registered: {at}", at=t.moment(facts["registered"])),
        t("Fingerprint of the text: <code>{fingerprint}</code>", **facts),
    ]
    rows: list[tuple[Button, ...]] = []
    why = (why_button(t, facts["ticket"]),) if facts["open_terms"] else ()
    rows.append((*why, copy_button(t, facts)))
    if facts["may_confirm"]:
        rows.append(verdict(t, facts))
    if facts["may_complain"]:
        rows.append((Button(t.label("Complain to the management"), Press(do="complain", id=facts["ticket"])),))
    return Screen("\n".join(lines), tuple(rows))
