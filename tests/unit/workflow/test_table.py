"""The table of moves: what it has, who may, what it asks for; a refusal names what is possible (house.md 3.1)."""

from __future__ import annotations

from typing import get_args

import pytest

from core.errors import IllegalMove, Missing, NotAllowed
from core.regulation.model import Need, Role
from core.regulation.parse import load, presets
from core.workflow import table

SAVEIT = load("saveit").regulation
PLARSON = load("plarson").regulation
EVERYTHING = ("text", "reason", "until")


@pytest.mark.clause("SAV-12")
@pytest.mark.parametrize(
    ("state", "action", "role", "given", "after"),
    [
        ("registered", "take", Role.ENGINEER, (), "in_work"),
        ("registered", "answer", Role.MANAGER, (), "in_work"),
        ("registered", "ask", Role.ENGINEER, ("text",), "waiting"),
        ("waiting", "reply", Role.CUSTOMER, (), "in_work"),
        ("waiting", "take", Role.ENGINEER, (), "waiting"),  # another one responsible: it still waits
        ("postponed", "take", Role.ENGINEER, (), "postponed"),
        ("in_work", "postpone", Role.ENGINEER, ("reason", "until"), "postponed"),
        ("postponed", "resume", Role.SYSTEM, (), "in_work"),
        ("waiting", "resolve", Role.ENGINEER, ("text",), "completed"),
        ("waiting", "refuse", Role.ENGINEER, ("reason",), "refused"),
        ("completed", "confirm", Role.CUSTOMER, (), "closed"),
        ("completed", "disagree", Role.CUSTOMER, ("reason",), "in_work"),
        ("completed", "expire", Role.SYSTEM, (), "closed"),
    ],
)
def test_a_move_of_the_table(state: str, action: str, role: Role, given: tuple[str, ...], after: str) -> None:
    assert table.move(SAVEIT, action, state, role, given).id == after


@pytest.mark.parametrize(
    ("state", "action", "role", "possible"),
    [
        ("registered", "confirm", Role.CUSTOMER, ()),
        ("registered", "resume", Role.ENGINEER, ("take", "answer", "ask", "postpone", "refuse", "resolve")),
        ("waiting", "confirm", Role.CUSTOMER, ("reply",)),
        ("completed", "resolve", Role.ENGINEER, ()),
        ("completed", "reply", Role.CUSTOMER, ("confirm", "disagree")),
        ("closed", "disagree", Role.CUSTOMER, ()),
        ("refused", "take", Role.MANAGER, ()),
        ("in_work", "dance", Role.ENGINEER, ("take", "answer", "ask", "postpone", "refuse", "resolve")),
    ],
)
def test_a_move_that_the_table_lacks_names_those_it_has(
    state: str, action: str, role: Role, possible: tuple[str, ...]
) -> None:
    with pytest.raises(IllegalMove) as refused:
        table.move(SAVEIT, action, state, role, EVERYTHING)
    assert refused.value.facts == {
        "action": action,
        "state": SAVEIT.state(state).title_for_staff,
        "possible": possible,
    }


@pytest.mark.parametrize(
    ("state", "action", "role"),
    [
        ("completed", "confirm", Role.ENGINEER),
        ("completed", "confirm", Role.SYSTEM),
        ("completed", "expire", Role.CUSTOMER),
        ("completed", "expire", Role.MANAGER),
        ("registered", "resolve", Role.CUSTOMER),
        ("postponed", "resume", Role.CUSTOMER),
    ],
)
def test_a_move_of_somebody_else_is_not_allowed(state: str, action: str, role: Role) -> None:
    with pytest.raises(NotAllowed) as refused:
        table.move(SAVEIT, action, state, role, EVERYTHING)
    assert refused.value.code == "not_allowed"


@pytest.mark.clause("SAV-8", "SAV-12")
@pytest.mark.parametrize(
    ("state", "action", "role", "given", "need"),
    [
        ("completed", "disagree", Role.CUSTOMER, (), "reason"),
        ("in_work", "refuse", Role.ENGINEER, ("text",), "reason"),
        ("in_work", "postpone", Role.ENGINEER, ("reason",), "until"),
        ("in_work", "postpone", Role.ENGINEER, ("until",), "reason"),
        ("in_work", "resolve", Role.ENGINEER, (), "text"),
        ("in_work", "ask", Role.ENGINEER, ("reason",), "text"),
    ],
)
def test_what_a_move_requires(state: str, action: str, role: Role, given: tuple[str, ...], need: str) -> None:
    with pytest.raises(Missing) as refused:
        table.move(SAVEIT, action, state, role, given)
    assert refused.value.code == f"needs_{need}"
    assert refused.value.facts["field"] == need


@pytest.mark.clause("PLR-4", "PLR-15")
@pytest.mark.parametrize(
    ("state", "action", "role", "need", "possible"),
    [
        ("new", "work", Role.ENGINEER, "agreement", ("take", "ask", "estimate", "resolve", "accept", "refuse")),
        ("new", "accept", Role.MANAGER, "approval", ("take", "ask", "estimate", "work", "resolve", "refuse")),
        ("accepted", "pay", Role.ACCOUNTING, "invoice", ()),
    ],
)
def test_what_must_have_happened_first_is_named_with_what_is_possible_instead(
    state: str, action: str, role: Role, need: str, possible: tuple[str, ...]
) -> None:
    with pytest.raises(Missing) as refused:
        table.move(PLARSON, action, state, role, EVERYTHING)
    assert refused.value.code == f"needs_{need}"
    assert refused.value.facts["possible"] == possible
    assert table.move(PLARSON, action, state, role, (need,)).id != state


@pytest.mark.clause("PLR-15")
def test_a_move_of_another_role_says_whose_it_is() -> None:
    with pytest.raises(NotAllowed) as refused:
        table.move(PLARSON, "pay", "accepted", Role.MANAGER, ("invoice",))
    assert refused.value.facts["by"] == (Role.ACCOUNTING,)


@pytest.mark.parametrize("name", presets())
def test_what_is_possible_is_exactly_what_is_not_refused(name: str) -> None:
    regulation = load(name).regulation
    actions = {move.action for move in regulation.moves}
    for state in regulation.states:
        for role in Role:
            for action in actions:
                try:
                    table.move(regulation, action, state.id, role, get_args(Need))
                except (IllegalMove, NotAllowed):
                    assert action not in table.possible(regulation, state.id, role)
                else:
                    assert action in table.possible(regulation, state.id, role)
