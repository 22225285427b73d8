"""The dispatcher: who is asking, then the customer's or the staff's handlers."""

from __future__ import annotations

from aiogram import Dispatcher
from aiogram.fsm.storage.memory import DisabledEventIsolation

from bot import middleware
from bot.routers import client, staff

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


def build() -> Dispatcher:
    """A dispatcher for the worker. The inbox keeps the order, and drafts live in the desk: no FSM is needed."""
    dispatcher = Dispatcher(disable_fsm=True, events_isolation=DisabledEventIsolation())
    dispatcher.update.outer_middleware(middleware.identify)
    dispatcher.include_router(client.router())
    dispatcher.include_router(staff.router())
    return dispatcher
