"""What is said when a request goes from one team to another."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words

VIEWS = Gallery()


@VIEWS
def team_changed(t: Words, facts: Facts) -> Screen:
    """In the new topic, under the card and the last messages."""
    return Screen(t("{by} handed this request over: {before} → {after}", **facts))


@VIEWS
def topic_left(t: Words, facts: Facts) -> Screen:
    """The last word in the topic that was left."""
    return Screen(t('This request is with another team now: <a href="{link}">its topic</a>', **facts))
