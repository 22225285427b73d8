"""Consent to the processing of personal data (152-FZ): a step of its own before the first free text is read."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.people.person import Person

VERSION = "2026-11-1"
"""Changes whenever the text of the consent in ``locales`` does; an older consent is asked again."""

KEPT = timedelta(days=30)
"""How long what was written before the consent waits for it; it is deleted unread then."""


def has_consented(person: Person) -> bool:
    """True when the person agreed to the present text."""
    return person.consented(VERSION)


def give(person: Person, now: datetime) -> bool:
    """Note the person's consent to the present text; False when it was already given."""
    if has_consented(person):
        return False
    person.consent_version, person.consent_at = VERSION, now
    return True
