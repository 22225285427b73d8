"""The customer's side: a private chat with the bot."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import or_f

from bot.filters import Says, in_private, is_command
from bot.routers.client import (
    bulletins,
    complaints,
    consent,
    language,
    menu,
    money,
    organisations,
    outdated,
    people,
    phone,
    privacy,
    promotion,
    questions,
    rating,
    talk,
    tickets,
)
from bot.views.customer import MENU


def router() -> Router:
    """All of the customer's handlers, the most particular first."""
    client = Router(name="client")
    for observer in (client.message, client.edited_message, client.callback_query, client.my_chat_member):
        observer.filter(in_private)
    client.message.outer_middleware(consent.gate)
    client.callback_query.outer_middleware(consent.gate)
    wishes = Router(name="wishes")
    # What is merely said is most of what comes, and none of these is for it: one question instead of one for each.
    wishes.message.filter(or_f(is_command, Says(*MENU)))
    for part in (
        consent,
        language,
        privacy,
        menu,
        bulletins,
        promotion,
        money,
        complaints,
        people,
        organisations,
        phone,
        tickets,
        rating,
        questions,
    ):
        wishes.include_router(part.router())
    client.include_routers(wishes, talk.router(), outdated.router())
    return client
