"""What staff read: cards, lists, alarms, the truth about what did not arrive."""

from __future__ import annotations

from typing import Any

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.tickets import level_lines, term_lines
from bot.words import Words, mark

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
    "estimate": mark("a price"),
    "agree": mark("consent of the customer"),
    "decline": mark("a no of the customer"),
    "work": mark("work"),
    "accept": mark("acceptance"),
    "rework": mark("an act of rework"),
    "pay": mark("payment"),
}


@VIEWS
def card(t: Words, facts: Facts) -> Screen:
    """The pinned card of a ticket's topic: always made from the ticket as it is now."""
    lines = [
        t("<b>No. {number}</b> · {priority} · {state}", **facts | {"priority": t.priority(facts["priority"])}),
        t("{subject}", **facts),
        *level_lines(t, facts),
        *[t("<b>{title}:</b> {value}", **field) for field in facts["fields"]],
        *_standing(t, facts),
        *term_lines(t, facts),
        t("Responsible: {assignee}", assignee=facts["assignee"] or t("nobody yet")),
        t(
            "Registered: {at} · fingerprint <code>{fingerprint}</code>",
            at=t.moment(facts["registered"]),
            **_only(facts),
        ),
    ]
    if facts["team"]:
        lines.append(t("Team: {team}", team=facts["team"]))
    if facts["links"]:
        lines.append(t("Linked: {numbers}", numbers=", ".join(facts["links"])))
    article = (_article(t, facts),) if facts["resolved"] else ()
    if facts["final"]:
        return Screen("\n".join(lines), ((_press(t, "History", "history", facts), *article),))
    why, history = _press(t, "Why this deadline?", "why", facts), _press(t, "History", "history", facts)
    rows = (_whose(t, facts), _otherwise(t, facts), (why, history), *_papers(t, facts), article)
    return Screen("\n".join(lines), tuple(row for row in rows if row))


def _whose(t: Words, facts: Facts) -> tuple[Button, ...]:
    """Take it on while nobody has, or hand it over."""
    if "take" not in facts["possible"]:
        return ()
    take = () if facts["assignee"] else (_press(t, "Take", "take", facts),)
    return (*take, _press(t, "Hand over…", "assign", facts))


def _otherwise(t: Words, facts: Facts) -> tuple[Button, ...]:
    """What asks for a choice first."""
    row = [_press(t, "Refuse…", "reasons", facts, "refuse")] if "refuse" in facts["possible"] else []
    row += [_press(t, "Put off…", "postpone", facts)] if "postpone" in facts["possible"] else []
    several = len(t.regulation.priorities) > 1 and not facts["closed"]
    return (*row, _press(t, "Priority…", "priority", facts)) if several else tuple(row)


def _papers(t: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """Work, acceptance and payment, where the state allows them."""
    row = [_press(t, "Start the work", "work", facts)] if "work" in facts["possible"] else []
    row += [_press(t, "Accepted", "accept", facts)] if "accept" in facts["possible"] else []
    row += [_press(t, "Paid", "pay", facts)] if facts["payable"] else []
    return (tuple(row),) if row else ()


RANKS = {"authorised": mark("authorised person"), "owner": mark("owner")}


def _standing(t: Words, facts: Facts) -> list[str]:
    """Who the customer is by contract, and what is known of their right to ask."""
    rank = RANKS.get(facts["rank"])
    if not facts["organisation"]:
        lines = [t("Customer: {rank}", rank=t(rank))] if rank else []
    else:
        contract = t(", contract No. {number}", number=facts["contract"]) if facts["contract"] else ""
        known_as = t(" ({rank})", rank=t(rank)) if rank else ""
        lines = [
            t("Client: {name}{contract}", name=facts["organisation"], contract=contract),
            t("Contact: {name}{rank}", name=facts["contact"], rank=known_as),
        ]
        lines += [t("The contract allows advice beyond the regulation.")] if facts["advice"] else []
    lines += [t("Telephone confirmed in Telegram: {phone}", phone=facts["phone"])] if facts["phone"] else []
    return lines + ([t("⚠ not verified: /verify")] if facts["unverified"] else [])


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
def anonymous(t: Words, facts: Facts) -> Screen:
    """To an administrator who writes in the group's name."""
    return Screen(
        t(
            "You write in the group's name, and the journal must name a person. Nothing was sent and nothing was done."
            " Please write under your own name."
        )
    )


@VIEWS
def command_edited(t: Words, facts: Facts) -> Screen:
    """The words of /ask or /say went out when it was sent; the command itself must never go to the customer."""
    return Screen(
        t(
            "A changed command changes nothing: what the customer got stands as it is."
            " Take it back with /unsay, or write anew."
        )
    )


@VIEWS
def desk_colleague_left(t: Words, facts: Facts) -> Screen:
    text = t(
        "{name} works here no more and was responsible for open requests: {numbers}."
        " Hand them over with /assign in their topics.",
        name=facts["name"],
        numbers=", ".join(facts["numbers"]),
    )
    return Screen(text)


@VIEWS
def answer_edited_into_note(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "An answer does not become a note by a change: what the customer got stands as it is."
            " Take it back with /unsay, and write the note anew."
        )
    )


