"""The texts for people: gettext catalogues, compiled in memory at start, so that nothing has to be built."""

from __future__ import annotations

import gettext
import io
from functools import cache
from importlib import resources

DEFAULT = "ru"
LANGUAGES = ("ru", "en")


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English is the language of the message ids themselves."""
    folder = resources.files("locales") / language / "LC_MESSAGES"
    source = folder / "reglament.po"
    if not source.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def best(*wanted: str | None) -> str:
    """The first of the wanted languages that we speak; ``uk-UA`` counts as ``uk``."""
    for tag in wanted:
        language = (tag or "").partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return DEFAULT
