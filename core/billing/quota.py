"""The quota of work for one customer: at most so many hours within any so many days (PLR-12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from core.billing.money import MINUTES_IN_HOUR
from core.billing.worklog import WorkEntry
from core.regulation.model import QuotaRule


def window(rule: QuotaRule) -> timedelta:
    """The elapsed time within which work counts."""
    return timedelta(days=rule.days)


def used_up_until(entries: Iterable[WorkEntry], rule: QuotaRule, now: datetime) -> datetime | None:
    """When enough old work will have left the window; None while the quota is not exceeded at ``now``.

    Work leaves the window exactly ``days`` elapsed days after it was logged.
    """
    counted = sorted((entry for entry in entries if now - window(rule) < entry.at <= now), key=lambda entry: entry.at)
    over = sum(entry.accounted for entry in counted) - rule.hours * MINUTES_IN_HOUR
    for entry in counted:
        if over <= 0:
            break
        over -= entry.accounted
        if over <= 0:
            return entry.at + window(rule)
    return None