def _command(facts: Facts) -> dict[str, Any]:
    return {"command": facts["command"]}


def _only(facts: Facts) -> dict[str, Any]:
    return {"fingerprint": facts["fingerprint"]}


def _press(t: Words, label: str, do: str, facts: Facts, arg: str = "") -> Button:
    return Button(t.label(label), Press(do=f"s_{do}", id=facts["ticket"], arg=arg))


def _article(t: Words, facts: Facts) -> Button:
    """What resolved the request may answer others too."""
    return Button(t.label("Into the knowledge base"), Press(do="k_new", id=facts["ticket"]))


# Labels that _press translates.
_LABELS = (mark("Take"), mark("Why this deadline?"), mark("Refuse…"), mark("History"))
_CHOICES = (mark("Hand over…"), mark("Put off…"), mark("Priority…"))
_PAPER_LABELS = (mark("Start the work"), mark("Accepted"), mark("Paid"))


@VIEWS
def talk_topic(t: Words, facts: Facts) -> Screen:
    """The first message of a consultation's topic."""
    return Screen(
        t(
            "Talk with <b>{name}</b>{organisation}. What you write in this topic goes to the customer;"
            " a text that begins with // is a note for colleagues.\n"
            "This is not an official request: it has no number and no term.",
            name=facts["name"],
            organisation=t(" ({text})", text=facts["organisation"]) if facts["organisation"] else "",
        )
    )


@VIEWS
def replayed(t: Words, facts: Facts) -> Screen:
    """A topic that somebody deleted was made anew, or another team goes on; what stood last is told again."""
    made_anew = t("This topic was deleted and made anew. The last messages:")
    lines = [t("The last messages:") if facts["moved"] else made_anew]
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
    if facts["text"] and not facts["said"]:  # words that stand nowhere else in the topic
        lines.append(t("{text}", text=facts["text"]))
    if facts["until"]:
        lines.append(t("Until: {at}", at=t.moment(facts["until"])))
    return Screen("\n".join(lines), ((_article(t, facts),),) if facts["action"] == "resolve" else ())


@VIEWS
def desk_priority_changed(t: Words, facts: Facts) -> Screen:
    changed = t(
        "Priority: {before} → {after}. Reason: {reason}",
        before=t.priority(facts["before"]),
        after=t.priority(facts["after"]),
        reason=facts["reason"],
    )
    return Screen("\n".join([changed, *term_lines(t, facts)]))


@VIEWS
def desk_regulation_adopted(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join([t("Regulation: {edition}", edition=facts["edition"]), *term_lines(t, facts)]))


@VIEWS
def desk_term_promised(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("The customer was told the new term: {at}. Reason: {reason}", at=t.moment(facts["due"]), **_reason(facts))
    )


def _reason(facts: Facts) -> dict[str, Any]:
    return {"reason": facts["reason"]}


@VIEWS
def desk_link_made(t: Words, facts: Facts) -> Screen:
    undo = Button(t.label("Undo the link"), Press(do="s_unlink", id=facts["ticket"], arg=str(facts["other_id"])))
    return Screen(t("Linked with request No. {other}.", other=facts["other"]), ((undo,),))


@VIEWS
def desk_link_undone(t: Words, facts: Facts) -> Screen:
    return Screen(t("The link with request No. {other} is undone.", other=facts["other"]))


@VIEWS
def desk_logged(t: Words, facts: Facts) -> Screen:
    return Screen(t("Logged: {minutes} min, accounted: {accounted} min.", **facts))
