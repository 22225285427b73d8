"""Which priority was actually kept, and so is paid (PLR-9)."""

from __future__ import annotations

import pytest

from core.billing.kept import kept, less_urgent
from core.deadlines.milestones import Fact, Milestone, Milestones
from core.regulation.model import Priority
from core.regulation.parse import load
from tests.office import moscow

PLARSON = load("plarson").regulation


def priority(name: str) -> Priority:
    found = PLARSON.priority(name)
    assert found is not None
    return found


def facts(registered: str, reacted: str | None, ordered: str) -> Milestones:
    """A ticket that was registered and, perhaps, answered by a human."""
    at = moscow(registered)
    found = (
        Milestone(at, Fact.REGISTERED),
        Milestone(at, Fact.PRIORITY, ordered),
        Milestone(at, Fact.STATE, "new"),
    )
    return (*found, Milestone(moscow(reacted), Fact.ANSWERED)) if reacted else found


@pytest.mark.clause("PLR-9", "PLR-8")
@pytest.mark.parametrize(
    ("ordered", "registered", "reacted", "paid"),
    [
        # In working time: 15 minutes, an hour, three hours.
        ("immediate", "2026-03-02 12:00", "2026-03-02 12:15", "immediate"),
        ("immediate", "2026-03-02 12:00", "2026-03-02 12:16", "urgent"),
        ("immediate", "2026-03-02 12:00", "2026-03-02 13:00", "urgent"),
        ("immediate", "2026-03-02 12:00", "2026-03-02 13:01", "high"),
        ("immediate", "2026-03-02 12:00", "2026-03-02 15:01", "normal"),
        ("urgent", "2026-03-02 12:00", "2026-03-02 15:00", "high"),
        ("high", "2026-03-02 12:00", "2026-03-02 15:01", "normal"),
        # At night an hour and three hours; the three working hours of «high» begin in the morning.
        ("immediate", "2026-03-02 22:00", "2026-03-02 23:00", "immediate"),
        ("immediate", "2026-03-02 22:00", "2026-03-03 00:30", "urgent"),
        ("urgent", "2026-03-02 22:00", "2026-03-03 01:01", "high"),
        ("urgent", "2026-03-07 12:00", "2026-03-10 12:00", "high"),  # the weekend and a day off
        # A faster answer than ordered costs no more than ordered.
        ("high", "2026-03-02 12:00", "2026-03-02 12:01", "high"),
        ("normal", "2026-03-02 12:00", "2026-03-02 12:01", "normal"),
        # No human ever reacted.
        ("immediate", "2026-03-02 12:00", None, "normal"),
    ],
)
def test_paid_is_the_most_urgent_priority_that_was_kept(
    ordered: str, registered: str, reacted: str | None, paid: str
) -> None:
    found = kept(PLARSON, facts(registered, reacted, ordered), priority(ordered))
    assert (found.ordered.id, found.kept.id) == (ordered, paid)


@pytest.mark.clause("PLR-9")
def test_the_reason_is_when_the_ordered_reaction_was_due_and_when_it_came() -> None:
    found = kept(PLARSON, facts("2026-03-02 12:00", "2026-03-02 13:30", "urgent"), priority("urgent"))
    assert (found.due, found.reacted) == (moscow("2026-03-02 13:00"), moscow("2026-03-02 13:30"))
    plain = kept(PLARSON, facts("2026-03-02 12:00", "2026-03-02 13:30", "normal"), priority("normal"))
    assert (plain.due, plain.reacted) == (None, None)


@pytest.mark.clause("PLR-9")
def test_when_no_priority_was_kept_the_least_urgent_one_counts() -> None:
    all_promise = PLARSON.model_copy(update={"priorities": PLARSON.priorities[:3]})
    late = facts("2026-03-02 12:00", "2026-03-03 12:00", "immediate")
    assert kept(all_promise, late, priority("immediate")).kept.id == "high"


@pytest.mark.clause("PLR-9")
def test_nobody_pays_for_more_urgency_than_agreed_to_or_given() -> None:
    assert less_urgent(PLARSON, "urgent", "normal").id == "normal"
    assert less_urgent(PLARSON, "high", "immediate").id == "high"
    assert less_urgent(PLARSON, "high", "high").id == "high"
