"""Words for people: translate, fill in, and escape what came from outside, so that it can be sent as HTML."""

from __future__ import annotations

from datetime import datetime
from html import escape
from html.parser import HTMLParser

import locales
from core.regulation.model import Regulation


class Raw(str):
    """Text that is HTML already and must not be escaped again."""

    __slots__ = ()


class Words:
    """The words of one language for one regulation. ``t("…")`` translates; every value is escaped."""

    def __init__(self, language: str, regulation: Regulation) -> None:
        self.language = language
        self.regulation = regulation
        self._catalogue = locales.catalogue(language)

    def __call__(self, text: str, /, **values: object) -> str:
        """The text in this language as HTML (a ``Raw``), with every value escaped unless it is HTML already."""
        return Raw(self._catalogue.gettext(text).format_map({name: _safe(value) for name, value in values.items()}))

    def n(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for ``n`` things; ``{n}`` stands for the number."""
        text = self._catalogue.ngettext(one, many, n)
        return Raw(text.format_map({name: _safe(value) for name, value in (values | {"n": n}).items()}))

    def label(self, text: str, /, **values: object) -> str:
        """A button's label: plain text, never HTML."""
        return self._catalogue.gettext(text).format_map({name: str(value) for name, value in values.items()})

    def duration(self, seconds: int) -> str:
        """``3 ч 20 мин``."""
        hours, minutes = divmod(round(seconds / 60), 60)
        parts = [self(mark("{n} h"), n=hours)] if hours else []
        if minutes or not hours:
            parts.append(self(mark("{n} min"), n=minutes))
        return " ".join(parts)

    def moment(self, iso: str | None) -> str:
        """An instant for people: ``пн 04.05.2026 13:30 (МСК)``; a dash while it is not known."""
        if iso is None:
            return "—"
        at = datetime.fromisoformat(iso)
        day = self._catalogue.gettext(_WEEKDAYS[at.weekday()])
        return f"{day} {at:%d.%m.%Y %H:%M} ({self.regulation.calendar.zone_name})"


def _safe(value: object) -> str:
    return value if isinstance(value, Raw) else escape(str(value), quote=False)


def plain(html: str) -> str:
    """The words of an HTML text without its formatting: for terminals, and for when Telegram does not read it."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    return "".join(reader.words)


class _Reader(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def mark(text: str) -> str:
    """Mark a text for the catalogue where it stands in a table and is translated later."""
    return text


_WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
