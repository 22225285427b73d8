"""What must hold within and between the parts of a regulation: the list of all checks."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from core.regulation.checking import clocks, hours, names, tables, workflow
from core.regulation.checking.problem import Check, Problem
from core.regulation.model import Regulation

OF_A_PART: tuple[Check, ...] = (
    hours.zone_is_a_city,
    hours.overlapping_hours,
    hours.a_date_is_excepted_once,
    names.identifiers_are_unique,
    names.texts_say_something,
    tables.a_number_has_a_counter,
)
BETWEEN_PARTS: tuple[Check, ...] = (
    names.one_start_one_default,
    names.names_are_known,
    workflow.states_are_reached_and_left,
    workflow.a_closed_state_is_resolved,
    workflow.a_postponed_state_has_a_date,
    workflow.one_move_an_action,
    workflow.a_refusal_has_reasons,
    clocks.one_term_a_clock,
    clocks.a_target_has_a_term,
    clocks.a_like_ends_in_a_term,
    clocks.a_clock_has_what_it_needs,
    clocks.an_escalation_rings_once,
    tables.the_queue_can_be_kept,
    tables.money_is_complete,
    tables.a_category_can_be_chosen,
    tables.personal_data_is_marked,
)


def check(regulation: Regulation, *, between: bool = True) -> list[Problem]:
    """All problems of the regulation; an empty list means that it can be executed.

    ``between=False`` leaves out what its parts say about each other.
    """
    checks = (*OF_A_PART, *BETWEEN_PARTS) if between else OF_A_PART
    return [problem for find in checks for problem in find(regulation)]


def offset_agrees_with_zone(regulation: Regulation) -> str | None:
    """A sentence when a stated offset is not the zone's; the zone wins (rules.md 1.5)."""
    found = []
    for _, rules in hours.calendars(regulation):
        offset = datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(rules.zone)).strftime("%z")
        actual = f"{offset[:3]}:{offset[3:]}"
        if actual != rules.stated_offset:
            found.append(
                f"в тексте регламента указано UTC{rules.stated_offset}, а в зоне {rules.zone} — UTC{actual}; верим зоне"
            )
    return "; ".join(found) or None
