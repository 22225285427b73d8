"""Writing a request down: its kind, its fields one by one, the summary with the terms, what can be changed."""

from __future__ import annotations

from bot.screen import Button, Press, Screen
from bot.views.kinds import Facts, Gallery
from bot.views.paging import turning
from bot.views.tickets import level_lines, no_term, term_lines
from bot.words import Words, shortened

VIEWS = Gallery()
LABEL = 40
SHOWN = 160
"""Characters of a chosen message that the summary shows."""
BUTTON = 60
"""Characters of a button that telephones show."""


def _cancel(t: Words, facts: Facts) -> Button:
    return Button(t.label("Cancel"), Press(do="d_cancel", id=facts["draft"]), style="danger")


@VIEWS
def ask_field(t: Words, facts: Facts) -> Screen:
    """One field at a time; what was wrong with the last answer stands above the question."""
    lines = [t("<b>{title}</b>", title=facts["title"])]
    if facts.get("left"):
        lines.insert(0, t("An official request needs a few more details (left: {left}).", left=facts["left"]))
    if facts["advice"]:
        lines.insert(0, t("{text}", text=facts["advice"]))
    hint = field_hint(t, facts)
    if hint:
        lines.append(hint)
    lines = [*_enclosed(t, facts), *lines]
    mine = ((Button(t.label("Take the number from Telegram"), Press(do="phone")),),) if facts["kind"] == "phone" else ()
    return Screen("\n".join(lines), (*mine, (_cancel(t, facts),)))


def field_hint(t: Words, facts: Facts) -> str:
    """What to write: the regulation's own words, else an example of the kind."""
    if facts["hint"]:
        return t("{text}", text=facts["hint"])
    return {
        "phone": t("For example: +7 473 202-24-87"),
        "email": t("For example: ivanova@company.ru"),
        "full_name": t("For example: Ivanova Anna Petrovna"),
        "passport": t("Series and number: ten digits"),
    }.get(facts["kind"], "")


@VIEWS
def summary(t: Words, facts: Facts) -> Screen:
    """Everything that will be registered, the terms that will hold, and one button that does it."""
    lines = [*_enclosed(t, facts), t("<b>Please check the request</b>")]
    if facts["twin"]:
        lines.append(t("This is the second problem; the first one is request No. {number}.", number=facts["twin"]))
    lines.append("")
    lines += [t("• {text}", text=_line(message, SHOWN)) for message in facts["messages"]]
    more = facts["chosen"] - len(facts["messages"])
    if more:
        lines.append(t.n("… and {n} message more", "… and {n} messages more", more))
    if any(message["unfit"] for message in facts["messages"]):
        lines.append(t("⚠ The marked file cannot be enclosed: untick it in «{change}».", change=t.label("Change")))
    if not facts["chosen"]:
        lines.append(t("No message is chosen. Choose what the request is about."))
    if facts["apart"]:
        lines.append(
            t.n(
                "The second problem, {n} message, comes next as a request of its own.",
                "The second problem, {n} messages, comes next as a request of its own.",
                facts["apart"],
            )
        )
    lines.append("")
    lines += level_lines(t, facts)
    if facts["advice"]:
        lines.append(t("{text}", text=facts["advice"]))
    lines.append(t("<b>Priority:</b> {title} — {description}", **facts["priority"]))
    suggested = facts["suggested"]
    if suggested:
        lines.append(
            t(
                "Your words sound like «{title}»: {description} If that is so, choose it.",
                title=suggested["title"],
                description=suggested["description"],
            )
        )
    lines += [t("<b>{title}:</b> {value}", **field) for field in facts["fields"]]
    change = Button(t.label("Change"), Press(do="d_change", id=facts["draft"]))
    if not facts["chosen"]:
        return Screen("\n".join(lines), ((change, _cancel(t, facts)),))
    lines.append("")
    if facts["terms"]:
        lines.append(t("If you register it now:"))
        lines += term_lines(t, facts)
        lines.append(t("After «{register}» the request gets a number and deadlines.", register=t.label("Register")))
    else:
        lines.append(t("After «{register}» the request gets a number.", register=t.label("Register")))
        lines.append(no_term(t))
    press = Button(t.label("Register"), Press(do="d_register", id=facts["draft"]), style="success")
    rows = [(press,), (change, _cancel(t, facts))]
    if facts["chosen"] + facts["apart"] > 1:
        label = t.label("Deal anew onto two requests") if facts["apart"] else t.label("These are two problems")
        rows.insert(1, (Button(label, Press(do="d_split", id=facts["draft"])),))
    if suggested:
        chosen = Press(do="d_priority", id=facts["draft"], arg=suggested["id"])
        rows.insert(1, (Button(t.label("Priority: {title}", title=suggested["title"]), chosen),))
    return Screen("\n".join(lines), tuple(rows))


@VIEWS
def deal(t: Words, facts: Facts) -> Screen:
    """One request is one problem: each message is dealt onto the first or the second one (SAV-9, PLR-11)."""
    draft = facts["draft"]
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                f"{'2️⃣' if message['apart'] else '1️⃣'} {_line(message, LABEL)}"[:BUTTON],
                Press(do="d_deal", id=draft, arg=str(message["id"])),
            ),
        )
        for message in facts["messages"]
    ]
    rows += turning(t, facts, lambda page: Press(do="d_deal_page", id=draft, arg=str(page)))
    one = Button(t.label("It is one problem"), Press(do="d_one", id=draft))
    rows.append((Button(t.label("Done"), Press(do="d_summary", id=draft)), one))
    text = t(
        "One request is about one problem. Press a message to move it to the other request:"
        " 1️⃣ is the first one, 2️⃣ the second. You will check and register them one after the other."
    )
    return Screen(text, tuple(rows))


