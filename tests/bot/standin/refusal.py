"""One line of a table of refusals: who calls what, and what Telegram says to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram.exceptions import TelegramAPIError

from tests.bot.standin.scene import Scene, scene

Call = Callable[[Scene], Awaitable[Any]]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
_PREFIX = {400: "Bad Request", 403: "Forbidden"}


@dataclass(frozen=True, slots=True)
class Refused:
    """What is tried, in a few words and as a call; the words of the refusal after "Bad Request: "."""

    name: str
    call: Call
    text: str
    code: int = 400


def table(*rows: Refused) -> pytest.MarkDecorator:
    """A test for each row, called as the row is."""
    return pytest.mark.parametrize("row", rows, ids=[row.name for row in rows])


async def check(row: Refused) -> None:
    """Try it: aiogram's Bot must raise exactly these words, and the transcript must hold this code."""
    async with scene() as s:
        with pytest.raises(TelegramAPIError) as refused:
            await row.call(s)
        assert refused.value.message == f"{_PREFIX[row.code]}: {row.text}"
        assert [entry["error"]["error_code"] for entry in s.standin.transcript() if "error" in entry][-1] == row.code
