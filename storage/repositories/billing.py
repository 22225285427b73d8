"""Work logged, estimates, acts and invoices as rows."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.billing.act import Act, ActKind, ActState, Item
from core.billing.estimate import Estimate
from core.billing.invoice import Invoice
from core.billing.worklog import WorkEntry
from storage.repositories.visibility import visible
from storage.tables.billing import acts, estimates, invoices, worklog
from storage.tables.tickets import tickets


class BillingRows:
    """Money and papers; whoever changes one has locked its ticket."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_work(self, entry: WorkEntry) -> WorkEntry:
        return replace(entry, id=await self._add(worklog, asdict(entry)))

    async def work_on(self, ticket_id: int) -> list[WorkEntry]:
        return [WorkEntry(**row) for row in await self._rows(worklog, worklog.c.ticket_id == ticket_id)]

    async def work_for(self, person_id: int, since: datetime) -> list[WorkEntry]:
        mine = sa.and_(worklog.c.person_id == person_id, worklog.c.at > since)
        return [WorkEntry(**row) for row in await self._rows(worklog, mine)]

    async def work_for_organisation(self, organisation_id: int, since: datetime) -> list[WorkEntry]:
        theirs = sa.select(tickets.c.id).where(tickets.c.organisation_id == organisation_id)
        which = sa.and_(worklog.c.ticket_id.in_(theirs), worklog.c.at > since)
        return [WorkEntry(**row) for row in await self._rows(worklog, which)]

    async def worked(self, since: datetime, until: datetime) -> list[WorkEntry]:
        return [WorkEntry(**row) for row in await self._rows(worklog, _within(worklog.c.at, since, until))]

    async def add_estimate(self, estimate: Estimate) -> Estimate:
        estimate.id = await self._add(estimates, _priced(estimate))
        return estimate

    async def estimate(self, estimate_id: int) -> Estimate | None:
        found = await self._rows(estimates, estimates.c.id == estimate_id)
        return _estimate(found[0]) if found else None

    async def estimates(self, ticket_id: int) -> list[Estimate]:
        return [_estimate(row) for row in await self._rows(estimates, estimates.c.ticket_id == ticket_id)]

    async def save_estimate(self, estimate: Estimate) -> None:
        await self._save(estimates, _priced(estimate))

    async def add_act(self, act: Act) -> Act:
        act.id = await self._add(acts, _act_values(act))
        return act

    async def act(self, act_id: int) -> Act | None:
        found = await self._rows(acts, acts.c.id == act_id)
        return _act(found[0]) if found else None

    async def acts(self, ticket_id: int) -> list[Act]:
        return [_act(row) for row in await self._rows(acts, acts.c.ticket_id == ticket_id)]

    async def save_act(self, act: Act) -> None:
        await self._save(acts, _act_values(act))

    async def add_invoice(self, invoice: Invoice) -> Invoice:
        invoice.id = await self._add(invoices, _priced(invoice))
        return invoice

    async def invoice_of(self, ticket_id: int) -> Invoice | None:
        found = await self._rows(invoices, invoices.c.ticket_id == ticket_id)
        return _invoice(found[0]) if found else None

    async def invoices(self, person_id: int) -> list[Invoice]:
        seen = sa.select(tickets.c.id).where(visible(person_id))
        return [_invoice(row) for row in await self._rows(invoices, invoices.c.ticket_id.in_(seen))]

    async def invoiced(self, since: datetime, until: datetime) -> list[Invoice]:
        either = sa.or_(_within(invoices.c.at, since, until), _within(invoices.c.paid_at, since, until))
        return [_invoice(row) for row in await self._rows(invoices, either)]

    async def save_invoice(self, invoice: Invoice) -> None:
        await self._save(invoices, _priced(invoice))

    async def _rows(self, table: sa.Table, which: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
        found = await self._connection.execute(sa.select(table).where(which).order_by(table.c.id))
        return [dict(row) for row in found.mappings()]

    async def _add(self, table: sa.Table, values: dict[str, Any]) -> int:
        del values["id"]
        row_id: int = (await self._connection.execute(table.insert().values(values).returning(table.c.id))).scalar_one()
        return row_id

    async def _save(self, table: sa.Table, values: dict[str, Any]) -> None:
        await self._connection.execute(table.update().where(table.c.id == values["id"]).values(values))


def _within(column: sa.Column[Any], since: datetime, until: datetime) -> sa.ColumnElement[bool]:
    """``until`` does not belong to the period."""
    return sa.and_(column >= since, column < until)


def _priced(paper: Estimate | Invoice) -> dict[str, Any]:
    """A coefficient is kept as text: exact on every database."""
    return asdict(paper) | {"coefficient": str(paper.coefficient)}


def _estimate(row: dict[str, Any]) -> Estimate:
    return Estimate(**row | {"coefficient": Decimal(row["coefficient"])})


def _invoice(row: dict[str, Any]) -> Invoice:
    return Invoice(**row | {"coefficient": Decimal(row["coefficient"])})


def _act_values(act: Act) -> dict[str, Any]:
    items = [{"text": item.text, "due": item.due.isoformat() if item.due else None} for item in act.items]
    return {
        "id": act.id,
        "number": act.number,
        "ticket_id": act.ticket_id,
        "kind": act.kind.value,
        "at": act.at,
        "items": items,
        "state": act.state.value,
        "reason": act.reason,
        "decided_at": act.decided_at,
    }


def _act(row: dict[str, Any]) -> Act:
    items = tuple(
        Item(item["text"], datetime.fromisoformat(item["due"]).astimezone(UTC) if item["due"] else None)
        for item in row["items"]
    )
    return Act(**row | {"kind": ActKind(row["kind"]), "state": ActState(row["state"]), "items": items})
