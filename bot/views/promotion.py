"""Writing a request down: fields one by one, the summary, what can be changed."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.words import Words

VIEWS = Gallery()
LABEL = 40
SHOWN = 160
"""Characters of a chosen message that the summary shows."""


def _cancel(t: Words, facts: Facts) -> Button:
    return Button(t.label("Cancel"), Press(do="d_cancel", id=facts["draft"]), style="danger")


@VIEWS
def ask_field(t: Words, facts: Facts) -> Screen:
    """One field at a time; what was wrong with the last answer stands above the question."""
    lines = [t("<b>{title}</b>", title=facts["title"])]
    if facts.get("left"):
        lines.insert(0, t("An official request needs a few details more (left: {left}).", left=facts["left"]))
    hint = {
        "phone": t("For example: +7 473 202-24-87"),
        "email": t("For example: ivanova@company.ru"),
        "full_name": t("For example: Ivanova Anna Petrovna"),
    }.get(facts["kind"])
    if hint:
        lines.append(hint)
    return Screen("\n".join(lines), ((_cancel(t, facts),),))


@VIEWS
def summary(t: Words, facts: Facts) -> Screen:
    """Everything that will be registered, and one button that does it."""
    lines = [t("<b>Please check the request</b>"), ""]
    for message in facts["messages"]:
        text = message["text"] if len(message["text"]) <= SHOWN else message["text"][:SHOWN].rstrip() + "…"
        if message["file"]:
            text = f"📎 {message['file']}" + (f" — {text}" if text else "")
        lines.append(t("• {text}", text=text))
    lines.append("")
    lines.append(t("<b>Priority:</b> {title} — {description}", **facts["priority"]))
    lines += [t("<b>{title}:</b> {value}", **field) for field in facts["fields"]]
    lines.append("")
    lines.append(t("After «{register}» the request gets a number and terms.", register=t.label("Register")))
    press = Button(t.label("Register"), Press(do="d_register", id=facts["draft"]), style="success")
    change = Button(t.label("Change"), Press(do="d_change", id=facts["draft"]))
    return Screen("\n".join(lines), ((press,), (change, _cancel(t, facts))))


def _short(text: str) -> str:
    """A button's worth of a message."""
    return text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"


@VIEWS
def change(t: Words, facts: Facts) -> Screen:
    draft = facts["draft"]
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                f"{'☑' if message['chosen'] else '☐'} {_short(message['text'] or message['file'])}",
                Press(do="d_toggle", id=draft, arg=str(message["id"])),
            ),
        )
        for message in facts["messages"]
    ]
    rows += [
        (Button(f"✎ {field['title']}"[:60], Press(do="d_field", id=draft, arg=field["id"])),)
        for field in facts["fields"]
    ]
    rows.append((Button(t.label("Priority"), Press(do="d_priorities", id=draft)),))
    rows.append((Button(t.label("Done"), Press(do="d_summary", id=draft)), _cancel(t, facts)))
    return Screen(t("What would you like to change? Ticked messages go into the request."), tuple(rows))


@VIEWS
def priorities(t: Words, facts: Facts) -> Screen:
    lines = [t("Choose what fits best. Support may change the priority later."), ""]
    lines += [t("<b>{title}</b> — {description}", **priority) for priority in facts["priorities"]]
    rows = [
        (Button(priority["title"], Press(do="d_priority", id=facts["draft"], arg=priority["id"])),)
        for priority in facts["priorities"]
    ]
    rows.append((Button(t.label("Back"), Press(do="d_summary", id=facts["draft"])),))
    return Screen("\n".join(lines), tuple(rows))


@VIEWS
def cancelled(t: Words, facts: Facts) -> Screen:
    return Screen(t("Nothing was registered. Your messages stay in the chat; the consultant sees them."))


@VIEWS
def nothing_to_register(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("First describe the problem here in one or several messages, then press «File a request» again."),
    )
