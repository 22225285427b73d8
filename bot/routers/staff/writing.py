"""Articles that staff write: the draft with its buttons, the words that they ask for, and a colleague's reading."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot import incoming
from bot.routers.staff.picks import PATIENCE
from bot.screen import Press
from bot.turn import Turn
from core.conversations.message import Author
from core.errors import Outdated
from core.knowledge.assistant_masking import masked
from core.knowledge.offer import cut
from core.knowledge.search import Held, Search, sections
from core.knowledge.writing import MASKED, Stage, Writing
from core.notifications.notice import Desk, Notice, Urgency
from core.people.authority import require_staff
from core.people.dialogue import Dialogue
from core.tickets import drafting, publishing

AWAITED = "article"
SECTIONS = 10
"""So many sections are offered, the likeliest first."""
WITHDRAWN = 5
"""So many withdrawn articles are listed."""
_SHOWN = {
    Stage.DRAFT: "article_draft",
    Stage.REVIEW: "article_review",
    Stage.PUBLISHED: "article_published",
    Stage.WITHDRAWN: "article_withdrawn",
}
"""What a version looks like now; one that was replaced or dropped is shown no more."""


def _facts(writing: Writing) -> dict[str, Any]:
    shown = cut(writing.body)
    return {
        "id": writing.id,
        "title": writing.title,
        "text": shown,
        "whole": shown == writing.body,
        "section": writing.section,
        "link": writing.link,
        "by": writing.author,
        "judge": writing.judge,
        "words": writing.words,
        "review": writing.stage is Stage.REVIEW,
        "masked": list(dict.fromkeys(MASKED.findall(f"{writing.title} {writing.body}"))),
        "personal": masked(writing.title + writing.body) != writing.title + writing.body,
    }


def _elsewhere(turn: Turn, writing: Writing, kind: str) -> None:
    """Tell the author where they write, when it was not done there."""
    if writing.place != turn.place:
        to = Desk(writing.place, writing.team)
        turn.work.tell(Notice(to, kind, _facts(writing), Urgency.ANSWER, f"{writing.place}!"))


async def begin(turn: Turn, title: str) -> None:
    """Of the answer in a ticket's topic, else of nothing."""
    if turn.ticket_id is not None and not title:
        ticket = await turn.work.tickets.get(turn.ticket_id)
        made = await drafting.of_ticket(turn.work, turn.actor, ticket, turn.place, turn.now)
    else:
        made = await drafting.from_nothing(turn.work, turn.actor, title, turn.place, turn.team, turn.now)
    turn.post("article_draft", **_facts(made))


async def fix(turn: Turn, held: Held | None) -> None:
    """A draft in the place of an article that was found."""
    made = await drafting.anew(turn.work, turn.actor, held, turn.place, turn.team, turn.now)
    turn.post("article_draft", **_facts(made))


async def hide(turn: Turn, held: Held | None) -> None:
    """An article that was found is found no more."""
    gone = await publishing.hide(turn.work, turn.actor, held, turn.place, turn.team, turn.now)
    turn.post("article_withdrawn", **_facts(gone))


async def take(turn: Turn, message: TelegramMessage, form: Dialogue) -> bool:
    """The presser's words as the title, the text, the section, or what the author should change."""
    facts = form.facts
    if turn.now - datetime.fromisoformat(facts["asked_at"]) > PATIENCE:
        await turn.work.dialogues.end(turn.person.id, turn.corner)
        return False
    text = incoming.only_words(incoming.read(message, turn, 0, Author.STAFF))
    try:
        if facts["part"] == "words":
            writing = await publishing.send_back(turn.work, turn.actor, facts["writing"], text, turn.now)
            turn.post("article_sent_back", **_facts(writing))
            _elsewhere(turn, writing, "article_returned")
        else:
            writing = await drafting.reword(turn.work, turn.actor, facts["writing"], facts["part"], text, turn.now)
            turn.post("article_draft", **_facts(writing))
    except Outdated:  # somebody was quicker: nothing is awaited any more
        turn.post("refused", code="outdated", reply_to=message.message_id)
    await turn.work.dialogues.end(turn.person.id, turn.corner)
    return True


async def _await(turn: Turn, writing_id: int, part: str, **more: Any) -> None:
    facts = {"writing": writing_id, "part": part, "asked_at": turn.now.isoformat(), **more}
    await turn.work.dialogues.put(turn.person.id, Dialogue(AWAITED, facts), turn.corner)


