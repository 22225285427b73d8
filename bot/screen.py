"""What a view makes of a notice: HTML and buttons, not tied to any call of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from pydantic import Field

MOST = 2**63 - 1
"""The greatest number that a row can have; a forged button may carry any."""


class Press(CallbackData, prefix="p"):
    """A button: what to do, to which row, and one word more. At most 64 bytes; re-checked on every press."""

    do: str
    id: Annotated[int, Field(ge=0, le=MOST)] = 0
    arg: str = ""

    @property
    def number(self) -> int:
        """The word as the number of a row; 0, which no row has, when it is none."""
        return number if self.arg.isdecimal() and (number := int(self.arg)) <= MOST else 0


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; ``copy`` puts a text into the reader's clipboard instead of asking us, ``link`` leads
    to another chat."""

    label: str
    press: Press | None = None
    copy: str = ""
    link: str = ""
    style: str | None = None

    def markup(self) -> InlineKeyboardButton:
        if self.copy:
            return InlineKeyboardButton(text=self.label, copy_text=CopyTextButton(text=self.copy))
        if self.link:
            return InlineKeyboardButton(text=self.label, url=self.link)
        data = self.press.pack() if self.press else "-"
        return InlineKeyboardButton(text=self.label, callback_data=data, style=self.style)


@dataclass(frozen=True, slots=True)
class Screen:
    """A text with its buttons; ``menu`` replaces the keyboard under the customer's input line."""

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    menu: tuple[tuple[str, ...], ...] = ()
    quiet: bool = False
    asks_contact: str = ""
    """The label of a button above the menu that sends the customer's own telephone number."""

    @property
    def inline(self) -> InlineKeyboardMarkup | None:
        """The buttons under the message."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup(inline_keyboard=[[button.markup() for button in row] for row in self.rows])

    @property
    def markup(self) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        """The buttons under the message, else the menu under the input line."""
        if self.menu and not self.rows:
            keyboard = [[KeyboardButton(text=label) for label in row] for row in self.menu]
            if self.asks_contact:
                keyboard.insert(0, [KeyboardButton(text=self.asks_contact, request_contact=True)])
            return ReplyKeyboardMarkup(keyboard=keyboard, resize_keyboard=True, is_persistent=True)
        return self.inline
