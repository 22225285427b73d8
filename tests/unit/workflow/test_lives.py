"""Any life that a shipped table allows: whatever people do, in whatever order, the ticket stays sound."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.deadlines.milestones import Fact
from core.deadlines.policy import current, readings, timers
from core.deadlines.timers import Deed, Timer, reconcile
from core.errors import IllegalMove, NotAllowed
from core.regulation.model import ClockName, Need, Regulation, Role
from core.regulation.parse import load, presets
from core.tickets.ticket import Ticket
from core.workflow import table
from tests.unit.deadlines.cast import moscow

ACTIONS = sorted({move.action for name in presets() for move in load(name).regulation.moves})
EVERYTHING = get_args(Need)


class Life(RuleBasedStateMachine):
    """One ticket, its timers, and a clock that only goes forward."""

    regulation: Regulation

    @initialize(data=st.data())
    def register(self, data: st.DataObject) -> None:
        self.now = moscow("2026-03-05 15:00")
        start, priority = self.regulation.start.id, self._priority(data)
        self.ticket = Ticket(1, "2026-0001", "", 1, self.now, priority, start, "", {})
        self.ticket.note(self.now, Fact.REGISTERED)
        self.ticket.note(self.now, Fact.PRIORITY, priority)
        for fact, parts in ((Fact.PLAN, self.regulation.plans), (Fact.CATEGORY, self.regulation.categories)):
            if parts:
                self.ticket.note(self.now, fact, data.draw(st.sampled_from([part.id for part in parts])))
        self.ticket.note(self.now, Fact.STATE, start)
        self.stored: dict[str, Timer] = {}
        self.rang: dict[str, Timer] = {}
        self._reconcile()

    @rule(minutes=st.integers(0, 3000))
    def time_passes(self, minutes: int) -> None:
        """The clock goes on, and what is due rings on the way: once, in its order, at its own instant."""
        self.now += timedelta(minutes=minutes)
        while due := sorted(
            (t.due, t.level, t.key) for t in self.stored.values() if not t.rung_at and t.due <= self.now
        ):
            timer = self.stored[due[0][2]]
            assert timer.key not in self.rang
            self.rang[timer.key] = self.stored[timer.key] = Timer(
                timer.key, timer.due, timer.deed, timer.run, timer.level, timer.action, self.now
            )
            if timer.deed is Deed.MOVE:
                after = table.move(self.regulation, timer.action, self.ticket.state, Role.SYSTEM)
                self.ticket.enter(after.id, timer.due)
                self._reconcile()

    @rule(action=st.sampled_from(ACTIONS), role=st.sampled_from(list(Role)), days=st.integers(1, 20))
    def somebody_acts(self, action: str, role: Role, days: int) -> None:
        """A press or a command, sensible or not; a refusal changes nothing and names what is possible."""
        before, facts = self.ticket.state, self.ticket.milestones
        try:
            after = table.move(self.regulation, action, before, role, EVERYTHING)
        except (IllegalMove, NotAllowed):
            assert (self.ticket.state, self.ticket.milestones) == (before, facts)
            assert action not in table.possible(self.regulation, before, role)
            return
        found = table.find(self.regulation, action, before)
        assert found is not None
        until = self.now + timedelta(days=days) if "until" in found.requires else None
        self.ticket.enter(after.id, self.now, until)
        self._reconcile()

    @precondition(lambda self: not self.regulation.state(self.ticket.state).final)
    @rule(data=st.data())
    def the_priority_changes(self, data: st.DataObject) -> None:
        self.ticket.note(self.now, Fact.PRIORITY, self._priority(data))
        self._reconcile()

    @precondition(lambda self: not self.regulation.state(self.ticket.state).resolved)
    @rule(days=st.integers(1, 9))
    def a_term_is_promised(self, days: int) -> None:
        self.ticket.note(self.now, Fact.TERM, (self.now + timedelta(days=days)).isoformat())
        self._reconcile()

    @rule()
    def the_confirmation_leaves(self) -> None:
        if not any(m.fact is Fact.CONFIRMED for m in self.ticket.milestones):
            self.ticket.note(self.now, Fact.CONFIRMED)
            self._reconcile()

    def _priority(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([priority.id for priority in self.regulation.priorities]))

    def _reconcile(self) -> None:
        change = reconcile(self.stored.values(), timers(self.ticket.milestones, self.regulation))
        for key in change.drop:
            del self.stored[key]
        self.stored |= {timer.key: timer for timer in change.put}

    @invariant()
    def facts_are_in_order(self) -> None:
        instants = [m.at for m in self.ticket.milestones]
        assert instants == sorted(instants)

    @invariant()
    def a_final_ticket_has_no_timers_of_its_own_left(self) -> None:
        if self.regulation.state(self.ticket.state).final:
            clocks = {t.run.partition("#")[0] for t in self.stored.values() if not t.rung_at}
            assert clocks <= {"registration"}

    @invariant()
    def a_resolved_ticket_is_not_late_any_more(self) -> None:
        resolution = current(self.ticket.milestones, self.regulation).get(ClockName.RESOLUTION)
        if resolution is not None:
            assert (resolution.run.stopped is not None) is self.regulation.state(self.ticket.state).resolved

    @invariant()
    def what_rang_stays_recorded(self) -> None:
        assert all(self.stored[key] == timer for key, timer in self.rang.items())

    @invariant()
    def courses_are_counted_without_gaps(self) -> None:
        numbers: dict[str, list[int]] = {}
        for reading in readings(self.ticket.milestones, self.regulation):
            numbers.setdefault(reading.clock, []).append(reading.run.number)
        assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


@pytest.mark.parametrize("name", presets())
def test_any_life(name: str) -> None:
    machine = type(f"Life of {name}", (Life,), {"regulation": load(name).regulation})
    examples = settings(max_examples=60, stateful_step_count=25, deadline=None, derandomize=True)
    run_state_machine_as_test(machine, settings=examples)
