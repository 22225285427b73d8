"""Who may register which request; who may not is told why and whom to ask (rules.md section 5, PLR-2, INS-2)."""

from __future__ import annotations

from core.errors import NotAllowed, NotFound
from core.people.account import Account, account_of, speakers
from core.people.authority import Actor, ranks
from core.regulation.model import Category, Rank
from core.tickets.ports import TicketWork


async def account_to_register(work: TicketWork, actor: Actor) -> Account:
    """The customer's account, when they may register. Raises NotAllowed when only authorised persons may."""
    if actor.person_id is None:
        raise NotFound("not_found")
    account = await account_of(work.organisations, await work.people.get(actor.person_id))
    if work.regulation.registration.who == "authorised" and not ranks(account.rank, Rank.AUTHORISED):
        ask = await _whom_to_ask(work, account, Rank.AUTHORISED)
        raise NotAllowed(
            "not_authorised", clause=work.regulation.registration.clause, ask=ask, known=bool(account.member)
        )
    return account


async def may_file(work: TicketWork, category: Category, account: Account) -> None:
    """Some kinds of request are taken from persons of a certain rank only. Raises NotAllowed for others (INS-2)."""
    if not ranks(account.rank, category.who):
        ask = await _whom_to_ask(work, account, category.who)
        raise NotAllowed(f"only_{category.who}", title=category.title, clause=category.clause, ask=ask)


async def _whom_to_ask(work: TicketWork, account: Account, needed: Rank) -> str:
    """The names of those of the customer's organisation who may do what the customer may not."""
    found = await speakers(work.organisations, account.organisation)
    return ", ".join(member.name for member in found if ranks(member.rank, needed))
