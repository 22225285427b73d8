"""After the work: staff accept it for the customer, accounting confirms the payment (PLR-15)."""

from __future__ import annotations

from datetime import datetime

from core.conversations.message import speaks
from core.people.authority import Actor, require_staff
from core.tickets import transition
from core.tickets.events import InvoicePaid
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def accept(work: TicketWork, actor: Actor, ticket: Ticket, ground: str, now: datetime) -> None:
    """Close the ticket as accepted: the customer confirmed, or the ``ground`` says how else they accepted it."""
    require_staff(actor, "accept")
    await transition.make(work, actor, ticket, "accept", now, text=ground if speaks(ground) else "")


async def pay(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> None:
    """Accounting confirms that the invoice is paid. Raises NotAllowed for anybody else, Missing without an invoice."""
    await transition.make(work, actor, ticket, "pay", now)
    invoice = await work.billing.invoice_of(ticket.id)
    if invoice is not None:
        invoice.paid_at = now
        await work.billing.save_invoice(invoice)
        work.record(InvoicePaid(now, actor, ticket, invoice))
