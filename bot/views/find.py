"""What was found, as staff read it: where it stands, and the words around it."""

from __future__ import annotations

from datetime import datetime

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Raw, Words

VIEWS = Gallery()


@VIEWS
def finds(t: Words, facts: Facts) -> Screen:
    """A page of finds, newest first."""
    if not facts["finds"]:
        return Screen(t("Nothing was found: «{words}». All words must be there; try fewer of them.", **_words(facts)))
    lines = [t.n("«{words}»: {n} find", "«{words}»: {n} finds", facts["total"], **_words(facts)), ""]
    for place, one in enumerate(facts["finds"], start=facts["page"] * 10 + 1):
        lines += [_where(t, place, one), *([_fragment(t, one)] if one["fragment"] else [])]
    return Screen("\n".join(lines), _pages(t, facts))


def _words(facts: Facts) -> Facts:
    return {"words": facts["words"]}


def _where(t: Words, place: int, one: Facts) -> str:
    title = t("{text}", text=one["title"])
    if one["link"]:
        title = Raw('<a href="{}">{}</a>').format(one["link"], title)
    parts = [f"{place}. {title}", f"{datetime.fromisoformat(one['at']):%d.%m.%Y %H:%M}"]
    if one["author"]:
        parts.append(t("{author}, note", author=one["author"]) if one["internal"] else t("{text}", text=one["author"]))
    return " · ".join(parts)


def _fragment(t: Words, one: Facts) -> str:
    pieces = (t("<b>{text}</b>", text=text) if hit else t("{text}", text=text) for text, hit in one["fragment"])
    return "    " + "".join(pieces)


def _pages(t: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """The pages before and after this one."""
    row = []
    if facts["page"] > 0:
        row.append(_page(t.label("← Newer"), facts, facts["page"] - 1))
    if facts["page"] + 1 < facts["pages"]:
        row.append(_page(t.label("Older →"), facts, facts["page"] + 1))
    return (tuple(row),) if row else ()


def _page(label: str, facts: Facts, number: int) -> Button:
    return Button(label, Press(do="f_page", id=facts["search"], arg=str(number)))
