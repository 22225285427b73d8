"""Messages: corrected, forwarded, deleted, for one pair of eyes; and the menus of the bot."""

from __future__ import annotations

import pytest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    ReplyParameters,
)

from bot.standin import ActError
from tests.bot.standin.scene import scene


async def test_the_customers_edit_is_an_update_and_their_deletion_is_not() -> None:
    async with scene() as s:
        written = (await s.phone.send(s.anna, "Не пичатает"))[0]["message_id"]
        await s.phone.edit(s.anna, written, "Не печатает")
        await s.phone.act(s.anna, "delete", message_id=written)
        first, second = await s.updates()
        assert first.message is not None
        assert first.message.text == "Не пичатает"
        assert second.edited_message is not None
        assert (second.edited_message.text, second.edited_message.message_id) == ("Не печатает", written)
        with pytest.raises(ActError):
            await s.phone.edit(s.anna, written, "снова")


async def test_long_texts_of_people_are_kept_whole() -> None:
    async with scene() as s:
        await s.phone.send(s.anna, "я" * 10_000)
        (update,) = await s.updates()
        assert update.message is not None
        assert len(update.message.text or "") == 10_000


async def test_a_forward_names_its_author() -> None:
    async with scene() as s:
        sent = (await s.phone.send(s.anna, "Счёт"))[0]
        forwarded = await s.bot.forward_message(s.group, s.anna, sent["message_id"])
        assert forwarded.forward_origin is not None
        assert forwarded.forward_origin.type == "user"
        many = await s.bot.forward_messages(s.group, s.anna, [sent["message_id"]])
        assert len(many) == 1
        await s.phone.send(s.anna, "Чужое", forward_from="Кто-то")
        await s.phone.send(s.anna, "Веры", forward_from=s.vera)
        origins = [update.message.forward_origin for update in (await s.updates())[-2:] if update.message]
        assert [origin and origin.type for origin in origins] == ["hidden_user", "user"]


async def test_deleting_many_skips_what_is_gone() -> None:
    async with scene() as s:
        theirs = (await s.phone.send(s.anna, "их"))[0]["message_id"]
        ours = (await s.bot.send_message(s.anna, "наше")).message_id
        assert await s.bot.delete_messages(s.anna, [theirs, ours, 999])
        seen = await s.phone.messages(s.anna, after=theirs - 1)
        assert [message["deleted"] for message in seen] == [True, True]


async def test_an_ephemeral_message_is_for_one_pair_of_eyes() -> None:
    async with scene() as s:
        status, answer = await s.call(
            "sendMessage",
            chat_id=s.group,
            text="Срок через час",
            ephemeral_message_parameters={"receiver_user_id": s.vera},
        )
        assert (status, answer["result"]["receiver_user"]["id"]) == (200, s.vera)
        assert [len(await s.phone.messages(s.group, as_=who)) for who in (s.vera, s.boris)] == [1, 0]


async def test_menus_by_audience() -> None:
    async with scene() as s:
        ours = [BotCommand(command="queue", description="Очередь")]
        await s.bot.set_my_commands(
            [BotCommand(command="start", description="Начать")], BotCommandScopeAllPrivateChats()
        )
        await s.bot.set_my_commands(ours, BotCommandScopeChat(chat_id=s.group), language_code="ru")
        kept = await s.bot.get_my_commands(BotCommandScopeChat(chat_id=s.group), language_code="ru")
        assert [(command.command, command.description) for command in kept] == [("queue", "Очередь")]
        await s.bot.delete_my_commands(BotCommandScopeChat(chat_id=s.group), language_code="ru")
        assert await s.bot.get_my_commands(BotCommandScopeChat(chat_id=s.group), language_code="ru") == []
        assert await s.bot.get_my_commands() == []
        await s.bot.set_my_name("Служба поддержки")
        await s.bot.set_my_description("Пишите")
        await s.bot.set_my_short_description("Поддержка")
        assert (await s.bot.get_my_name()).name == "Служба поддержки"
        await s.bot.set_chat_menu_button(chat_id=s.anna, menu_button=MenuButtonCommands())
        assert isinstance(await s.bot.get_chat_menu_button(chat_id=s.anna), MenuButtonCommands)
        assert await s.bot.send_chat_action(s.anna, "typing")


async def test_answers_in_the_old_style_and_across_chats() -> None:
    async with scene() as s:
        theirs = (await s.phone.send(s.anna, "Вопрос"))[0]["message_id"]
        old = await s.bot.send_message(s.anna, "Ответ", reply_to_message_id=theirs)
        assert old.reply_to_message is not None
        across = await s.bot.send_message(
            s.group, "Её вопрос", reply_parameters=ReplyParameters(message_id=theirs, chat_id=s.anna)
        )
        assert across.external_reply is not None
        assert (across.reply_to_message, across.external_reply.message_id) == (None, theirs)
        gone = ReplyParameters(message_id=999, allow_sending_without_reply=True)
        assert (await s.bot.send_message(s.anna, "x", reply_parameters=gone)).reply_to_message is None


async def test_a_public_group_is_found_by_its_name() -> None:
    async with scene() as s:
        s.standin.groups(title="Public", username="help_desk", admins=[s.gleb])
        assert (await s.bot.send_message("@Help_Desk", "x")).chat.username == "help_desk"
