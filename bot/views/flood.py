"""What is said when somebody writes very much: to them, and to the staff who read it."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark

VIEWS = Gallery()


@VIEWS
def flooded(t: Words, facts: Facts) -> Screen:
    """To the customer, once a flood."""
    return Screen(t("That is a lot of messages. I am passing them on in order, and none is lost."))


@VIEWS
def flooding(t: Words, facts: Facts) -> Screen:
    """To the staff, once a flood."""
    text = t("{name} writes very much, more than {most} messages a minute. I join them into few.", **facts)
    return Screen(text, ((Button(t.label(mark("Mute for an hour")), Press(do="s_mute")),),))


@VIEWS
def muted(t: Words, facts: Facts) -> Screen:
    """To the customer: honest about when they will be read."""
    return Screen(t("That is a lot of messages. We shall read them all together at {at}.", at=t.moment(facts["until"])))


@VIEWS
def desk_muted(t: Words, facts: Facts) -> Screen:
    lines = t(
        "{name} is muted until {at}: everything is kept and will come in one piece. Hear at once: /unmute",
        name=facts["name"],
        at=t.moment(facts["until"]),
    )
    return Screen(lines)


@VIEWS
def desk_unmuted(t: Words, facts: Facts) -> Screen:
    return Screen(t("{name} is heard again. What was kept comes now.", name=facts["name"]))
