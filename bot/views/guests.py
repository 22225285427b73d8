"""What is said in a group chat of customers: one line on where it goes on, and never what it is about."""

from __future__ import annotations

from bot.screen import Button, Screen
from bot.views.customer import promote_button
from bot.views.kinds import Facts, Gallery
from bot.words import Words

VIEWS = Gallery()


@VIEWS
def guest_goes_on(t: Words, facts: Facts) -> Screen:
    button = Button(t.label("Open the private chat"), link=facts["link"])
    return Screen(t("{name}, let us go on in the private chat.", name=facts["name"]), ((button,),), quiet=True)


@VIEWS
def guest_needs_words(t: Words, facts: Facts) -> Screen:
    return Screen(t("Send /ticket in reply to the message that is to become a request."), quiet=True)


@VIEWS
def guest_suggested(t: Words, facts: Facts) -> Screen:
    """In private, to the author: somebody pointed at their words in the group."""
    return Screen(
        t(
            "In the group chat a message of yours was suggested for an official request."
            " The consultant sees it already. Whether to file it is up to you."
        ),
        ((promote_button(t),),),
    )
