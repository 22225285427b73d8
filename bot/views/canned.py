"""Canned answers as staff see them: the list, one of them, what was sent."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Raw, Words, shortened

VIEWS = Gallery()
SHOWN = 80


@VIEWS
def canned_list(t: Words, facts: Facts) -> Screen:
    """All of them, and how one is made."""
    lines = [t("<b>Canned answers</b>")] if facts["canned"] else [t("There are no canned answers yet.")]
    for one in facts["canned"]:
        text = " ".join(one["text"].split())
        short = shortened(text, SHOWN)
        lines.append(t("<code>{name}</code> — {text}", name=one["name"], text=short))
    fields = Raw(", ".join(f"<code>{{{field}}}</code>" for field in facts["fields"]))
    lines += [
        "",
        t("Send one: /say name. Add one: reply /canned name to a message with its text."),
        t("Read one: /canned name. Delete one: /canned delete name."),
        t("Fields that are filled in: {fields}", fields=fields),
    ]
    return Screen("\n".join(lines))


@VIEWS
def canned_shown(t: Words, facts: Facts) -> Screen:
    text = t("<b>{name}</b> ({by})\n{text}", name=facts["name"], by=facts["by"], text=facts["text"])
    return Screen(text, ((Button(t.label("Delete"), Press(do="c_drop", id=facts["canned"]), style="danger"),),))


@VIEWS
def canned_kept(t: Words, facts: Facts) -> Screen:
    if facts["replaced"]:
        return Screen(t("Changed: <code>{name}</code>. Send it with /say {name}", name=facts["name"]))
    return Screen(t("Kept: <code>{name}</code>. Send it with /say {name}", name=facts["name"]))


@VIEWS
def canned_dropped(t: Words, facts: Facts) -> Screen:
    return Screen(t("Deleted: {name}.", name=facts["name"]))


@VIEWS
def canned_said(t: Words, facts: Facts) -> Screen:
    """To the operator, exactly as the customer gets it."""
    return Screen(t("Sent to the customer:\n{text}", text=facts["text"]))
