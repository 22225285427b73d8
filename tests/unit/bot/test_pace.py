"""Telegram's limits, kept ahead of time (pace), and long texts in pieces that it takes (split)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Limits, Pace, Window
from bot.split import LONGEST, pieces, shifted, width

LIMITS = Limits(token=(29, 1.0), private=(3, 3.0), group=(20, 61.0), group_burst=20)


def test_a_window_waits_for_its_oldest_call_to_leave() -> None:
    window = Window(2, 10.0)
    assert window.wait(100.0) == 0.0
    window.calls.extend([100.0, 104.0])
    assert window.wait(105.0) == pytest.approx(5.0)
    assert window.wait(110.0) == 0.0
    assert list(window.calls) == [104.0]


def calls(pace: Pace, chat: str, count: int, at: float = 1000.0) -> list[float]:
    """When so many calls go out, each as soon as it may."""
    made = []
    for _ in range(count):
        at += pace.wait(chat, at)
        pace.note(chat, at)
        made.append(at)
    return made


def test_a_private_chat_gets_three_messages_in_three_seconds() -> None:
    assert calls(Pace(LIMITS), "101", 7) == [1000.0] * 3 + [1003.0] * 3 + [1006.0]


def test_a_group_gets_twenty_messages_a_minute_and_a_second() -> None:
    assert calls(Pace(LIMITS), "-100200", 41) == [1000.0] * 20 + [1061.0] * 20 + [1122.0]


def test_a_groups_calls_beyond_the_burst_are_spread_over_the_minute() -> None:
    made = calls(Pace(Limits(group=(20, 60.0), group_burst=10)), "-100200", 40)
    assert made[:10] == [1000.0] * 10
    distances = [later - earlier for earlier, later in pairwise(made)]
    assert max(distances) < 10  # never a whole minute of silence
    assert made[20] - made[0] >= 60
    assert made[39] - made[0] < 120


def test_an_album_counts_by_its_parts_and_needs_their_room_at_once() -> None:
    pace = Pace(Limits(group=(20, 60.0), group_burst=10))
    pace.note("-100200", 1000.0, 10)
    assert pace.wait("-100200", 1000.0, 10) == 0.0
    pace.note("-100200", 1001.5, 10)
    assert pace.wait("-100200", 1001.5, 2) == pytest.approx(58.5)
    assert pace.wait("-100200", 1060.0, 10) == 0.0


def test_an_album_that_a_chat_cannot_hold_burdens_what_comes_after() -> None:
    pace = Pace(LIMITS)
    assert pace.wait("101", 1000.0, 10) == 0.0
    pace.note("101", 1000.0, 10)
    waited = 1000.0
    while wait := pace.wait("101", waited):
        waited += wait
    assert waited == pytest.approx(1008.0)


def test_a_faster_time_keeps_the_same_ratios() -> None:
    at_once = calls(Pace(Limits()), "-100200", 41)
    faster = calls(Pace(Limits().times(10)), "-100200", 41)
    assert [(at - 1000.0) / 10 for at in at_once] == pytest.approx([at - 1000.0 for at in faster])


def test_room_is_what_may_go_at_once() -> None:
    pace = Pace(Limits(group=(20, 60.0), group_burst=10))
    assert pace.room("-100200", 1000.0) == 10
    calls(pace, "-100200", 7)
    assert pace.room("-100200", 1000.0) == 3
    calls(pace, "-100200", 3)
    assert pace.room("-100200", 1000.0) == 0
    assert pace.room("-100200", 1006.0) == 1


def test_the_whole_token_gets_twenty_nine_calls_a_second() -> None:
    pace = Pace(LIMITS)
    for chat in range(29):
        assert pace.wait(str(chat), 1000.0) == 0.0
        pace.note(str(chat), 1000.0)
    assert pace.wait("next", 1000.0) == pytest.approx(1.0)
    assert pace.wait("next", 1001.0) == 0.0


def test_one_chats_silence_does_not_hold_up_another() -> None:
    pace = Pace(LIMITS)
    pace.stop("101", 1010.0)
    assert (pace.wait("101", 1000.0), pace.wait("102", 1000.0)) == (10.0, 0.0)
    pace.stop("101", 1005.0)  # a shorter silence does not end a longer one
    assert pace.wait("101", 1000.0) == 10.0
    pace.stop("", 1003.0)
    assert pace.wait("102", 1000.0) == 3.0
    assert pace.wait("102", 1003.0) == 0.0


def test_without_limits_only_telegrams_own_word_counts() -> None:
    pace = Pace(None)
    assert calls(pace, "101", 100) == [1000.0] * 100
    pace.stop("101", 1002.0)
    assert pace.wait("101", 1000.0) == 2.0


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "-3"]), st.floats(0, 5)), max_size=120))
def test_no_window_ever_holds_more_than_it_may(wishes: list[tuple[str, float]]) -> None:
    pace, at, made = Pace(LIMITS), 1000.0, []
    for chat, later in wishes:
        at += later
        at += pace.wait(chat, at)
        pace.note(chat, at)
        made.append((chat, at))
    for most, seconds, mine in ((29, 1.0, None), (3, 3.0, "1"), (3, 3.0, "2"), (20, 61.0, "-3")):
        times = [when for chat, when in made if mine in (None, chat)]
        for first, last in zip(times, times[most:], strict=False):
            assert last - first >= seconds - 1e-6


Entity = dict[str, Any]


def bold(offset: int, length: int) -> Entity:
    return {"type": "bold", "offset": offset, "length": length}


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("Привет", 6), ("🙂", 2), ("👨‍👩‍👧", 8), ("a🙂b", 4)])
def test_width_is_counted_as_telegram_counts_offsets(text: str, units: int) -> None:
    assert width(text) == units


def test_a_short_text_is_one_piece_and_an_empty_one_too() -> None:
    assert list(pieces("привет", (bold(0, 6),))) == [("привет", (bold(0, 6),))]
    assert list(pieces("", ())) == [("", ())]


def test_cuts_fall_between_paragraphs_then_lines_then_words() -> None:
    assert [text for text, _ in pieces("один два\n\nтри четыре", (), 15)] == ["один два", "три четыре"]
    assert [text for text, _ in pieces("один два\nтри четыре", (), 15)] == ["один два", "три четыре"]
    assert [text for text, _ in pieces("один два три четыре", (), 15)] == ["один два три", "четыре"]
    assert [text for text, _ in pieces("я" * 25, (), 10)] == ["я" * 10, "я" * 10, "я" * 5]


def test_formatting_goes_on_after_a_cut_through_it() -> None:
    found = list(pieces("аааа бббб вввв", (bold(2, 10),), 6))
    assert found == [("аааа", (bold(2, 2),)), ("бббб", (bold(0, 4),)), ("вввв", (bold(0, 2),))]


def test_a_smile_is_never_cut_in_two() -> None:
    found = [text for text, _ in pieces("🙂" * 5, (), 3)]
    assert found == ["🙂"] * 5


def test_formatting_moves_with_its_text() -> None:
    assert shifted((bold(0, 3), bold(5, 1)), 4) == (bold(4, 3), bold(9, 1))


letters = st.text(alphabet="аб 🙂\n👍.", max_size=120)


@st.composite
def formatted(draw: st.DrawFn) -> tuple[str, tuple[Entity, ...]]:
    """A text with formatting that begins and ends between characters."""
    text = draw(letters)
    edges = [width(text[:n]) for n in range(len(text) + 1)]
    spans = draw(st.lists(st.tuples(st.sampled_from(edges), st.sampled_from(edges)), max_size=3))
    return text, tuple(bold(min(span), max(span) - min(span)) for span in spans if span[0] != span[1])


def units_of(text: str) -> list[str]:
    """One entry a UTF-16 unit, so that offsets are indices."""
    return [char for char in text for _ in range(width(char))]


def marked(text: str, entities: tuple[Entity, ...]) -> list[str]:
    """The visible characters that are bold, one by one."""
    units = units_of(text)
    spots = {n for e in entities for n in range(e["offset"], e["offset"] + e["length"])}
    return [units[n] for n in sorted(spots) if units[n] not in " \n"]


@given(formatted(), st.integers(2, 40))
def test_nothing_visible_is_lost_moved_or_unformatted(given: tuple[str, tuple[Entity, ...]], room: int) -> None:
    text, entities = given
    found = list(pieces(text, entities, room))
    assert all(width(part) <= room for part, _ in found)
    assert all(entity["length"] > 0 for _, kept in found for entity in kept)
    assert "".join("".join(part.split()) for part, _ in found) == "".join(text.split())
    assert [char for part, kept in found for char in marked(part, kept)] == marked(text, entities)


def test_the_longest_text_is_telegrams() -> None:
    assert LONGEST == 4096
