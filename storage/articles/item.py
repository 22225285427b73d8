"""What a source holds: articles, and things that are none with the reason why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.knowledge.article import ARTICLE, FAQ, OWN, Article, problem

LARGEST = 5_000_000
"""Bytes of one article: of its file, its line or its row."""
MOST_UNPACKED = 2_000_000_000
"""Bytes that a packed source may become."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not taken in; what was known of it before stays as it was."""

    where: str
    why: str


Item = Article | Skipped

NAMES = {
    "id": ("id",),
    "title": ("title", "заголовок", "название", "вопрос", "question"),
    "body": ("body", "text", "текст", "ответ", "answer"),
    "link": ("link", "url", "ссылка"),
    "section": ("section", "раздел"),
    "wordings": ("wordings", "other wordings", "другие формулировки"),
    "kind": ("kind", "вид"),
}
"""How the parts of an article may be called in a CSV's heading, a JSON object or a text's front matter."""
_FIELDS = {name: field for field, names in NAMES.items() for name in names}
_BETWEEN = re.compile(r"[;\n|]")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
"""What no database takes: zeros, and halves of characters, as broken JSON and names of files have them."""


def field_of(name: str) -> str:
    """The part of an article that goes by this name; empty for something else."""
    return _FIELDS.get(name.strip().casefold().replace("_", " "), "")


def article(given: Mapping[str, object], where: str, default_id: str = "") -> Item:
    """The article that these values make, or why they make none. Names are those of ``field_of``."""
    values: dict[str, object] = {}
    for name, value in given.items():
        field = field_of(name)
        if field and value is not None:
            if not isinstance(value, str | int) and not (field == "wordings" and isinstance(value, list)):
                return Skipped(where, f"«{name}» is not a text")
            values[field] = value
    title, section = _text(values, "title"), _text(values, "section")
    made = Article(
        id=_text(values, "id") or _tidy(default_id) or " / ".join(filter(None, (section, title))),
        title=title,
        body=_UNWRITABLE.sub("", str(values.get("body", ""))).strip(),
        link=_text(values, "link"),
        section=section,
        wordings=_wordings(values.get("wordings", "")),
        kind=FAQ if _text(values, "kind").casefold() == FAQ else ARTICLE,
    )
    wrong = f"ids that begin with «{OWN}» are the desk's own" if made.id.startswith(OWN) else problem(made)
    return Skipped(where, wrong) if wrong else made


def _text(values: Mapping[str, object], field: str) -> str:
    return _tidy(str(values.get(field, "")))


def _wordings(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else _BETWEEN.split(str(value))
    return tuple(dict.fromkeys(text for part in parts if isinstance(part, str) and (text := _tidy(part))))


def _tidy(text: str) -> str:
    return " ".join(_UNWRITABLE.sub("", text).split())
