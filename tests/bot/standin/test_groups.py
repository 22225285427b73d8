"""Groups: who is there, who is seen, and who hides."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import ChatMemberAdministrator, ChatMemberOwner, ReactionTypeEmoji, ReplyParameters

from tests.bot.standin.scene import Scene, scene

MEMBER: dict[str, object] = {"status": "member"}


async def texts(s: Scene) -> list[str | None]:
    """What the bot heard."""
    return [update.message.text for update in await s.updates() if update.message]


async def test_a_bot_without_rights_sees_only_what_is_meant_for_it() -> None:
    async with scene(bot_place=MEMBER) as s:
        question = await s.bot.send_message(s.group, "Кто дежурит?")
        for text in (
            "между собой",
            "/queue",
            "/queue@other_bot",
            "/queue@standin42_bot",
            "@standin42_bot, где?",
            "@vera_user, где?",
        ):
            await s.phone.send(s.vera, text, chat=s.group)
        await s.phone.send(s.vera, "я", chat=s.group, reply_to=question.message_id)
        await s.phone.act(s.anna, "join", chat=s.group)
        assert await texts(s) == ["/queue", "/queue@standin42_bot", "@standin42_bot, где?", "я", None]


async def test_an_administrator_sees_all() -> None:
    async with scene() as s:
        await s.phone.send(s.vera, "между собой", chat=s.group)
        assert await texts(s) == ["между собой"]


async def test_anonymous_administrators_look_like_a_bot() -> None:
    async with scene() as s:
        await s.phone.send(s.gleb, "Решаем", chat=s.group, anonymous=True)
        await s.phone.act(s.gleb, "promote", chat=s.group, user=s.vera, anonymous=True)
        await s.phone.send(s.vera, "Делаю", chat=s.group)
        for update in await s.updates():
            message = update.message
            assert message is not None
            assert message.from_user is not None
            assert message.sender_chat is not None
            assert (message.from_user.id, message.from_user.is_bot) == (1087968824, True)
            assert message.sender_chat.id == s.group
        shown = await s.bot.send_message(s.group, "x", reply_parameters=ReplyParameters(message_id=2))
        assert shown.reply_to_message is not None
        assert shown.reply_to_message.sender_chat is not None


async def test_the_bot_is_thrown_out_and_brought_back() -> None:
    async with scene() as s:
        await s.phone.act(s.gleb, "kick_bot", chat=s.group)
        with pytest.raises(TelegramForbiddenError):
            await s.bot.get_chat_member(s.group, s.vera)
        await s.phone.act(s.gleb, "add_bot", chat=s.group, bot={"status": "member"})
        await s.phone.act(s.gleb, "promote", chat=s.group, user="bot", rights=["can_manage_topics"])
        states = [update.my_chat_member for update in await s.updates() if update.my_chat_member]
        assert [state.new_chat_member.status for state in states] == ["kicked", "member", "administrator"]
        me = await s.bot.get_chat_member(s.group, 42)
        assert isinstance(me, ChatMemberAdministrator)
        assert (me.can_manage_topics, me.can_pin_messages) == (True, False)


async def test_who_is_there() -> None:
    async with scene() as s:
        owners = await s.bot.get_chat_administrators(s.group)
        assert {member.user.id for member in owners} == {s.gleb, 42}
        assert isinstance(next(member for member in owners if member.user.id == s.gleb), ChatMemberOwner)
        assert await s.bot.get_chat_member_count(s.group) == 4
        assert (await s.bot.get_chat_member(s.group, s.anna)).status == "left"
        assert (await s.bot.get_chat_member(s.group, s.vera)).status == "member"
        assert (await s.bot.get_chat_member(s.anna, s.anna)).status == "member"
        assert (await s.bot.get_chat(s.group)).is_forum
        assert (await s.bot.get_chat(s.anna)).first_name == "Anna"


async def test_meeting_in_a_group_is_not_an_invitation() -> None:
    """Boris may be looked at, but only his /start lets the bot write."""
    async with scene() as s:
        assert (await s.bot.get_chat(s.boris)).first_name == "Boris"
        with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
            await s.bot.send_message(s.boris, "Здравствуйте")
        await s.phone.start(s.boris, "t_abc")
        assert (await texts(s))[-1] == "/start t_abc"
        await s.bot.send_message(s.boris, "Здравствуйте")


async def test_a_block_is_told_and_a_restart_lifts_it() -> None:
    async with scene() as s:
        await s.phone.act(s.anna, "block")
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await s.bot.send_message(s.anna, "Ответ")
        await s.phone.start(s.anna)
        states = [update.my_chat_member for update in await s.updates() if update.my_chat_member]
        assert [(state.chat.id, state.new_chat_member.status) for state in states] == [
            (s.anna, "kicked"),
            (s.anna, "member"),
        ]
        await s.bot.send_message(s.anna, "Ответ")


async def test_message_numbers_are_shared_by_private_chats_but_not_by_supergroups() -> None:
    async with scene() as s:
        await s.phone.start(s.boris)
        first = (await s.bot.send_message(s.anna, "1")).message_id
        second = (await s.bot.send_message(s.boris, "2")).message_id
        third = (await s.bot.send_message(s.anna, "3")).message_id
        assert (second, third) == (first + 1, first + 2)
        other = s.standin.groups(title="Other", admins=[s.gleb])["id"]
        assert (await s.bot.send_message(other, "x")).message_id == (await s.bot.send_message(s.group, "x")).message_id


async def test_a_thread_of_answers_outside_forums_is_no_topic() -> None:
    async with scene() as s:
        plain = s.standin.groups(title="Plain", forum=False, type="supergroup", members=[s.vera], admins=[s.gleb])["id"]
        root = await s.bot.send_message(plain, "Вопрос")
        await s.phone.send(s.vera, "Ответ", chat=plain, reply_to=root.message_id)
        answer = (await s.updates())[-1].message
        assert answer is not None
        assert (answer.message_thread_id, answer.is_topic_message) == (root.message_id, None)


async def test_reactions_of_people_and_of_the_bot() -> None:
    async with scene() as s:
        await s.updates("message", "message_reaction")
        sent = await s.bot.send_message(s.group, "Готово")
        await s.bot.set_message_reaction(s.group, sent.message_id, [ReactionTypeEmoji(emoji="👀")])
        await s.phone.react(s.vera, sent.message_id, "👍", chat=s.group)
        await s.phone.react(s.vera, sent.message_id, "🔥", chat=s.group)
        await s.phone.act(s.gleb, "promote", chat=s.group, user=s.boris, anonymous=True)
        await s.phone.react(s.boris, sent.message_id, "👌", chat=s.group)
        first, second, third = [update.message_reaction for update in await s.updates()]
        assert first is not None
        assert second is not None
        assert third is not None
        assert (first.user and first.user.id, first.old_reaction) == (s.vera, [])
        assert [r.emoji for r in second.old_reaction if isinstance(r, ReactionTypeEmoji)] == ["👍"]
        assert (third.user, third.actor_chat and third.actor_chat.id) == (None, s.group)
        seen = (await s.phone.messages(s.group))[-1]["reactions"]
        assert seen == [
            {"user": 42, "emoji": "👀"},
            {"user": s.vera, "emoji": "🔥"},
            {"user": s.boris, "emoji": "👌"},
        ]
