"""The order of work under each kind of rule, and what a customer who writes unasked is told (PLR-13, NET-9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations.message import Author, Message, Origin
from core.regulation.model import QueueRule, Regulation
from core.regulation.parse import load
from core.tickets.queue import MOVED_BACK, NUDGE, Ground, advice, advises, ordered
from core.tickets.ticket import Ticket

SAVEIT, SINTEZ, NETPOINT = (load(name).regulation for name in ("saveit", "sintez", "netpoint"))
PLARSON, ALLEANZA, INSALES = (load(name).regulation for name in ("plarson", "alleanza", "insales"))
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def ticket(priority: str = "normal", minutes: int = 0, **more: Any) -> Ticket:
    return Ticket(minutes, f"{minutes:05}", "edition", 1, at(minutes), priority, "registered", "", {}, **more)


def order(regulation: Regulation, tickets: list[Ticket], wrote: Mapping[int, datetime] | None = None) -> list[int]:
    return [place.ticket.id for place in ordered(tickets, regulation, wrote or {})]


@pytest.mark.clause("SAV-17")
@given(st.permutations([("P1", 1), ("P2", 2), ("P1", 3), ("P3", 4), ("P4", 5)]))
def test_a_regulation_without_a_rule_goes_out_of_turn_first_and_then_by_arrival(listed: list[tuple[str, int]]) -> None:
    assert order(SAVEIT, [ticket(*one) for one in listed]) == [1, 3, 2, 4, 5]


def test_a_priority_that_the_regulation_no_longer_has_is_an_ordinary_one() -> None:
    assert order(SAVEIT, [ticket("P9", 1), ticket("P1", 2)]) == [2, 1]
    assert order(ALLEANZA, [ticket("P9", 1), ticket("low", 2)]) == [2, 1]


@pytest.mark.clause("SIN-7")
def test_plans_that_are_served_first_go_first_and_then_by_arrival() -> None:
    listed = [ticket(minutes=n, plan=plan) for n, plan in enumerate(("standard", "extended", "", "extended"), start=1)]
    assert order(SINTEZ, listed) == [2, 4, 1, 3]
    first, *_, last = ordered(listed, SINTEZ, {})
    assert first.grounds == (Ground("plan", "расширенная поддержка сайта"), Ground("arrival", at=at(2)))
    assert last.grounds == (Ground("arrival", at=at(3)),)


@pytest.mark.clause("NET-8")
def test_critical_ones_say_that_they_are_out_of_turn() -> None:
    first, last = ordered([ticket(minutes=1), ticket("critical", 2)], NETPOINT, {})
    assert first.grounds == (Ground("critical"), Ground("arrival", at=at(2)))
    assert last.grounds == (Ground("arrival", at=at(1)),)


@pytest.mark.clause("INS-6")
def test_by_arrival_alone_nothing_else_counts() -> None:
    assert order(INSALES, [ticket(minutes=2, plan="premium"), ticket(minutes=1)], {1: at(9)}) == [1, 2]


@pytest.mark.clause("PLR-13")
def test_equal_priorities_go_by_the_customers_last_word() -> None:
    listed = [ticket("normal", 1), ticket("normal", 2), ticket("urgent", 3), ticket("immediate", 4)]
    assert order(PLARSON, listed) == [4, 3, 1, 2]
    assert order(PLARSON, listed, {1: at(10)}) == [4, 3, 2, 1]
    assert order(PLARSON, listed, {3: at(10)}) == [4, 3, 1, 2]
    assert ordered(listed, PLARSON, {1: at(10)})[-1].grounds == (Ground("update", at=at(10)),)
    # What was written before the registration is not later than it.
    assert ordered(listed, PLARSON, {1: at(0)})[2].grounds == (Ground("update", at=at(1)),)


def said(*authors: str) -> list[Message]:
    """A thread after the registration: c a customer's word, s an answer of staff, n a note of theirs."""
    words = Message(1, 1, at(0), Author.CUSTOMER, "Анна", "telegram", "…", Origin("101", 1))
    staff = replace(words, author=Author.STAFF)
    kinds = {"c": words, "s": staff, "n": replace(staff, internal=True)}
    return [words, *(replace(kinds[author], at=at(n)) for n, author in enumerate(authors, start=1))]


THREADS = [
    ("c", MOVED_BACK, NUDGE),
    ("cc", "", ""),
    ("cnc", "", ""),
    ("sc", MOVED_BACK, ""),
    ("scc", "", NUDGE),
    ("sccc", "", ""),
    ("ccsc", MOVED_BACK, ""),
    ("ccscc", "", NUDGE),
]


@pytest.mark.clause("PLR-13", "NET-9")
@pytest.mark.parametrize(("thread", "by_update", "nudged"), THREADS)
def test_what_a_word_does_is_said_once_until_the_next_answer(thread: str, by_update: str, nudged: str) -> None:
    new = PLARSON.state("new")
    assert advice(PLARSON.queue, new, ticket(), said(*thread)) == by_update
    assert advice(NETPOINT.queue, NETPOINT.start, ticket(), said(*thread)) == nudged


@pytest.mark.clause("PLR-13", "NET-9")
def test_whoever_was_asked_or_has_a_solution_before_them_is_told_nothing() -> None:
    for state in ("feedback", "solved"):
        assert advice(PLARSON.queue, PLARSON.state(state), ticket(), said("c")) == ""
    waiting = next(state for state in NETPOINT.states if state.waits_for == "customer" and not state.resolved)
    assert advice(NETPOINT.queue, waiting, ticket(), said("c")) == ""


def test_a_regulation_that_says_nothing_of_nudges_has_no_advice() -> None:
    silent = QueueRule(order=("arrival",), clause="INS-6")
    assert advice(None, SAVEIT.start, ticket("P3"), said("c")) == ""
    assert advice(silent, INSALES.start, ticket(), said("c")) == ""
    assert not advises(SAVEIT)
    assert not advises(INSALES.model_copy(update={"queue": silent}))
    assert advises(INSALES)
    assert advises(PLARSON)
