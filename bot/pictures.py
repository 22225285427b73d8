"""Pictures that are drawn when they are sent, by a process that ends with its picture."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
from typing import Any

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Real seconds; a picture takes less than one."""


async def chart(spec: dict[str, Any]) -> bytes | None:
    """The PNG of a report's chart; None when it cannot be drawn, which the log explains."""
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.chart",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        log.warning("no picture could be drawn: %s", error)
        return None
    try:
        async with asyncio.timeout(PATIENCE):
            png, said = await process.communicate(json.dumps(spec).encode())
    except TimeoutError:
        log.warning("no picture could be drawn in %s seconds", PATIENCE)
        return None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        log.warning("no picture could be drawn: %s", said.decode(errors="replace").strip()[-500:])
        return None
    return png
