"""Which copies go when a word is taken back: all parts of one message, and none that carries others' words too."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.caller import Caller, Failed
from bot.outcome import Lost
from bot.relay.steps import Heading
from bot.relay.withdraw import withdraw
from bot.threads import Place
from bot.words import Words
from core.conversations.message import Author, Message, Origin
from core.notifications.outbox import Later, Permanent
from core.regulation.parse import load

HEADING = Heading(Words("ru", load("saveit").regulation))
AT = datetime(2026, 3, 2, 7, tzinfo=UTC)
MESSAGE = Message(1, 5, AT, Author.STAFF, "Вера", "telegram", "Приедем", Origin("-100", 9))


class Telegram:
    """Notes the calls, and fails those that it is told to."""

    def __init__(self, **failures: Any) -> None:
        self.calls: list[tuple[str, int]] = []
        self.failures = failures

    async def __call__(self, chat: str, method: Any, attempts: int = 0) -> Any:
        name = type(method).__name__
        self.calls.append((name, method.message_id))
        if name in self.failures:
            raise Failed(self.failures[name])
        return True


async def taken(telegram: Telegram, *copies: tuple[str, int, bool]) -> bool:
    return await withdraw(cast(Caller, telegram), Place("101"), MESSAGE, copies, HEADING)


async def test_every_part_goes_and_copies_elsewhere_stand() -> None:
    telegram = Telegram()
    assert await taken(telegram, ("101", 7, True), ("101", 8, True), ("-100", 3, False))
    assert telegram.calls == [("DeleteMessage", 7), ("DeleteMessage", 8)]


@pytest.mark.parametrize("copies", [(), (("-100", 3, False),), (("101", 7, True),)])
async def test_what_went_out_with_other_words_or_nowhere_is_left_alone(
    copies: tuple[tuple[str, int, bool], ...],
) -> None:
    telegram = Telegram()
    assert not await taken(telegram, *copies)
    assert telegram.calls == []


async def test_what_is_gone_already_is_gone_and_what_is_too_old_is_struck_out() -> None:
    assert await taken(Telegram(DeleteMessage=Lost("gone")), ("101", 7, False))
    old = Telegram(DeleteMessage=Lost("target"))
    assert await taken(old, ("101", 7, False))
    assert old.calls == [("DeleteMessage", 7), ("EditMessageText", 7)]
    assert not await taken(Telegram(DeleteMessage=Lost("target"), EditMessageText=Lost("target")), ("101", 7, False))
    assert not await taken(Telegram(DeleteMessage=Lost("target")), ("101", 7, True), ("101", 8, True))


@pytest.mark.parametrize("failure", [Later(1.0, "pace"), Permanent("blocked")])
async def test_every_other_failure_goes_up(failure: Any) -> None:
    with pytest.raises(Failed):
        await taken(Telegram(DeleteMessage=failure), ("101", 7, False))
