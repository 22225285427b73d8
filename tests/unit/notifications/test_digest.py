"""Which news of a request wait for others, for how long, and what takes them along."""

from __future__ import annotations

import pytest

from bot.views import VIEWS
from core.notifications import digest
from core.notifications.notice import Customer, Desk, Notice, Urgency

TAKEN = Notice(Customer(1), "taken", {"ticket": 7}, ticket_id=7)
WALL = 1000.0


@pytest.mark.parametrize(
    ("last", "delay"),
    [(None, 5.0), (WALL - 300, 5.0), (WALL - 60, 5.0), (WALL - 57, 5.0), (WALL - 20, 40.0), (WALL, 60.0)],
)
def test_the_first_change_waits_a_little_and_the_next_ones_until_a_minute_has_passed(
    last: float | None, delay: float
) -> None:
    waiting = digest.change(TAKEN, 5.0, last, WALL)
    assert waiting.delay == delay
    assert waiting.facts == {"changes": [{"kind": "taken", "facts": {"ticket": 7}}]}
    assert (waiting.key, waiting.ticket_id) == (digest.KEY, 7)


def test_only_what_asks_and_ends_nothing_waits() -> None:
    assert digest.waits(TAKEN)
    assert not digest.waits(Notice(Desk("ticket:7"), "taken"))
    for kind in ("registered", "relay", "moved_ask", "moved_resolve", "moved_refuse", "moved_expire", "estimate_given"):
        assert not digest.waits(Notice(Customer(1), kind))
    assert VIEWS.keys() >= digest.CHANGES


def test_what_is_said_of_a_request_takes_the_changes_along() -> None:
    assert digest.overtakes(Notice(Customer(1), "relay", ticket_id=7))
    assert not digest.overtakes(Notice(Customer(1), "add_to_ticket"))
    assert not digest.overtakes(Notice(Customer(1), "status", urgency=Urgency.COSMETIC, ticket_id=7))
