"""Where the staff work: the supergroup of the settings, or where Telegram has moved it since."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ports import BotStorage

NAME = "staff"


@dataclass(slots=True)
class StaffChat:
    """The present id of the staff supergroup, as Telegram writes it (a negative number), in text."""

    id: str

    @classmethod
    async def load(cls, configured: str, storage: BotStorage) -> StaffChat:
        """The configured chat, or the one it was upgraded to."""
        async with storage.read() as store:
            moved = await store.telegram.chat(f"{NAME}:{configured}")
        return cls(moved or configured)

    async def move(self, to: str, storage: BotStorage) -> None:
        """The group was upgraded: remember it, for this run and for the next."""
        if to == self.id:
            return
        async with storage.begin() as store:
            await store.telegram.move_chat(f"{NAME}:{self.id}", self.id, to)
        self.id = to
