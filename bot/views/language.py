"""The language that a customer reads the desk in."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.customer import LANGUAGES, language_button, menu
from bot.views.kinds import Facts, Gallery
from bot.words import Words

VIEWS = Gallery()


@VIEWS
def ask_language(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("Which language shall we speak? Messages of the consultants stay as they are written."),
        (tuple(language_button(language) for language in LANGUAGES),),
    )


@VIEWS
def language_chosen(t: Words, facts: Facts) -> Screen:
    return Screen(t("From now on the desk speaks English."), menu=menu(t))
