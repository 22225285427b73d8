"""Telegram's answers as outcomes: what each failure means for the parcel (house.md 3.6)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

from bot import outcome
from bot.outcome import Lost, Moved, Plain, Unchanged
from core.notifications.outbox import Later, Permanent

CALL = SendMessage(chat_id=1, text="x")


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Bad Request: message is not modified: specified new message content is exactly the same", Unchanged()),
        ("Bad Request: message thread not found", Lost("topic")),
        ("Bad Request: TOPIC_DELETED", Lost("topic")),
        ("Bad Request: TOPIC_ID_INVALID", Lost("topic")),
        ("Bad Request: TOPIC_CLOSED", Lost("closed_topic")),
        ("Bad Request: message to be replied not found", Lost("reply")),
        ("Bad Request: message to reply not found", Lost("reply")),
        ("Bad Request: replied message not found", Lost("reply")),
        ("Bad Request: message to edit not found", Lost("target")),
        ("Bad Request: message can't be edited", Lost("target")),
        ("Bad Request: there is no text in the message to edit", Lost("target")),
        ("Bad Request: message to copy not found", Lost("source")),
        ("Bad Request: message can't be copied", Lost("source")),
        ("Bad Request: there are no messages to copy", Lost("source")),
        ("Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0", Plain()),
        ("Bad Request: chat not found", Permanent("chat_not_found", address_dead=True)),
        ("Bad Request: PEER_ID_INVALID", Permanent("chat_not_found", address_dead=True)),
        ("Bad Request: not enough rights to send text messages to the chat", Permanent("rights")),
        ("Bad Request: have no rights to send a message", Permanent("rights")),
        ("Bad Request: CHAT_ADMIN_REQUIRED", Permanent("rights")),
        ("Bad Request: wrong file identifier", Permanent("refused: Bad Request: wrong file identifier")),
    ],
)  # fmt: skip
def test_a_bad_request(said: str, means: outcome.Failure) -> None:
    assert outcome.of(TelegramBadRequest(CALL, said), 0) == means


@pytest.mark.parametrize(
    ("said", "code", "dead"),
    [
        ("Forbidden: bot was blocked by the user", "blocked", True),
        ("Forbidden: user is deactivated", "deactivated", True),
        ("Forbidden: bot can't initiate conversation with a user", "cannot_initiate", True),
        ("Forbidden: bot was kicked from the supergroup chat", "kicked", True),
        ("Forbidden: bot is not a member of the supergroup chat", "kicked", True),
        ("Forbidden: the chat is on holiday", "refused", False),
    ],
)
def test_a_door_that_is_shut(said: str, code: str, dead: bool) -> None:
    assert outcome.of(TelegramForbiddenError(CALL, said), 0) == Permanent(code, address_dead=dead)


def test_a_flood_waits_as_long_as_it_was_told() -> None:
    assert outcome.of(TelegramRetryAfter(CALL, "Too Many Requests", 17), 5) == Later(17.0, "flood", patient=True)


def test_an_upgraded_group_has_moved() -> None:
    assert outcome.of(TelegramMigrateToChat(CALL, "upgraded", -100500), 0) == Moved("-100500")


def test_a_token_that_is_not_valid_stops_everything_and_loses_nothing() -> None:
    failure = outcome.of(TelegramUnauthorizedError(CALL, "Unauthorized"), 0)
    assert isinstance(failure, Later)
    assert (failure.whole_token, failure.patient) == (True, True)


def test_too_large_is_for_ever() -> None:
    failure = outcome.of(TelegramEntityTooLarge(CALL, "Request Entity Too Large"), 0)
    assert isinstance(failure, Permanent)
    assert not failure.address_dead


TROUBLES: list[Callable[[], Exception]] = [
    lambda: TelegramServerError(CALL, "Bad Gateway"),
    lambda: TelegramNetworkError(CALL, "timeout"),
    lambda: ClientDecodeError("not JSON", ValueError(), "<html>"),
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=["502", "timeout", "html"])
def test_a_network_in_trouble_is_tried_again_with_growing_pauses(trouble: Callable[[], Exception]) -> None:
    pauses = []
    for attempt in range(12):
        failure = outcome.of(trouble(), attempt)
        assert isinstance(failure, Later)
        assert failure.patient  # the world's trouble, not the parcel's: it is never given up
        assert failure.whole_token is (attempt >= 2)
        pauses.append(failure.seconds)
    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 60.0


def test_an_answer_nobody_knows_is_tried_again() -> None:
    failure = outcome.of(TelegramAPIError(CALL, "Teapot"), 3)
    assert isinstance(failure, Later)
    assert not failure.patient


def test_a_fault_of_ours_is_not_telegrams() -> None:
    with pytest.raises(ZeroDivisionError):
        outcome.of(ZeroDivisionError(), 0)
