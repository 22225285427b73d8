"""What staff read: cards, lists, alarms, the truth about what did not arrive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.tickets import clock_name, term_lines
from bot.words import Raw, Words, mark

VIEWS = Gallery()

ACTIONS = {
    "take": mark("taking on"),
    "answer": mark("an answer"),
    "ask": mark("a question to the customer"),
    "reply": mark("the customer's answer"),
    "postpone": mark("putting off"),
    "resume": mark("going on"),
    "refuse": mark("refusal"),
    "resolve": mark("solution"),
    "confirm": mark("confirmation of the customer"),
    "disagree": mark("disagreement of the customer"),
    "expire": mark("closing without an answer"),
}


@VIEWS
def card(t: Words, facts: Facts) -> Screen:
    """The pinned card of a ticket's topic: always made from the ticket as it is now."""
    lines = [
        t("<b>No. {number}</b> · {priority} · {state}", **facts),
        t("{subject}", **facts),
        *[t("<b>{title}:</b> {value}", **field) for field in facts["fields"]],
        *term_lines(t, facts),
        t("Responsible: {assignee}", assignee=facts["assignee"] or t("nobody yet")),
        t(
            "Registered: {at} · fingerprint <code>{fingerprint}</code>",
            at=t.moment(facts["registered"]),
            **_only(facts),
        ),
    ]
    if facts["links"]:
        lines.append(t("Linked: {numbers}", numbers=", ".join(facts["links"])))
    if facts["final"]:
        return Screen("\n".join(lines), ((_press(t, "History", "history", facts),),))
    first = [_press(t, "Take", "take", facts)] if "take" in facts["possible"] and not facts["assignee"] else []
    second = [_press(t, "Refuse…", "reasons", facts, "refuse")] if "refuse" in facts["possible"] else []
    return Screen(
        "\n".join(lines),
        (
            (*first, _press(t, "Why this term?", "why", facts)),
            (*second, _press(t, "History", "history", facts)),
        ),
    )


@VIEWS
def one_card(t: Words, facts: Facts) -> Screen:
    """A card asked for with /ticket: the same as the pinned one."""
    return card(t, facts)


@VIEWS
def unknown_command(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("There is no command {command}; nothing was sent to the customer. Commands: /help", **_command(facts))
    )


@VIEWS
def update_failed(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("⚠ A message could not be handled and was put aside (row {row} of the inbox). See the log.", row=facts["row"])
    )


def _command(facts: Facts) -> dict[str, Any]:
    return {"command": facts["command"]}


def _only(facts: Facts) -> dict[str, Any]:
    return {"fingerprint": facts["fingerprint"]}


def _press(t: Words, label: str, do: str, facts: Facts, arg: str = "") -> Button:
    return Button(t.label(label), Press(do=f"s_{do}", id=facts["ticket"], arg=arg))


# Labels that _press translates.
_LABELS = (mark("Take"), mark("Why this term?"), mark("Refuse…"), mark("History"))


@VIEWS
def talk_topic(t: Words, facts: Facts) -> Screen:
    """The first message of a consultation's topic."""
    return Screen(
        t(
            "Talk with <b>{name}</b>. What you write in this topic goes to the customer;"
            " a text that begins with // is a note for colleagues.\n"
            "This is not an official request: it has no number and no term.",
            name=facts["name"],
        )
    )


@VIEWS
def replayed(t: Words, facts: Facts) -> Screen:
    """A topic that somebody deleted was made anew; what stood last in it is told again."""
    lines = [t("This topic was deleted and made anew. The last messages:")]
    lines += [t("<b>{author}</b>: {text}", **message) for message in facts["messages"]]
    return Screen("\n".join(lines))


@VIEWS
def desk_registered(t: Words, facts: Facts) -> Screen:
    lines = [t("The customer registered request No. {number}: {subject}", **facts), *term_lines(t, facts)]
    return Screen("\n".join(lines))


@VIEWS
def desk_taken(t: Words, facts: Facts) -> Screen:
    return Screen(t("Responsible: {assignee}", **facts))


@VIEWS
def desk_moved(t: Words, facts: Facts) -> Screen:
    action = ACTIONS[facts["action"]]
    lines = [t("→ <b>{state}</b> ({action})", state=facts["state"], action=t(action))]
    if facts["reason"]:
        lines.append(t("Reason: {reason}", **facts))
    if facts["until"]:
        lines.append(t("Until: {at}", at=t.moment(facts["until"])))
    return Screen("\n".join(lines))


@VIEWS
def desk_priority_changed(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join([t("Priority: {before} → {after}. Reason: {reason}", **facts), *term_lines(t, facts)]))


@VIEWS
def desk_term_promised(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("The customer was told the new term: {at}. Reason: {reason}", at=t.moment(facts["due"]), **_reason(facts))
    )


