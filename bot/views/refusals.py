"""Why something was not done, and what to do instead. The codes are those of the core's refusals."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.desk import ACTIONS
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark

VIEWS = Gallery()

TEXTS = {
    "not_found": mark("There is no such request among yours."),
    "no_such_ticket": mark("There is no such request."),
    "not_allowed": mark("This is for the desk's staff only."),
    "not_authorised": mark("Only persons authorised by your organisation may register requests."),
    "outdated": mark("This button is out of date."),
    "draft_gone": mark("This request was already registered or dropped. Open «My requests» or begin anew."),
    "already_registered": mark("This request is already registered: No. {number}."),
    "nothing_to_register": mark(
        "First describe the problem here in one or several messages, then press «File a request» again."
    ),
    "no_messages": mark("Tick at least one message: press «Change»."),
    "field_empty": mark("Please write it in words: «{title}»."),
    "field_too_long": mark("This is too long: at most {longest} characters."),
    "field_phone": mark("This does not look like a phone number. Please write it with the area code."),
    "field_email": mark("This does not look like an e-mail address. Please check it."),
    "field_full_name": mark("Please write the full name: surname, name and patronymic."),
    "file_not_checked": mark(
        "The file «{file}» is still being checked. Please press the button again in a few seconds."
    ),
    "file_too_big": mark(
        "The file «{file}» is larger than 20 MB and cannot be enclosed. Untick it in «Change»;"
        " the consultant has received it."
    ),
    "file_unreadable": mark(
        "The file «{file}» could not be downloaded from Telegram. Please send it again, or untick it in «Change»."
    ),
    "file_type": mark(
        "The file «{file}» ({detected}) cannot be enclosed (clause {clause} of the regulation). {advice}"
        " Untick it in «Change»."
    ),
    "ticket_closed": mark("Request No. {number} is closed and read-only. Write here to file a new one."),
    "needs_text": mark("Write the text after the command."),
    "needs_reason": mark("Write the reason after the command: the customer will read it."),
    "needs_until": mark("Write the date after the command, like 25.12.2026."),
    "needs_minutes": mark("Write the minutes after the command, like /log 20 consulted by phone."),
    "date_in_past": mark("This date has passed."),
    "bad_date": mark("The date «{given}» is not understood. Write it like 25.12.2026 or 25.12.2026 18:00."),
    "no_such_reason": mark("The regulation has no such reason. Choose its number from the list: /{action}"),
    "needs_listed_reason": mark("Name the reason by its number from the list: /{action}"),
    "no_such_priority": mark("The regulation has no priority «{given}»."),
    "same_priority": mark("The request has the priority {priority} already."),
    "no_resolution_term": mark("This regulation promises no term of resolution."),
    "split_needs_message": mark("Answer with /split to the customer's message that is a problem of its own."),
    "wrong_place": mark("This command works in a request's topic."),
    "talk_only": mark("This command works in a consultation's topic."),
    "trouble": mark("Something went wrong on our side. Your message is kept; we are looking into it."),
}


@VIEWS
def refused(t: Words, facts: Facts) -> Screen:
    """One sentence on what is the matter and what to do."""
    code = facts["code"]
    if code == "illegal_move":
        possible = ", ".join(t(ACTIONS[action]) for action in facts["possible"] if action in ACTIONS)
        text = t("In the state «{state}» this is not possible.", state=facts["state"])
        return Screen(text + (" " + t("Possible now: {possible}.", possible=possible) if possible else ""))
    return Screen(t(TEXTS.get(code, TEXTS["outdated"]), **{name: facts[name] for name in facts if name != "code"}))
