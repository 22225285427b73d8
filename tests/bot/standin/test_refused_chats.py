"""Whom the bot cannot reach, in Telegram's words (facts, section 11); and the door itself."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.exceptions import TelegramMigrateToChat

from bot.standin import ActError
from bot.standin.methods import BY_NAME
from bot.standin.validate import known_methods
from tests.bot.standin.refusal import Refused, check, table
from tests.bot.standin.scene import Scene, scene


async def to_blocked(s: Scene) -> None:
    s.standin.act("block", s.anna)
    await s.bot.send_message(s.anna, "Ответ")


async def to_deactivated(s: Scene) -> None:
    s.standin.act("deactivate", s.anna)
    await s.bot.send_message(s.anna, "Ответ")


async def to_a_stranger(s: Scene) -> None:
    await s.bot.send_message(s.standin.users(first_name="Dina")["id"], "Ответ")


async def kicked(s: Scene) -> None:
    s.standin.act("kick_bot", s.gleb, chat=s.group)
    await s.bot.send_message(s.group, "Ответ")


async def left(s: Scene) -> None:
    await s.bot.leave_chat(s.group)
    await s.bot.send_message(s.group, "Ответ")


async def never_there(s: Scene) -> None:
    other = s.standin.groups(title="Other", admins=[s.gleb], bot={"status": "absent"})["id"]
    await s.bot.send_message(other, "Ответ")


async def unknown_action(s: Scene) -> None:
    await s.call_or_raise("sendChatAction", chat_id=s.anna, action="sleeping")


@table(
    Refused("an unknown chat", lambda s: s.bot.send_message(999, "x"), "chat not found"),
    Refused("an unknown name", lambda s: s.bot.send_message("@anna_user", "x"), "chat not found"),
    Refused("no chat", lambda s: s.call_or_raise("sendMessage", text="x"), "chat_id is empty"),
    Refused("a stranger", to_a_stranger, "chat not found"),
    Refused("a group the bot never saw", never_there, "chat not found"),
    Refused(
        "known from a group only",
        lambda s: s.bot.send_message(s.boris, "x"),
        "bot can't initiate conversation with a user",
        403,
    ),
    Refused("blocked", to_blocked, "bot was blocked by the user", 403),
    Refused("deactivated", to_deactivated, "user is deactivated", 403),
    Refused("kicked", kicked, "bot was kicked from the supergroup chat", 403),
    Refused("left", left, "bot is not a member of the supergroup chat", 403),
    Refused("an action that is none", unknown_action, "wrong parameter action in request"),
    Refused("a member nobody knows", lambda s: s.bot.get_chat_member(s.group, 999), "PARTICIPANT_ID_INVALID"),
    Refused(
        "administrators of a private chat",
        lambda s: s.bot.get_chat_administrators(s.anna),
        "there are no administrators in the private chat",
    ),
)
async def test_refused(row: Refused) -> None:
    await check(row)


async def test_the_upgraded_group_says_where_it_went() -> None:
    async with scene() as s:
        plain = s.standin.groups(title="Old", type="group", admins=[s.gleb])["id"]
        await s.updates()
        new = s.standin.act("upgrade", s.gleb, chat=plain, forum=True)
        with pytest.raises(TelegramMigrateToChat) as moved:
            await s.bot.send_message(plain, "Ответ")
        assert moved.value.migrate_to_chat_id == new
        assert "group chat was upgraded to a supergroup chat" in moved.value.message
        told = [update.message for update in await s.updates() if update.message]
        assert [(message.chat.id, message.migrate_to_chat_id, message.migrate_from_chat_id) for message in told] == [
            (plain, new, None),
            (new, None, plain),
        ]
        assert (await s.bot.create_forum_topic(new, "Принтер")).name == "Принтер"


async def test_the_door() -> None:
    async with scene() as s:
        unauthorized = {"ok": False, "error_code": 401, "description": "Unauthorized"}
        unknown = {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
        assert await s.call("getMe", token="42:wrong") == (401, unauthorized)
        assert await s.call("getMoon") == (404, unknown)
        status, answer = await s.call("GETME")
        assert (status, answer["result"]["id"]) == (200, 42)


async def test_the_caller_is_checked_too() -> None:
    """A parameter that the method does not have is the product's mistake, and it is told loudly."""
    async with scene() as s:
        status, answer = await s.call("sendMessage", chat_id=s.anna, text="x", message_thread="7")
        assert (status, "message_thread" in answer["description"]) == (400, True)
        assert s.standin.world.mistakes.pop().startswith("sendmessage: the caller gave 'message_thread'")


def test_every_method_is_one_of_the_bot_api() -> None:
    assert {name.lower() for name in BY_NAME} <= known_methods()


IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("fly", {}),
    ("send", {"text": "  "}),
    ("send", {"text": "x", "chat": -1}),
    ("send", {"media": {"kind": "hologram"}}),
    ("send", {"text": "x", "reply_to": 999}),
    ("press", {"text": "Нет такой"}),
    ("edit", {"message_id": 999, "text": "x"}),
    ("promote", {}),
    ("create_topic", {"name": "x"}),
]


@pytest.mark.parametrize(("do", "what"), IMPOSSIBLE)
async def test_people_are_refused_in_words_too(do: str, what: dict[str, Any]) -> None:
    async with scene() as s:
        with pytest.raises(ActError):
            await s.phone.act(s.anna, do, **what)


async def test_a_group_is_for_those_who_are_in_it() -> None:
    async with scene() as s:
        with pytest.raises(ActError, match="is not in the chat"):
            await s.phone.send(s.anna, "не моя группа", chat=s.group)
        with pytest.raises(ActError, match="belongs to somebody else"):
            await s.phone.send(s.vera, "чужая переписка", chat=s.anna)
        with pytest.raises(ActError, match="cannot be anonymous"):
            await s.phone.send(s.vera, "x", chat=s.group, anonymous=True)
