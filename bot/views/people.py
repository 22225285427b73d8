"""Who may what: ranks, plans, identity; and who is responsible while somebody is away."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.promotion import field_hint
from bot.words import Words, mark

VIEWS = Gallery()

RANKS = {
    "plain": mark(
        "You can ask and get advice here; official requests are filed by your organisation's authorised persons."
    ),
    "authorised": mark("You may now file official requests for your organisation."),
    "owner": mark("You are known to us as the owner: you may file every kind of official request."),
}
ROLES = {
    "engineer": mark("engineer"),
    "manager": mark("manager"),
    "accounting": mark("accounting"),
}
NOW = {
    "plain": mark("plain contact"),
    "authorised": mark("authorised person"),
    "owner": mark("owner"),
}


@VIEWS
def customer_changed(t: Words, facts: Facts) -> Screen:
    """What staff decided of the customer, said to the customer."""
    after = facts["after"]
    match facts["what"]:
        case "rank":
            return Screen(t(RANKS[after]))
        case "plan":
            return Screen(t("Your plan of support is now: {title}.", title=_plan(t, after)))
        case _:
            return Screen(t("Your details are verified, thank you."))


@VIEWS
def desk_customer_changed(t: Words, facts: Facts) -> Screen:
    after = facts["after"]
    match facts["what"]:
        case "rank":
            return Screen(t("Noted, the customer is told: {rank}.", rank=t(NOW[after])))
        case "plan":
            return Screen(t("Noted, the customer is told: plan {title}.", title=_plan(t, after)))
        case _:
            return Screen(t("Noted: the customer is verified."))


def _plan(t: Words, plan_id: str) -> str:
    plan = t.regulation.plan(plan_id)
    return plan.title if plan else plan_id


@VIEWS
def handed_over(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "Request No. {number} is handed over: from now on {after} is responsible for it instead of {before}.",
            **facts,
        )
    )


@VIEWS
def desk_handed_over(t: Words, facts: Facts) -> Screen:
    return Screen(t("Responsible: {before} → {after}", **facts))


@VIEWS
def responsible_away(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "{name}, who is responsible for request No. {number}, will be away from {since} to {until}."
            " Write here as before: colleagues read this chat.",
            **_period(t, facts),
        )
    )


@VIEWS
def desk_away(t: Words, facts: Facts) -> Screen:
    return Screen(t("{name} will be away from {since} to {until}.", **_period(t, facts)))


@VIEWS
def contact_away(t: Words, facts: Facts) -> Screen:
    return Screen(t("Noted: you are away from {since} to {until}. Support is told.", **_period(t, facts)))


@VIEWS
def desk_contact_away(t: Words, facts: Facts) -> Screen:
    text = t("The customer will be away from {since} to {until}: {name}.", **_period(t, facts))
    return Screen(text + ("\n" + t("{text}", text=facts["text"]) if facts["text"] else ""))


@VIEWS
def away_noted(t: Words, facts: Facts) -> Screen:
    lines = [t("{name} will be away from {since} to {until}.", **_period(t, facts))]
    if facts["to"]:
        lines.append(t("Requests handed over to {to}: {count}.", to=facts["to"], count=facts["count"]))
    elif facts["count"]:
        lines.append(t("Requests whose customers are concerned: {count}.", count=facts["count"]))
    return Screen("\n".join(lines))


@VIEWS
def back_noted(t: Words, facts: Facts) -> Screen:
    return Screen(t("{name} is back.", **facts))


@VIEWS
def role_given(t: Words, facts: Facts) -> Screen:
    role = ROLES[facts["role"]]
    return Screen(t("{name}: {role}.", name=facts["name"], role=t(role)))


def _period(t: Words, facts: Facts) -> Facts:
    return facts | {"since": t.moment(facts["since"]), "until": t.moment(facts["until"])}


def _not_now(t: Words) -> tuple[tuple[Button, ...], ...]:
    return ((Button(t.label("Not now"), Press(do="identify_not_now")),),)


@VIEWS
def identify_asked(t: Words, facts: Facts) -> Screen:
    """Staff demand identification (NET-3): which details, and the first question."""
    lines = [
        t("To go on with request No. {number} we have to make sure that it is you.", number=facts["number"]),
        t("We need: {titles}. Only the staff concerned see it.", titles=", ".join(facts["titles"])),
        "",
        *_question(t, facts),
    ]
    return Screen("\n".join(lines), _not_now(t))


@VIEWS
def ask_identity(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join(_question(t, facts)), _not_now(t))


def _question(t: Words, facts: Facts) -> list[str]:
    hint = field_hint(t, facts)
    return [t("<b>{title}</b>", title=facts["title"]), *([hint] if hint else [])]


@VIEWS
def identified(t: Words, facts: Facts) -> Screen:
    return Screen(t("Thank you, that is all we need. You may now delete these messages from the chat."))


@VIEWS
def identify_put_off(t: Words, facts: Facts) -> Screen:
    return Screen(t("As you wish. Without these details request No. {number} may have to wait.", **facts))


@VIEWS
def desk_identify_asked(t: Words, facts: Facts) -> Screen:
    return Screen(t("The customer is asked for: {titles}.", titles=", ".join(facts["titles"])))


@VIEWS
def desk_identified(t: Words, facts: Facts) -> Screen:
    return Screen(t("The customer stated: {title}. It is on the card.", **facts))


@VIEWS
def desk_not_identified(t: Words, facts: Facts) -> Screen:
    return Screen(t("The customer does not want to state now: {title}.", **facts))


@VIEWS
def secrets(t: Words, facts: Facts) -> Screen:
    """In full, to one manager in private; that they read it is in the journal."""
    lines = [t("Request No. {number}. Your reading this is in the journal.", number=facts["number"])]
    return Screen("\n".join(lines + [t("<b>{title}:</b> {value}", **field) for field in facts["fields"]]))


@VIEWS
def secrets_told(t: Words, facts: Facts) -> Screen:
    return Screen(t("Sent to {name} in private; the reading is in the journal.", **facts))


@VIEWS
def queue_advice(t: Words, facts: Facts) -> Screen:
    """A word of the customer that moves the request back (PLR-13), or that speeds nothing up (NET-9)."""
    if facts["advice"] == "nudge":
        return Screen(t("{text}", text=facts["nudge"]), quiet=True)
    return Screen(
        t(
            "Your message is in request No. {number}. By the regulation the request is now at the end of the queue,"
            " and the next message moves it there again: it is best to write everything at once.",
            **facts,
        ),
        quiet=True,
    )
