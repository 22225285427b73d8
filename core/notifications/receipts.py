"""Receipts: staff see at their own message whether it waits, has arrived at the customer, or never will."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from core.notifications.notice import Customer, Desk, Notice, Urgency


class Fate(StrEnum):
    """What has become of staff's words; told only once it is true."""

    WAITS = "waits"
    ARRIVED = "arrived"
    FAILED = "failed"


def receipt(notice: Notice, fate: Fate, stale: float | None = None) -> Notice | None:
    """The mark under the message that this notice carries to a customer; None when it carries nobody's words.

    A later fate replaces one that is not shown yet. After ``stale`` (real seconds since 1970) it is not worth a call.
    """
    if notice.message_id is None or not isinstance(notice.to, Customer):
        return None
    facts: dict[str, Any] = {"message": notice.message_id, "fate": fate}
    if stale is not None:
        facts["stale"] = stale
    lane = f"receipt:{notice.message_id}"
    return Notice(Desk(), "receipt", facts, Urgency.COSMETIC, lane, lane)
