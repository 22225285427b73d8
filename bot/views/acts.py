"""Acts in words: acceptance acts and bilateral acts of rework."""

from __future__ import annotations

from typing import Any

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark

VIEWS = Gallery()

STATES = {
    "presented": mark("waits for the customer"),
    "approved": mark("approved"),
    "refused": mark("refused"),
    "agreed": mark("agreed"),
    "declined": mark("declined"),
    "withdrawn": mark("withdrawn"),
}
KINDS = {"acceptance": mark("acceptance act"), "rework": mark("bilateral act of rework")}


def _items(t: Words, facts: Facts) -> list[str]:
    return [
        t("{n}. {text} — by <b>{due}</b>", n=n, text=item["text"], due=t.moment(item["due"]))
        if item["due"]
        else t("{text}", text=item["text"])
        for n, item in enumerate(facts["items"], 1)
    ]


@VIEWS
def act_presented(t: Words, facts: Facts) -> Screen:
    """An acceptance act to approve (SIN-10), or a list of rework to agree to (SIN-11)."""
    act = {"number": facts["number"], "act": facts["act_number"]}
    if facts["kind"] == "acceptance":
        lines = [
            t("<b>Request No. {number} is completed.</b> Act No. {act} of {at}", **act, at=t.moment(facts["at"])),
            *[t("{by}: {text}", by=facts["by"], text=item["text"]) for item in facts["items"]],
            "",
            t("Please approve the act by {due}, or write what is not as it should be.", due=t.moment(facts["due"]))
            if facts["due"]
            else t("Please approve the act, or write what is not as it should be."),
        ]
        yes, no = (t.label("Confirm the solution"), "a_confirm"), (t.label("I disagree"), "a_disagree")
    else:
        lines = [
            t("<b>Request No. {number}: act of rework No. {act} of {at}</b>", **act, at=t.moment(facts["at"])),
            *_items(t, facts),
            "",
            t("Do you agree to this list and to its dates?"),
        ]
        yes, no = (t.label("I agree"), "a_agree"), (t.label("Decline"), "a_decline")
    return Screen(
        "\n".join(lines),
        (
            (
                Button(yes[0], Press(do=yes[1], id=facts["act"]), style="success"),
                Button(no[0], Press(do=no[1], id=facts["act"])),
            ),
        ),
    )


@VIEWS
def desk_act_presented(t: Words, facts: Facts) -> Screen:
    return Screen("\n".join([_act_line(t, facts), *(_items(t, facts) if facts["kind"] == "rework" else [])]))


@VIEWS
def act_decided(t: Words, facts: Facts) -> Screen:
    agreed = mark("Thank you! Act of rework No. {act} is agreed, the work on request No. {number} goes on.")
    declined = mark("We have your reason. Another act of rework will be drawn up for request No. {number}.")
    text = agreed if facts["state"] == "agreed" else declined
    return Screen(t(text, act=facts["act_number"], number=facts["number"]))


@VIEWS
def desk_act_decided(t: Words, facts: Facts) -> Screen:
    return Screen(_act_line(t, facts))


@VIEWS
def acts(t: Words, facts: Facts) -> Screen:
    """All acts of a ticket (/act)."""
    if not facts["acts"]:
        return Screen(t("Request No. {number} has no acts.", number=facts["number"]))
    lines = [t("<b>Acts of request No. {number}</b>", number=facts["number"])]
    for act in facts["acts"]:
        lines += [_act_line(t, act), *_items(t, act)]
        if act["reason"]:
            lines.append(t("Reason: {reason}", reason=act["reason"]))
    return Screen("\n".join(lines))


def _act_line(t: Words, act: dict[str, Any]) -> str:
    kind, state = KINDS[act["kind"]], STATES[act["state"]]
    return t(
        "Act No. {number} of {at}, {kind}: {state}",
        number=act["act_number"],
        at=t.moment(act["at"]),
        kind=t(kind),
        state=t(state),
    )


@VIEWS
def ask_act_objection(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("What is wrong with act No. {act}? Write it in one message: without a reason we cannot take it.", **facts)
    )
