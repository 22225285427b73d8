"""Which waiting parcels are single texts of people, so that they may go as one message."""

from __future__ import annotations

from collections.abc import Sequence

from core.notifications.notice import Parcel


def mergeable(first: Parcel, following: Sequence[Parcel]) -> list[Parcel]:
    """The parcels right behind it that are single texts of people too, and may go as one message with it."""
    if not _single(first):
        return []
    found: list[Parcel] = []
    for parcel in following:
        if not _single(parcel) or parcel.notice.facts.get("number") != first.notice.facts.get("number"):
            break
        found.append(parcel)
    return found


def _single(parcel: Parcel) -> bool:
    notice = parcel.notice
    whole = len(notice.facts.get("messages", ())) == 1 and not notice.facts.get("part")
    return notice.kind == "relay" and whole and not notice.key
