"""Any life that the table of SaveIT allows: whatever people do, in whatever order, the ticket stays sound."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.deadlines.milestones import Fact
from core.deadlines.policy import current, readings, timers
from core.deadlines.timers import Deed, Timer, reconcile
from core.errors import IllegalMove, NotAllowed
from core.regulation.model import ClockName, Role
from core.regulation.parse import load
from core.tickets.ticket import Ticket
from core.workflow import table
from tests.unit.deadlines.cast import moscow

SAVEIT = load("saveit").regulation
ACTIONS = sorted({move.action for move in SAVEIT.moves})
PRIORITIES = [priority.id for priority in SAVEIT.priorities]
EVERYTHING = ("text", "reason", "until")


class Life(RuleBasedStateMachine):
    """One ticket, its timers, and a clock that only goes forward."""

    @initialize(priority=st.sampled_from(PRIORITIES))
    def register(self, priority: str) -> None:
        self.now = moscow("2026-03-05 15:00")
        start = SAVEIT.start.id
        self.ticket = Ticket(1, "2026-0001", "", 1, self.now, priority, start, "", {})
        self.ticket.note(self.now, Fact.REGISTERED)
        self.ticket.note(self.now, Fact.PRIORITY, priority)
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
                after = table.move(SAVEIT, timer.action, self.ticket.state, Role.SYSTEM)
                self.ticket.enter(after.id, timer.due)
                self._reconcile()

    @rule(action=st.sampled_from(ACTIONS), role=st.sampled_from(list(Role)), days=st.integers(1, 20))
    def somebody_acts(self, action: str, role: Role, days: int) -> None:
        """A press or a command, sensible or not; a refusal changes nothing and names what is possible."""
        before, facts = self.ticket.state, self.ticket.milestones
        try:
            after = table.move(SAVEIT, action, before, role, EVERYTHING)
        except (IllegalMove, NotAllowed):
            assert (self.ticket.state, self.ticket.milestones) == (before, facts)
            assert action not in table.possible(SAVEIT, before, role)
            return
        found = table.find(SAVEIT, action, before)
        assert found is not None
        until = self.now + timedelta(days=days) if "until" in found.requires else None
        self.ticket.enter(after.id, self.now, until)
        self._reconcile()

    @precondition(lambda self: not SAVEIT.state(self.ticket.state).final)
    @rule(priority=st.sampled_from(PRIORITIES))
    def the_priority_changes(self, priority: str) -> None:
        self.ticket.note(self.now, Fact.PRIORITY, priority)
        self._reconcile()

    @precondition(lambda self: not SAVEIT.state(self.ticket.state).resolved)
    @rule(days=st.integers(1, 9))
    def a_term_is_promised(self, days: int) -> None:
        self.ticket.note(self.now, Fact.TERM, (self.now + timedelta(days=days)).isoformat())
        self._reconcile()

    @rule()
    def the_confirmation_leaves(self) -> None:
        if not any(m.fact is Fact.CONFIRMED for m in self.ticket.milestones):
            self.ticket.note(self.now, Fact.CONFIRMED)
            self._reconcile()

    def _reconcile(self) -> None:
        change = reconcile(self.stored.values(), timers(self.ticket.milestones, SAVEIT))
        for key in change.drop:
            del self.stored[key]
        self.stored |= {timer.key: timer for timer in change.put}

    @invariant()
    def facts_are_in_order(self) -> None:
        instants = [m.at for m in self.ticket.milestones]
        assert instants == sorted(instants)

    @invariant()
    def a_final_ticket_has_no_timers_of_its_own_left(self) -> None:
        if SAVEIT.state(self.ticket.state).final:
            clocks = {t.run.partition("#")[0] for t in self.stored.values() if not t.rung_at}
            assert clocks <= {"registration"}

    @invariant()
    def a_resolved_ticket_is_not_late_any_more(self) -> None:
        resolution = current(self.ticket.milestones, SAVEIT)[ClockName.RESOLUTION]
        assert (resolution.run.stopped is not None) is SAVEIT.state(self.ticket.state).resolved

    @invariant()
    def what_rang_stays_recorded(self) -> None:
        assert all(self.stored[key] == timer for key, timer in self.rang.items())

    @invariant()
    def courses_are_counted_without_gaps(self) -> None:
        numbers: dict[str, list[int]] = {}
        for reading in readings(self.ticket.milestones, SAVEIT):
            numbers.setdefault(reading.clock, []).append(reading.run.number)
        assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, derandomize=True)
