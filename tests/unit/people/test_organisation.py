"""Names of organisations, accounts, ranks, invitations and telephones: the plain rules (PLR-2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.people.account import Account
from core.people.authority import Actor
from core.people.fields import e164
from core.people.invitation import Invitation, digest, fresh, link
from core.people.organisation import Member, Organisation, key
from core.people.person import Person
from core.regulation.model import Rank, Role
from core.regulation.parse import load

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
VERA = Actor(2, "Вера", Role.ENGINEER, "telegram")
DAISY = Organisation(1, "ООО «Ромашка»", NOW, plan="premium")


@pytest.mark.parametrize("name", ['ООО "Ромашка"', "ооо  «ромашка»", " ООО “РОМАШКА” ", "ООО Ромашка"])
def test_a_name_is_the_same_whatever_its_marks_and_capitals(name: str) -> None:
    assert key(name) == key(DAISY.name)


def test_other_names_are_others() -> None:
    assert key("ООО «Ромашка-2»") != key(DAISY.name)
    assert key("«»") == ""


def test_what_counts_is_the_organisations_word() -> None:
    anna = Person(1, "Анна", "ru", NOW, {"phone": "+74732022487"}, rank=Rank.OWNER, plan="basic")
    alone, contact = Account(anna), Account(anna, Member(1, "Анна", DAISY, Rank.PLAIN, NOW))
    assert (alone.rank, alone.plan, alone.organisation) == (Rank.OWNER, "basic", None)
    assert (contact.rank, contact.plan, contact.organisation) == (Rank.PLAIN, "premium", DAISY)
    rules = load("saveit").regulation.fields
    assert alone.on_file(rules) == {"phone": "+74732022487"}
    assert contact.on_file(rules) == {"phone": "+74732022487", "organisation": "ООО «Ромашка»"}


@pytest.mark.parametrize(("rank", "speaks"), [(Rank.PLAIN, False), (Rank.AUTHORISED, True), (Rank.OWNER, True)])
def test_who_speaks_for_an_organisation(rank: Rank, speaks: bool) -> None:
    assert Member(1, "Анна", DAISY, rank, NOW).authorised is speaks


def test_of_an_invitation_only_the_digest_is_kept() -> None:
    invitation, token = fresh(1, Rank.PLAIN, VERA, NOW)
    assert invitation.digest == digest(token) != token
    assert len(token) >= 22
    assert link("desk_bot", token) == f"https://t.me/desk_bot?start=i_{token}"
    assert len(f"i_{token}") <= 64  # as long as a link's payload may be
    assert fresh(1, Rank.PLAIN, VERA, NOW)[1] != token


@pytest.mark.parametrize(
    ("changed", "after", "holds"),
    [
        ({}, timedelta(0), True),
        ({}, timedelta(days=7) - timedelta(seconds=1), True),
        ({}, timedelta(days=7), False),
        ({"used_by": 1}, timedelta(0), False),
        ({"revoked_at": NOW}, timedelta(0), False),
    ],
)
def test_how_long_an_invitation_holds(changed: dict[str, object], after: timedelta, holds: bool) -> None:
    invitation: Invitation = fresh(1, Rank.PLAIN, VERA, NOW)[0]
    for name, value in changed.items():
        setattr(invitation, name, value)
    assert invitation.holds(NOW + after) is holds


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("8 (473) 202-24-87 доб. 5", "+74732022487"),
        ("+7 473 202 24 87", "+74732022487"),
        ("тел. 4732022487", "+74732022487"),
        ("+380 44 123 45 67", "+380441234567"),
        ("двадцать", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_telephone_is_compared_without_its_extension(given: str, number: str | None) -> None:
    assert e164(given) == number
