"""What is kept of a customer, in plain words; its copy and its erasure (152-FZ)."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.customer import menu
from bot.views.kinds import Facts, Gallery
from bot.words import Words
from core.people import consent

VIEWS = Gallery()


@VIEWS
def privacy(t: Words, facts: Facts) -> Screen:
    lines = [
        t("<b>What we keep about you</b>"),
        t("• your name and Telegram account, and your telephone if you confirmed it;"),
        t("• what you and the consultants wrote here, and the files;"),
        t("• the details you gave for requests, the requests themselves, invoices, complaints and ratings."),
        "",
        t("It is used only to work on your questions. Notes of the staff to each other are not shown to customers."),
        t("Consent: version {version}, given {at}.", version=facts["version"], at=t.moment(facts["at"]))
        if facts["at"]
        else t(
            "You have not given your consent; nothing that you wrote has been read, and it is deleted"
            " {days} days later.",
            days=consent.KEPT.days,
        ),
    ]
    copy = Button(t.label("Get my data"), Press(do="my_data"))
    forget = Button(t.label("Delete my data"), Press(do="forget"), style="danger")
    return Screen("\n".join(lines), ((copy,), (forget,)))


@VIEWS
def my_data(t: Words, facts: Facts) -> Screen:
    """Beside the file itself."""
    return Screen(t("Everything we keep about you, in a form that programs can read, too."))


@VIEWS
def ask_forget(t: Words, facts: Facts) -> Screen:
    numbers = ", ".join(f"№ {number}" for number in facts["passed_on"])
    passed_on = [
        t(
            "Requests of your organisation that a colleague is asked about now stay its record: {numbers}. Your own"
            " messages and your name in their history go; the registered text with the details stated in it, and our"
            " answers there, stay with them.",
            numbers=numbers,
        )
    ] * bool(numbers)
    lines = [
        t("<b>Delete your data?</b> This cannot be undone."),
        "",
        t("What goes: your name, account and details, everything you and we wrote to each other, the files."),
        t(
            "What stays without your name: that there were requests, their numbers, dates, terms and states,"
            " and invoices, which the law obliges us to keep."
        ),
        *passed_on,
        t("Your consent ends with it. Messages in this chat stay with you: Telegram lets only you clear it."),
    ]
    yes = Button(t.label("Yes, delete it"), Press(do="forget_yes"), style="danger")
    return Screen("\n".join(lines), ((yes, Button(t.label("Cancel"), Press(do="forget_no"))),))


@VIEWS
def forget_waits(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "You have open requests: {numbers}. They have to be closed first, so that nobody works on them in vain."
            " The managers know of your wish. When the requests are closed, press «{forget}» again.",
            numbers=", ".join(f"№ {number}" for number in facts["numbers"]),
            forget=t.label("Delete my data"),
        ),
        ((Button(t.label("Delete my data"), Press(do="forget"), style="danger"),),),
    )


@VIEWS
def forgotten(t: Words, facts: Facts) -> Screen:
    """The last word to somebody who is known no more."""
    return Screen(
        t("Your data is deleted. If you write here again, we will get to know each other anew: press /start.")
    )


@VIEWS
def not_forgotten(t: Words, facts: Facts) -> Screen:
    return Screen(t("Nothing was deleted."), menu=menu(t))


@VIEWS
def desk_forget_wanted(t: Words, facts: Facts) -> Screen:
    """To the managers: what stands between a customer and the erasure they asked for."""
    return Screen(
        t(
            "🔔 {name} asks to have their data deleted. Open requests: {numbers}. Close them; then the customer presses"
            " the button again, or the operator runs: <code>reglament erase {person}</code>",
            name=facts["name"],
            numbers=", ".join(f"№ {number}" for number in facts["numbers"]),
            person=facts["person"],
        )
    )


@VIEWS
def desk_forgotten(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "A customer's data was deleted (No. {person} of the database). What stands in this group's topics of theirs"
            " only a person can delete: please delete the topic of the consultation.",
            person=facts["person"],
        )
    )
