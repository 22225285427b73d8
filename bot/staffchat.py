"""Where the staff work: a supergroup a team, as the settings name them, or where Telegram has moved them since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports import BotStorage
from core.desk import STAFF

NAME = "staff"


@dataclass(slots=True)
class StaffChat:
    """The present ids of the staff supergroups by their teams, as Telegram writes them (negative numbers), in text.

    The first team is the desk's own: consultations, and everything that is no other team's. One team has no name.
    """

    teams: dict[str, str]

    @property
    def id(self) -> str:
        """The first team's chat."""
        return next(iter(self.teams.values()))

    def __contains__(self, chat: str) -> bool:
        return chat in self.teams.values()

    def of(self, team: str) -> str:
        """A team's chat; the first one's for a team that there is not."""
        return self.teams.get(team, self.id)

    def team(self, chat: str) -> str:
        """The team of a chat; empty for the first one."""
        return next((name for name, one in self.teams.items() if one == chat != self.id), "")

    def at(self, address: str) -> str:
        """The chat behind an address of the outbox: a team's, or a customer's own."""
        if address == STAFF:
            return self.id
        subject, _, team = address.partition(":")
        return self.of(team) if subject == STAFF else address

    @classmethod
    async def load(cls, configured: Mapping[str, str], storage: BotStorage) -> StaffChat:
        """The configured chats, or those that they were upgraded to."""
        async with storage.read() as store:
            return cls({team: await store.telegram.chat(f"{NAME}:{chat}") or chat for team, chat in configured.items()})

    async def move(self, old: str, new: str, storage: BotStorage) -> None:
        """A group was upgraded: remember it, for this run and for the next."""
        if old not in self:
            return
        async with storage.begin() as store:
            await store.telegram.move_chat(f"{NAME}:{old}", old, new)
        self.moved(old, new)

    def moved(self, old: str, new: str) -> None:
        """The group of the old id has the new one."""
        self.teams = {team: new if chat == old else chat for team, chat in self.teams.items()}
