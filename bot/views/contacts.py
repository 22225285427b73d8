"""The customer's own screens: the contacts of their organisation, and their telephone."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.customer import menu
from bot.views.kinds import Facts, Gallery
from bot.views.people import NOW
from bot.words import Words

VIEWS = Gallery()


def phone_button(t: Words) -> Button:
    return Button(t.label("Confirm my telephone…"), Press(do="phone"))


@VIEWS
def contacts(t: Words, facts: Facts) -> Screen:
    """Who writes for the customer's organisation; those who decide on it may invite and send away."""
    if not facts["name"]:
        text = t(
            "You write here in your own name only. If your organisation has a contract with us, ask a colleague"
            " for an invitation, or confirm your telephone: it may be on file."
        )
        return Screen(text, ((phone_button(t),),))
    lines = [t("<b>Contacts of {name}</b>", name=facts["name"])]
    rows = []
    for one in facts["members"]:
        rank, you = NOW[one["rank"]], t(" (you)") if one["self"] else ""
        lines.append(t("• {name}{you} — {rank}", name=one["name"], you=you, rank=t(rank)))
        if one["removable"]:
            label = t.label("Remove: {name}", name=one["name"][:40])
            rows.append((Button(label, Press(do="o_remove", id=one["person"])),))
    if facts["decides"]:
        rows.insert(0, (Button(t.label("Invite a colleague"), Press(do="o_invite"), style="primary"),))
    return Screen("\n".join(lines), tuple(rows))


@VIEWS
def invite_as(t: Words, facts: Facts) -> Screen:
    rows = [(Button(t.label(NOW[rank]).capitalize(), Press(do="o_invite_as", arg=rank)),) for rank in facts["ranks"]]
    return Screen(
        t("In what capacity will your colleague write here? A plain contact only asks for advice."), tuple(rows)
    )


@VIEWS
def ask_removal(t: Words, facts: Facts) -> Screen:
    text = t("Remove {name}? Their open requests become yours, and they will see nothing of the organisation.", **facts)
    yes = Button(t.label("Remove"), Press(do="o_remove_yes", id=facts["person"]), style="danger")
    return Screen(text, ((yes, Button(t.label("Back to the list"), Press(do="o_contacts"))),))


@VIEWS
def contact_removed(t: Words, facts: Facts) -> Screen:
    back = Button(t.label("Back to the list"), Press(do="o_contacts"))
    return Screen(t("Done: {name} does not write for your organisation any more.", name=facts["name"]), ((back,),))


@VIEWS
def ask_phone(t: Words, facts: Facts) -> Screen:
    """The number comes from Telegram itself, so nobody can give another's."""
    return Screen(
        t("Press «{button}» below the input line: Telegram will send us your own number.",
          button=t.label("Confirm my telephone")),
        menu=menu(t),
        asks_contact=t.label("Confirm my telephone"),
    )  # fmt: skip


@VIEWS
def phone_confirmed(t: Words, facts: Facts) -> Screen:
    lines = [t("Thank you, your number {phone} is confirmed; it will not be asked again.", phone=facts["phone"])]
    if facts["organisation"]:
        lines.append(t("It is on file of {name}.", name=facts["organisation"]))
    else:
        lines.append(t("No organisation has named it to us, so what you may do here stays as it was."))
    return Screen("\n".join(lines), menu=menu(t))
