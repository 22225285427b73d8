"""What the use cases ask of the store about money and papers."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.billing.act import Act
from core.billing.estimate import Estimate
from core.billing.invoice import Invoice
from core.billing.worklog import WorkEntry


class Billing(Protocol):
    """Work, estimates, acts and invoices of the desk, as the store keeps them; lists are in order of entry."""

    async def add_work(self, entry: WorkEntry) -> WorkEntry: ...
    async def work_on(self, ticket_id: int) -> list[WorkEntry]: ...
    async def work_for(self, person_id: int, since: datetime) -> list[WorkEntry]:
        """Work logged for a customer after ``since``, whatever the ticket."""

    async def work_for_organisation(self, organisation_id: int, since: datetime) -> list[WorkEntry]:
        """Work logged after ``since`` on the tickets of an organisation, whoever of it asked (PLR-12)."""

    async def worked(self, since: datetime, until: datetime) -> list[WorkEntry]:
        """Work logged within a period, for whomever."""

    async def add_estimate(self, estimate: Estimate) -> Estimate: ...
    async def estimate(self, estimate_id: int) -> Estimate | None: ...
    async def estimates(self, ticket_id: int) -> list[Estimate]: ...
    async def save_estimate(self, estimate: Estimate) -> None: ...

    async def add_act(self, act: Act) -> Act: ...
    async def act(self, act_id: int) -> Act | None: ...
    async def acts(self, ticket_id: int) -> list[Act]: ...
    async def save_act(self, act: Act) -> None: ...

    async def add_invoice(self, invoice: Invoice) -> Invoice: ...
    async def invoice_of(self, ticket_id: int) -> Invoice | None: ...
    async def invoices(self, person_id: int) -> list[Invoice]:
        """The invoices of the tickets that this customer may see."""

    async def invoiced(self, since: datetime, until: datetime) -> list[Invoice]:
        """Invoices that were issued or paid within a period."""

    async def save_invoice(self, invoice: Invoice) -> None: ...
