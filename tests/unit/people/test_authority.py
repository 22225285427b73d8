"""Who acts, and consent as a step of its own (152-FZ, rules.md section 5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.errors import NotAllowed
from core.people import consent
from core.people.authority import SYSTEM, Actor, require_staff
from core.people.person import Person
from core.regulation.model import Role

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("role", "staff"), [(Role.ENGINEER, True), (Role.MANAGER, True), (Role.CUSTOMER, False), (Role.SYSTEM, False)]
)
def test_staff_are_engineers_and_managers(role: Role, staff: bool) -> None:
    actor = Actor(1, "", role, "telegram")
    assert actor.is_staff is staff
    if staff:
        require_staff(actor, "take")
    else:
        with pytest.raises(NotAllowed):
            require_staff(actor, "take")


def test_the_desk_itself_is_nobody() -> None:
    assert (SYSTEM.person_id, SYSTEM.role, SYSTEM.channel) == (None, Role.SYSTEM, "desk")


def test_consent_is_given_once_and_to_the_present_text_only() -> None:
    anna = Person(1, "Анна", "ru", NOW)
    assert not consent.has_consented(anna)
    assert consent.give(anna, NOW)
    assert consent.has_consented(anna)
    assert not consent.give(anna, NOW)
    anna.consent_version = "an earlier text"
    assert not consent.has_consented(anna)
    assert consent.give(anna, NOW)
