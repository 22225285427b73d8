"""Articles that staff write, as they and their readers see them."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.register import LABEL, cancel_button
from bot.words import Words, mark

VIEWS = Gallery()


def _article(t: Words, facts: Facts) -> list[str]:
    """The article itself."""
    lines = ["", t("<b>{title}</b>", title=facts["title"]) if facts["title"] else t("<i>no title yet</i>")]
    lines.append(t("{text}", text=facts["text"]) if facts["text"] else t("<i>no text yet</i>"))
    lines += [t("{text}", text=facts["link"])] if facts["link"] else []
    return lines if facts["whole"] else [*lines, t("<i>This is the beginning; the article is longer.</i>")]


def _section(t: Words, facts: Facts) -> str:
    return t("Section: {name}", name=facts["section"]) if facts["section"] else t("Section: none")


def _one(t: Words, label: str, do: str, facts: Facts, style: str | None = None) -> Button:
    return Button(t.label(label), Press(do=f"w_{do}", id=facts["id"]), style=style)


# Labels that _one translates.
_PARTS = (mark("Title…"), mark("Text…"), mark("Section…"))
_DEEDS = (mark("To be read"), mark("Drop the draft"), mark("Publish"), mark("Return…"))
_AFTER = (mark("Withdraw"), mark("Bring back"))


@VIEWS
def article_draft(t: Words, facts: Facts) -> Screen:
    """The author's draft, with everything that can be changed in it."""
    lines = [t("<b>Draft of an article</b> · {by}", by=facts["by"]), _section(t, facts)]
    if facts["words"]:
        lines.append(t("{name} returned it: {words}", name=facts["judge"], words=facts["words"]))
    lines += _article(t, facts)
    if facts["masked"]:
        marks = ", ".join(facts["masked"])
        lines += [
            "",
            t("What looked personal is hidden: {marks}. Put it in other words: «Title…», «Text…».", marks=marks),
        ]
    elif facts["personal"]:
        lines += ["", t(LOOKS_PERSONAL)]
    rows = (
        (_one(t, "Title…", "title", facts), _one(t, "Text…", "body", facts), _one(t, "Section…", "section", facts)),
        (_one(t, "To be read", "submit", facts, "success"), _one(t, "Drop the draft", "drop", facts, "danger")),
    )
    return Screen("\n".join(lines), rows)


LOOKS_PERSONAL = mark("⚠ There is a telephone, an address or a key in it: may every customer read that?")


@VIEWS
def article_review(t: Words, facts: Facts) -> Screen:
    """To the colleagues: what the customers are going to read."""
    lines = [t("<b>An article to be read</b> · {by}", by=facts["by"]), _section(t, facts), *_article(t, facts)]
    if facts["personal"]:
        lines += ["", t(LOOKS_PERSONAL)]
    row = (_one(t, "Publish", "publish", facts, "success"), _one(t, "Return…", "back", facts))
    return Screen("\n".join(lines), (row,))


ASKS = {
    "title": mark("{by}, write the title in one message: what customers ask, in their words."),
    "body": mark("{by}, write the whole text in one message: it takes the place of the one that is there."),
    "words": mark("{by}, what should the author change? Write it in one message."),
}


@VIEWS
def article_asks(t: Words, facts: Facts) -> Screen:
    """Only the presser's next message is taken for it."""
    asks = ASKS[facts["part"]]
    return Screen(t(asks, by=facts["by"]), ((cancel_button(t, facts["owner"]),),))


@VIEWS
def article_sections(t: Words, facts: Facts) -> Screen:
    """Those that there are, the likeliest first."""
    rows = [
        (Button(name[:LABEL], Press(do="w_in", id=facts["id"], arg=str(number))),)
        for number, name in enumerate(facts["sections"], start=1)
    ]
    none = Button(t.label("Without a section"), Press(do="w_in", id=facts["id"]))
    which = (
        mark("{by}, which section? Choose it or write its name.") if rows else mark("{by}, write the section's name.")
    )
    text = t(which, by=facts["by"])
    return Screen(text, (*rows, (none, cancel_button(t, facts["owner"]))))


@VIEWS
def article_submitted(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "«{title}» waits in the general topic until a colleague has read it. All that wait: /articles",
            **_title(facts),
        )
    )


@VIEWS
def article_dropped(t: Words, facts: Facts) -> Screen:
    return Screen(t("The draft «{title}» is dropped.", **_title(facts)))


@VIEWS
def article_sent_back(t: Words, facts: Facts) -> Screen:
    """To who returned it."""
    return Screen(t("«{title}» is returned to the author ({by}).", by=facts["by"], **_title(facts)))


@VIEWS
def article_returned(t: Words, facts: Facts) -> Screen:
    """To the author, with the draft."""
    return article_draft(t, facts)


@VIEWS
def article_published(t: Words, facts: Facts) -> Screen:
    text = t("Published: «{title}» ({by}, read by {judge}). Customers find it now.", **_people(facts))
    return Screen(text, ((_one(t, "Withdraw", "withdraw", facts, "danger"),),))


@VIEWS
def article_withdrawn(t: Words, facts: Facts) -> Screen:
    text = t("Withdrawn: «{title}» ({judge}). Customers do not find it any more.", **_people(facts))
    return Screen(text, ((_one(t, "Bring back", "restore", facts),),))


@VIEWS
def articles_waiting(t: Words, facts: Facts) -> Screen:
    """What is being written, what waits, and what was withdrawn last."""
    lines, rows = [], []
    for number, one in enumerate(facts["waiting"], start=1):
        how = t("waits to be read") if one["review"] else t("is being written")
        title = one["title"] or t("no title yet")
        lines.append(t("{number}. «{title}» · {by} · {how}", number=number, title=title, by=one["by"], how=how))
        label = t.label("Open {number}", number=number)
        rows.append(Button(label, Press(do="w_show", id=one["id"])))
    lines = [t("<b>Articles in work</b>"), *lines] if lines else [t("No article is being written or waits.")]
    gone = []
    for one in facts["withdrawn"]:
        gone.append(t("«{title}» ({judge})", **_people(one)))
        label = t.label("Bring back «{title}»", title=one["title"])
        rows.append(Button(label[:LABEL], Press(do="w_restore", id=one["id"])))
    if gone:
        lines += ["", t("<b>Withdrawn last</b>"), *gone]
    return Screen("\n".join(lines), tuple((button,) for button in rows))


def _title(facts: Facts) -> Facts:
    return {"title": facts["title"]}


def _people(facts: Facts) -> Facts:
    return {"title": facts["title"], "by": facts["by"], "judge": facts["judge"]}
