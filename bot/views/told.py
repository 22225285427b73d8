"""An answer given outside of the chat, and one that was taken back: for the customer, and for colleagues."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark, shortened

VIEWS = Gallery()

WAYS = {"phone": mark("phone"), "remote": mark("remotely"), "visit": mark("visit")}
"""The ways as staff type them."""
BY = {"phone": mark("by phone"), "remote": mark("in a remote session"), "visit": mark("on site")}


@VIEWS
def told(t: Words, facts: Facts) -> Screen:
    """What was said, in writing (SAV-11)."""
    way = BY[facts["way"]]
    title = t("<b>Request No. {number}</b> · {by}, {way}:", number=facts["number"], by=facts["by"], way=t(way))
    return Screen(f"{title}\n" + t("{text}", text=facts["text"]))


@VIEWS
def desk_told(t: Words, facts: Facts) -> Screen:
    way = BY[facts["way"]]
    if not facts["in_chat"]:
        return Screen(t("Noted as an answer {way}.", way=t(way)))
    return Screen(t("Noted as an answer {way}; the customer gets these words in the chat.", way=t(way)))


SHOWN = 100
"""Characters by which the customer recognises what was taken back."""


@VIEWS
def unsaid(t: Words, facts: Facts) -> Screen:
    """When the message itself cannot be taken away."""
    text = " ".join(facts["text"].split())
    short = shortened(text, SHOWN)
    return Screen(t("This message was taken back, please take it as not sent: <s>{text}</s>", text=short))


@VIEWS
def desk_unsaid(t: Words, facts: Facts) -> Screen:
    if facts["internal"]:
        return Screen(t("Marked as taken back. It stays in the record."))
    return Screen(t("Taken back: it goes from the customer's chat, or is struck out there. It stays in the record."))
