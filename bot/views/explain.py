"""«Почему такой срок?»: what was counted, what was skipped and why, under which clause."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.screen import Screen
from bot.views.kinds import Facts, Gallery
from bot.views.tickets import clock_name
from bot.words import Words, mark

VIEWS = Gallery()
LONGEST = 30
"""Lines of one explanation; a longer walk keeps its beginning and its end."""

_REASONS = {
    "night": mark("outside working hours"),
    "before_opening": mark("before opening"),
    "lunch": mark("break"),
    "weekend": mark("weekend"),
    "holiday": mark("public holiday"),
    "day_off": mark("transferred day off"),
    "short_day": mark("pre-holiday day is an hour shorter"),
    "exception": mark("desk closed"),
    "pause": mark("clock on hold"),
    "event_day": mark("the day of registration does not count"),
    "moved": mark("moved to the next working day"),
}


@VIEWS
def why(t: Words, facts: Facts) -> Screen:
    """One paragraph a clock; the counted parts sum to the term."""
    parts = [t("<b>Request No. {number}: why this term</b>", number=facts["number"])]
    parts += [_clock(t, clock) for clock in facts["clocks"]]
    if not facts["clocks"]:
        parts.append(t("No term is running now."))
    return Screen("\n\n".join(parts))


def _clock(t: Words, clock: dict[str, Any]) -> str:
    lines = [
        t(
            "<b>{clock}</b>: {term} (clause {clause} of the regulation)",
            clock=clock_name(t, clock["clock"]).capitalize(),
            term=term(t, clock["amount"], clock["unit"]),
            clause=clock["clause"],
        ),
        t("Start: {at}", at=t.moment(clock["started"])),
    ]
    if clock["promised"]:
        lines.append(t("Another term was named on {at}.", at=t.moment(clock["promised"])))
    else:
        walk = [_line(t, span, clock["by_dates"]) for span in _days(clock["spans"])]
        if len(walk) > LONGEST:
            walk = [*walk[: LONGEST - 6], "…", *walk[-5:]]
        lines += walk
    lines.append(t("Due: <b>{at}</b>", at=t.moment(clock["due"])) if clock["due"] else t("Now the clock is on hold."))
    if clock["preliminary"]:
        lines.append(t("(preliminary: the calendar of that year is not decreed yet)"))
    return "\n".join(lines)


def _days(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without nights between two counted days: everybody knows those, and they would bury the rest."""
    return [span for span in spans if span["reason"] != "night"]


def _line(t: Words, span: dict[str, Any], by_dates: bool) -> str:
    start, end = datetime.fromisoformat(span["from"]), datetime.fromisoformat(span["to"])
    day = f"{date.fromisoformat(span['date']):%d.%m}"
    last = f"{date.fromisoformat(span['last']):%d.%m}"
    days = day if day == last else f"{day}–{last}"
    if span["reason"] in ("counted", "made_up"):
        if by_dates and span["day"]:
            return t("✓ {day} — day {n}", day=day, n=span["day"])
        hours = f"{start:%H:%M}–{'24:00' if end.date() > start.date() else format(end, '%H:%M')}"
        return t("✓ {day}, {hours} — {length}", day=day, hours=hours, length=t.duration(span["seconds"]))
    kind = _REASONS[span["reason"]]
    named = t(kind)
    if span["name"]:  # a day off that was moved says so in its own name
        named = span["name"] if span["reason"] == "day_off" else f"{named}: {span['name']}"
    return t("– {days} — {reason}", days=days, reason=named)


def term(t: Words, amount: int, unit: str) -> str:
    """A term in words: «4 рабочих часа»."""
    match unit:
        case "working_minutes":
            return t.n("{n} working minute", "{n} working minutes", amount)
        case "working_hours":
            return t.n("{n} working hour", "{n} working hours", amount)
        case "minutes":
            return t.n("{n} minute", "{n} minutes", amount)
        case "hours":
            return t.n("{n} hour", "{n} hours", amount)
        case "working_days":
            return t.n("{n} working day", "{n} working days", amount)
        case "days":
            return t.n("{n} day", "{n} days", amount)
        case "weeks":
            return t.n("{n} week", "{n} weeks", amount)
        case _:
            return t.n("{n} month", "{n} months", amount)
