"""What every rule of a regulation is made of: identifiers, clauses, numbers, and the words that code and data share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Need = Literal["text", "reason", "until", "estimate", "items", "agreement", "approval", "invoice"]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")]
Clause = Annotated[str, Field(pattern=r"^[A-Z]{2,8}-\d{1,3}$")]
Phrase = Annotated[str, Field(pattern=r"\w")]
Percent = Annotated[int, Field(gt=0, le=1000, strict=True)]
Flag = Annotated[bool, Field(strict=True)]


def _decimal(value: object) -> object:
    """Money and coefficients are written as text or whole numbers: a TOML float is not exact."""
    if isinstance(value, float):
        raise ValueError(f'дробное число пишите в кавычках: "{value}"')
    return value


Coefficient = Annotated[Decimal, BeforeValidator(_decimal), Field(gt=0, le=100, max_digits=6, decimal_places=3)]
Roubles = Annotated[Decimal, BeforeValidator(_decimal), Field(gt=0, max_digits=12, decimal_places=2)]


@dataclass(frozen=True, slots=True)
class Level:
    """What a term depends on: priority, the customer's plan, the category of the request; empty for none."""

    priority: str
    plan: str = ""
    category: str = ""


class Rule(BaseModel):
    """A piece of a regulation: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ClockName(StrEnum):
    """What a term measures (rules.md section 3)."""

    REGISTRATION = "registration"
    REACTION = "reaction"
    UPDATE = "update"
    RESOLUTION = "resolution"
    ACCEPTANCE = "acceptance"
    COMPLAINT = "complaint"
    """From a complaint to the managers until their answer (NET-7)."""
    REWORK = "rework"
    """From an agreed list of rework until the dates agreed in it (SIN-11)."""


class Role(StrEnum):
    """Who acts (rules.md section 5)."""

    CUSTOMER = "customer"
    ENGINEER = "engineer"
    MANAGER = "manager"
    ACCOUNTING = "accounting"
    SYSTEM = "system"


class Rank(StrEnum):
    """What a customer may do for their organisation; each rank may do what the ones before it may."""

    PLAIN = "plain"
    AUTHORISED = "authorised"
    OWNER = "owner"


class Audience(StrEnum):
    """Whom an escalation reaches."""

    ASSIGNEE = "assignee"
    ON_DUTY = "on_duty"
    """Those whom the duty roster has now; without one, every engineer who is not away."""
    MANAGERS = "managers"
    ACCOUNTING = "accounting"
    EVERYBODY = "everybody"
