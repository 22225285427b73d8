"""What staff ask to see: why a term, the journal, the reasons, a card."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.turn import Turn
from bot.views.money import roubles
from core.deadlines.explain import explanation
from core.deadlines.policy import readings
from core.journal.chain import Entry, broken
from core.regulation.model import ClockName, Regulation
from core.tickets.facts import instant
from core.tickets.ticket import Ticket

LINES = 40
"""The newest so many entries of a journal are shown; all of them are kept."""


async def why(turn: Turn, ticket: Ticket) -> None:
    """Every clock that runs or stands still, explained."""
    regulation = await turn.work.regulation_of(ticket)
    open_ones = [reading for reading in readings(ticket.milestones, regulation) if reading.run.stopped is None]
    found = [reading for reading in open_ones if reading.clock is not ClockName.COMPLAINT]
    turn.post("why", number=ticket.number, clocks=[explanation(reading, regulation) for reading in found])


async def history(turn: Turn, ticket: Ticket) -> None:
    """The journal, and whether its chain holds."""
    regulation = await turn.work.regulation_of(ticket)
    entries = await turn.work.journal.entries(ticket.id)
    lines = [
        {
            "at": instant(entry.at, regulation),
            "actor": entry.actor,
            "kind": _kind(entry),
            "detail": _detail(entry, regulation),
        }
        for entry in [entry for entry in entries if not _for_managers(entry)][-LINES:]
    ]
    turn.post("history", number=ticket.number, entries=lines, broken=broken(entries))


def _for_managers(entry: Entry) -> bool:
    """A complaint is between the customer and the managers; the topic is everybody's (NET-7)."""
    return entry.kind in ("complained", "complaint_answered") or entry.facts.get("clock") == ClockName.COMPLAINT


def _kind(entry: Entry) -> str:
    """A note is not a message to the customer, and is not to be taken for one."""
    return "note" if entry.kind == "said" and entry.facts["message"]["internal"] else entry.kind


def _detail(entry: Entry, regulation: Regulation) -> str:
    facts: dict[str, Any] = entry.facts
    match entry.kind:
        case "said" | "told" | "note" | "rewritten" | "withdrawn":
            return ": " + str(facts["message"]["text"]).strip()[:120]
        case "moved":
            before, after = (regulation.state(facts[key]).title_for_staff for key in ("before", "after"))
            words = (facts["reason"], "" if facts["message_id"] else facts["text"])
            return ", ".join([f": {before} → {after}", *filter(None, words)])
        case "priority_changed":
            return f": {facts['before']} → {facts['after']}, {facts['reason']}"
        case "linked" | "link_made" | "link_undone" | "duplicates" | "followed":
            return f": № {facts['other']}"
        case "identification_asked" | "secrets_read":
            return ": " + ", ".join(facts.get("rules") or facts["titles"])
        case "rated":
            return f": {facts['score']} / 5 {facts['words']}".rstrip()
        case "identified":
            return f": {facts['title']}"
        case "plan_changed" | "handed_over" | "team_changed":
            return f": {facts['before']} → {facts['after']}"
        case "bulletin_linked" | "bulletin_changed" | "bulletin_closed":
            return f": № {facts['bulletin']}, {facts['text']}"
        case "article_drafted" | "article_published" | "article_withdrawn":
            return f": «{facts['article']}»"
        case "taken":
            return f": {facts['assignee']}"
        case "term_promised":
            due = datetime.fromisoformat(facts["due"]).astimezone(ZoneInfo(regulation.calendar.zone))
            return f": {due:%d.%m.%Y %H:%M}, {facts['reason']}"
        case "clock_rang":
            return f": {facts['clock']} {facts['level']} %"
        case "work_logged":
            return f": {facts['minutes']} → {facts['accounted']}, {facts['text']}"
        case "estimate_given" | "estimate_decided":
            return f": {roubles(facts['estimate']['total'])}"
        case "act_presented" | "act_decided":
            return f": № {facts['act']['number']}"
        case "invoice_issued" | "invoice_paid":
            return f": № {facts['invoice']['number']}, {roubles(facts['invoice']['total'])}"
        case _:
            return ""
