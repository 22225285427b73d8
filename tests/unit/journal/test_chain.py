"""The journal of a ticket: nothing in it can be changed, removed or put in without the chain showing it (SAV-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.journal.chain import GENESIS, Entry, broken

START = datetime(2026, 3, 5, 12, tzinfo=UTC)
pytestmark = pytest.mark.clause("SAV-10")


def chained(length: int = 5) -> list[Entry]:
    """A journal as the desk writes it."""
    entries: list[Entry] = []
    for seq in range(1, length + 1):
        before = entries[-1].digest if entries else GENESIS
        at = START + timedelta(minutes=seq)
        facts = {"ticket": "2026-0001", "text": f"запись {seq}"}
        entry = Entry(7, seq, at, at, "Вера", "engineer", "telegram", "said", facts, before, "")
        entries.append(replace(entry, digest=entry.computed()))
    return entries


def test_a_chain_holds() -> None:
    assert broken([]) == []
    assert broken(chained()) == []
    assert chained()[0].before == GENESIS


CHANGES: list[dict[str, Any]] = [
    {"ticket_id": 8},
    {"at": START},
    {"recorded_at": START},
    {"actor": "Глеб"},
    {"role": "manager"},
    {"channel": "desk"},
    {"kind": "moved"},
    {"facts": {"ticket": "2026-0001", "text": "другая запись"}},
    {"facts": {"ticket": "2026-0001"}},
    {"digest": "f" * 64},
    {"before": "f" * 64},
]


@pytest.mark.parametrize("change", CHANGES, ids=[f"{next(iter(change))}" for change in CHANGES])
@pytest.mark.parametrize("place", [0, 2, 4], ids=["first", "middle", "last"])
def test_a_changed_entry_is_found(change: dict[str, Any], place: int) -> None:
    entries = chained()
    entries[place] = replace(entries[place], **change)
    assert entries[place].seq in broken(entries)


def test_a_changed_entry_with_a_hash_to_match_breaks_the_next_one() -> None:
    entries = chained()
    forged = replace(entries[2], facts={"text": "ничего не было"})
    entries[2] = replace(forged, digest=forged.computed())
    assert broken(entries) == [4]


@given(st.integers(0, 4))
def test_a_removed_entry_is_found_unless_it_was_the_last(place: int) -> None:
    entries = chained()
    del entries[place]
    assert broken(entries) == ([place + 2] if place < 4 else [])


@given(st.integers(0, 4))
def test_an_inserted_entry_is_found(place: int) -> None:
    entries = chained()
    before = entries[place - 1].digest if place else GENESIS
    extra = Entry(7, place + 1, START, START, "", "system", "desk", "said", {}, before, "")
    entries.insert(place, replace(extra, digest=extra.computed()))
    assert place + 1 in broken(entries)


def test_a_gap_in_the_numbers_is_found_even_when_all_hashes_fit() -> None:
    entries = chained(4)
    renumbered = replace(entries[2], seq=4)
    entries[2] = replace(renumbered, digest=renumbered.computed())
    assert broken(entries[:3]) == [4]


def test_two_entries_in_each_others_place_are_found() -> None:
    entries = chained()
    entries[1], entries[2] = entries[2], entries[1]
    assert broken(entries) == [3, 2, 4]


def test_an_entry_of_another_ticket_does_not_fit() -> None:
    entries = chained()
    stranger = replace(entries[1], ticket_id=8)
    entries[1] = replace(stranger, digest=stranger.computed())
    assert broken(entries) == [3]


def test_the_hash_does_not_depend_on_the_order_of_facts() -> None:
    entry = chained(1)[0]
    turned = replace(entry, facts=dict(reversed(entry.facts.items())))
    assert turned.computed() == entry.digest
