"""Invoices: accounted work at the regulation's rate and the coefficient of the priority actually kept (PLR-9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.billing.estimate import Estimate
from core.billing.worklog import WorkEntry


@dataclass(slots=True)
class Invoice:
    """What a customer owes for a ticket; ``rate`` and ``total`` in kopecks, ``paid_at`` None until it is paid."""

    id: int
    number: str
    ticket_id: int
    person_id: int
    at: datetime
    minutes: int
    rate: int
    ordered: str
    kept: str
    coefficient: Decimal
    total: int
    paid_at: datetime | None = None


def payable(estimates: Iterable[Estimate], entries: Iterable[WorkEntry]) -> tuple[Estimate, int] | None:
    """The estimate that was agreed to last, and the accounted minutes of the work done under an agreement.

    None for free work: nothing was agreed to, so whatever was logged belongs to the support (PLR-4).
    """
    agreed = [estimate for estimate in estimates if estimate.agreed]
    since = min((estimate.decided_at for estimate in agreed if estimate.decided_at), default=None)
    if since is None:
        return None
    return agreed[-1], sum(entry.accounted for entry in entries if entry.at >= since)
