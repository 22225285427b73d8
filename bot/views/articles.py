"""What the knowledge base says to staff: the articles under their buttons, and what went to the customer."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark
from core.knowledge.offer import cut
from core.knowledge.scoring import Band

VIEWS = Gallery()
SHOWN = 350
"""Characters of an article in the list."""


@VIEWS
def articles(t: Words, facts: Facts) -> Screen:
    """The best articles; those that are to be changed have other buttons than those that a customer may get."""
    parts = [t("<b>Articles:</b> {words}", words=cut(facts["words"], 200))]
    if facts["said"]:
        parts.append(t("Understood as: {said}", said=cut(facts["said"], 200)))
    if facts["band"] == Band.NONE:
        parts.append(t("Hardly to the point: please look before you send."))
    parts = ["\n".join(parts)]
    for number, one in enumerate(facts["articles"], start=1):
        section = t(" · {name}", name=one["section"]) if one["section"] else ""
        lines = [t("<b>{number}. {title}</b>{section}", number=number, title=one["title"], section=section)]
        lines.append(t("{text}", text=cut(one["text"], SHOWN)))
        parts.append("\n".join([*lines, t("{text}", text=one["link"])] if one["link"] else lines))
    numbers = range(1, len(facts["articles"]) + 1)
    if facts["fixes"]:
        rows = [(_button(t, FIX, "k_fix", facts, n), _button(t, HIDE, "k_hide", facts, n)) for n in numbers]
        return Screen("\n\n".join(parts), tuple(rows))
    return Screen("\n\n".join(parts), (tuple(_button(t, SEND, "k_send", facts, n) for n in numbers),))


SEND, FIX, HIDE = mark("Send {number}"), mark("Change {number}"), mark("Withdraw {number}")


def _button(t: Words, label: str, do: str, facts: Facts, number: int) -> Button:
    style = "danger" if do == "k_hide" else None
    return Button(t.label(label, number=number), Press(do=do, id=facts["offer"], arg=str(number)), style=style)


@VIEWS
def no_articles(t: Words, facts: Facts) -> Screen:
    """None found, or none there at all: what to do about it."""
    if not facts["among"]:
        return Screen(
            t(
                "There are no articles yet. Whoever runs the desk loads them: <code>reglament kb load</code> with a"
                " folder or a file. You can write one yourself: /article new"
            )
        )
    said = t("Understood as: {said}", said=cut(facts["said"], 200)) + "\n" if facts["said"] else ""
    return Screen(said + t("No article has these words. Try others, or write one: /article new"))


@VIEWS
def article_sent(t: Words, facts: Facts) -> Screen:
    """In the place of the list: what went out, and by whom."""
    lines = [t("<b>{title}</b>", title=facts["title"]), t("{text}", text=facts["text"])]
    lines += [t("{text}", text=facts["link"])] if facts["link"] else []
    return Screen(t("Sent to the customer ({by}):", by=facts["by"]) + "\n\n" + "\n".join(lines))


@VIEWS
def article_help(t: Words, facts: Facts) -> Screen:
    return Screen(
        "\n".join(
            [
                t("<b>Articles of the knowledge base</b>"),
                t("/article words — look for them and send one to the customer (in their topic)"),
                t("/article new — make an article of the answer, in the topic of a resolved request"),
                t("/article new title — write an article from nothing"),
                t("/article fix words — change an article or withdraw it"),
                t("/articles — what is being written, what waits to be read"),
            ]
        )
    )
