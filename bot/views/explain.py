"""«Почему такой срок?»: what was counted, what was skipped and why, under which clause."""

from __future__ import annotations

from datetime import date, datetime
from itertools import accumulate, pairwise
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
    "event_day": mark("the day on which the term began does not count"),
    "moved": mark("moved to the next working day"),
}


@VIEWS
def why(t: Words, facts: Facts) -> Screen:
    """One paragraph a clock; the counted parts sum to the term."""
    parts = [t("<b>Request No. {number}: why this deadline</b>", number=facts["number"])]
    parts += [clock(t, one) for one in facts["clocks"]]
    if not facts["clocks"]:
        parts.append(t("No deadline is running now."))
    return Screen("\n\n".join(parts))


def terms(t: Words, clocks: list[Facts]) -> str:
    """All that there is to say of the terms that a registration starts."""
    parts = [clock(t, one, all_of_it=True) for one in clocks]
    return "\n\n".join(parts or [t("No deadline starts at registration on this level.")])


def clock(t: Words, facts: Facts, *, all_of_it: bool = False) -> str:
    """The term, then day by day what counted and what did not; ``all_of_it`` leaves out nothing and sums up."""
    title = mark("<b>{clock}</b>: {term} (clause {clause} of the regulation)")
    if not facts["amount"]:  # dates that both sides agreed on
        title = mark("<b>{clock}</b> (clause {clause} of the regulation)")
    lines = [
        t(
            title,
            clock=clock_name(t, facts["clock"]).capitalize(),
            term=term(t, facts["amount"], facts["unit"], facts["outside"]),
            clause=facts["clause"],
        ),
        t("Start: {at}", at=t.stated(facts["started"])),
    ]
    if facts["promised"]:
        lines.append(t("Another term was named on {at}.", at=t.stated(facts["promised"])))
    else:
        walk = _walk(t, facts, nights=all_of_it)
        if len(walk) > LONGEST and not all_of_it:
            walk = [*walk[: LONGEST - 6], "…", *walk[-5:]]
        lines += walk
        if all_of_it:
            lines.append(_sum(t, facts))
            lines.append(t("Working hours and days off: clause {clause}.", clause=facts["calendar_clause"]))
    lines.append(t("Due: <b>{at}</b>", at=t.stated(facts["due"])) if facts["due"] else t("Now the clock is on hold."))
    if facts["preliminary"]:
        lines.append(t("(preliminary: the working calendar of that year is not published yet)"))
    return "\n".join(lines)


def _walk(t: Words, facts: Facts, *, nights: bool) -> list[str]:
    """The spans in words. Nights between two counted days are left out: they would bury the rest."""
    # Each length is rounded to the minute so that the lengths still sum up to the term.
    minutes = [round(passed / 60) for passed in accumulate((span["seconds"] for span in facts["spans"]), initial=0)]
    lengths = [60 * (after - before) for before, after in pairwise(minutes)]
    return [
        _line(t, span, length, facts["by_dates"])
        for span, length in zip(facts["spans"], lengths, strict=True)
        if span["reason"] != "night" or span["seconds"] or nights
    ]


def _line(t: Words, span: dict[str, Any], length: int, by_dates: bool) -> str:
    day, last = t.day(date.fromisoformat(span["date"])), t.day(date.fromisoformat(span["last"]))
    days = day if day == last else f"{day}–{last}"
    if span["reason"] in ("counted", "made_up"):
        if by_dates and span["day"]:
            return t("✓ {day} — day {n}", day=day, n=span["day"])
        return t("✓ {day}, {hours} — {length}", day=day, hours=_hours(span), length=t.duration(length))
    kind = _REASONS[span["reason"]]
    named = t(kind)
    if span["name"]:  # a day off that was moved says so in its own name
        named = span["name"] if span["reason"] == "day_off" else f"{named}: {span['name']}"
    if span["seconds"]:  # outside working time a clock of two rates goes on, more slowly
        hours = _hours(span)
        return t(
            "✓ {day}, {hours}, {reason} — as {length}", day=day, hours=hours, reason=named, length=t.duration(length)
        )
    return t("– {days} — {reason}", days=days, reason=named)


def _hours(span: dict[str, Any]) -> str:
    start, end = datetime.fromisoformat(span["from"]), datetime.fromisoformat(span["to"])
    return f"{start:%H:%M}–{'24:00' if end.date() > start.date() else format(end, '%H:%M')}"


def _sum(t: Words, facts: Facts) -> str:
    """What was counted altogether: days where days are counted, else time."""
    if facts["by_dates"]:
        days = len({span["day"] for span in facts["spans"] if span["day"]})
        return t("Counted: {length}", length=term(t, days, "working_days" if "working" in facts["unit"] else "days"))
    return t("Counted: {length}", length=t.duration(sum(span["seconds"] for span in facts["spans"])))


def term(t: Words, amount: int, unit: str, outside: int = 0) -> str:
    """A term in words: «4 рабочих часа». With two rates both amounts are minutes, in working time and outside it."""
    if unit == "two_rates":
        working = _minutes_or_hours(t, amount)
        if not outside:
            return t("{working} in working time", working=working)
        return t(
            "{working} in working time or {outside} outside it", working=working, outside=_minutes_or_hours(t, outside)
        )
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


def _minutes_or_hours(t: Words, minutes: int) -> str:
    return term(t, minutes, "minutes") if minutes % 60 else term(t, minutes // 60, "hours")
