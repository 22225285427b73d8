"""Rating a closed request: the five buttons, thanks, and what the staff read of it."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words
from core.tickets.rating import SCORES

VIEWS = Gallery()


def rated_below(t: Words, html: str, facts: Facts) -> Screen:
    """A word of closing, with the question how it was where the desk asks that."""
    if not facts.get("rates"):
        return Screen(html)
    text = html + "\n\n" + t("How did we do? 5 is excellent, 1 is poor.")
    return Screen(text, (tuple(Button(f"{n}", Press(do="rate", id=facts["ticket"], arg=f"{n}")) for n in SCORES),))


def stars(score: int) -> str:
    return "★" * score + "☆" * (SCORES[-1] - score)


@VIEWS
def rated(t: Words, facts: Facts) -> Screen:
    text = t("Thank you! Your rating: {stars}. You can change it for a day.", stars=stars(facts["score"]))
    if facts["words"]:
        return Screen(text)
    return Screen(text, ((Button(t.label("Add a few words"), Press(do="rate_words", id=facts["ticket"])),),))


@VIEWS
def ask_rating_words(t: Words, facts: Facts) -> Screen:
    return Screen(t("What was good, what was not? Write it in one message."))


@VIEWS
def rating_words_taken(t: Words, facts: Facts) -> Screen:
    return Screen(t("Thank you, we will read it carefully."))


@VIEWS
def desk_rated(t: Words, facts: Facts) -> Screen:
    text = t("The customer's rating: {stars}", stars=stars(facts["score"]))
    return Screen(text + ("\n" + t("{text}", text=facts["words"]) if facts["words"] else ""))
