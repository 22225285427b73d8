"""Who is on duty, and what managers switch."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import WEEKDAYS, Words, mark

VIEWS = Gallery()

SWITCHES = {
    "rating": mark("Ask for a rating after closing"),
    "digest": mark("The daily digest to managers"),
}


@VIEWS
def duty(t: Words, facts: Facts) -> Screen:
    """Who is called first now, and the week."""
    names = ", ".join(facts["now"]) or t("nobody")
    now = t("<b>On duty now:</b> {names}", names=names)
    if facts["until"]:
        now = t("<b>On duty now:</b> {names}, until {at}", names=names, at=t.moment(facts["until"]))
    lines = [now, ""]
    for name, people in zip(WEEKDAYS, facts["days"], strict=True):
        lines.append(t("{day}: {names}", day=t(name), names=", ".join(people) or t("all engineers")))
    lines += [
        "",
        t(
            "Change: <code>/duty Mon-Fri @name @name</code>, <code>/duty @name 25.12.2026</code> for some time,"
            " <code>/duty -</code> back to the roster."
        ),
    ]
    return Screen("\n".join(lines))


@VIEWS
def settings(t: Words, facts: Facts) -> Screen:
    """What is on and what is off; a press turns it round."""
    rows = []
    lines = [t("<b>Settings of the desk</b>")]
    for one in facts["switches"]:
        name = SWITCHES[one["name"]]
        sign = "✅" if one["on"] else "⬜"
        lines.append(f"{sign} {t(name)}")
        label = t.label("Off: {what}", what=t.label(name)) if one["on"] else t.label("On: {what}", what=t.label(name))
        rows.append((Button(label, Press(do="set_off" if one["on"] else "set_on", arg=one["name"])),))
    return Screen("\n".join(lines), tuple(rows))