@VIEWS
def likely_repeat(t: Words, facts: Facts) -> Screen:
    """A question and never a wall (INS-6): what is named differently is said, because wording alone misleads."""
    lines = [t("This looks like No. {number}: «{subject}». Is it about the same?", **facts)]
    if facts["here"]:
        here, there = ", ".join(facts["here"]), ", ".join(facts["there"])
        lines.append(t("But they name different things: here {here}, there {there}.", here=here, there=there))
    same = Button(t.label("Yes, add to it"), Press(do="d_same", id=facts["draft"], arg=str(facts["ticket"])))
    other = Button(t.label("No, it is another one"), Press(do="d_summary", id=facts["draft"]))
    return Screen("\n".join(lines), ((same, other),))


def _enclosed(t: Words, facts: Facts) -> list[str]:
    """The first line after a file was sent in the middle of the form."""
    return [t("📎 Added to the request.")] if facts.get("enclosed") else []


def _line(message: Facts, most: int) -> str:
    """A message in so many characters, its file marked."""
    text = shortened(" ".join(message["text"].split()), most)
    if not message["file"]:
        return text
    mark = "⚠ " if message["unfit"] else ""
    return f"{mark}📎 {message['file']}" + (f" — {text}" if text else "")


@VIEWS
def change(t: Words, facts: Facts) -> Screen:
    """The messages with their ticks, a page at a time, and everything else that can be changed."""
    draft = facts["draft"]
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                f"{'☑' if message['chosen'] else '☐'} {_line(message, LABEL)}"[:BUTTON],
                Press(do="d_toggle", id=draft, arg=str(message["id"])),
            ),
        )
        for message in facts["messages"]
    ]
    rows += turning(t, facts, lambda page: Press(do="d_page", id=draft, arg=str(page)))
    if facts["offered"] > 1:
        rows.append(_all_or_none(t, facts))
    rows += [
        (Button(f"✎ {field['title']}"[:60], Press(do="d_field", id=draft, arg=field["id"])),)
        for field in facts["fields"]
    ]
    if facts["categories"]:
        rows.append((Button(t.label("Kind of request"), Press(do="d_categories", id=draft)),))
    if facts["priorities"]:
        rows.append((Button(t.label("Priority"), Press(do="d_priorities", id=draft)),))
    rows.append((Button(t.label("Done"), Press(do="d_summary", id=draft)), _cancel(t, facts)))
    text = t("What would you like to change? Ticked messages go into the request.")
    if facts["offered"] > 1:
        text += "\n" + t("Ticked: {chosen} of {offered}.", chosen=facts["chosen"], offered=facts["offered"])
    return Screen(text, tuple(rows))


def _all_or_none(t: Words, facts: Facts) -> tuple[Button, ...]:
    """What is left to do with all the messages at once."""
    found = []
    where = {"id": facts["draft"], "arg": str(facts["page"])}
    if facts["chosen"] < facts["offered"]:
        found.append(Button(t.label("☑ All messages"), Press(do="d_all", **where)))
    if facts["chosen"]:
        found.append(Button(t.label("☐ None"), Press(do="d_none", **where)))
    return tuple(found)


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
def categories(t: Words, facts: Facts) -> Screen:
    """The kinds of request in the regulation's own words; the chosen one is marked. Where articles were found, their
    kinds come first, and the others one press later."""
    shown = facts["categories"][: facts["proposed"] or None]
    lines = [t("What is your request about?"), ""]
    for category in shown:
        line = t("<b>{title}</b>", title=category["title"])
        lines.append(line + (" — " + t("{text}", text=category["description"]) if category["description"] else ""))
    rows = []
    for category in shown:
        label = ("☑ " if category["id"] == facts["chosen"] else "") + category["title"]
        rows.append((Button(label[:60], Press(do="d_category", id=facts["draft"], arg=category["id"])),))
    if len(shown) < len(facts["categories"]):
        rows.append((Button(t.label("Something else…"), Press(do="d_categories", id=facts["draft"])),))
    rows.append((_cancel(t, facts),))
    return Screen("\n".join(lines), tuple(rows))


@VIEWS
def handed_on(t: Words, facts: Facts) -> Screen:
    """A request that belongs elsewhere (INS-8): no number, no term, and the customer is told where to."""
    return Screen(
        t(
            "«{title}» is not for technical support: {elsewhere} will help you with it.\n"
            "Nothing was registered and no term runs here. The consultant sees your messages"
            " and will put you in touch.",
            **facts,
        )
    )


@VIEWS
def desk_handed_on(t: Words, facts: Facts) -> Screen:
    return Screen(
        t(
            "The customer asks about «{title}». This is for: <b>{elsewhere}</b>."
            " Nothing was registered; please put them in touch.",
            **facts,
        )
    )


@VIEWS
def cancelled(t: Words, facts: Facts) -> Screen:
    return Screen(t("Nothing was registered. Your messages stay in the chat; the consultant sees them."))


@VIEWS
def nothing_to_register(t: Words, facts: Facts) -> Screen:
    return Screen(
        t("First describe the problem here in one or several messages, then press «File a request» again."),
    )
