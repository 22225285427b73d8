"""Organisations and their contacts: what staff see of them, and what colleagues hear of each other."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.desk import ACTIONS
from bot.views.kinds import Facts, Gallery
from bot.views.people import NOW, RANKS
from bot.words import Words, mark

VIEWS = Gallery()


@VIEWS
def organisation(t: Words, facts: Facts) -> Screen:
    """All that is known of the customer's organisation (staff)."""
    lines = [t("<b>{name}</b>", name=facts["name"])]
    if facts["new"]:
        lines.append(t("A new organisation: check that the name is right."))
    lines.append(t("Contract: {number}", number=facts["contract"] or t("not stated")))
    if facts["plan"]:
        lines.append(t("Plan: {title}", title=facts["plan"]))
    if facts["advice"]:
        lines.append(t("The contract allows advice beyond the regulation."))
    lines += ["", t("Contacts:"), *(_contact(t, one) for one in facts["members"])]
    if facts["phones"]:
        lines += ["", t("Telephones on file:")]
        lines += [_phone(t, one) for one in facts["phones"]]
    lines += ["", t("Open requests: {count}", count=facts["open"])]
    return Screen("\n".join(lines))


def _contact(t: Words, one: Facts) -> str:
    rank, username = NOW[one["rank"]], one["username"]
    known_as = t(" (@{name})", name=username) if username else ""
    return t("• {name}{username} — {rank}", name=one["name"], username=known_as, rank=t(rank))


def _phone(t: Words, one: Facts) -> str:
    rank, name = NOW[one["rank"]], one["name"]
    whose = t(", {name}", name=name) if name else ""
    return t("• {phone} — {rank}{name}", phone=one["phone"], rank=t(rank), name=whose)


@VIEWS
def desk_left_organisation(t: Words, facts: Facts) -> Screen:
    return Screen(t("Noted, the customer is told: no contact of {name} any more.", name=facts["name"]))


def _may(t: Words, rank: str) -> str:
    """What a contact of this rank may do."""
    if rank == "plain" and t.regulation.registration.who == "identified":
        return t("Here you can ask and file official requests.")
    sees = " " + t("You see all requests of your organisation.") if rank != "plain" else ""
    return t(RANKS[rank]) + sees


@VIEWS
def membership_changed(t: Words, facts: Facts) -> Screen:
    """To the person themselves."""
    name = facts["organisation"]
    if not facts["after"]:
        return Screen(
            t(
                "You are no contact of {name} any more and do not see its requests. If that is a mistake, write here.",
                name=name,
            )
        )
    if facts["before"]:
        return Screen(_may(t, facts["after"]))
    text = t("You are now a contact of {name}.", name=name) + " " + _may(t, facts["after"])
    if facts["opened"]:
        text += " " + t("Your open requests are the organisation's from now on.")
    return Screen(text)


@VIEWS
def colleague_changed(t: Words, facts: Facts) -> Screen:
    """To those who speak for the organisation (PLR-2)."""
    return Screen(_news(t, facts) + "\n" + t("If that is not right, write here: we will check it."))


@VIEWS
def desk_membership_changed(t: Words, facts: Facts) -> Screen:
    return Screen(_news(t, facts))


def _news(t: Words, facts: Facts) -> str:
    """Who came, went or was given another rank, and who did it."""
    before, after = (t(NOW[facts[one]]) if facts[one] else "" for one in ("before", "after"))
    known = {"name": facts["name"], "organisation": facts["organisation"]}
    if not facts["after"]:
        text = t("{name} is no contact of {organisation} any more.", **known)
    elif facts["before"]:
        text = t("{organisation}: {name} is now {after}, was {before}.", before=before, after=after, **known)
    else:
        text = t("{name} is now a contact of {organisation}: {after}.", after=after, **known)
    match facts["way"]:
        case "invitation":
            return text + " " + t("By the invitation of: {by}.", by=facts["by"])
        case "phone":
            return text + " " + t("By the telephone on file.")
        case _:
            return text + " " + t("Done by: {by}.", by=facts["by"])


@VIEWS
def contact_changed(t: Words, facts: Facts) -> Screen:
    """An open request of somebody who left is theirs who speak for the organisation (SIN-12)."""
    return Screen(t("Request No. {number} is yours from now on; before you it was {before} whom we asked.", **facts))


@VIEWS
def desk_contact_changed(t: Words, facts: Facts) -> Screen:
    return Screen(t("Contact of the customer: {before} → {after}", **facts))


DONE = {
    "confirm": mark("the solution is confirmed"),
    "disagree": mark("the solution is not accepted"),
    "agree": mark("consent is given"),
    "decline": mark("consent is not given"),
}


@VIEWS
def colleague_moved(t: Words, facts: Facts) -> Screen:
    """A colleague decided on a request whose contact is somebody else."""
    done = DONE.get(facts["action"]) or ACTIONS[facts["action"]]
    return Screen(t("Request No. {number}, {by}: {done}.", number=facts["number"], by=facts["by"], done=t(done)))
