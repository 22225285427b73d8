"""What stays of an entry whose words are erased, and that nobody can use this to change the journal."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.journal.bare import FACTS, bare
from core.journal.chain import ERASED, GENESIS, Entry, broken

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def entry(seq: int, link: str, kind: str, facts: dict[str, Any], role: str = "customer") -> Entry:
    made = Entry(7, seq, NOW, NOW, "Анна", role, "telegram", kind, facts, link, "")
    return replace(made, digest=made.computed())


def chain() -> list[Entry]:
    """Registered, said, answered; then the words of the first two are taken out, in the open."""
    said = {"id": 5, "text": "Забыла пароль", "internal": False}
    done = {"ticket": "1", "action": "resolve", "text": "Сбросили", "before": "in_work"}
    first = entry(1, GENESIS, "registered", {"ticket": "1", "message_ids": [5]})
    second = entry(2, first.digest, "said", {"ticket": "1", "message": said})
    third = entry(3, second.digest, "moved", done, "engineer")
    lost = [[one.seq, one.digest] for one in (first, second, third)]
    last = entry(4, third.digest, ERASED, {"ticket": "1", "entries": lost})
    return [bare(first), bare(second), bare(third), last]


def test_words_and_the_customers_name_go_and_facts_stay() -> None:
    _, said, moved, _ = chain()
    assert said.facts == {"ticket": "1", "message": {"id": 5, "text": "", "internal": False}}
    assert said.actor == "—"
    assert moved.facts == {"ticket": "1", "action": "resolve", "text": "", "before": "in_work"}
    assert moved.actor == "Анна"  # of the staff, as it were
    assert bare(said) == said


@pytest.mark.parametrize(
    ("kind", "facts", "left"),
    [
        ("rewritten", {"before": "мой пароль", "message": {"text": "x"}}, {"before": "", "message": {"text": ""}}),
        ("contact_changed", {"before": "Анна", "after": "Борис"}, {"before": "", "after": ""}),
        ("priority_changed", {"after": "P1", "reason": "горит"}, {"after": "P1", "reason": ""}),
        ("moved", {"action": "refuse", "reason": "не наше"}, {"action": "refuse", "reason": "не наше"}),
        ("moved", {"action": "disagree", "reason": "полосы"}, {"action": "disagree", "reason": ""}),
        ("an_event_of_next_year", {"remark": "Анна звонила", "n": 3}, {"remark": "", "n": 3}),
        ("act_presented", {"act": {"number": "А-1", "items": [{"text": "x", "due": "2026"}]}},
         {"act": {"number": "А-1", "items": [{"text": "", "due": "2026"}]}}),
    ],
)  # fmt: skip
def test_what_is_not_known_to_be_a_fact_goes(kind: str, facts: dict[str, Any], left: dict[str, Any]) -> None:
    assert bare(entry(1, GENESIS, kind, facts)).facts == left


def test_no_name_of_words_is_among_the_facts() -> None:
    assert FACTS.isdisjoint({"text", "reason", "words", "name", "quote", "message", "answer", "subject"})


def test_the_chain_holds_after_words_were_taken_out_in_the_open() -> None:
    assert broken(chain()) == []


def test_words_cannot_be_taken_out_in_secret() -> None:
    first, second, third, _ = chain()
    assert broken([first, second, third]) == [1, 2, 3]


def test_words_cannot_be_put_in_or_exchanged() -> None:
    first, second, third, last = chain()
    forged = replace(
        second, facts={"ticket": "1", "message": {"id": 5, "text": "Ничего не просила", "internal": False}}
    )
    assert broken([first, forged, third, last]) == [2]
    assert broken([first, replace(second, digest="0" * 64), third, last]) != []
    assert broken([first, second, third, replace(last, facts=last.facts | {"entries": [[2, second.digest]]})]) != []


def test_an_entry_has_nothing_else_that_could_hold_words() -> None:
    assert {field.name for field in fields(Entry)} == {
        "ticket_id", "seq", "at", "recorded_at", "actor", "role", "channel", "kind", "facts", "before", "digest",
        "actor_id",
    }  # fmt: skip
