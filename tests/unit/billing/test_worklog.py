"""The least time accounted for one answer (SAV-14)."""

from __future__ import annotations

import pytest

from core.billing.worklog import accounted
from core.regulation.parse import load

SAVEIT = load("saveit").regulation


@pytest.mark.clause("SAV-14")
@pytest.mark.parametrize(("spent", "counted"), [(1, 30), (29, 30), (30, 30), (31, 60), (60, 60), (61, 90), (600, 600)])
def test_an_answer_is_rounded_up_to_half_an_hour(spent: int, counted: int) -> None:
    assert accounted(SAVEIT, spent) == counted


def test_without_a_least_unit_time_counts_as_it_was_spent() -> None:
    assert accounted(SAVEIT.model_copy(update={"accounting": None}), 7) == 7