def router() -> Router:
    own = Router(name="staff_writing")

    @own.message(Command("articles"))
    async def listed(message: TelegramMessage, turn: Turn) -> None:
        require_staff(turn.actor, "article")
        waiting = [_facts(one) for one in await turn.work.writings.waiting()]
        gone = [_facts(one) for one in await turn.work.writings.withdrawn(WITHDRAWN)]
        turn.post("articles_waiting", waiting=waiting, withdrawn=gone)

    @own.callback_query(Press.filter(F.do == "k_new"))
    async def press_new(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await turn.work.tickets.get(callback_data.id)
        made = await drafting.of_ticket(turn.work, turn.actor, ticket, f"ticket:{ticket.id}", turn.now)
        turn.post("article_draft", **_facts(made))

    @own.callback_query(Press.filter(F.do == "w_show"))
    async def press_show(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        require_staff(turn.actor, "article")
        writing = await turn.work.writings.get(callback_data.id)
        if writing is None or writing.stage not in _SHOWN:
            raise Outdated("outdated")
        turn.post(_SHOWN[writing.stage], **_facts(writing))

    @own.callback_query(Press.filter(F.do.in_({"w_title", "w_body"})))
    async def press_part(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        part = callback_data.do.removeprefix("w_")
        writing = await drafting.own(turn.work, turn.actor, callback_data.id)
        await _await(turn, writing.id, part)
        turn.post("article_asks", part=part, owner=turn.person.id, by=turn.person.name)

    @own.callback_query(Press.filter(F.do == "w_section"))
    async def press_section(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        writing = await drafting.own(turn.work, turn.actor, callback_data.id)

        async def likeliest(base: Search) -> list[str]:
            found = await base.search(f"{writing.title} {writing.body}")
            return list(dict.fromkeys([*sections(found.hits), *await base.sections()]))[:SECTIONS]

        async def ask(turn: Turn, names: list[str]) -> None:
            await _await(turn, writing.id, "section", sections=names)
            turn.post("article_sections", id=writing.id, owner=turn.person.id, by=turn.person.name, sections=names)

        turn.look_up(likeliest, ask)

    @own.callback_query(Press.filter(F.do == "w_in"))
    async def press_in(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        form = await turn.work.dialogues.of(turn.person.id, turn.corner)
        if form is None or form.awaits != AWAITED or form.facts["writing"] != callback_data.id:
            raise Outdated("outdated")
        names = form.facts.get("sections", [])
        if callback_data.number > len(names):
            raise Outdated("outdated")
        name = names[callback_data.number - 1] if callback_data.number else ""
        await turn.work.dialogues.end(turn.person.id, turn.corner)
        writing = await drafting.into(turn.work, turn.actor, callback_data.id, name, turn.now)
        turn.redraw(query, "article_draft", **_facts(writing))

    @own.callback_query(Press.filter(F.do == "w_submit"))
    async def press_submit(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        writing = await drafting.submit(turn.work, turn.actor, callback_data.id, turn.now)
        turn.redraw(query, "article_submitted", **_facts(writing))
        to = Desk("general", turn.team)
        turn.work.tell(Notice(to, "article_review", _facts(writing), Urgency.ANSWER, "general!"))

    @own.callback_query(Press.filter(F.do == "w_drop"))
    async def press_drop(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        writing = await drafting.drop(turn.work, turn.actor, callback_data.id, turn.now)
        turn.redraw(query, "article_dropped", **_facts(writing))

    @own.callback_query(Press.filter(F.do == "w_publish"))
    async def press_publish(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        writing = await publishing.waiting(turn.work, turn.actor, callback_data.id)

        async def publish(turn: Turn, held: Held | None) -> None:
            published = await publishing.publish(turn.work, turn.actor, writing.id, held, turn.now)
            turn.redraw(query, "article_published", **_facts(published))
            _elsewhere(turn, published, "article_published")

        turn.look_up(lambda base: base.article(writing.key), publish)

    @own.callback_query(Press.filter(F.do == "w_back"))
    async def press_back(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        writing = await publishing.waiting(turn.work, turn.actor, callback_data.id)
        if writing.author_id == turn.actor.person_id:
            mine = await publishing.send_back(turn.work, turn.actor, writing.id, "", turn.now)
            turn.redraw(query, "article_draft", **_facts(mine))
        else:
            await _await(turn, writing.id, "words")
            turn.post("article_asks", part="words", owner=turn.person.id, by=turn.person.name)

    @own.callback_query(Press.filter(F.do == "w_withdraw"))
    async def press_withdraw(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        gone = await publishing.withdraw(turn.work, turn.actor, callback_data.id, turn.now)
        turn.redraw(query, "article_withdrawn", **_facts(gone))
        _elsewhere(turn, gone, "article_withdrawn")

    @own.callback_query(Press.filter(F.do == "w_restore"))
    async def press_restore(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        found = await publishing.restore(turn.work, turn.actor, callback_data.id, turn.now)
        turn.redraw(query, "article_published", **_facts(found))
        _elsewhere(turn, found, "article_published")

    return own
