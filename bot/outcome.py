"""Telegram's answers as outcomes: a failure is a value that says what to do next (facts as aiogram raises them)."""

from __future__ import annotations

from dataclasses import dataclass

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

from core.notifications.outbox import Later, Permanent


@dataclass(frozen=True, slots=True)
class Moved:
    """The group was upgraded: everything goes to the new chat from here on."""

    chat: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that the call leaned on is gone; ``what`` is topic, closed_topic, reply, target or source."""

    what: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Telegram does not read our formatting: send the words without it."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The message reads so already: nothing to do, and that is a success."""


Failure = Later | Permanent | Moved | Lost | Plain | Unchanged

_BAD_REQUESTS: tuple[tuple[str, Failure], ...] = (
    ("message is not modified", Unchanged()),
    ("topic_not_modified", Unchanged()),
    ("message thread not found", Lost("topic")),
    ("topic_deleted", Lost("topic")),
    ("topic_id_invalid", Lost("topic")),
    ("topic_closed", Lost("closed_topic")),
    ("message to be replied not found", Lost("reply")),
    ("message to reply not found", Lost("reply")),
    ("replied message not found", Lost("reply")),
    ("message to edit not found", Lost("target")),
    ("message can't be edited", Lost("target")),
    ("message to delete not found", Lost("gone")),
    ("message can't be deleted", Lost("target")),
    ("quote_text_invalid", Lost("quote")),
    ("there is no text in the message to edit", Lost("target")),
    ("message to copy not found", Lost("source")),
    ("message can't be copied", Lost("source")),
    ("there are no messages to copy", Lost("source")),
    ("can't parse entities", Plain()),
    ("can't parse messageentity", Plain()),
    ("chat not found", Permanent("chat_not_found", address_dead=True)),
    ("peer_id_invalid", Permanent("chat_not_found", address_dead=True)),
    ("not enough rights", Permanent("rights")),
    ("have no rights", Permanent("rights")),
    ("chat_admin_required", Permanent("rights")),
)

_FORBIDDEN: tuple[tuple[str, str], ...] = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),
    ("can't initiate", "cannot_initiate"),
    ("kicked", "kicked"),
    ("not a member", "kicked"),
)


def of(error: Exception, attempts: int) -> Failure:
    """What a failed call means. ``attempts`` is how often it was tried before; the pauses grow with it."""
    pause = min(60.0, 0.5 * 2 ** min(attempts, 8))
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return Later(float(seconds), "flood", patient=True)
        case TelegramMigrateToChat(migrate_to_chat_id=chat):
            return Moved(str(chat))
        case TelegramEntityTooLarge():
            return Permanent("refused: " + error.message)
        case TelegramForbiddenError():
            text = error.message.lower()
            code = next((code for words, code in _FORBIDDEN if words in text), "refused")
            return Permanent(code, address_dead=code != "refused")
        case TelegramUnauthorizedError():
            return Later(60.0, "the token is not valid any more", whole_token=True, patient=True)
        case TelegramBadRequest():
            text = error.message.lower()
            found = next((failure for words, failure in _BAD_REQUESTS if words in text), None)
            return found or Permanent("refused: " + error.message)
        case TelegramServerError() | TelegramNetworkError() | ClientDecodeError():
            return Later(pause, type(error).__name__, whole_token=attempts >= 2, patient=True)
        case TelegramAPIError():
            return Later(pause, error.message)
        case _:
            raise error
