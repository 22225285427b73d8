"""Every text of the code has Russian words, and every code of the rules has a text (house.md 3.11)."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from typing import Any, get_args

from babel.messages.catalog import Message

from bot import outcome
from bot.views import VIEWS, alarms, desk, explain, lists, refusals, tickets
from core.journal.write import _kind  # the names under which events are journalled
from core.notifications import plan
from core.notifications.outbox import Permanent
from core.regulation.model import ClockName, FieldRule, Need, Rank
from core.regulation.parse import load, presets
from core.tickets.events import TicketEvent
from core.worktime import Reason
from tests import texts
from tests.rules.tree import ROOT, calls, parsed, strings

RUSSIAN = texts.catalogue()
TAGS = ("<b>", "</b>", "<code>", "</code>", "<i>", "</i>", "<a ", "</a>")


def test_every_text_of_the_code_has_russian_words() -> None:
    assert texts.of_the_code(), "no text was found in the code: is the extraction broken?"
    assert texts.lacking() == {}, "see python -m tests.texts"


def test_every_entry_of_the_catalogue_stands_in_the_code() -> None:
    unused = [texts.key(message) for message in texts.entries(RUSSIAN) if texts.key(message) not in texts.of_the_code()]
    assert unused == []
    assert list(RUSSIAN.obsolete) == []


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def faults(message: Message) -> Iterator[str]:
    """What is wrong with an entry of the catalogue."""
    forms, ids = texts.strings(message), texts.ids(message)
    if message.fuzzy:
        yield "is fuzzy"
    if len(forms) != (3 if len(ids) == 2 else 1) or not all(form.strip() for form in forms):
        yield "lacks words"
    wanted = set().union(*(placeholders(text) for text in ids))
    for form in forms:
        if placeholders(form) != wanted:
            yield f"has the placeholders {placeholders(form)}, not {wanted}"
        if [form.count(tag) for tag in TAGS] != [ids[-1].count(tag) for tag in TAGS]:
            yield "is formatted otherwise"
        if form.strip() != form and ids[-1].strip() == ids[-1]:
            yield "has spaces around it"


def test_every_entry_is_finished() -> None:
    messages = list(texts.entries(RUSSIAN))
    assert len(messages) > 100
    assert [f"{texts.key(message)!r} {fault}" for message in messages for fault in faults(message)] == []


def entry(**changed: Any) -> Message:
    return Message("<b>{n} day</b>", **({"string": "<b>{n} день</b>"} | changed))


def test_an_unfinished_entry_is_found() -> None:
    assert list(faults(entry())) == []
    assert list(faults(entry(flags=["fuzzy"]))) == ["is fuzzy"]
    assert "lacks words" in list(faults(entry(string="")))
    assert any("placeholders" in fault for fault in faults(entry(string="<b>{m} день</b>")))
    assert list(faults(entry(string="{n} день"))) == ["is formatted otherwise"]
    assert list(faults(entry(string="<b>{n} день</b> "))) == ["has spaces around it"]
    plural = Message(("{n} day", "{n} days"), ("{n} день", "{n} дня"))
    assert list(faults(plural)) == ["lacks words"]


def test_russian_counts_in_three_forms() -> None:
    assert RUSSIAN.num_plurals == 3


def wordless_kinds() -> set[str]:
    """Notices that are no words of ours and that the channel knows by name: messages on their way, a topic's name."""
    channel = parsed(ROOT / "bot" / "channel.py")
    values = (node.value for node in ast.walk(channel) if isinstance(node, ast.MatchValue))
    return {str(value.value) for value in values if isinstance(value, ast.Constant)}


def sent_kinds() -> dict[str, str]:
    """Every kind of notice that the code sends, and a place where it does."""
    found: dict[str, str] = {}
    for place, called, given, node in calls("core", "bot"):
        position = {"say": 0, "post": 0, "say_of": 1, "Notice": 1, "_to_topic": 1}.get(called)
        if position is None or place.startswith("bot/standin/") or len(given) <= position:
            continue
        kind, written = given[position], node.args[position]
        if isinstance(kind, str):
            found.setdefault(kind, place)
        elif isinstance(written, ast.JoinedStr):
            prefix = str(written.values[0].value) if isinstance(written.values[0], ast.Constant) else ""
            found |= {f"{prefix}{action}": place for action in ACTIONS - plan.QUIET | {"reply"}}
    return found


ACTIONS = {move.action for name in presets() for move in load(name).regulation.moves}


def test_every_notice_that_is_sent_has_a_view() -> None:
    kinds = sent_kinds()
    assert {"registered", "moved_ask", "clock_rang", "welcome", "refused", "queue"} <= kinds.keys()
    assert {"relay", "edit"} <= wordless_kinds()
    wordless = {kind: place for kind, place in kinds.items() if kind not in {*VIEWS, *wordless_kinds()}}
    assert wordless == {}


def test_every_view_words_something_that_is_sent() -> None:
    spoken = {text for _, text in strings("bot", "core")} | {f"moved_{action}" for action in ACTIONS}
    assert [kind for kind in VIEWS if kind not in spoken] == []


def refusal_codes() -> dict[str, str]:
    """Every code that a refusal is raised with, and a place where it is."""
    kinds = {"Refusal", "NotFound", "NotAllowed", "IllegalMove", "Missing", "Outdated"}
    return {
        str(given[0]): place
        for place, called, given, _ in calls("core", "bot", "storage")
        if called in kinds and given and isinstance(given[0], str)
    }


def test_every_refusal_says_what_is_the_matter() -> None:
    codes = refusal_codes()
    assert {"not_found", "illegal_move", "field_empty", "already_registered"} <= codes.keys()
    needs = {f"needs_{need}": "core/workflow/table.py" for need in get_args(Need)}
    kinds = set(get_args(FieldRule.model_fields["kind"].annotation)) - {"text"}
    needs |= {f"field_{kind}": "core/people/fields.py" for kind in kinds}
    needs |= {f"only_{rank}": "core/tickets/promotion.py" for rank in set(Rank) - {Rank.PLAIN}}
    wordless = {code: place for code, place in (codes | needs).items() if code not in refusals.TEXTS}
    assert wordless.keys() <= {"illegal_move"}, wordless  # which is worded by its own facts


def test_every_action_clock_event_and_reason_has_words() -> None:
    assert desk.ACTIONS.keys() >= ACTIONS
    assert {str(clock) for clock in ClockName} == tickets.CLOCKS.keys()
    assert {_kind(event.__new__(event)) for event in TicketEvent.__subclasses__()} <= lists.KINDS.keys()
    counted = {str(Reason.COUNTED), str(Reason.MADE_UP)}
    assert {str(reason) for reason in Reason} - counted == explain._REASONS.keys()


def test_every_way_of_not_arriving_has_words() -> None:
    codes = {code for _, code in outcome._FORBIDDEN}
    codes |= {failure.reason for _, failure in outcome._BAD_REQUESTS if isinstance(failure, Permanent)}
    assert codes <= alarms.UNDELIVERED.keys()
