"""What a piece of paid work will cost: told to the customer, who agrees before it starts (PLR-4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.billing.money import MINUTES_IN_HOUR, cost, kopecks
from core.errors import Missing
from core.regulation.model import MoneyRule, Priority

_DECIMAL = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)", re.ASCII)


@dataclass(slots=True)
class Estimate:
    """Time and money for a ticket; ``rate`` and ``total`` in kopecks, ``agreed`` None until the customer decides."""

    id: int
    ticket_id: int
    at: datetime
    minutes: int
    rate: int
    priority: str
    coefficient: Decimal
    total: int
    text: str = ""
    agreed: bool | None = None
    decided_at: datetime | None = None


def drawn_up(ticket_id: int, minutes: int, money: MoneyRule, priority: Priority, text: str, now: datetime) -> Estimate:
    """An estimate by the regulation's rate and the coefficient of the ordered priority (PLR-7)."""
    rate = kopecks(money.rate)
    total = cost(minutes, rate, priority.coefficient)
    return Estimate(0, ticket_id, now, minutes, rate, priority.id, priority.coefficient, total, text)


def read_hours(text: str) -> int:
    """Minutes of ``2``, ``2,5`` or ``0:40``. Raises Missing("needs_estimate") for anything else than whole minutes."""
    minutes = Decimal(0)
    if clock := _CLOCK.fullmatch(text):
        minutes = Decimal(int(clock[1]) * MINUTES_IN_HOUR + int(clock[2]))
    elif _DECIMAL.fullmatch(text):
        minutes = Decimal(text.replace(",", ".")) * MINUTES_IN_HOUR
    if minutes <= 0 or minutes % 1:
        raise Missing("needs_estimate", field="estimate")
    return int(minutes)
