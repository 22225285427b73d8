"""An answer given outside of the chat: its summary for the customer, its trace for colleagues."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark

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
    return Screen(t("Noted as an answer {way}; the customer gets these words in the chat.", way=t(way)))
