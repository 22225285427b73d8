"""Obscene wording: its author is asked to put it differently, the staff see it and what they may do."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words

VIEWS = Gallery()


@VIEWS
def reword(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "Your message has reached us. Please put it without obscene words: the regulation asks for it"
            " (clause {clause}). You can edit the message or write it anew.",
            clause=facts["clause"],
        ),
        quiet=True,
    )


@VIEWS
def desk_obscene(t: Words, facts: Facts) -> Screen:
    lines = [t("🙊 Obscene words. Such messages in 30 days: {times}.", times=facts["times"])]
    if facts["asked"]:
        lines.append(t("The customer was asked to put it differently."))
    if facts["ticket"] is not None and facts["times"] > 1:
        lines.append(t("The regulation lets you refuse for that: {command}", command=f"/refuse {facts['reason']}"))
    return Screen("\n".join(lines), quiet=True)
