"""The staff's side: the supergroup with its topics."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import TelegramObject

from bot.routers.staff import anywhere, membership, talk, tickets
from bot.turn import Turn


async def _in_staff_chat(event: TelegramObject, turn: Turn, **data: Any) -> bool:
    """Staff commands exist in the staff chat alone; elsewhere they are ordinary words."""
    chat = getattr(event, "chat", None) or getattr(getattr(event, "message", None), "chat", None)
    return chat is not None and str(chat.id) == turn.staff_chat


def router() -> Router:
    """All of the staff's handlers, the most particular first."""
    staff = Router(name="staff")
    for observer in (
        staff.message,
        staff.edited_message,
        staff.callback_query,
        staff.my_chat_member,
        staff.chat_member,
    ):
        observer.filter(_in_staff_chat)
    for part in (membership, anywhere, tickets, talk):
        staff.include_router(part.router())
    return staff
