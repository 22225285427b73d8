"""The outside of an update: its order belongs to the chat it is about, whatever its kind."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.dispatcher import ALLOWED_UPDATES
from bot.ingest.envelope import address, row

ANNA, GROUP = {"id": 101, "first_name": "Анна"}, {"id": -1001, "type": "supergroup"}
MESSAGE = {"message_id": 5, "date": 0, "chat": GROUP, "from": ANNA, "text": "x"}
MEMBER = {"chat": GROUP, "from": ANNA, "date": 0, "old_chat_member": {}, "new_chat_member": {}}

KINDS: list[tuple[str, dict[str, Any], str]] = [
    ("message", MESSAGE, "-1001"),
    ("edited_message", MESSAGE, "-1001"),
    ("channel_post", MESSAGE, "-1001"),
    ("edited_channel_post", MESSAGE, "-1001"),
    ("business_connection", {"id": "b1", "user": ANNA, "user_chat_id": 101}, "101"),
    ("business_message", MESSAGE, "-1001"),
    ("deleted_business_messages", {"business_connection_id": "b1", "chat": GROUP, "message_ids": [5]}, "-1001"),
    ("callback_query", {"id": "1", "from": ANNA, "message": MESSAGE, "data": "x"}, "-1001"),
    ("callback_query", {"id": "1", "from": ANNA, "inline_message_id": "i1", "data": "x"}, "101"),
    ("callback_query", {"id": "1", "from": ANNA, "message": {"message_id": 5, "date": 0, "chat": GROUP}}, "-1001"),
    ("inline_query", {"id": "1", "from": ANNA, "query": "", "offset": ""}, "101"),
    ("chosen_inline_result", {"result_id": "1", "from": ANNA, "query": ""}, "101"),
    ("shipping_query", {"id": "1", "from": ANNA}, "101"),
    ("pre_checkout_query", {"id": "1", "from": ANNA}, "101"),
    ("poll", {"id": "p1", "question": "?"}, ""),
    ("poll_answer", {"poll_id": "p1", "user": ANNA, "option_ids": []}, "101"),
    ("message_reaction", {"chat": GROUP, "message_id": 5, "user": ANNA, "date": 0}, "-1001"),
    ("message_reaction_count", {"chat": GROUP, "message_id": 5, "date": 0}, "-1001"),
    ("my_chat_member", MEMBER, "-1001"),
    ("chat_member", MEMBER, "-1001"),
    ("chat_join_request", {"chat": GROUP, "from": ANNA, "user_chat_id": 101, "date": 0}, "-1001"),
    ("chat_boost", {"chat": GROUP, "boost": {}}, "-1001"),
    ("a_kind_of_tomorrow", {"chat": GROUP}, "-1001"),
]


@pytest.mark.parametrize(("kind", "event", "chat"), KINDS, ids=[f"{n}-{kind}" for n, (kind, _, _) in enumerate(KINDS)])
def test_an_update_is_kept_in_the_order_of(kind: str, event: dict[str, Any], chat: str) -> None:
    assert address({"update_id": 1, kind: event}) == chat


def test_the_kinds_that_we_ask_for_are_all_tried() -> None:
    assert set(ALLOWED_UPDATES) <= {kind for kind, _, _ in KINDS}


def test_what_is_stored_is_the_update_itself() -> None:
    update = {"update_id": 7, "message": MESSAGE | {"text": "Привет 🙂 «»"}}
    number, chat, raw = row(update)
    assert (number, chat, json.loads(raw)) == (7, "-1001", update)
    assert "Привет 🙂" in raw


def test_an_update_without_anything_belongs_to_nobody() -> None:
    assert address({"update_id": 1}) == ""


@pytest.mark.parametrize("chat", [[], "x", {"id": "\ud83d"}, {"id": "9" * 400}, {}, None])
def test_an_update_that_is_none_keeps_nobody_from_being_stored(chat: Any) -> None:
    """Whatever stands where a chat should be, the row is one that a database takes."""
    _, found, raw = row({"update_id": 7, "message": {"chat": chat, "text": "\ud83d"}})
    assert len(found) <= 32
    assert (found + raw).encode()
