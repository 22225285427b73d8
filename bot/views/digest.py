"""Several changes of a customer's requests in one message, each in its own words."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views import money, people, tickets
from bot.views.kinds import Facts, Gallery
from bot.words import Words

VIEWS = Gallery()
_SINGLE = {**tickets.VIEWS, **money.VIEWS, **people.VIEWS}


@VIEWS
def changes(t: Words, facts: Facts) -> Screen:
    """One change reads as it always does; of several of a kind for one request only the last counts."""
    newest = {(change["facts"]["ticket"], change["kind"]): change for change in facts["changes"]}
    screens = [_SINGLE[change["kind"]](t, change["facts"]) for change in newest.values()]
    if len(screens) == 1:
        return screens[0]
    html = "\n\n".join([t("<b>What has changed</b>"), *(screen.html for screen in screens)])
    numbers = {change["facts"]["ticket"]: change["facts"]["number"] for change in newest.values()}
    opened = [(Button(f"№ {number}", Press(do="show", id=ticket)),) for ticket, number in numbers.items()]
    return Screen(html, tuple(opened))
