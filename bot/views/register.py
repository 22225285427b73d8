"""The form of «/register»: one question at a time, what is known so far above it, and the number to read out."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.promotion import field_hint
from bot.views.tickets import no_term, term_lines
from bot.words import Words, mark, shortened

VIEWS = Gallery()
LABEL = 60
SHOWN = 200
"""Characters of the customer's words that the form repeats."""

QUESTIONS = {
    "channel": mark("How did the request come?"),
    "person": mark("Who asks? Write a name, a telephone or the number of an earlier request."),
    "category": mark("What is it about?"),
    "words": mark("What has happened? Write it in the customer's words, or send the letter as a picture or file."),
    "name": mark("What is the customer's name?"),
    "priority": mark("How urgent is it?"),
}


def cancel_button(t: Words, owner: int, of: str = "") -> Button:
    """Leaves the form of the owner; ``of``: only one of this kind."""
    return Button(t.label("Cancel"), Press(do="f_cancel", id=owner, arg=of), style="danger")


@VIEWS
def intake(t: Words, facts: Facts) -> Screen:
    """A step of the form."""
    owner, asks = facts["owner"], facts["asks"]
    lines = [t("<b>A request written down by staff</b>"), *_known(t, facts), ""]
    if asks == "field":
        lines += _field(t, facts["field"])
    elif asks == "person" and facts["looked_for"]:
        lines.append(_found(t, facts))
    elif asks:
        lines.append(t(QUESTIONS[asks]))
    else:
        lines += _terms(t, facts)
    if asks == "priority":
        lines += [t("<b>{title}</b> — {description}", **_only(one)) for one in facts["choices"]]
    rows = [
        (Button(_label(t, asks, one), Press(do=f"r_{asks}", id=owner, arg=str(one["id"]))),) for one in _choices(facts)
    ]
    if asks == "person":
        rows.append((Button(t.label("A new customer"), Press(do="r_new", id=owner)),))
    if not asks:
        label = t.label("Send to the customer to confirm") if facts["advised"] else t.label("Register")
        rows.append((Button(label, Press(do="r_done", id=owner), style="success"),))
    back = (Button(t.label("← Back"), Press(do="r_back", id=owner)),) if facts["back"] else ()
    return Screen("\n".join(lines), (*rows, (*back, cancel_button(t, owner))))


def _choices(facts: Facts) -> list[Facts]:
    return list(facts.get("choices", ()))


def _only(one: Facts) -> Facts:
    return {"title": one["title"], "description": one["description"]}


def _label(t: Words, asks: str, one: Facts) -> str:
    """A button's words; of a channel also what a request through it is worth."""
    label = str(one["title"])
    if asks == "channel" and one["standing"] == "advice":
        label = t.label("{title} (the customer confirms)", title=label)
    return shortened(label, LABEL)


def _known(t: Words, facts: Facts) -> list[str]:
    """What was said so far, a line each."""
    lines = [t("{text}", text=facts["channel"])] if facts["channel"] else []
    if facts["name"]:
        lines.append(t("Customer: {name}", name=facts["name"]))
    if facts["category"]:
        lines.append(t("Kind of request: {title}", title=facts["category"]))
    if facts["priority"]:
        lines.append(t("Priority: {priority}", priority=facts["priority"]))
    lines += [t("<b>{title}:</b> {value}", **field) for field in facts["fields"]]
    return lines + [t("• {text}", text=shortened(text, SHOWN)) for text in facts["words"]]


def _found(t: Words, facts: Facts) -> str:
    if _choices(facts):
        return t("Who of them? Or write another name, telephone or number.")
    return t(
        "«{words}»: no such customer. Write another name, telephone or number, or press «{new}».",
        words=facts["looked_for"][:LABEL],
        new=t.label("A new customer"),
    )


def _field(t: Words, field: Facts) -> list[str]:
    lines = [t("<b>{title}</b>", title=_title(t, field["title"]))]
    hint = field_hint(t, field)
    if hint:
        lines.append(hint)
    return [*lines, t("Questions left: {left}.", left=field["left"])] if field["left"] > 1 else lines


def _title(t: Words, title: str) -> str:
    return t("☎ Telephone to call back") if title == "☎" else title


def _terms(t: Words, facts: Facts) -> list[str]:
    if facts["advised"]:
        return [t("By this channel we only advise and help: the customer registers the request in their own chat.")]
    return [t("If you register it now:"), *term_lines(t, facts)] if facts["terms"] else [no_term(t)]


@VIEWS
def intake_registered(t: Words, facts: Facts) -> Screen:
    """The number to read to the caller, letter by letter."""
    lines = [
        t("✅ <b>Registered: No. {number}</b>", number=facts["number"]),
        t("Read the number to the customer: {spelled}", spelled=" ".join(facts["number"])),
        *(term_lines(t, facts) if facts["terms"] else [no_term(t)]),
    ]
    if facts["told"]:
        lines.append(t("The confirmation has gone to the customer's chat."))
    else:
        lines.append(t("The customer has no chat: tell them."))
    return Screen("\n".join(lines))


@VIEWS
def intake_prepared(t: Words, facts: Facts) -> Screen:
    return Screen(t("Sent to {name}: the request is registered when they press the button in their chat.", **facts))


@VIEWS
def prepared(t: Words, facts: Facts) -> Screen:
    """The customer reads what was written down for them, and registers it or not (SAV-1)."""
    lines = [
        t("{by} has prepared an official request for you after your call:", by=facts["by"]),
        *[t("• {text}", text=shortened(text, SHOWN)) for text in facts["words"]],
        "",
        t("Please check it and register it if all is right. Nothing is registered until you do."),
    ]
    check = Button(t.label("Check and register"), Press(do="d_summary", id=facts["draft"]), style="primary")
    return Screen("\n".join(lines), ((check,),))


@VIEWS
def form_cancelled(t: Words, facts: Facts) -> Screen:
    return Screen(t("Cancelled: nothing was changed."))


@VIEWS
def tell_by_word(t: Words, facts: Facts) -> Screen:
    """Somebody without a chat was to be told something; the desk cannot, and says so."""
    if facts["phone"]:
        return Screen(t("☎ {name} has no chat and was sent nothing. Please call: {phone}", **facts))
    return Screen(t("☎ {name} has no chat and was sent nothing. Please tell them yourselves.", name=facts["name"]))
