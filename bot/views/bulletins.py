"""Public notices of outages and planned works, as customers and staff read them (NET-11)."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Raw, Words

VIEWS = Gallery()


def _what(t: Words, facts: Facts) -> list[str]:
    """The text of a notice, and until when it is expected to last."""
    lines = [t("{text}", text=facts["text"])]
    if facts["until"]:
        lines.append(t("Expected until: {at}", at=t.moment(facts["until"])))
    return lines


@VIEWS
def bulletins(t: Words, facts: Facts) -> Screen:
    """What is out of order now, or will be."""
    if not facts["bulletins"]:
        return Screen(t("No outages and no works are announced now. If something does not work, write to us here."))
    found = ["\n".join(["📢 " + line if n == 0 else line for n, line in enumerate(_what(t, one))])
             for one in facts["bulletins"]]  # fmt: skip
    return Screen("\n\n".join(found))


@VIEWS
def bulletin_now(t: Words, facts: Facts) -> Screen:
    """Said once to a customer who writes while it lasts."""
    first, *more = _what(t, facts)
    lines = [t("📢 <b>Now:</b> {text}", text=first), *more]
    lines.append(t("If it is about this, nothing more is needed: we will write here when it is over."))
    return Screen("\n".join(lines))


@VIEWS
def bulletin_changed(t: Words, facts: Facts) -> Screen:
    first, *more = _what(t, facts)
    return Screen("\n".join([t("📢 <b>News:</b> {text}", text=first), *more]))


@VIEWS
def bulletin_closed(t: Words, facts: Facts) -> Screen:
    if facts["words"]:
        return Screen(t("✅ {words}\nWe told you before: {text}", words=facts["words"], text=facts["text"]))
    return Screen(t("✅ The notice holds no more: {text}", text=facts["text"]))


@VIEWS
def bulletin_linked(t: Words, facts: Facts) -> Screen:
    first, *more = _what(t, facts)
    lines = [t("Your request No. {number} is about this: {text}", number=facts["number"], text=first), *more]
    return Screen("\n".join([*lines, t("We are on it and will write here when it is over.")]))


@VIEWS
def desk_bulletin_linked(t: Words, facts: Facts) -> Screen:
    first, *more = _what(t, facts)
    return Screen(
        "\n".join([t("Linked to notice No. {bulletin}: {text}", bulletin=facts["bulletin"], text=first), *more])
    )


@VIEWS
def desk_bulletin_changed(t: Words, facts: Facts) -> Screen:
    first, *more = _what(t, facts)
    return Screen(
        "\n".join([t("Notice No. {bulletin} reads now: {text}", bulletin=facts["bulletin"], text=first), *more])
    )


@VIEWS
def desk_bulletin_closed(t: Words, facts: Facts) -> Screen:
    return Screen(t("Notice No. {bulletin} is closed: {text}", bulletin=facts["bulletin"], text=facts["text"]))


@VIEWS
def bulletin_card(t: Words, facts: Facts) -> Screen:
    """A notice as staff see it, with what can be done about it."""
    number = facts["bulletin"]
    first, *more = _what(t, facts)
    lines = [
        t("📢 <b>Notice No. {number}</b> · {by}, {at}", number=number, by=facts["by"], at=t.moment(facts["at"])),
        first,
        *more,
        t("Requests linked: {numbers}", numbers=", ".join(facts["tickets"]) or "—"),
        t("Customers told: {readers}", readers=facts["readers"]),
        t("Another text: <code>/notice №{number} text</code>. Link a request: /notice in its topic.", number=number),
    ]
    return Screen("\n".join(lines), ((Button(t.label("Close…"), Press(do="n_close", id=number)),),))


@VIEWS
def desk_bulletins(t: Words, facts: Facts) -> Screen:
    """The open notices; in a request's topic each with a button that links the request."""
    if not facts["bulletins"]:
        return Screen(t("No notice is open. A new one: /notice text, or /notice 25.12 18:00 text."))
    lines = [t("Open notices. A new one: /notice text, or /notice 25.12 18:00 text.")]
    rows = []
    for one in facts["bulletins"]:
        first, *more = _what(t, one)
        lines += [t("№{number}: {text}", number=one["bulletin"], text=first), *more]
        if facts["ticket"]:
            press = Press(do="n_link", id=one["bulletin"], arg=str(facts["ticket"]))
            rows.append((Button(t.label("Link to №{number}", number=one["bulletin"]), press),))
        else:
            label = t.label("Close №{number}…", number=one["bulletin"])
            rows.append((Button(label, Press(do="n_close", id=one["bulletin"])),))
    return Screen("\n".join(lines), tuple(rows[:20]))


@VIEWS
def bulletin_closing(t: Words, facts: Facts) -> Screen:
    """Asked before many people are told."""
    number = facts["bulletin"]
    alone = (Button(t.label("Close the notice only"), Press(do="n_alone", id=number)),)
    text = t("Close notice No. {number}? Everybody who was told of it will hear so.", number=number)
    if not facts["tickets"]:
        return Screen(text, (alone,))
    text += "\n" + t(
        "With its requests, in your own words: <code>/notice №{number} close text</code>. The button answers them"
        " «Everything should work again.»",
        number=number,
    )
    label = t.label("Close with its requests: {count}", count=facts["tickets"])
    return Screen(text, ((Button(label, Press(do="n_together", id=number), style="success"),), alone))


@VIEWS
def bulletin_done(t: Words, facts: Facts) -> Screen:
    """What closing did, and which requests it had to leave as they are."""
    lines = [t("Notice No. {number} is closed, its readers are told.", number=facts["bulletin"])]
    if facts["resolved"]:
        lines.append(t("Resolved with it: {numbers}", numbers=", ".join(facts["resolved"])))
    if facts["left"]:
        left = ", ".join(t("{number} ({state})", **one) for one in facts["left"])
        lines.append(t("Left as they are, the regulation has no such move from their state: {left}", left=Raw(left)))
    return Screen("\n".join(lines))
