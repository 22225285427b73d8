"""What managers switch in the chat itself: how the desk behaves beyond its regulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.errors import Outdated
from core.people.authority import Actor, require_manager
from core.people.person import Change
from core.people.ports import People


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that is on or off; ``default`` holds until a manager says otherwise."""

    name: str
    default: bool = True


RATING, DIGEST = Switch("rating"), Switch("digest")
SWITCHES = (RATING, DIGEST)
"""Asking for a rating after closing; the daily digest to managers."""
ON, OFF = "on", "off"


class Settings(Protocol):
    """The switches that were touched, as the store keeps them."""

    async def get(self, name: str) -> str | None: ...
    async def set(self, name: str, value: str) -> None: ...


class SettingsWork(Protocol):
    """What switching touches."""

    @property
    def settings(self) -> Settings: ...
    @property
    def people(self) -> People: ...


async def is_on(settings: Settings, switch: Switch) -> bool:
    """True when the switch is on."""
    value = await settings.get(switch.name)
    return switch.default if value is None else value == ON


async def every(settings: Settings) -> list[tuple[Switch, bool]]:
    """All switches, and whether each is on."""
    return [(switch, await is_on(settings, switch)) for switch in SWITCHES]


async def turn(work: SettingsWork, actor: Actor, name: str, now: datetime, *, on: bool) -> Switch:
    """A manager turns a switch on or off; who did is kept. Raises NotAllowed for others, Outdated for no switch."""
    require_manager(actor, "settings")
    switch = next((switch for switch in SWITCHES if switch.name == name), None)
    if switch is None:
        raise Outdated("outdated")
    before = await is_on(work.settings, switch)
    if before is not on:
        assert actor.person_id is not None
        await work.settings.set(switch.name, ON if on else OFF)
        words = {True: ON, False: OFF}
        change = Change(actor.person_id, now, actor.name, actor.person_id, switch.name, words[before], words[on])
        await work.people.changed(change)
    return switch
