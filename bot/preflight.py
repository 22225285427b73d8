"""Before the desk starts: does Telegram know the token, and is the staff chat fit to work in."""

from __future__ import annotations

from collections.abc import Iterable

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetChat, GetChatAdministrators, GetMe
from aiogram.types import ChatFullInfo, ChatMemberAdministrator, ChatMemberOwner

BAD_TOKEN = "BOT_TOKEN: Telegram does not know this token. Ask @BotFather for a valid one"
NO_TOPICS = "STAFF_CHAT: switch on Topics in the settings of the group «{title}»"
PUBLIC = (
    "STAFF_CHAT: whoever writes in «{title}» counts as staff, so it must be private. Take away its public link, and the"
    " channel that it is linked to"
)
NO_RIGHTS = "STAFF_CHAT: make the bot an administrator of the staff group, with the right «Manage topics»"
MOVED = "STAFF_CHAT: the group {chat} has become a supergroup and is {to} now. Give that number"
UNKNOWN = (
    "STAFF_CHAT: Telegram says «{said}» of the chat {chat}. Add the bot to the group and give its id"
    " (a supergroup's begins with -100)"
)


async def problems(bot: Bot, staff_chats: Iterable[str]) -> list[str]:
    """What the operator must mend, each with what to do; empty when all is well or nobody can be asked now."""
    try:
        await bot(GetMe(), request_timeout=10)
    except (TelegramUnauthorizedError, TelegramNotFound):
        return [BAD_TOKEN]
    except TelegramAPIError:
        return []
    return [problem for chat in staff_chats for problem in await _of(bot, chat)]


async def _of(bot: Bot, staff_chat: str) -> list[str]:
    try:
        chat = await bot(GetChat(chat_id=int(staff_chat)), request_timeout=10)
        return _of_chat(chat) or await _of_rights(bot, staff_chat)
    except (TelegramNetworkError, TelegramServerError):
        return []
    except TelegramMigrateToChat as moved:
        return [MOVED.format(chat=staff_chat, to=moved.migrate_to_chat_id)]
    except TelegramAPIError as error:
        return [UNKNOWN.format(said=error.message, chat=staff_chat)]


def _of_chat(chat: ChatFullInfo) -> list[str]:
    title = chat.title or chat.id
    if chat.type != "supergroup" or not chat.is_forum:
        return [NO_TOPICS.format(title=title)]
    return [PUBLIC.format(title=title)] if chat.username or chat.linked_chat_id else []


async def _of_rights(bot: Bot, staff_chat: str) -> list[str]:
    for member in await bot(GetChatAdministrators(chat_id=int(staff_chat)), request_timeout=10):
        if member.user.id == bot.id:
            owner = isinstance(member, ChatMemberOwner)
            return (
                []
                if owner or (isinstance(member, ChatMemberAdministrator) and member.can_manage_topics)
                else [NO_RIGHTS]
            )
    return [NO_RIGHTS]
