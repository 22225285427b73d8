"""Invitations as they are handed out: the link, for whom, until when."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.people import NOW
from bot.words import Words
from core.people.invitation import link

VIEWS = Gallery()


def _link(facts: Facts) -> str:
    return link(facts["bot"], facts["token"])


def link_lines(t: Words, facts: Facts) -> list[str]:
    """The link, and what it is good for."""
    rank = NOW[facts["rank"]]
    return [
        t("Invitation to {organisation}: {rank}.", organisation=facts["organisation"], rank=t(rank)),
        t("{link}", link=_link(facts)),
        t("For one person, until {at}.", at=t.moment(facts["until"])),
    ]


def copy_button(t: Words, facts: Facts) -> Button:
    return Button(t.label("Copy the link"), copy=_link(facts))


@VIEWS
def invited(t: Words, facts: Facts) -> Screen:
    """To a customer whom the bot knows already."""
    rank = NOW[facts["rank"]]
    lines = [
        t("{by} invites you to write here for {organisation} ({rank}).", by=facts["by"], rank=t(rank),
          organisation=facts["organisation"]),
        t("It holds until {at}. If you do not know what this is about, do nothing.", at=t.moment(facts["until"])),
    ]  # fmt: skip
    accept = Button(t.label("Accept the invitation"), Press(do="o_accept", arg=facts["token"]), style="success")
    return Screen("\n".join(lines), ((accept,),))


@VIEWS
def desk_invited(t: Words, facts: Facts) -> Screen:
    lines = link_lines(t, facts)
    if facts["new"]:
        lines.append(t("A new organisation: check that the name is right."))
    if facts["to"]:
        sent = t("The link is sent to @{name} in private.", name=facts["to"])
        lines.append(
            sent if facts["sent"] else t("@{name} has not written to the bot yet: pass the link on.", name=facts["to"])
        )
    revoke = Button(t.label("Take back"), Press(do="s_revoke", id=facts["invitation"]))
    return Screen("\n".join(lines), ((copy_button(t, facts), revoke),))


@VIEWS
def desk_invitation_revoked(t: Words, facts: Facts) -> Screen:
    return Screen(t("The invitation is taken back: {by}.", by=facts["by"]))


@VIEWS
def invited_already(t: Words, facts: Facts) -> Screen:
    return Screen(t("You write here for {name} already, the invitation adds nothing.", name=facts["name"]))


@VIEWS
def invitation_made(t: Words, facts: Facts) -> Screen:
    """To the customer who invites a colleague."""
    lines = [t("Pass this on to your colleague:"), *link_lines(t, facts)]
    revoke = Button(t.label("Take back"), Press(do="o_revoke", id=facts["invitation"]))
    return Screen("\n".join(lines), ((copy_button(t, facts), revoke),))


@VIEWS
def invitation_taken_back(t: Words, facts: Facts) -> Screen:
    return Screen(t("The link lets nobody in any more."))
