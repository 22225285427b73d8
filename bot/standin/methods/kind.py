"""What a method is: the world and the parameters in, the ``result`` out (some of them wait)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.standin.params import Params
from bot.standin.world import World

Method = Callable[[World, Params], Any | Awaitable[Any]]
