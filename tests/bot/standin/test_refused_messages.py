"""Messages that cannot be edited, deleted, copied, pinned or answered, in Telegram's words (facts, section 11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aiogram.types import (
    BufferedInputFile,
    KeyboardButton,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from tests.bot.standin.refusal import PNG, Call, Refused, check, table
from tests.bot.standin.scene import Scene, keyboard

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def edit_same(s: Scene) -> None:
    sent = await s.bot.send_message(s.anna, "Принято", reply_markup=keyboard("Да"))
    await s.bot.edit_message_text("Принято", chat_id=s.anna, message_id=sent.message_id, reply_markup=keyboard("Да"))


async def edit_with_reply_keyboard(s: Scene) -> None:
    menu = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Мои обращения")]])
    sent = await s.bot.send_message(s.anna, "Меню", reply_markup=menu)
    await s.bot.edit_message_text("Другое", chat_id=s.anna, message_id=sent.message_id)


async def edit_to_reply_keyboard(s: Scene) -> None:
    sent = await s.bot.send_message(s.anna, "Текст")
    menu = {"keyboard": [["Мои обращения"]]}
    await s.call_or_raise("editMessageText", chat_id=s.anna, message_id=sent.message_id, text="Меню", reply_markup=menu)


async def edit_nothing(s: Scene) -> None:
    await s.bot.edit_message_text("x", chat_id=s.anna, message_id=999)


async def edit_foreign(s: Scene) -> None:
    theirs = s.standin.act("send", s.anna, text="Здравствуйте")[0]["message_id"]
    await s.bot.edit_message_text("Иначе", chat_id=s.anna, message_id=theirs)


async def edit_text_of_photo(s: Scene) -> None:
    sent = await s.bot.send_photo(s.anna, BufferedInputFile(PNG, "a.png"))
    await s.bot.edit_message_text("Подпись", chat_id=s.anna, message_id=sent.message_id)


async def edit_caption_of_text(s: Scene) -> None:
    sent = await s.bot.send_message(s.anna, "Текст")
    await s.bot.edit_message_caption(chat_id=s.anna, message_id=sent.message_id, caption="Подпись")


async def delete_old(s: Scene) -> None:
    sent = await s.bot.send_message(s.anna, "Старое")
    s.standin.world.now = lambda: datetime.now(UTC) + timedelta(hours=49)
    await s.bot.delete_message(s.anna, sent.message_id)


async def delete_foreign(s: Scene) -> None:
    theirs = s.standin.act("send", s.vera, chat=s.group, text="моё")[0]["message_id"]
    s.standin.act("demote", s.gleb, chat=s.group, user="bot", rights=["can_delete_messages"])
    await s.bot.delete_message(s.group, theirs)


async def copy_service(s: Scene) -> None:
    await s.bot.copy_message(s.anna, s.group, await s.topic())


def copy_many(*numbers: int) -> Call:
    return lambda s: s.bot.copy_messages(s.group, s.anna, list(numbers))


async def forward_protected(s: Scene) -> None:
    sent = await s.bot.send_message(s.anna, "Пароль", protect_content=True)
    await s.bot.forward_message(s.group, s.anna, sent.message_id)


async def pin_without_right(s: Scene) -> None:
    sent = await s.bot.send_message(s.group, "Карточка")
    s.standin.act("demote", s.gleb, chat=s.group, user="bot", rights=["can_pin_messages"])
    await s.bot.pin_chat_message(s.group, sent.message_id)


def react(message_id: int, emoji: str) -> Call:
    return lambda s: s.bot.set_message_reaction(s.anna, message_id, [ReactionTypeEmoji(emoji=emoji)])


async def answer_nothing(s: Scene) -> None:
    await s.bot.send_message(s.anna, "x", reply_parameters=ReplyParameters(message_id=999))


async def quote_of_nothing(s: Scene) -> None:
    theirs = s.standin.act("send", s.anna, text="Не печатает")[0]["message_id"]
    await s.bot.send_message(s.anna, "?", reply_parameters=ReplyParameters(message_id=theirs, quote="сканер"))


async def answer_twice(s: Scene) -> None:
    await s.bot.send_message(s.anna, "?", reply_markup=keyboard("Да"))
    query = s.standin.act("press", s.anna, text="Да")["query_id"]
    await s.bot.answer_callback_query(query)
    await s.bot.answer_callback_query(query)


async def answer_late(s: Scene) -> None:
    s.standin.limits(query_seconds=0)
    await s.bot.send_message(s.anna, "?", reply_markup=keyboard("Да"))
    await s.bot.answer_callback_query(s.standin.act("press", s.anna, text="Да")["query_id"])


@table(
    Refused("edit to the same", edit_same, NOT_MODIFIED),
    Refused("edit of nothing", edit_nothing, "message to edit not found"),
    Refused("edit of another's", edit_foreign, "message can't be edited"),
    Refused("edit of one with a reply keyboard", edit_with_reply_keyboard, "message can't be edited"),
    Refused("edit to a reply keyboard", edit_to_reply_keyboard, "inline keyboard expected"),
    Refused("text of a photo", edit_text_of_photo, "there is no text in the message to edit"),
    Refused("caption of a text", edit_caption_of_text, "there is no caption in the message to edit"),
    Refused("delete nothing", lambda s: s.bot.delete_message(s.anna, 999), "message to delete not found"),
    Refused("delete after 48 hours", delete_old, "message can't be deleted for everyone"),
    Refused("delete another's without the right", delete_foreign, "message can't be deleted"),
    Refused("copy nothing", lambda s: s.bot.copy_message(s.anna, s.group, 999), "message to copy not found"),
    Refused("copy a service message", copy_service, "message can't be copied"),
    Refused("copy in disorder", copy_many(2, 1), "message identifiers must be in a strictly increasing order"),
    Refused("copy 101", copy_many(*range(1, 102)), "too many message identifiers specified"),
    Refused("copy none that exist", copy_many(998, 999), "there are no messages to copy"),
    Refused("forward nothing", lambda s: s.bot.forward_message(s.anna, s.group, 999), "message to forward not found"),
    Refused("forward the protected", forward_protected, "message can't be forwarded"),
    Refused("pin nothing", lambda s: s.bot.pin_chat_message(s.group, 999), "message to pin not found"),
    Refused("pin without the right", pin_without_right, "not enough rights to manage pinned messages in the chat"),
    Refused("react to nothing", react(999, "👀"), "message to react not found"),
    Refused("react with a tick", react(1, "✅"), "REACTION_INVALID"),
    Refused("answer to nothing", answer_nothing, "message to be replied not found"),
    Refused("quote of what was not said", quote_of_nothing, "QUOTE_TEXT_INVALID"),
    Refused("an unknown query", lambda s: s.bot.answer_callback_query("1"), TOO_OLD),
    Refused("the second answer", answer_twice, TOO_OLD),
    Refused("a late answer", answer_late, TOO_OLD),
)
async def test_refused(row: Refused) -> None:
    await check(row)
