"""The customer's side: a private chat with the bot."""

from __future__ import annotations

from aiogram import Router

from bot.filters import in_private
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
    rating,
    talk,
    tickets,
)


def router() -> Router:
    """All of the customer's handlers, the most particular first."""
    client = Router(name="client")
    for observer in (client.message, client.edited_message, client.callback_query, client.my_chat_member):
        observer.filter(in_private)
    client.message.outer_middleware(consent.gate)
    client.callback_query.outer_middleware(consent.gate)
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
        talk,
        outdated,
    ):
        client.include_router(part.router())
    return client
