"""Questions that follow a button of the card: until when, which priority, why, to whom."""

from __future__ import annotations

from datetime import date

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.register import LABEL, cancel_button
from bot.words import Words

VIEWS = Gallery()


@VIEWS
def pick(t: Words, facts: Facts) -> Screen:
    """What was picked, and the word that is asked for next; only the presser's next message is taken for it."""
    owner, lines = facts["owner"], []
    rows: list[tuple[Button, ...]] = []
    match facts["action"]:
        case "postpone":
            lines.append(t("<b>Put off No. {number}</b>: {reason}", number=facts["number"], reason=facts["reason"]))
            if facts["until"]:
                lines.append(t("Until: {at}", at=t.moment(facts["until"])))
                lines.append(t("{by}, what shall the customer read? Write it in one message.", by=facts["by"]))
                rows.append((Button(t.label("Without more words"), Press(do="s_no_words", id=owner)),))
            else:
                lines.append(t("{by}, until when? Choose, or write a date like 25.12.2026.", by=facts["by"]))
                days = [_day(t, date.fromisoformat(day), owner) for day in facts["days"]]
                rows += [tuple(days[i : i + 3]) for i in range(0, len(days), 3)]
        case "priority":
            lines.append(t("<b>No. {number}: priority {priority}</b>", **_priority(facts)))
            lines.append(t("{by}, why? Write it in one message: the customer will read it.", by=facts["by"]))
        case _:
            lines.append(t("<b>Refuse No. {number}</b>: {reason}", number=facts["number"], reason=facts["reason"]))
            lines.append(t("{by}, write the number of the other request, and words for the customer.", by=facts["by"]))
    return Screen("\n".join(lines), (*rows, (cancel_button(t, owner),)))


def _priority(facts: Facts) -> Facts:
    return {"number": facts["number"], "priority": facts["priority"]}


def _day(t: Words, day: date, owner: int) -> Button:
    return Button(f"{t.weekday(day)} {day:%d.%m}", Press(do="s_until", id=owner, arg=f"{day:%d.%m.%Y}"))


@VIEWS
def pick_priority(t: Words, facts: Facts) -> Screen:
    lines = [t("<b>No. {number}: which priority?</b>", number=facts["number"])]
    rows = []
    for one in facts["priorities"]:
        lines.append(t("<b>{title}</b> — {description}", title=one["title"], description=one["description"]))
        press = Press(do="s_priority_p", id=facts["ticket"], arg=one["id"])
        rows.append((Button(one["title"][:LABEL], press),))
    return Screen("\n".join(lines), (*rows, (cancel_button(t, facts["owner"], "list"),)))


@VIEWS
def pick_colleague(t: Words, facts: Facts) -> Screen:
    """The staff, each with what speaks against them."""
    rows = []
    for one in facts["colleagues"]:
        label = t.label("{name} (away)", name=one["name"]) if one["away"] else one["name"]
        press = Press(do="s_assign_to", id=facts["ticket"], arg=str(one["id"]))
        rows.append((Button(("☑ " if one["has"] else "") + label[:LABEL], press),))
    text = t("<b>Hand over No. {number}</b>: to whom?", number=facts["number"])
    return Screen(text, (*rows, (cancel_button(t, facts["owner"], "list"),)))


@VIEWS
def not_chosen(t: Words, facts: Facts) -> Screen:
    """Words that are none of what a form offers: nobody else gets them."""
    text = t(
        "{by}, this is none of what you were asked to choose from; the customer was sent nothing."
        " Choose above, or press «{cancel}» and write it again.",
        by=facts["by"],
        cancel=t.label("Cancel"),
    )
    return Screen(text, ((cancel_button(t, facts["owner"]),),))
