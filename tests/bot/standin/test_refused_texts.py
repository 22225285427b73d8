"""Texts and keyboards that Telegram refuses, in its words (facts, section 11)."""

from __future__ import annotations

from typing import Any

from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
)

from tests.bot.standin.refusal import PNG, Call, Refused, check, table
from tests.bot.standin.scene import Scene, scene

PARSE = "can't parse entities: "
BUTTON = "can't parse inline keyboard button: "


def says(text: str, **how: Any) -> Call:
    return lambda s: s.bot.send_message(s.anna, text, **how)


def html(text: str) -> Call:
    return says(text, parse_mode="HTML")


def markdown(text: str) -> Call:
    return says(text, parse_mode="MarkdownV2")


def bold(offset: int, length: int) -> list[MessageEntity]:
    return [MessageEntity(type="bold", offset=offset, length=length)]


def buttons(count: int = 1, **what: Any) -> Call:
    row = [InlineKeyboardButton(text="x", **what)] * count
    return says("Меню", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))


def bare(**params: Any) -> Call:
    return lambda s: s.call_or_raise("sendMessage", chat_id=s.anna, text="x", **params)


async def long_caption(s: Scene) -> None:
    await s.bot.send_photo(s.anna, BufferedInputFile(PNG, "a.png"), caption="я" * 1025)


async def asking_a_group_for_its_phone(s: Scene) -> None:
    rows = [[KeyboardButton(text="Мой номер", request_contact=True)]]
    await s.bot.send_message(s.group, "x", reply_markup=ReplyKeyboardMarkup(keyboard=rows))


async def command_with_a_capital(s: Scene) -> None:
    await s.bot.set_my_commands([BotCommand(command="Start", description="Начать")])


@table(
    Refused("empty text", says(""), "message text is empty"),
    Refused("blank text", says(" \n "), "text must be non-empty"),
    Refused("blank after parsing", html("<b> </b>"), "text must be non-empty"),
    Refused("4097 letters", says("я" * 4097), "message is too long"),
    Refused("caption of 1025", long_caption, "message caption is too long"),
    Refused("unknown parse mode", says("x", parse_mode="BBCode"), "unsupported parse_mode"),
    Refused("unknown tag", html("Щ<p>x</p>"), PARSE + 'Unsupported start tag "p" at byte offset 2'),
    Refused("a bare less-than", html("a < b"), PARSE + 'Unsupported start tag "" at byte offset 2'),
    Refused("a tag not ended", html("a <b"), PARSE + "Unclosed start tag at byte offset 2"),
    Refused("an end without a start", html("a</b>"), PARSE + "Unexpected end tag at byte offset 1"),
    Refused("no end tag", html("<b>a"), PARSE + 'Can\'t find end tag corresponding to start tag "b"'),
    Refused("crossed", html("<i>a</b>"), PARSE + 'Unmatched end tag at byte offset 4, expected "</i>", found "</b>"'),
    Refused(
        "reserved in MarkdownV2",
        markdown("a."),
        PARSE + "Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    Refused("bold not ended", markdown("*a"), PARSE + "Can't find end of Bold entity at byte offset 0"),
    Refused(
        "an entity too far",
        says("ab", entities=bold(1, 2)),
        "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3",
    ),
    Refused(
        "half an emoji",
        says("😀", entities=bold(0, 1)),
        "entity begins or ends in a middle of a UTF-16 symbol at offset 1",
    ),
    Refused("data of 65 bytes", buttons(callback_data="я" * 32 + "x"), "BUTTON_DATA_INVALID"),
    Refused("empty data", buttons(callback_data=""), "BUTTON_DATA_INVALID"),
    Refused("a text button", buttons(), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    Refused(
        "a button to localhost",
        buttons(url="http://localhost:8080/x"),
        "inline keyboard button URL 'http://localhost:8080/x' is invalid: Wrong HTTP URL",
    ),
    Refused("101 buttons", buttons(101, callback_data="x"), "reply markup is too long"),
    Refused("phone of a group", asking_a_group_for_its_phone, "phone number can be requested in private chats only"),
    Refused("markup is no JSON", bare(reply_markup="{"), "can't parse reply markup JSON object"),
    Refused("markup is a list", bare(reply_markup=[]), "object expected as reply markup"),
    Refused("a command with a capital", command_with_a_capital, "BOT_COMMAND_INVALID"),
)
async def test_refused(row: Refused) -> None:
    await check(row)


async def test_limits_are_counted_in_code_points_after_parsing() -> None:
    async with scene() as s:
        sent = await s.bot.send_message(s.anna, "<b>" + "😀" * 4096 + "</b>", parse_mode="HTML")
        assert sent.text == "😀" * 4096
