"""Telling somebody that what they asked for was not done: where they asked, whatever their update looked like."""

from __future__ import annotations

import json
from typing import Any

from bot.turn import Turn
from core.notifications.notice import Customer, Notice


async def tell(turn: Turn, code: str, facts: dict[str, Any]) -> None:
    """Tell the person where they asked: the customer in private, the staff in the topic."""
    shown = {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
    source = _source(turn.row.raw)
    if str(source["chat"]) == turn.staff_chat:
        if source["topic"]:
            topic = await turn.work.store.telegram.topic_at(turn.staff_chat, source["topic"])
            turn.thread = topic.thread if topic else None
        turn.post("desk_refused", code=code, reply_to=source["message"], **shown)
    elif source["user"]:
        person = await turn.work.people.by_address("telegram", str(source["user"]))
        if person is not None:
            turn.work.tell(Notice(Customer(person.id), "refused", shown | {"code": code}))


def _source(raw: str) -> dict[str, Any]:
    """Chat, user, topic and message of an update, whatever kind it is, even when nothing else of it can be read."""
    update = json.loads(raw)
    event: dict[str, Any] = next((value for value in update.values() if isinstance(value, dict)), {})
    message = event["message"] if isinstance(event.get("message"), dict) else event
    topic = _number(message, "message_thread_id") if message.get("is_topic_message") else None
    return {
        "chat": _number(message.get("chat"), "id"),
        "user": _number(event.get("from"), "id"),
        "topic": topic,
        "message": _number(message, "message_id"),
    }


def _number(holder: Any, name: str) -> int | None:
    found = holder.get(name) if isinstance(holder, dict) else None
    return found if type(found) is int and abs(found) < 2**63 else None
