"""Words for people: translate, fill in, and escape what came from outside, so that it can be sent as HTML."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import escape
from html.parser import HTMLParser

import locales
from core.regulation.model import Regulation

SHOWN_AS_TIME = 31
"""Characters that Telegram replaces by the reader's own time; longer texts are left as they are and explained."""


class Raw(str):
    """Text that is HTML already and must not be escaped again."""

    __slots__ = ()


class Words:
    """The words of one language for one regulation. ``t("…")`` translates; every value is escaped.

    ``abroad``: the reader may live in another zone, so Telegram is asked to show instants in the reader's own.
    """

    def __init__(self, language: str, regulation: Regulation, *, abroad: bool = False) -> None:
        self.language = language
        self.regulation = regulation
        self.abroad = abroad
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

    def priority(self, priority_id: str) -> str:
        """The regulation's own word for a priority."""
        found = self.regulation.priority(priority_id)
        return found.title if found else priority_id

    def duration(self, seconds: int) -> str:
        """``3 ч 20 мин``."""
        hours, minutes = divmod(round(seconds / 60), 60)
        parts = [self(mark("{n} h"), n=hours)] if hours else []
        if minutes or not hours:
            parts.append(self(mark("{n} min"), n=minutes))
        return " ".join(parts)

    def moment(self, iso: str | None) -> str:
        """An instant for people, as the regulation states it; a reader abroad sees it in their own zone as well."""
        stated = self.stated(iso)
        if iso is None or not self.abroad:
            return stated
        unix = int(datetime.fromisoformat(iso).timestamp())
        if len(stated) <= SHOWN_AS_TIME:
            return Raw(f'<tg-time unix="{unix}" format="wdt">{_safe(stated)}</tg-time>')
        day, _, zone = stated.partition(" (")
        return Raw(f'<tg-time unix="{unix}">{_safe(day)}</tg-time> ({_safe(zone)}')

    def stated(self, iso: str | None) -> str:
        """An instant in the regulation's zone: ``пн 04.05.2026 13:30 (МСК)``; a dash while it is not known."""
        if iso is None:
            return "—"
        at = datetime.fromisoformat(iso)
        weekday = self.weekday(at)
        day = f"{at:%d.%m.%Y}" if self.language == "ru" else f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
        return f"{weekday} {day} {at:%H:%M} ({self.zone(at)})"

    def day(self, at: date) -> str:
        """A date of these weeks: ``04.05``; other languages name the month, which nobody takes for the day."""
        return f"{at:%d.%m}" if self.language == "ru" else f"{at.day} {_MONTHS[at.month - 1]}"

    def weekday(self, at: date) -> str:
        """A day of the week in two or three letters: ``пн``."""
        return self._catalogue.gettext(WEEKDAYS[at.weekday()])

    def zone(self, at: datetime) -> str:
        """The zone by the regulation's own name for it, or by its offset for those who cannot read that name."""
        name = self.regulation.calendar.zone_name
        if self.language == "ru" or name.isascii():
            return name
        ahead = at.utcoffset() or timedelta()
        hours, minutes = divmod(int(abs(ahead).total_seconds()) // 60, 60)
        return f"UTC{'-' if ahead < timedelta() else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


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


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def mark(text: str) -> str:
    """Mark a text for the catalogue where it stands in a table and is translated later."""
    return text


WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
