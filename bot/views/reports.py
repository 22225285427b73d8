"""Reports: the numbers of a period in words, and what its picture is to show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.screen import Screen
from bot.views.kinds import Facts, Gallery
from bot.views.money import roubles
from bot.words import Raw, Words, mark

VIEWS = Gallery()

CLOCKS = {
    "registration": mark("Registration"),
    "reaction": mark("Reaction"),
    "update": mark("Answer to a message"),
    "resolution": mark("Resolution"),
    "rework": mark("Rework"),
}
"""Terms as the staff call them."""
REASONS = 10
"""So many of the grounds for refusals are named."""


@VIEWS
def report(t: Words, facts: Facts) -> Screen:
    """The desk as a whole."""
    lines = [t("<b>Report: {period}</b>", period=_period(facts))]
    still_open = t("Open at the end: {count}", count=_counted(facts["open"]))
    if facts["goes_on"]:
        lines.append(t("The period goes on, these are its numbers so far."))
        still_open = t("Open now: {count}", count=_counted(facts["open"]))
    lines += [
        "",
        t("Registered: {count}", count=_counted(facts["registered"])),
        t("Closed: {count}", count=_counted(facts["closed"])),
        still_open,
    ]
    if facts["late"]["total"]:
        lines.append(t("Of these late: {count}", count=_counted(facts["late"])))
    lines += [
        "",
        *_clocks(t, facts),
        *_reactions(t, facts),
        *_refused(t, facts),
        *_work(t, facts),
        *_questions(t, facts),
    ]
    return Screen("\n".join(lines).rstrip())


def _clocks(t: Words, facts: Facts) -> list[str]:
    if not facts["clocks"]:
        return [t("No term was met or missed in this period.")]
    lines = [t("<b>Terms met</b>")]
    for clock in facts["clocks"]:
        name, share = clock["clock"], _share(t, clock["on_time"], clock["late"])
        lines.append(t("{title}: {share}", title=t(CLOCKS[name]), share=share))
        if len(clock["priorities"]) > 1:
            parts = [f"{name} {on_time}/{on_time + late}" for name, on_time, late in clock["priorities"]]
            lines.append("    " + t("{parts}", parts=" · ".join(parts)))
    return lines


def _reactions(t: Words, facts: Facts) -> list[str]:
    if facts["reaction"] is None:
        return []
    lines = [t("Median reaction: {time} of the term's own time", time=t.duration(facts["reaction"]))]
    if len(facts["reactions"]) > 1:
        parts = [t("{name} {time}", name=name, time=t.duration(seconds)) for name, seconds in facts["reactions"]]
        lines.append("    " + Raw(" · ".join(parts)))
    return lines


def _refused(t: Words, facts: Facts) -> list[str]:
    if not facts["refused"]:
        return []
    lines = ["", t("Refused: {count}", count=sum(count for _, count in facts["refused"]))]
    return lines + [t("– {ground}: {count}", ground=ground, count=n) for ground, n in facts["refused"][:REASONS]]


def _work(t: Words, facts: Facts) -> list[str]:
    """Ratings, time and money, where there are any."""
    lines = []
    if facts["rated"]:
        average = _decimal(t, facts["rating"])
        lines.append(t("Ratings: {average} of 5 ({count})", average=average, count=facts["rated"]))
    if facts["minutes"]:
        lines.append(t("Work logged: {time}", time=t.duration(facts["minutes"] * 60)))
    if facts["invoiced"][0] or facts["paid"][0]:
        (issued, total), (paid, received) = facts["invoiced"], facts["paid"]
        sums = {"total": roubles(total), "received": roubles(received)}
        lines.append(t("Invoices: {issued}, {total}; paid: {paid}, {received}", issued=issued, paid=paid, **sums))
    return ["", *lines] if lines else []


def _questions(t: Words, facts: Facts) -> list[str]:
    """What was asked in talk, and what the knowledge base did for it."""
    asked = facts["questions"]
    if not asked["total"]:
        return []
    lines = [
        "",
        t("<b>Questions in talk: {count}</b>", count=asked["total"]),
        t(
            "The knowledge base answered {answered}, offered articles to {offered}, helped with {helped}.",
            answered=asked["answered"],
            offered=asked["offered"],
            helped=asked["helped"],
        ),
        t(
            "Handed to a consultant: {handed} · became requests: {promoted}",
            handed=asked["handed"],
            promoted=asked["promoted"],
        ),
    ]
    if asked["unknown"]:
        lines.append(t("What the knowledge base does not know:"))
        lines += [t("– {text}: {count}", text=text, count=count) for text, count in asked["unknown"]]
    return lines


@VIEWS
def report_colleagues(t: Words, facts: Facts) -> Screen:
    """For the manager who asked, in private."""
    lines = [t("<b>Colleagues: {period}</b>", period=_period(facts))]
    for one in facts["colleagues"]:
        parts = [t("closed {count}", count=one["closed"])]
        if one["on_time"] or one["late"]:
            parts.append(t("terms met {share}", share=_share(t, one["on_time"], one["late"])))
        if one["minutes"]:
            parts.append(t("logged {time}", time=t.duration(one["minutes"] * 60)))
        if one["rating"]:
            parts.append(t("rated {average}", average=_decimal(t, one["rating"])))
        lines.append(t("{name}: {parts}", name=one["name"], parts=Raw(", ".join(parts))))
    lines.append(t("Terms are those of the requests that the colleague is responsible for now."))
    return Screen("\n".join(lines))


@VIEWS
def report_colleagues_waits(t: Words, facts: Facts) -> Screen:
    """The manager cannot be written to."""
    return Screen(
        t("The rows for each colleague go to the manager in private: open the bot, press «Start», and they come.")
    )


@VIEWS
def report_chart(t: Words, facts: Facts) -> Screen:
    """What stands under the picture; also what is sent when it could not be drawn."""
    return Screen(t("Terms met and missed by week: {period}", period=_period(facts)))


@VIEWS
def digest(t: Words, facts: Facts) -> Screen:
    """The morning in a few lines: counts first, then what is late and what is due today."""
    lines = [
        t("<b>The desk on {day}</b>", day=t.day(datetime.fromisoformat(facts["day"]))),
        t(
            "New: {new} · closed: {closed} · open: {open} · waiting for the customer: {waiting}",
            new=facts["new"],
            closed=facts["closed"],
            open=facts["open"],
            waiting=facts["waiting"],
        ),
    ]
    if facts["late"]:
        lines += ["", t("<b>Late: {total}</b>", total=facts["late_total"])]
        lines += [_pressing(t, one) for one in facts["late"]]
    if facts["today"]:
        lines += ["", t("<b>Due today: {total}</b>", total=facts["today_total"])]
        lines += [_pressing(t, one) for one in facts["today"]]
    if not facts["late"] and not facts["today"]:
        lines += ["", t("Nothing is late, and nothing is due today.")]
    return Screen("\n".join(lines))


def _pressing(t: Words, one: Facts) -> str:
    """A ticket with its most urgent term, and whom to ask."""
    name, assignee = one["clock"], one["assignee"] or t("not taken yet")
    return t(
        "No. {number}: {clock} by {at}, {assignee} — {subject}",
        number=one["number"],
        clock=t(CLOCKS[name]).lower(),
        at=f"{datetime.fromisoformat(one['due']):%d.%m %H:%M}",
        assignee=assignee,
        subject=one["subject"],
    )


def chart(t: Words, facts: Facts) -> dict[str, Any]:
    """The picture's words and numbers: one row of bars for each clock, one bar for each week."""
    return {
        "title": t.label("Terms by week: {period}", period=_period(facts)),
        "on_time": t.label("on time"),
        "late": t.label("late"),
        "rows": [
            {
                "title": t.label(CLOCKS[name]),
                "share": t.label("{percent} % on time", percent=_percent(clock["on_time"], clock["late"])),
                "bars": [[_week(first, last), on_time, late] for first, last, on_time, late in clock["weeks"]],
            }
            for clock in facts["clocks"]
            for name in [clock["clock"]]
        ],
    }


def _week(first: str, last: str) -> str:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return f"{begin:%d.%m}" if begin == end else f"{begin:%d.%m}–{end:%d.%m}"


def _period(facts: Facts) -> str:
    first, last = date.fromisoformat(facts["since"]), date.fromisoformat(facts["until"])
    return f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"


def _counted(facts: Facts) -> str:
    """``12 (P1 2, P3 10)``; the priorities only when there are several."""
    if len(facts["by"]) < 2:
        return str(facts["total"])
    return f"{facts['total']} (" + ", ".join(f"{name} {count}" for name, count in facts["by"]) + ")"


def _share(t: Words, on_time: int, late: int) -> str:
    return t(
        "{on_time} of {total} ({percent} %)", on_time=on_time, total=on_time + late, percent=_percent(on_time, late)
    )


def _decimal(t: Words, number: str) -> str:
    return number.replace(".", ",") if t.language == "ru" else number


def _percent(on_time: int, late: int) -> int:
    """Rounded down, so that only what was always met reads 100."""
    return on_time * 100 // (on_time + late)
