"""Keyboards: pressed, forged, taken away by an edit."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    ForceReply,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from bot.standin import ActError
from tests.bot.standin.scene import keyboard, scene


def labels(message: Message) -> list[str]:
    """What the buttons under a message say."""
    return [button.text for row in (message.reply_markup or keyboard()).inline_keyboard for button in row]


async def test_a_pressed_button_is_answered_once() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "Верно?", reply_markup=keyboard("Да", "Нет"))
        pressed = await s.phone.press(s.anna, "Да")
        (update,) = await s.updates()
        query = update.callback_query
        assert query is not None
        assert isinstance(query.message, Message)
        assert (query.data, query.message.message_id, query.from_user.id) == ("Да", sent.message_id, s.anna)
        assert s.standin.queries(pressed["query_id"]) is None
        await s.bot.answer_callback_query(query.id, "Принято", show_alert=True)
        assert await s.phone.answer(pressed["query_id"]) == {"text": "Принято", "alert": True, "url": ""}


async def test_data_can_be_forged_and_the_message_may_be_gone() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "Верно?", reply_markup=keyboard("Да"))
        await s.bot.delete_message(s.anna, sent.message_id)
        with pytest.raises(ActError):
            await s.phone.press(s.anna, "Да")
        await s.phone.press(s.anna, message_id=sent.message_id, data="close:17")
        query = (await s.updates())[0].callback_query
        assert query is not None
        assert query.data == "close:17"
        assert isinstance(query.message, InaccessibleMessage)


async def test_other_buttons_do_what_they_say() -> None:
    async with scene() as s:
        row = [
            {"text": "Открыть", "url": "https://a.ru/17"},
            {"text": "Номер", "copy_text": {"text": "№17"}},
            {"text": "Уже", "callback_data": "x", "disabled": {}},
        ]
        status, _ = await s.call("sendMessage", chat_id=s.anna, text="x", reply_markup={"inline_keyboard": [row]})
        assert status == 200
        assert await s.phone.press(s.anna, "Открыть") == {"url": "https://a.ru/17"}
        assert await s.phone.press(s.anna, "Номер") == {"copied": "№17"}
        with pytest.raises(ActError, match="disabled"):
            await s.phone.press(s.anna, "Уже")
        with pytest.raises(ActError, match="has no button 'Нет'"):
            await s.phone.press(s.anna, "Нет", message_id=2)


async def test_a_reply_keyboard_types_for_the_customer() -> None:
    async with scene() as s:
        rows = [[KeyboardButton(text="Мои обращения"), KeyboardButton(text="Мой номер", request_contact=True)]]
        await s.bot.send_message(s.anna, "Меню", reply_markup=ReplyKeyboardMarkup(keyboard=rows))
        await s.phone.press(s.anna, "Мои обращения")
        await s.phone.press(s.anna, "Мой номер")
        await s.phone.act(s.anna, "contact", phone_number="+79990000000", first_name="Кто-то")
        text, own, foreign = [update.message for update in await s.updates()]
        assert text is not None
        assert text.text == "Мои обращения"
        assert own is not None
        assert own.contact is not None
        assert own.contact.user_id == s.anna
        assert foreign is not None
        assert foreign.contact is not None
        assert (foreign.contact.user_id, foreign.contact.phone_number) == (None, "+79990000000")


async def test_an_edit_without_a_keyboard_takes_it_away() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "Верно?", reply_markup=keyboard("Да"))
        edited = await s.bot.edit_message_text("Принято", chat_id=s.anna, message_id=sent.message_id)
        assert isinstance(edited, Message)
        assert (edited.text, edited.reply_markup, edited.edit_date is not None) == ("Принято", None, True)
        kept = await s.bot.edit_message_reply_markup(
            chat_id=s.anna, message_id=sent.message_id, reply_markup=keyboard("Ещё")
        )
        assert isinstance(kept, Message)
        assert labels(kept) == ["Ещё"]
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await s.bot.edit_message_reply_markup(
                chat_id=s.anna, message_id=sent.message_id, reply_markup=keyboard("Ещё")
            )


@pytest.mark.parametrize("markup", [ForceReply(), ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x")]])])
async def test_what_was_sent_with_another_keyboard_stays_as_it_is(markup: Any) -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "x", reply_markup=markup)
        assert sent.reply_markup is None
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await s.bot.edit_message_reply_markup(
                chat_id=s.anna, message_id=sent.message_id, reply_markup=keyboard("Да")
            )


async def test_an_empty_inline_keyboard_is_none() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[]))
        assert sent.reply_markup is None
        linked = InlineKeyboardButton(text="a", url="a.ru/x")
        sent = await s.bot.send_message(s.anna, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[linked]]))
        assert sent.reply_markup is not None
        assert sent.reply_markup.inline_keyboard[0][0].url == "http://a.ru/x"
