"""Which commands Telegram offers: those that mean something under the regulation."""

from __future__ import annotations

import pytest

from bot.commands import CUSTOMER, STAFF, offered
from core.regulation.parse import load


def names(regulation: str) -> tuple[set[str], set[str]]:
    rules = load(regulation).regulation
    return {name for name, _ in offered(CUSTOMER, rules)}, {name for name, _ in offered(STAFF, rules)}


@pytest.mark.parametrize(
    ("regulation", "customer", "staff"),
    [
        ("saveit", set(), {"refuse", "postpone"}),
        ("plarson", {"invoices"}, {"refuse", "estimate", "work", "accept", "pay", "rank"}),
        ("sintez", set(), {"refuse", "postpone", "act", "rework", "plan"}),
        ("netpoint", {"complain"}, {"refuse", "accept", "identify", "reveal"}),
    ],
)
def test_a_command_is_offered_where_the_regulation_has_a_use_for_it(
    regulation: str, customer: set[str], staff: set[str]
) -> None:
    for_customers, for_staff = names(regulation)
    depends = {"act", "rank", "plan", "identify", "reveal", "refuse", "postpone", "estimate", "work", "accept"}
    assert for_customers & {"invoices", "complain"} == customer
    assert for_staff & (depends | {"rework", "pay"}) == staff


def test_what_every_desk_needs_is_always_offered() -> None:
    for regulation in ("saveit", "megafon", "alleanza"):
        for_customers, for_staff = names(regulation)
        assert {"ticket", "tickets", "status", "help"} <= for_customers
        assert {"take", "ask", "resolve", "why", "history", "queue"} <= for_staff
