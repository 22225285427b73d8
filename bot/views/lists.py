"""What staff ask to see: the queue, the journal, the reasons, the commands."""

from __future__ import annotations

from datetime import datetime

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.register import cancel_button
from bot.words import Raw, Words, mark

VIEWS = Gallery()
IN_A_ROW = 8
"""Telegram shows at most so many buttons in a row."""


@VIEWS
def queue(t: Words, facts: Facts) -> Screen:
    if not facts["tickets"]:
        return Screen(t("The queue is empty."))
    lines = [t.n("<b>{n} open request</b>", "<b>{n} open requests</b>", facts["total"])]
    for place, ticket in enumerate(facts["tickets"], start=1):
        due = next((term["due"] for term in ticket["terms"] if term["due"] and not term["stopped"]), None)
        when = f", {_moment(t, due)}" if due else ""
        lines.append(
            t("{place}. No. {number} · {priority} · {state}{when} · {assignee} — {subject}", place=place, when=when,
              number=ticket["number"], priority=t.priority(ticket["priority"]), state=ticket["state"],
              subject=ticket["subject"], assignee=ticket["assignee"] or t("nobody yet"))
        )  # fmt: skip
        grounds = Raw(", ".join(_ground(t, one) for one in ticket["grounds"]))
        lines.append("    " + t("<i>{grounds}</i>", grounds=grounds))
    return Screen("\n".join(lines))


def _moment(t: Words, iso: str) -> str:
    """An instant of these weeks in a narrow list."""
    at = datetime.fromisoformat(iso)
    return f"{t.day(at)} {at:%H:%M}"


def _ground(t: Words, facts: Facts) -> str:
    """Why a ticket stands where it stands, in a word or two (SIN-7, SAV-17, PLR-13)."""
    at = _moment(t, facts["at"]) if facts["at"] else ""
    match facts["criterion"]:
        case "plan":
            return t("{text}", text=facts["title"])
        case "critical":
            return t("out of turn")
        case "update":
            return t("the customer's last word {at}", at=at)
        case _:
            return t("arrived {at}", at=at)


KINDS = {
    "registered": mark("registered"),
    "confirmed": mark("number and terms sent to the customer"),
    "taken": mark("taken"),
    "moved": mark("state changed"),
    "said": mark("message"),
    "told": mark("answer given outside of the chat"),
    "note": mark("note for colleagues"),
    "rewritten": mark("message edited"),
    "withdrawn": mark("message taken back"),
    "priority_changed": mark("priority changed"),
    "term_promised": mark("new term promised"),
    "regulation_adopted": mark("another edition of the regulation"),
    "work_logged": mark("time logged"),
    "estimate_given": mark("price told"),
    "estimate_decided": mark("price decided on"),
    "act_presented": mark("act drawn up"),
    "act_decided": mark("act decided on"),
    "invoice_issued": mark("invoice issued"),
    "invoice_paid": mark("invoice paid"),
    "quota_exceeded": mark("quota of work exceeded"),
    "linked": mark("split off"),
    "link_made": mark("linked with another request"),
    "link_undone": mark("link undone"),
    "followed": mark("a new request goes on from this one"),
    "clock_rang": mark("clock rang"),
    "reminder_rang": mark("reminder sent"),
    "duplicates": mark("repeats another request"),
    "plan_changed": mark("plan changed"),
    "rated": mark("rating of the customer"),
    "article_drafted": mark("an article is made of the answer"),
    "article_published": mark("the article was published"),
    "article_withdrawn": mark("the article was withdrawn"),
    "words_erased": mark("words erased at the customer's wish"),
    "queue_advised": mark("customer told about the queue"),
    "complained": mark("complaint to the managers"),
    "complaint_answered": mark("complaint answered"),
    "handed_over": mark("handed over"),
    "team_changed": mark("another team"),
    "contact_changed": mark("another contact of the customer"),
    "responsible_away": mark("absence announced"),
    "contact_away": mark("customer's absence announced"),
    "identification_asked": mark("identification demanded"),
    "identified": mark("identification given"),
    "secrets_read": mark("secret details read"),
    "bulletin_linked": mark("linked to a notice"),
    "bulletin_changed": mark("the notice was changed"),
    "bulletin_closed": mark("the notice was closed"),
}


@VIEWS
def history(t: Words, facts: Facts) -> Screen:
    """The journal of a ticket, newest last, and whether its chain of hashes holds."""
    lines = [t("<b>Journal of No. {number}</b>", number=facts["number"])]
    for entry in facts["entries"]:
        who, kind = entry["actor"] or t("the desk"), KINDS[entry["kind"]]
        lines.append(
            t("{at} · {who}: {what}{detail}", at=_moment(t, entry["at"]), who=who, what=t(kind), detail=entry["detail"])
        )  # fmt: skip
    lines.append(t("The chain of entries holds.") if not facts["broken"] else t("⚠ The chain is broken!"))
    return Screen("\n".join(lines))


def _reason(t: Words, reason: Facts) -> str:
    if not reason["times"]:
        return t("{text}", text=reason["text"])
    return t("{text} <i>Such messages in 30 days: {times}</i>", text=reason["text"], times=reason["times"])


@VIEWS
def reasons(t: Words, facts: Facts) -> Screen:
    command = t("/postpone date number") if facts["action"] == "postpone" else t("/refuse number")
    lines = [t("Reasons of the regulation. In words: {command}", command=command)]
    lines += [f"{n}. {_reason(t, reason)}" for n, reason in enumerate(facts["reasons"], start=1)]
    do = {"refuse": "s_refuse", "postpone": "s_postpone_r"}[facts["action"]]
    numbers = [
        Button(f"{n}", Press(do=do, id=facts["ticket"], arg=reason["id"]))
        for n, reason in enumerate(facts["reasons"], start=1)
    ]
    rows = tuple(tuple(numbers[i : i + IN_A_ROW]) for i in range(0, len(numbers), IN_A_ROW))
    return Screen("\n".join(lines), (*rows, (cancel_button(t, facts["owner"], "list"),)))
