"""Who floods, when it begins and ends, and for how long words are kept back."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from core.conversations.flood import GATHER, Floods, Pressure, held
from core.people.person import Person

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANNA, BORIS = 1, 2


NUMBERS = itertools.count(1)
"""The numbers of messages, rising as in a private chat."""


def pressures(floods: Floods, count: int, *, every: float, since: datetime = NOON) -> list[Pressure]:
    """Anna writes so many messages, one every so many seconds."""
    return [floods.note(ANNA, next(NUMBERS), since + timedelta(seconds=every * number)) for number in range(count)]


def test_twenty_a_minute_are_no_flood_and_the_next_one_begins_it_once() -> None:
    floods = Floods(20)
    assert set(pressures(floods, 20, every=1)) == {Pressure.NONE}
    assert pressures(floods, 3, every=1, since=NOON + timedelta(seconds=20)) == [
        Pressure.BEGINS,
        Pressure.GOES_ON,
        Pressure.GOES_ON,
    ]


def test_whoever_writes_steadily_is_no_flooder() -> None:
    assert set(pressures(Floods(20), 200, every=3.1)) == {Pressure.NONE}


def test_a_message_that_is_handled_again_counts_once_and_is_answered_as_before() -> None:
    """The database was away in the middle: what was told in the first attempt was undone, and must be told again."""
    floods = Floods(3)
    first = [floods.note(ANNA, number, NOON) for number in (901, 902, 903, 904, 905)]
    assert first == [Pressure.NONE] * 3 + [Pressure.BEGINS, Pressure.GOES_ON]
    again = Floods(3)
    tries = [again.note(ANNA, number, NOON) for number in (901, 902, 903, 901, 902, 903, 904, 904, 905)]
    assert tries == [Pressure.NONE] * 6 + [Pressure.BEGINS, Pressure.BEGINS, Pressure.GOES_ON]


def test_a_flood_of_one_is_not_a_flood_of_the_other() -> None:
    floods = Floods(3)
    pressures(floods, 10, every=1)
    assert floods.note(BORIS, next(NUMBERS), NOON) is Pressure.NONE


def test_a_flood_ends_with_half_as_many_and_may_begin_anew() -> None:
    floods = Floods(4)
    assert pressures(floods, 6, every=1)[4:] == [Pressure.BEGINS, Pressure.GOES_ON]
    assert pressures(floods, 3, every=25, since=NOON + timedelta(seconds=50))[-1] is Pressure.NONE
    assert Pressure.BEGINS in pressures(floods, 6, every=1, since=NOON + timedelta(minutes=5))


def test_the_silent_are_forgotten_before_memory_is_full() -> None:
    floods = Floods(1)
    for person_id in range(10_000):
        floods.note(person_id, next(NUMBERS), NOON)
    assert floods.note(20_000, next(NUMBERS), NOON + timedelta(minutes=2)) is Pressure.NONE
    assert floods.note(5, next(NUMBERS), NOON + timedelta(minutes=2)) is Pressure.NONE


def test_words_are_kept_back_until_the_mute_ends_or_for_a_moment() -> None:
    anna = Person(ANNA, "Анна", "ru", NOON)
    assert held(anna, Pressure.NONE, NOON) == 0.0
    assert held(anna, Pressure.GOES_ON, NOON) == GATHER
    anna.muted_until = NOON + timedelta(minutes=10)
    assert held(anna, Pressure.NONE, NOON) == 600.0
    assert held(anna, Pressure.NONE, NOON + timedelta(minutes=10)) == 0.0
