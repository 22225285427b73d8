"""The staff's side: the supergroup with its topics."""

from __future__ import annotations

from aiogram import Router

from bot.filters import in_staff_chat
from bot.routers.staff import (
    anywhere,
    articles,
    bulletins,
    canned,
    choices,
    duty,
    find,
    flood,
    forms,
    invitations,
    membership,
    money,
    organisations,
    people,
    picks,
    register,
    reports,
    settings,
    talk,
    teams,
    tickets,
    told,
    writing,
)


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
        observer.filter(in_staff_chat)
    for part in (
        membership,
        anywhere,
        bulletins,
        reports,
        find,
        register,
        people,
        flood,
        organisations,
        invitations,
        money,
        duty,
        settings,
        canned,
        articles,
        writing,
        told,
        forms,
        choices,
        picks,
        teams,
        tickets,
        talk,
    ):
        staff.include_router(part.router())
    return staff
