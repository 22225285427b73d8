"""«Оформить обращение»: messages preselected, kind and missing fields one by one, a summary, one press to register."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot import pages
from bot.pages import Page
from bot.screen import Press
from bot.turn import Turn
from core.people import fields
from core.regulation.model import Category, Priority
from core.tickets import apart, articles, choosing, dialogue, enclosures, facts, promotion, repeat, sequel, urgency
from core.tickets.draft import Draft
from core.tickets.ticket import Ticket


async def begin(turn: Turn, closed: Ticket | None = None) -> None:
    """Open the draft and ask the first missing field, or show the summary at once."""
    draft = await promotion.begin(turn.work, turn.actor, turn.now)
    if closed is not None:
        await sequel.begin(turn.work, draft, closed)
    question = await articles.before_filing(turn.work, turn.actor, draft, time.time(), turn.now)
    if question is not None:
        turn.say("before_filing", question=question.id, draft=draft.id, articles=list(question.articles))
    await show(turn, draft)


async def show(turn: Turn, draft: Draft, chosen: bool = False) -> None:
    """The kinds of request, the next question, or the summary; ``chosen``: the kind was chosen by this very press."""
    kind, screen = await _next(turn, draft, chosen)
    turn.say(kind, **screen)


async def show_enclosed(turn: Turn, draft: Draft) -> None:
    """The same after a file was added, and once for all the files of an album."""
    kind, screen = await _next(turn, draft, chosen=False)
    turn.say_once(f"draft:{draft.id}", kind, enclosed=True, **screen)


async def _next(turn: Turn, draft: Draft, chosen: bool) -> tuple[str, dict[str, Any]]:
    regulation = turn.work.regulation
    category = regulation.category(draft.category)
    advice = category.hint if category else ""
    left = fields.missing(regulation, draft.fields, draft.category)
    if draft.asks:
        if turn.standing.dialogue is not None:
            await turn.work.dialogues.end(turn.person.id)  # the next words answer this question and no earlier one
        field = promotion.field_of(regulation, draft.asks)
        asked = {"title": field.title, "kind": field.kind, "hint": field.hint, "left": len(left)}
        return "ask_field", {"draft": draft.id, "advice": advice if chosen else "", **asked}
    if left and regulation.categories:
        return "categories", await _proposed(turn, draft)
    if turn.standing.has_open_tickets and not draft.compared:
        found = await repeat.likely(turn.work, turn.actor, draft)
        if found is not None:
            draft.compared = True  # one question a request: whoever comes back to it has seen it
            await turn.work.drafts.save(draft)
            return "likely_repeat", _repeat(draft, found)
    priority = regulation.priority(draft.priority) or regulation.default_priority
    ticket = await promotion.preview(turn.work, turn.actor, draft, turn.now)
    suggested = await urgency.suggested(turn.work, draft)
    return "summary", facts.level(ticket, regulation) | {
        "draft": draft.id,
        "messages": await _messages(turn, draft, draft.own[: pages.SIZE]),
        "chosen": len(draft.own),
        "apart": len(draft.apart),
        "twin": draft.twin,
        "priority": _described(priority),
        "suggested": {"id": suggested.id, **_described(suggested)} if suggested else None,
        "advice": advice,
        "terms": facts.terms(ticket, regulation),
        "fields": [
            {"title": field.title, "value": ticket.fields[field.id]}
            for field in regulation.fields
            if ticket.fields.get(field.id)
        ],
    }


def _described(priority: Priority) -> dict[str, str]:
    return {"title": priority.title, "description": priority.description}


def _categories(turn: Turn, draft: Draft, ordered: Sequence[Category]) -> dict[str, Any]:
    offered = [{"id": c.id, "title": c.title, "description": c.description} for c in ordered]
    return {"draft": draft.id, "categories": offered, "chosen": draft.category, "proposed": 0}


async def _proposed(turn: Turn, draft: Draft) -> dict[str, Any]:
    """The kinds that the found articles speak for; all, when they speak for none."""
    likely = await articles.likely(turn.work, draft)
    others = [category for category in turn.work.regulation.categories if category not in likely]
    return _categories(turn, draft, [*likely, *others]) | {"proposed": len(likely)}


def _repeat(draft: Draft, found: repeat.Repeat) -> dict[str, Any]:
    ticket = found.ticket
    named = {"here": list(found.here), "there": list(found.there)}
    return {"draft": draft.id, "ticket": ticket.id, "number": ticket.number, "subject": ticket.subject, **named}


async def _dealt(turn: Turn, draft: Draft, page: Page[int]) -> dict[str, Any]:
    """The chosen messages, and on which of the two requests each of them is."""
    messages = await _messages(turn, draft, page.items)
    return page.facts | {"draft": draft.id, "messages": messages}


async def _go_on(turn: Turn) -> None:
    """When the first of two problems is dealt with, the second one is written down."""
    draft = await turn.work.drafts.open_of(turn.person.id)
    if draft is not None:
        await show(turn, draft)


async def choose_kind(turn: Turn, draft_id: int, category_id: str) -> None:
    """It is this kind of request: go on with what it asks, or with nothing when another desk helps with it."""
    draft = await promotion.categorise(turn.work, turn.actor, draft_id, category_id, turn.now)
    if draft is not None:
        await show(turn, draft, chosen=True)
    else:
        await _go_on(turn)


async def _messages(turn: Turn, draft: Draft, shown: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "id": message.id,
            "text": message.text,
            "file": message.attachment.name if message.attachment else "",
            "unfit": enclosures.unfit(turn.work.regulation, message),
            "chosen": message.id in draft.chosen,
            "apart": message.id in draft.apart,
        }
        for message in await turn.work.messages.several(shown)
    ]


async def _changes(turn: Turn, draft: Draft, page: Page[int]) -> dict[str, Any]:
    """What can be changed: the messages of this page, and everything else."""
    regulation = turn.work.regulation
    rules = [{"id": field.id, "title": field.title} for field in fields.asked(regulation, draft.category)]
    return page.facts | {
        "draft": draft.id,
        "messages": await _messages(turn, draft, page.items),
        "offered": len(draft.offered),
        "chosen": len(draft.chosen),
        "fields": rules,
        "categories": len(regulation.categories) > 1,
        "priorities": len(regulation.priorities) > 1,
    }


def router() -> Router:
    own = Router(name="promotion")

    @own.callback_query(Press.filter(F.do == "promote"))
    async def promote(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        """Under a word that came too late for a closed request the button carries that request."""
        closed = await dialogue.own(turn.work, turn.actor, callback_data.id) if callback_data.id else None
        await begin(turn, closed)

    @own.callback_query(Press.filter(F.do == "d_register"))
    async def register(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await promotion.register(turn.work, turn.actor, callback_data.id, turn.now)
        turn.spend(query)
        await _go_on(turn)

    @own.callback_query(Press.filter(F.do == "d_cancel"))
    async def cancel(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await promotion.cancel(turn.work, turn.actor, callback_data.id)
        turn.spend(query)
        turn.say("cancelled")

    @own.callback_query(Press.filter(F.do == "d_change"))
    async def change(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await promotion.mine(turn.work, turn.actor, callback_data.id)
        turn.say("change", **await _changes(turn, draft, pages.page(draft.offered, 0)))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_page"))
    async def another_page(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await promotion.mine(turn.work, turn.actor, callback_data.id)
        turn.say_instead(
            query, "change", **await _changes(turn, draft, pages.page(draft.offered, callback_data.number))
        )

    @own.callback_query(Press.filter(F.do == "d_toggle"))
    async def toggle(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await choosing.toggle(turn.work, turn.actor, callback_data.id, callback_data.number)
        page = pages.page_with(draft.offered, callback_data.number)
        turn.say_instead(query, "change", **await _changes(turn, draft, page))

    @own.callback_query(Press.filter(F.do.in_({"d_all", "d_none"})))
    async def all_or_none(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await choosing.all_or_none(turn.work, turn.actor, callback_data.id, callback_data.do == "d_all")
        page = pages.page(draft.offered, callback_data.number)
        turn.say_instead(query, "change", **await _changes(turn, draft, page))

    @own.callback_query(Press.filter(F.do == "d_split"))
    async def split(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await apart.begin(turn.work, turn.actor, callback_data.id)
        turn.spend(query)
        turn.say("deal", **await _dealt(turn, draft, pages.page(draft.chosen, 0)))

    @own.callback_query(Press.filter(F.do == "d_deal"))
    async def deal(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await apart.deal(turn.work, turn.actor, callback_data.id, callback_data.number)
        page = pages.page_with(draft.chosen, callback_data.number)
        turn.say_instead(query, "deal", **await _dealt(turn, draft, page))

    @own.callback_query(Press.filter(F.do == "d_deal_page"))
    async def deal_page(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await apart.begin(turn.work, turn.actor, callback_data.id)
        page = pages.page(draft.chosen, callback_data.number)
        turn.say_instead(query, "deal", **await _dealt(turn, draft, page))

    @own.callback_query(Press.filter(F.do == "d_one"))
    async def one_problem(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show(turn, await apart.undo(turn.work, turn.actor, callback_data.id))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_same"))
    async def same(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await repeat.add(turn.work, turn.actor, callback_data.id, callback_data.number, turn.now)
        turn.spend(query)
        turn.say_of(ticket.id, "attached", number=ticket.number)
        await _go_on(turn)

    @own.callback_query(Press.filter(F.do == "d_field"))
    async def field(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show(turn, await promotion.ask(turn.work, turn.actor, callback_data.id, callback_data.arg))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_summary"))
    async def summary(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show(turn, await promotion.ask(turn.work, turn.actor, callback_data.id, ""))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_categories"))
    async def categories(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await promotion.mine(turn.work, turn.actor, callback_data.id)
        turn.say("categories", **_categories(turn, draft, turn.work.regulation.categories))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_category"))
    async def category(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        turn.spend(query)
        await choose_kind(turn, callback_data.id, callback_data.arg)

    @own.callback_query(Press.filter(F.do == "d_priorities"))
    async def priorities(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await promotion.mine(turn.work, turn.actor, callback_data.id)
        offered = [
            {"id": p.id, "title": p.title, "description": p.description} for p in turn.work.regulation.priorities
        ]
        turn.say("priorities", draft=draft.id, priorities=offered)

    @own.callback_query(Press.filter(F.do == "d_priority"))
    async def priority(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show(turn, await promotion.prioritise(turn.work, turn.actor, callback_data.id, callback_data.arg))
        turn.spend(query)

    return own
