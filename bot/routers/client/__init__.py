"""The customer's side: a private chat with the bot."""

from __future__ import annotations

from aiogram import F, Router

from bot.routers.client import consent, menu, promotion, talk, tickets


def router() -> Router:
    """All of the customer's handlers, the most particular first."""
    client = Router(name="client")
    client.message.filter(F.chat.type == "private")
    client.edited_message.filter(F.chat.type == "private")
    client.callback_query.filter(F.message.chat.type == "private")
    client.my_chat_member.filter(F.chat.type == "private")
    client.message.outer_middleware(consent.gate)
    client.callback_query.outer_middleware(consent.gate)
    for part in (consent, menu, promotion, tickets, talk):
        client.include_router(part.router())
    return client
