"""Money in words: estimates, invoices, acceptance, the quota."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.screen import Button, Press, Screen
from bot.views.alarms import mentions
from bot.views.kinds import Facts, Gallery
from bot.views.rating import rated_below
from bot.views.tickets import term_lines
from bot.words import Words, mark

VIEWS = Gallery()


def roubles(kopecks: int) -> str:
    """``3 400,00 ₽``."""
    whole, rest = divmod(kopecks, 100)
    return f"{whole:,}".replace(",", " ") + f",{rest:02} ₽"


def _sum(t: Words, facts: Facts) -> str:
    """Time × rate × coefficient = total (PLR-7)."""
    if Decimal(facts["coefficient"]) == 1:
        return t(
            "{length} × {rate} an hour = <b>{total}</b>",
            length=t.duration(facts["minutes"] * 60),
            rate=roubles(facts["rate"]),
            total=roubles(facts["total"]),
        )
    return t(
        "{length} × {rate} an hour × {coefficient} = <b>{total}</b>",
        length=t.duration(facts["minutes"] * 60),
        rate=roubles(facts["rate"]),
        coefficient=facts["coefficient"].replace(".", ","),
        total=roubles(facts["total"]),
    )


@VIEWS
def estimate_given(t: Words, facts: Facts) -> Screen:
    """The customer agrees before paid work starts (PLR-4)."""
    lines = [t("<b>Request No. {number}: the work is paid.</b>", number=facts["number"])]
    if facts["text"]:
        lines.append(t("{by}: {text}", by=facts["by"], text=facts["text"]))
    lines += [
        t("Priority: {priority}", priority=t.priority(facts["priority"])),
        _sum(t, facts),
        t("The invoice will be for the time actually spent."),
    ]
    money = t.regulation.money
    if money and money.pays == "kept" and Decimal(facts["coefficient"]) != 1:
        kept = mark(
            "If we begin later than this priority promises, you pay as for the one that we kept (clause {clause})."
        )
        lines.append(t(kept, clause=money.kept_clause or money.clause))
    lines += ["", t("The work begins when you agree. Do you?")]
    agree = Button(t.label("I agree"), Press(do="e_agree", id=facts["estimate"]), style="success")
    return Screen("\n".join(lines), ((agree, Button(t.label("Decline"), Press(do="e_decline", id=facts["estimate"]))),))


@VIEWS
def desk_estimate_given(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join([t("The customer was told the price:"), _sum(t, facts)]))


@VIEWS
def estimate_decided(t: Words, facts: Facts) -> Screen:
    agreed = mark("Thank you! You agreed to {total} for request No. {number}, we begin.")
    declined = mark("You declined the price of request No. {number}; the work does not begin.")
    text, total = agreed if facts["agreed"] else declined, roubles(facts["total"])
    return Screen(t(text, number=facts["number"], total=total))


def _invoice_lines(t: Words, facts: Facts) -> list[str]:
    lines = [t("Priority: {priority}", priority=t.priority(facts["kept"])), _sum(t, facts)]
    if facts["kept"] != facts["ordered"]:
        lines.append(_why_kept(t, facts))
    return lines


def _why_kept(t: Words, facts: Facts) -> str:
    """The ordered priority was not kept: the work costs what the kept one does (PLR-9)."""
    known = {"ordered": t.priority(facts["ordered"]), "kept": t.priority(facts["kept"])}
    money = t.regulation.money
    clause = money.kept_clause or money.clause if money else ""
    late = mark(
        "Ordered was «{ordered}»: the reaction was due {due} and came {reacted}."
        " So the work is paid as «{kept}» (clause {clause} of the regulation)."
    )
    never = mark(
        "Ordered was «{ordered}»: the reaction was due {due} and did not come in time."
        " So the work is paid as «{kept}» (clause {clause} of the regulation)."
    )
    text, due, reacted = late if facts["reacted"] else never, t.moment(facts["due"]), t.moment(facts["reacted"])
    return t(text, **known, clause=clause, due=due, reacted=reacted)


@VIEWS
def invoice_issued(t: Words, facts: Facts) -> Screen:
    """What is to be paid, and by which priority (PLR-9, PLR-15)."""
    title = t(
        "<b>Invoice No. {invoice}</b> for request No. {number}", invoice=facts["invoice_number"], **_number(facts)
    )
    return Screen("\n".join([title, *_invoice_lines(t, facts), t("All your invoices: /invoices")]))


@VIEWS
def desk_invoice_issued(t: Words, facts: Facts) -> Screen:
    lines = [t("Invoice No. {invoice} is issued.", invoice=facts["invoice_number"]), *_invoice_lines(t, facts)]
    if facts["mentions"]:
        lines.append(t("When it is paid: /pay. {mentions}", mentions=mentions(facts)))
    return Screen("\n".join(lines))


@VIEWS
def invoice_paid(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "Invoice No. {invoice} for {total} is paid, thank you! Request No. {number} is finished.",
            invoice=facts["invoice_number"],
            total=roubles(facts["total"]),
            **_number(facts),
        )
    )


@VIEWS
def my_invoices(t: Words, facts: Facts) -> Screen:
    """Number, sum and state of every invoice (PLR-15)."""
    if not facts["invoices"]:
        return Screen(t("You have no invoices."))
    lines = [t("<b>Your invoices</b>")]
    for invoice in facts["invoices"]:
        paid = t("paid {at}", at=t.moment(invoice["paid"])) if invoice["paid"] else t("not paid")
        lines.append(
            t(
                "No. {invoice}, request No. {number}: {total}, {state}",
                invoice=invoice["invoice_number"],
                total=roubles(invoice["total"]),
                state=paid,
                **_number(invoice),
            )
        )
    return Screen("\n".join(lines))


@VIEWS
def quota_exceeded(t: Words, facts: Facts) -> Screen:
    """The term waits until enough old work has left the period (PLR-12)."""
    return Screen("\n".join([_quota(t, facts), *term_lines(t, facts)]))


@VIEWS
def desk_quota_exceeded(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join([t("The customer was told:"), _quota(t, facts), *term_lines(t, facts)]))


def _quota(t: Words, facts: Facts) -> str:
    own = mark(
        "Request No. {number}: more than {hours} h of work were done for you in {days} days,"
        " as the regulation provides. The term waits until {until}."
    )
    of_organisation = mark(
        "Request No. {number}: more than {hours} h of work were done for your organisation in {days} days,"
        " as the regulation provides. The term waits until {until}."
    )
    text = of_organisation if facts["organisation"] else own
    return t(
        text,
        hours=facts["hours"],
        days=facts["days"],
        until=t.moment(facts["until"]),
        **_number(facts),
    )


def _number(facts: Facts) -> dict[str, Any]:
    return {"number": facts["number"]}


@VIEWS
def moved_work(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join([t("Request No. {number} is in work: {by}.", **facts), *term_lines(t, facts)]))


@VIEWS
def moved_accept(t: Words, facts: Facts) -> Screen:
    text = t("<b>Request No. {number} is accepted</b> and read-only from now on.", **_number(facts))
    return rated_below(t, text + ("\n" + t("Ground: {text}", text=facts["text"]) if facts["text"] else ""), facts)


@VIEWS
def late_word(t: Words, facts: Facts) -> Screen:
    """A word in a closed ticket has become talk; a new request can be made of it (rules.md 4.7)."""
    text = t("Request No. {number} is closed and read-only. Write here to file a new one.", **_number(facts))
    more = t("A consultant has your message.")
    return Screen(
        f"{text}\n{more}",
        ((Button(t.label("File a request"), Press(do="promote", id=facts["ticket"]), style="primary"),),),
    )
