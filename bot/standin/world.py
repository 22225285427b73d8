"""One Telegram with one bot in it: who there is, what was written, and who is told of it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bot.standin.errors import ActError
from bot.standin.faults import Faults
from bot.standin.files import Files
from bot.standin.limits import Limits
from bot.standin.log import Log
from bot.standin.state import ANONYMOUS_ADMIN, Chat, Json, Member, Person, Query
from bot.standin.updates import Updates
from bot.standin.webhook import Webhook

FIRST_USER = 1001
FIRST_GROUP = 2_000_000_001
_SUPERGROUP = -1_000_000_000_000


def system_now() -> datetime:
    return datetime.now(UTC)


class World:
    """Everything the server holds for one token."""

    def __init__(self, token: str, now: Callable[[], datetime], transcript: Log, changes: Log) -> None:
        self.token = token
        self.now = now
        self.transcript = transcript
        self.changes = changes
        number, _, _ = token.partition(":")
        self.bot: Json = {
            "id": int(number),
            "is_bot": True,
            "first_name": "Reglament",
            "username": f"standin{number}_bot",
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.files = Files()
        self.updates = Updates()
        self.webhook = Webhook(self.updates)
        self.faults = Faults()
        self.limits = Limits(time.monotonic)
        self.private_topics = False
        """Whether the bot's owner switched on topics in private chats (``has_topics_enabled``)."""
        self.commands: dict[str, list[Json]] = {}
        self.card: dict[str, str] = {}
        self.mistakes: list[str] = []
        """What validation found wrong with the stand-in or with a caller; tests ask that it is empty."""
        self.menu_buttons: dict[int | None, Json] = {}
        # Private chats and basic groups of one account share a numbering; every supergroup has its own.
        self.shared_ids = itertools.count(1)
        self._user_ids = itertools.count(FIRST_USER)
        self._group_ids = itertools.count(FIRST_GROUP)
        self._numbers = itertools.count(1)

    @property
    def bot_id(self) -> int:
        return int(self.bot["id"])

    def stamp(self) -> int:
        """Now, as Telegram writes it: whole seconds of the epoch."""
        return int(self.now().timestamp())

    def number(self) -> int:
        """The next of a sequence for whatever needs an id of its own (queries, albums, polls)."""
        return next(self._numbers)

    def user_id(self, wanted: int | None) -> int:
        if wanted is not None:
            return wanted
        return next(number for number in self._user_ids if number not in self.people)

    def group_id(self, wanted: int | None, supergroup: bool) -> int:
        if wanted is not None:
            return wanted
        number = next(self._group_ids)
        return _SUPERGROUP - number if supergroup else -number

    def person(self, user_id: int) -> Person:
        """Someone by id; raises ActError when nobody made them."""
        try:
            return self.people[user_id]
        except KeyError:
            raise ActError(f"there is no user {user_id}; make one with /_standin/users") from None

    def chat(self, chat_id: int) -> Chat:
        """A chat by id, private chats by the user's id; raises ActError when there is none."""
        try:
            return self.chats[chat_id]
        except KeyError:
            raise ActError(f"there is no chat {chat_id}") from None

    def user_card(self, user_id: int) -> Json | None:
        """The User object of anybody who can appear in a message."""
        if user_id == self.bot_id:
            return self.bot
        if user_id == ANONYMOUS_ADMIN["id"]:
            return ANONYMOUS_ADMIN
        person = self.people.get(user_id)
        return None if person is None else person.user

    def bot_place(self, chat: Chat) -> Member | None:
        """The bot's place in a group; None when it never was there."""
        return chat.members.get(self.bot_id)

    def change(self, kind: str, chat: Chat, **what: object) -> None:
        """Tell whoever watches the chats (the demo page, tests) that something happened."""
        self.changes.add({"kind": kind, "chat": chat.id, **what})
