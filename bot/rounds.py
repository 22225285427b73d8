"""Roles that go on: trouble outside of their work (the database is away) is waited out, not died of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NoReturn

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 30.0


async def for_ever(once: Callable[[], Awaitable[None]], role: str) -> NoReturn:
    """Do it again and again until cancelled; after a failure with pauses that grow until it succeeds."""
    pause = FIRST_PAUSE
    while True:
        try:
            await once()
        except Exception as error:
            log.warning("%s: %s, again in %.1f s", role, type(error).__name__, pause, exc_info=error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            pause = FIRST_PAUSE