def _reason(facts: Facts) -> dict[str, Any]:
    return {"reason": facts["reason"]}


@VIEWS
def desk_logged(t: Words, facts: Facts) -> Screen:
    return Screen(t("Logged: {minutes} min, accounted: {accounted} min.", **facts))


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
        t("🔴 <b>No. {number}, {priority}</b>: {subject}", **{k: facts[k] for k in ("number", "priority", "subject")}),
        *term_lines(t, facts),
        t("All hands: {mentions}", mentions=mentions(facts)),
    ]
    return Screen("\n".join(lines))


@VIEWS
def clock_rang(t: Words, facts: Facts) -> Screen:
    clock = clock_name(t, facts["clock"])
    if facts["level"] >= 100:
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
    if facts["cause"].startswith("priority:"):
        lines.append(t("Cause: the priority was changed to {priority}.", priority=facts["cause"].partition(":")[2]))
    elif facts["cause"]:
        lines.append(t("Cause: the term was changed."))
    if facts["asks_new_term"]:
        lines.append(t("If it cannot be met, tell the customer a new term and the reason: /term date reason"))
    lines.append(mentions(facts))
    return Screen("\n".join(line for line in lines if line))


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
def queue(t: Words, facts: Facts) -> Screen:
    if not facts["tickets"]:
        return Screen(t("The queue is empty."))
    lines = [t.n("<b>{n} open request</b>", "<b>{n} open requests</b>", facts["total"])]
    for place, ticket in enumerate(facts["tickets"], start=1):
        due = next((term["due"] for term in ticket["terms"] if term["due"] and not term["stopped"]), None)
        when = f", {datetime.fromisoformat(due):%d.%m %H:%M}" if due else ""
        lines.append(
            t("{place}. No. {number} · {priority} · {state}{when} · {assignee} — {subject}", place=place, when=when,
              number=ticket["number"], priority=ticket["priority"], state=ticket["state"], subject=ticket["subject"],
              assignee=ticket["assignee"] or t("nobody yet"))
        )  # fmt: skip
    return Screen("\n".join(lines))


KINDS = {
    "registered": mark("registered"),
    "confirmed": mark("number and terms sent to the customer"),
    "taken": mark("taken"),
    "moved": mark("state changed"),
    "said": mark("message"),
    "note": mark("note for colleagues"),
    "rewritten": mark("message edited"),
    "priority_changed": mark("priority changed"),
    "term_promised": mark("new term promised"),
    "work_logged": mark("time logged"),
    "linked": mark("split off"),
    "clock_rang": mark("clock rang"),
    "reminder_rang": mark("reminder sent"),
}


@VIEWS
def history(t: Words, facts: Facts) -> Screen:
    """The journal of a ticket, newest last, and whether its chain of hashes holds."""
    lines = [t("<b>Journal of No. {number}</b>", number=facts["number"])]
    for entry in facts["entries"]:
        who, kind = entry["actor"] or t("the desk"), KINDS[entry["kind"]]
        lines.append(
            t("{at} · {who}: {what}{detail}", at=f"{datetime.fromisoformat(entry['at']):%d.%m %H:%M}", who=who,
              what=t(kind), detail=entry["detail"])
        )  # fmt: skip
    lines.append(t("The chain of entries holds.") if not facts["broken"] else t("⚠ The chain is broken!"))
    return Screen("\n".join(lines))


@VIEWS
def reasons(t: Words, facts: Facts) -> Screen:
    command = t("/postpone date number") if facts["action"] == "postpone" else t("/refuse number")
    lines = [t("Reasons of the regulation. In words: {command}", command=command)]
    lines += [f"{n}. {t('{text}', text=reason['text'])}" for n, reason in enumerate(facts["reasons"], start=1)]
    rows: tuple[tuple[Button, ...], ...] = ()
    if facts["action"] == "refuse":
        numbers = (
            Button(f"{n}", Press(do="s_refuse", id=facts["ticket"], arg=reason["id"]))
            for n, reason in enumerate(facts["reasons"], start=1)
        )
        rows = (tuple(numbers),)
    return Screen("\n".join(lines), rows)


@VIEWS
def help_staff(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "In a topic: plain text goes to the customer, // is a note for colleagues.\n"
            "In a request's topic:\n"
            "/take — take it on\n"
            "/ask text — ask the customer, the term is on hold\n"
            "/resolve text — done, wait for the confirmation\n"
            "/refuse reason — refuse (number from the list)\n"
            "/postpone 25.12.2026 reason — put off\n"
            "/term 25.12.2026 18:00 reason — promise another term\n"
            "/priority P2 reason — change the priority\n"
            "/log 20 text — log minutes\n"
            "/split — in reply to a message: a request of its own\n"
            "/why — why this term\n"
            "/history — the journal\n"
            "In a consultation: /propose — suggest an official request\n"
            "Anywhere: /queue, /ticket number, /help"
        )
    )
