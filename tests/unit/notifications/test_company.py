"""Who of an organisation hears what of a ticket: the contact, a colleague who acts, those who follow it (PLR-2)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.notifications import company, plan
from core.notifications.notice import Customer, Desk
from core.people.authority import Actor
from core.people.person import Change
from core.regulation.model import Role
from core.tickets import events
from core.tickets.person_events import ContactChanged, IdentificationAsked, MembershipChanged
from tests.unit.notifications.test_plan import ANNA, ANSWER, COLLEAGUES, NOW, SAVEIT, VERA, WORDS, moved, ticket

OLGA = Actor(2, "Ольга", Role.CUSTOMER, "telegram")
NAMES = {1: "anna", 2: "olga", 6: "petr"}


def heard(event: events.TicketEvent, followers: Sequence[int] = ()) -> dict[str, list[str]]:
    """What each of the organisation hears, without what only keeps a card fresh."""
    found: dict[str, list[str]] = {}
    for notice in company.shared(event, plan.of_ticket(event, SAVEIT, COLLEAGUES), followers):
        if isinstance(notice.to, Customer) and notice.kind != "status":
            found.setdefault(NAMES[notice.to.person_id], []).append(notice.kind)
    return found


FIELD = SAVEIT.fields[0]


@pytest.mark.parametrize(
    ("event", "followers", "expected"),
    [
        (events.Said(NOW, VERA, ticket(), ANSWER), [], {"anna": ["relay"]}),
        (events.Said(NOW, VERA, ticket(), ANSWER), [2, 6], {"anna": ["relay"], "olga": ["relay"], "petr": ["relay"]}),
        (events.Said(NOW, ANNA, ticket(), WORDS), [2], {}),
        (events.Said(NOW, OLGA, ticket(), WORDS), [2], {"anna": ["relay"]}),
        (events.Taken(NOW, VERA, ticket(), "Вера"), [2], {"anna": ["taken"], "olga": ["taken"]}),
        (moved("confirm", "completed", "closed", ANNA), [2], {"anna": ["moved_confirm"]}),
        (
            moved("confirm", "completed", "closed", OLGA),
            [2, 6],
            {"olga": ["moved_confirm"], "anna": ["colleague_moved"]},
        ),
        (moved("reply", "waiting", "in_work", OLGA), [2], {"olga": ["moved_reply"]}),
        (IdentificationAsked(NOW, VERA, ticket(), (FIELD,)), [2], {"anna": ["identify_asked"]}),
        (ContactChanged(NOW, VERA, ticket(), "Ольга", "Анна", (2, 1)), [2], {"anna": ["contact_changed"]}),
    ],
)
def test_who_of_the_organisation_hears_of_it(
    event: events.TicketEvent, followers: list[int], expected: dict[str, list[str]]
) -> None:
    assert heard(event, followers) == expected


def test_only_the_contacts_copy_tells_whoever_wrote_whether_it_arrived() -> None:
    event = events.Said(NOW, VERA, ticket(), ANSWER)
    relayed = [n for n in company.shared(event, plan.of_ticket(event, SAVEIT, COLLEAGUES), [2]) if n.kind == "relay"]
    assert [(NAMES[n.to.person_id], n.message_id) for n in relayed if isinstance(n.to, Customer)] == [
        ("anna", ANSWER.id),
        ("olga", None),
    ]


def test_the_card_follows_in_everybodys_chat_once() -> None:
    event = moved("confirm", "completed", "closed", OLGA)
    cards = [n for n in company.shared(event, plan.of_ticket(event, SAVEIT, COLLEAGUES), [2, 6]) if n.kind == "status"]
    assert [NAMES[card.to.person_id] for card in cards if isinstance(card.to, Customer)] == ["anna", "olga", "petr"]


@pytest.mark.parametrize(("actor", "in_group"), [(VERA, False), (OLGA, True)])
def test_staff_are_told_of_what_none_of_them_did(actor: Actor, in_group: bool) -> None:
    change = Change(1, NOW, actor.name, actor.person_id, "membership", "", "Ромашка: authorised")
    event = MembershipChanged(NOW, actor, change, "Ромашка", "Анна", "", "authorised", (6,), (7,))
    notices = list(plan.of_conversation(event))
    assert [n.kind for n in notices if n.to == Desk()] == (["desk_membership_changed"] if in_group else [])
    told = [(n.kind, NAMES[n.to.person_id]) for n in notices if isinstance(n.to, Customer)]
    assert told == [("membership_changed", "anna"), ("colleague_changed", "petr")]
    assert [n.kind for n in notices if n.to == Desk("ticket:7")] == ["card"]
