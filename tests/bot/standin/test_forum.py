"""Topics, as a desk of topics meets them."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message, ReplyParameters

from bot.standin import ActError
from tests.bot.standin.scene import Scene, scene


def told(message: Message) -> str:
    """What a service message tells of."""
    kinds = ("created", "edited", "closed", "reopened")
    found = [kind for kind in kinds if getattr(message, f"forum_topic_{kind}") is not None]
    return found[0] if found else "pinned" if message.pinned_message else message.text or ""


async def messages(s: Scene) -> list[Message]:
    return [update.message for update in await s.updates() if update.message]


async def test_the_bot_hears_of_its_own_topics_and_pins_but_not_of_its_messages() -> None:
    async with scene() as s:
        thread = await s.topic("Принтер")
        card = await s.bot.send_message(s.group, "Карточка", message_thread_id=thread)
        await s.bot.pin_chat_message(s.group, card.message_id)
        await s.bot.edit_forum_topic(s.group, thread, name="Принтер №17")
        await s.bot.close_forum_topic(s.group, thread)
        await s.bot.reopen_forum_topic(s.group, thread)
        heard = await messages(s)
        assert [told(message) for message in heard] == ["created", "pinned", "edited", "closed", "reopened"]
        assert all(message.message_thread_id == thread and message.is_topic_message for message in heard)
        assert all(message.from_user and message.from_user.id == 42 for message in heard)
        assert heard[0].message_id == thread
        assert heard[1].pinned_message is not None
        assert heard[1].pinned_message.message_id == card.message_id


async def test_every_message_in_a_topic_answers_its_first_though_nobody_replied() -> None:
    async with scene() as s:
        thread = await s.topic()
        sent = await s.bot.send_message(s.group, "Вопрос от Анны", message_thread_id=thread)
        await s.phone.send(s.vera, "Смотрю", chat=s.group, thread=thread)
        await s.phone.send(s.vera, "Именно на это", chat=s.group, reply_to=sent.message_id)
        plain, answer = (await messages(s))[-2:]
        for message in (sent, plain):
            assert message.message_thread_id == thread
            assert message.reply_to_message is not None
            assert message.reply_to_message.forum_topic_created is not None
        assert answer.message_thread_id == thread
        assert answer.reply_to_message is not None
        assert answer.reply_to_message.message_id == sent.message_id
        assert answer.reply_to_message.reply_to_message is None


async def test_general_has_no_thread() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.group, "Всем")
        assert (sent.message_thread_id, sent.is_topic_message, sent.reply_to_message) == (None, None, None)
        thread = await s.topic()
        await s.phone.send(s.vera, "В теме", chat=s.group, thread=thread)
        await s.phone.send(s.vera, "В общей", chat=s.group, thread=1)
        written = [m for m in await s.phone.messages(s.group, thread=1) if "text" in m]
        assert [(message["text"], message["thread"]) for message in written] == [("Всем", None), ("В общей", None)]


async def test_an_answer_goes_where_the_answered_message_is() -> None:
    async with scene() as s:
        thread = await s.topic()
        inside = await s.bot.send_message(s.group, "В теме", message_thread_id=thread)
        answer = await s.bot.send_message(
            s.group, "Ответ", reply_parameters=ReplyParameters(message_id=inside.message_id, quote="теме")
        )
        assert (answer.message_thread_id, answer.quote and answer.quote.position) == (thread, 2)
        other = await s.topic("Другая")
        outside = await s.bot.send_message(
            s.group, "Оттуда", message_thread_id=other, reply_parameters=ReplyParameters(message_id=inside.message_id)
        )
        assert (outside.message_thread_id, outside.external_reply and outside.external_reply.message_id) == (
            other,
            inside.message_id,
        )


async def test_long_names_are_cut() -> None:
    async with scene() as s:
        topic = await s.bot.create_forum_topic(s.group, "П" * 200)
        assert topic.name == "П" * 128
        assert [seen["name"] for seen in await s.phone.topics(s.group)] == ["П" * 128]


async def test_deleting_a_topic_or_a_message_tells_nobody() -> None:
    async with scene() as s:
        thread = await s.topic()
        sent = await s.bot.send_message(s.group, "Карточка", message_thread_id=thread)
        theirs = (await s.phone.send(s.vera, "ой", chat=s.group, thread=thread))[0]
        await s.updates()
        await s.phone.act(s.vera, "delete", chat=s.group, message_id=theirs["message_id"])
        await s.phone.act(s.gleb, "delete_topic", chat=s.group, thread=thread)
        assert await s.updates() == []
        seen = await s.phone.messages(s.group, thread=thread)
        assert all(message["deleted"] for message in seen)
        assert [topic["deleted"] for topic in await s.phone.topics(s.group)] == [True]
        for again in (
            s.bot.send_message(s.group, "x", message_thread_id=thread),
            s.bot.edit_message_text("x", chat_id=s.group, message_id=sent.message_id),
            s.bot.close_forum_topic(s.group, thread),
        ):
            with pytest.raises(TelegramBadRequest):
                await again


async def test_a_closed_topic_is_open_to_those_who_manage_topics() -> None:
    async with scene() as s:
        thread = await s.topic()
        await s.phone.act(s.gleb, "close_topic", chat=s.group, thread=thread)
        await s.bot.send_message(s.group, "Бот — администратор", message_thread_id=thread)
        await s.phone.send(s.gleb, "И Глеб", chat=s.group, thread=thread)
        with pytest.raises(ActError, match="can_manage_topics"):
            await s.phone.send(s.vera, "А Вера нет", chat=s.group, thread=thread)


async def test_a_persons_topic_and_what_they_do_with_it() -> None:
    async with scene() as s:
        topic: dict[str, Any] = await s.phone.act(s.gleb, "create_topic", chat=s.group, name="Смена")
        thread = topic["message_thread_id"]
        for do in ("close_topic", "reopen_topic"):
            await s.phone.act(s.gleb, do, chat=s.group, thread=thread)
        await s.phone.act(s.gleb, "rename_topic", chat=s.group, thread=thread, name="Смена 2")
        note = (await s.phone.send(s.vera, "/duty", chat=s.group, thread=thread))[0]
        await s.phone.act(s.gleb, "pin", chat=s.group, message_id=note["message_id"])
        heard = await messages(s)
        assert [told(message) for message in heard] == ["created", "closed", "reopened", "edited", "/duty", "pinned"]
        (seen,) = await s.phone.topics(s.group)
        assert (seen["name"], seen["closed"], seen["deleted"]) == ("Смена 2", False, False)


async def test_pins_of_a_topic_are_taken_off_together() -> None:
    async with scene() as s:
        thread = await s.topic()
        numbers = [(await s.bot.send_message(s.group, text, message_thread_id=thread)).message_id for text in "аб"]
        for number in numbers:
            await s.bot.pin_chat_message(s.group, number)
        full = await s.bot.get_chat(s.group)
        assert full.pinned_message is not None
        assert full.pinned_message.message_id == numbers[-1]
        await s.bot.unpin_chat_message(s.group, message_id=numbers[0])
        await s.bot.unpin_all_forum_topic_messages(s.group, thread)
        assert not any(message["pinned"] for message in await s.phone.messages(s.group))


async def test_icons_and_naming_nothing() -> None:
    async with scene() as s:
        icons = await s.bot.get_forum_topic_icon_stickers()
        topic = await s.bot.create_forum_topic(s.group, "Принтер", icon_custom_emoji_id=icons[0].custom_emoji_id)
        assert topic.icon_custom_emoji_id == icons[0].custom_emoji_id
        await s.bot.edit_forum_topic(s.group, topic.message_thread_id)
        await s.bot.edit_forum_topic(s.group, topic.message_thread_id, icon_custom_emoji_id=icons[1].custom_emoji_id)
        await s.bot.delete_forum_topic(s.group, topic.message_thread_id)
