"""Topics that are gone, closed, or not for the bot to touch, in Telegram's words (facts, section 11)."""

from __future__ import annotations

from tests.bot.standin.refusal import Call, Refused, check, table
from tests.bot.standin.scene import Scene


def without(s: Scene, *rights: str) -> None:
    """Take these rights from the bot."""
    s.standin.act("demote", s.gleb, chat=s.group, user="bot", rights=rights)


def write(thread: int) -> Call:
    return lambda s: s.bot.send_message(s.group, "Ответ", message_thread_id=thread)


async def in_deleted_topic(s: Scene) -> None:
    thread = await s.topic()
    s.standin.act("delete_topic", s.gleb, chat=s.group, thread=thread)
    await write(thread)(s)


async def in_closed_topic(s: Scene) -> None:
    thread = await s.topic()
    s.standin.act("close_topic", s.gleb, chat=s.group, thread=thread)
    without(s, "can_manage_topics")
    await write(thread)(s)


async def close_twice(s: Scene) -> None:
    thread = await s.topic()
    await s.bot.close_forum_topic(s.group, thread)
    await s.bot.close_forum_topic(s.group, thread)


async def rename_same(s: Scene) -> None:
    thread = await s.topic("Принтер")
    await s.bot.edit_forum_topic(s.group, thread, name="Принтер")


async def rename_without_right(s: Scene) -> None:
    thread = s.standin.act("create_topic", s.gleb, chat=s.group, name="Чужая")["message_thread_id"]
    without(s, "can_manage_topics")
    await s.bot.edit_forum_topic(s.group, thread, name="Наша")


async def close_without_right(s: Scene) -> None:
    thread = s.standin.act("create_topic", s.gleb, chat=s.group, name="Чужая")["message_thread_id"]
    without(s, "can_manage_topics")
    await s.bot.close_forum_topic(s.group, thread)


async def delete_without_right(s: Scene) -> None:
    thread = await s.topic()
    without(s, "can_delete_messages")
    await s.bot.delete_forum_topic(s.group, thread)


async def open_without_right(s: Scene) -> None:
    s.standin.act("demote", s.gleb, chat=s.group, user="bot")
    await s.topic()


async def open_in_plain_group(s: Scene) -> None:
    plain = s.standin.groups(title="Plain", forum=False, type="supergroup", admins=[s.gleb])["id"]
    await s.bot.create_forum_topic(plain, "Принтер")


@table(
    Refused("a deleted topic", in_deleted_topic, "message thread not found"),
    Refused("a topic that never was", write(999), "message thread not found"),
    Refused("the topic General by number", write(1), "message thread not found"),
    Refused("a closed topic", in_closed_topic, "TOPIC_CLOSED"),
    Refused("close what is not there", lambda s: s.bot.close_forum_topic(s.group, 999), "TOPIC_ID_INVALID"),
    Refused("close twice", close_twice, "TOPIC_NOT_MODIFIED"),
    Refused("rename to the same", rename_same, "TOPIC_NOT_MODIFIED"),
    Refused("rename without the right", rename_without_right, "not enough rights to edit the topic"),
    Refused("close without the right", close_without_right, "not enough rights to close or open the topic"),
    Refused("delete without the right", delete_without_right, "not enough rights to delete the topic"),
    Refused("open without the right", open_without_right, "not enough rights to create a topic"),
    Refused("open where there are none", open_in_plain_group, "the chat is not a forum"),
    Refused("an empty name", lambda s: s.bot.create_forum_topic(s.group, "  "), "title must be non-empty"),
)
async def test_refused(row: Refused) -> None:
    await check(row)
