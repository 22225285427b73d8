"""Texts of the code and texts of the catalogue: ``python -m tests.texts`` lists what the Russian one lacks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
ROOMS = ("app", "bot", "core")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "label": None, "mark": None, "n": (1, 2)}
"""How the code names a text: ``t("…")``, ``t.label("…")``, ``mark("…")``, ``t.n("one", "many", n)``."""

Text = str | tuple[str, ...]


@cache
def of_the_code() -> dict[Text, list[str]]:
    """Every text, and the places where it stands."""
    found: dict[Text, list[str]] = {}
    for room in ROOMS:
        for file, line, text, _, _ in extract_from_dir(
            ROOT / room, method_map=[("standin/**", "ignore"), ("**.py", "python")], keywords=KEYWORDS
        ):
            key = text if isinstance(text, str) else tuple(text)
            found.setdefault(key, []).append(f"{room}/{file}:{line}")
    return found


def catalogue(language: str = "ru") -> Catalog:
    """The catalogue of a language as it stands in the tree."""
    path = ROOT / "locales" / language / "LC_MESSAGES" / "reglament.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def entries(catalog: Catalog) -> Iterator[Message]:
    """The texts of a catalogue without its header."""
    return (message for message in catalog if message.id)


def key(message: Message) -> Text:
    """A text as the code names it."""
    return ids(message) if len(ids(message)) > 1 else ids(message)[0]


def lacking() -> dict[Text, list[str]]:
    """Texts of the code that the Russian catalogue has no words for, and where they stand."""
    known = {key(message) for message in entries(catalogue()) if all(strings(message))}
    return {text: places for text, places in of_the_code().items() if text not in known}


def strings(message: Message) -> tuple[str, ...]:
    """The words of a text: one, or one for each plural form."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string or ""),)


def ids(message: Message) -> tuple[str, ...]:
    """The text as the code writes it: one, or singular and plural."""
    return tuple(message.id) if isinstance(message.id, tuple | list) else (str(message.id),)


def main() -> int:
    missing = lacking()
    for text, places in missing.items():
        sys.stdout.write(f"{', '.join(places)}\n    {text!r}\n")
    sys.stdout.write(f"{len(missing)} texts of the code are not in locales/ru\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
