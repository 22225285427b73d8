"""What work costs, how it is accounted, and how papers are numbered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.regulation.basics import Clause, Roubles, Rule


class MoneyRule(Rule):
    """What work costs: roubles an hour, before the coefficient of the priority (PLR-7).

    ``pays`` says by which priority: the one that was ordered, or the one that was actually kept (PLR-9).
    """

    rate: Roubles
    pays: Literal["ordered", "kept"] = "ordered"
    kept_clause: Clause | None = None
    clause: Clause


class DocumentRule(Rule):
    """How acts or invoices are numbered: ``{year}`` and ``{counter}``, a counter of their own."""

    format: str
    clause: Clause


class QuotaRule(Rule):
    """Work of at most ``hours`` within any ``days`` (elapsed) for one customer; beyond it terms wait (PLR-12)."""

    hours: Annotated[int, Field(gt=0, strict=True)]
    days: Annotated[int, Field(gt=0, strict=True)]
    clause: Clause


class AccountingRule(Rule):
    """The least time accounted for one answer, minutes."""

    least_minutes: Annotated[int, Field(gt=0, strict=True)]
    clause: Clause
