"""Complaints: what the customer fills in and is promised, what managers read in private (NET-7)."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words

VIEWS = Gallery()


def _about(t: Words, facts: Facts) -> list[str]:
    """What the regulation wants a complaint to name: the request's date, the employee, the request itself."""
    return [
        t("Request No. {number} of {at}", number=facts["number"], at=t.moment(facts["registered"])),
        t("Employee: {name}", name=facts["employee"] or t("nobody yet")),
        t("Content: {subject}", subject=facts["subject"]),
    ]


def _cancel(t: Words) -> Button:
    return Button(t.label("Cancel"), Press(do="complaint_drop"), style="danger")


@VIEWS
def ask_complaint(t: Words, facts: Facts) -> Screen:
    lines = [
        t("<b>A complaint</b> goes {to}, and to nobody else.", to=facts["to"]),
        *_about(t, facts),
        "",
        t("What went wrong? Write it in one message."),
    ]
    return Screen("\n".join(lines), ((_cancel(t),),))


@VIEWS
def check_complaint(t: Words, facts: Facts) -> Screen:
    """Everything that will be sent, and one button that sends it."""
    lines = [t("<b>Please check the complaint</b>"), *_about(t, facts), "", t("{text}", text=facts["text"])]
    send = Button(t.label("Send the complaint"), Press(do="complaint_send", id=facts["ticket"]), style="primary")
    return Screen("\n".join(lines), ((send, _cancel(t)),))


@VIEWS
def complaint_dropped(t: Words, facts: Facts) -> Screen:
    return Screen(t("The complaint was not sent."))


@VIEWS
def complaint_filed(t: Words, facts: Facts) -> Screen:
    text = t("Your complaint about request No. {number} went {to}.", number=facts["number"], to=facts["to"])
    if facts["due"]:
        text += "\n" + t("The answer will come here by <b>{due}</b>.", due=t.moment(facts["due"]))
    return Screen(text)


@VIEWS
def complaint_answered(t: Words, facts: Facts) -> Screen:
    text = t("<b>Answer to your complaint about request No. {number}</b>", number=facts["number"])
    return Screen(text + "\n" + t("{by}: {text}", by=facts["by"], text=facts["answer"]))


@VIEWS
def managers_complaint(t: Words, facts: Facts) -> Screen:
    lines = [
        t("🔔 <b>A complaint</b> from {name}", name=facts["from"]),
        *_about(t, facts),
        "",
        t("{text}", text=facts["text"]),
        "",
    ]
    if facts["due"]:
        lines.append(t("Answer by <b>{due}</b>.", due=t.moment(facts["due"])))
    lines.append(t("Only managers see this. Reply to this message, and the customer gets your answer."))
    button = Button(t.label("Answer the complaint"), Press(do="complaint_answer", id=facts["complaint"]))
    return Screen("\n".join(lines), ((button,),))


@VIEWS
def managers_complaint_rang(t: Words, facts: Facts) -> Screen:
    if facts["level"] >= 100:
        return Screen(
            t(
                "🔴 The complaint about request No. {number} is not answered; it was due {due}.",
                number=facts["number"],
                due=t.moment(facts["due"]),
            )
        )
    return Screen(
        t(
            "🟡 The complaint about request No. {number} waits for an answer:"
            " {level} % of the term are used, due {due}.",
            number=facts["number"],
            level=facts["level"],
            due=t.moment(facts["due"]),
        )
    )


@VIEWS
def ask_complaint_answer(t: Words, facts: Facts) -> Screen:
    return Screen(t("Write your answer in one message: the customer will get it as it is."))


@VIEWS
def complaint_answer_sent(t: Words, facts: Facts) -> Screen:
    return Screen(t("The answer to the complaint about request No. {number} is sent.", number=facts["number"]))


@VIEWS
def complaint_waits(t: Words, facts: Facts) -> Screen:
    """All that the group learns of a complaint that could not be brought to a manager."""
    return Screen(
        t(
            "There is a complaint for the managers, and not every manager can be reached."
            " Managers, please open a private chat with the bot and press /start: it is told only there."
        )
    )
