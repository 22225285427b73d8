"""What the articles say to a question, how sure that is, and the three ways on from there."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.alarms import mentions
from bot.views.customer import CONSULT, menu, promote_button
from bot.views.kinds import Facts, Gallery
from bot.words import Raw, Words, mark, shortened

VIEWS = Gallery()

HELPED = mark("This helped")
SNIPPET, WHOLE = 350, 900
"""Characters of an article that are shown: beside its link, and where there is nothing else to read."""


@VIEWS
def answered(t: Words, facts: Facts) -> Screen:
    """One of three honest bands: an answer, perhaps one of these, none (SAV-7, NET-5)."""
    lines = [t("I understood: «{said}»", said=facts["said"]), ""] if facts["said"] else []
    if facts["ground"]:
        lines += [t("{ground} (Regulation, clause {clause}.)", ground=facts["ground"], clause=facts["clause"]), ""]
    match facts["band"]:
        case "answer":
            lines += _assistant(t, facts) or _sure(t, facts)
        case "maybe":
            lines += _assistant(t, facts) or [t("Perhaps one of these helps:"), *_list(t, facts["articles"])]
        case _ if not facts["ground"]:
            lines.append(t("The knowledge base has no answer to this."))
            lines += [when(t, facts["opens"])]
    helps = (Button(t.label(HELPED), Press(do="helped", id=facts["question"]), style="success"),)
    asks = (Button(t.label(CONSULT), Press(do="consult", id=facts["question"])),)
    rows = (helps, asks) if facts["articles"] else (asks,)
    return Screen("\n".join(lines).strip(), (*rows, (promote_button(t),)), quiet=True)


@VIEWS
def before_filing(t: Words, facts: Facts) -> Screen:
    """Look into the knowledge base before filing (INS-3): the form stands, and goes when this helped."""
    lines = [t("Before you file it: perhaps the answer is here already."), *_list(t, facts["articles"])]
    press = Press(do="helped", id=facts["question"], arg=str(facts["draft"]))
    return Screen("\n".join(lines), ((Button(t.label(HELPED), press, style="success"),),), quiet=True)


def _sure(t: Words, facts: Facts) -> list[str]:
    first, *others = facts["articles"]
    lines = [t("<b>{title}</b>", title=_linked(t, first)), *_excerpt(t, first)]
    return [*lines, "", t("See also:"), *_list(t, others)] if others else lines


def _assistant(t: Words, facts: Facts) -> list[str]:
    """What the assistant made of the articles, and on which of them it rests: it may err, the articles decide."""
    if not facts["answer"]:
        return []
    return [
        t("{answer}", answer=facts["answer"]),
        "",
        t("Put together automatically from these articles; please check there:"),
        *_list(t, facts["sources"]),
    ]


def _list(t: Words, articles: list[dict[str, str]]) -> list[str]:
    return [t("• {title}", title=_linked(t, article)) for article in articles]


def _linked(t: Words, article: dict[str, str]) -> str:
    title = t("{title}", title=article["title"])
    return Raw(f'<a href="{_quoted(article["link"])}">{title}</a>') if article["link"] else title


def _quoted(link: str) -> str:
    return link.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def _excerpt(t: Words, article: dict[str, str]) -> list[str]:
    text = article["snippet"].removeprefix(article["title"]).strip()
    return [t("{text}", text=shortened(text, SNIPPET if article["link"] else WHOLE))] if text else []


def when(t: Words, opens: str | None) -> str:
    """When somebody reads what is written now."""
    if opens is None:
        return t("Consultants see your question and will answer here.")
    return t(
        "We are closed now: consultants will read it on {opens}. An official request can be registered already now.",
        opens=t.moment(opens),
    )


@VIEWS
def handed(t: Words, facts: Facts) -> Screen:
    """A consultant was asked for."""
    if facts["opens"] is None:
        return Screen(t("I have called a consultant: they see your question and will answer here."), menu=menu(t))
    lines = (t("Your question waits for a consultant."), when(t, facts["opens"]))
    return Screen("\n".join(lines), menu=menu(t))


@VIEWS
def helped(t: Words, facts: Facts) -> Screen:
    return Screen(t("Glad it helped. If anything else comes up, just write."), menu=menu(t), quiet=True)


@VIEWS
def desk_answered(t: Words, facts: Facts) -> Screen:
    """What the customer was told in the consultants' stead."""
    if facts["ground"]:
        lines = [t("🤖 Told the customer: {ground}", ground=facts["ground"])]
    elif facts["band"] == "none":
        lines = [t("🤖 The knowledge base has no answer; the customer waits for you.")]
    else:
        sure = facts["band"] == "answer"
        lines = [t("🤖 Answered from the knowledge base:") if sure else t("🤖 Offered from the knowledge base:")]
    return Screen("\n".join((*lines, *_list(t, facts["articles"]))), quiet=True)


@VIEWS
def desk_handed(t: Words, facts: Facts) -> Screen:
    text = t("🙋 The customer asks for a consultant.")
    return Screen(f"{text} {mentions(facts)}".strip())


@VIEWS
def desk_helped(t: Words, facts: Facts) -> Screen:
    return Screen(t("✓ The knowledge base helped the customer."), quiet=True)
