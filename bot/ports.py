"""What the Telegram front needs of the store besides the core's rooms."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol

from core.conversations.message import Messages
from core.desk import Store


class ReceivedUpdate(Protocol):
    """An update as it came in."""

    @property
    def id(self) -> int: ...
    @property
    def chat(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def attempts(self) -> int: ...


class Inbox(Protocol):
    """Updates, stored before they are acknowledged."""

    async def store(self, channel: str, updates: Sequence[tuple[int, str, str]], at: datetime) -> None: ...
    async def take_in(self, channel: str, update: tuple[int, str, str], at: datetime) -> ReceivedUpdate | None:
        """Store an update as being handled in this transaction; None when others of its chat wait (then it waits
        behind them) or when it was stored before."""

    async def claim(self, wall: float, most: int) -> Sequence[ReceivedUpdate]:
        """The next update of several chats, marked as done: leaving the transaction with an error gives them back."""

    async def done(self, row_id: int) -> None: ...
    async def hold(self, row_id: int, chat: str = "") -> None:
        """Keep it unhandled until ``release`` of its chat, or of another one that it waits for."""

    async def release(self, chat: str) -> int: ...
    async def forget(self, row_id: int) -> None:
        """Keep nothing of what the update said."""

    async def empty(self) -> bool: ...
    async def failed(self, row_id: int, attempts: int, until: float, error: str, dead: bool) -> None: ...


class TopicRow(Protocol):
    """A topic of the staff chat and the desk's thread that it shows."""

    @property
    def thread(self) -> str: ...
    @property
    def chat(self) -> str: ...
    @property
    def topic_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def card(self) -> int | None: ...


class CustomerCardRow(Protocol):
    """The message in a customer's chat that shows how their ticket stands."""

    @property
    def chat(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def facts(self) -> dict[str, Any]: ...


class Telegram(Protocol):
    """What the desk remembers of Telegram."""

    async def topic(self, thread: str) -> TopicRow | None: ...
    async def topic_at(self, chat: str, topic_id: int) -> TopicRow | None: ...
    async def keep_topic(self, thread: str, chat: str, topic_id: int, name: str) -> None: ...
    async def drop_topic(self, thread: str) -> None: ...
    async def rename_topic(self, thread: str, name: str) -> None: ...
    async def keep_card(self, thread: str, card: int) -> None: ...
    async def customer_card(self, ticket_id: int, chat: str) -> CustomerCardRow | None: ...
    async def keep_customer_card(
        self, ticket_id: int, chat: str, number: int, kind: str, facts: dict[str, Any]
    ) -> None:
        """From now on this message shows how the ticket stands; an earlier one stays as it is."""

    async def drop_customer_card(self, ticket_id: int, chat: str) -> None: ...
    async def chat(self, name: str) -> str | None: ...
    async def move_chat(self, name: str, old: str, new: str) -> None: ...


class CopiedMessages(Messages, Protocol):
    """Messages, and where their copies stand."""

    async def copies_of(self, message_id: int) -> list[tuple[str, int, bool]]:
        """Chat, number, and whether the copy carries other messages too (merged, so it cannot be edited)."""


class BotStore(Store, Protocol):
    """The store as the Telegram front sees it."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def telegram(self) -> Telegram: ...
    @property
    def messages(self) -> CopiedMessages: ...


class BotStorage(Protocol):
    """Transactions, and reads that wait for nobody."""

    @property
    def embedded(self) -> bool:
        """True when no other process can have written anything."""

    def begin(self) -> AbstractAsyncContextManager[BotStore]: ...
    def read(self) -> AbstractAsyncContextManager[BotStore]: ...
    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait until no other process holds this name, and hold it inside the block."""
