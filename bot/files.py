"""Files of customers: fetched at once (Telegram's links expire), kept by digest, judged by their content."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import logging
import os
from dataclasses import replace
from pathlib import Path

import aiohttp
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest

from bot import rounds
from bot.ports import BotStorage
from core.conversations.message import Attachment, Message

log = logging.getLogger(__name__)

LARGEST = 20_000_000
"""Bytes that Telegram's own API lets a bot download."""
SWEEP = 2.0
TRIES = 4


class Fetcher:
    """Downloads what customers attached and notes what it really is."""

    def __init__(self, bot: Bot, storage: BotStorage, folder: Path) -> None:
        self._bot = bot
        self._storage = storage
        self._folder = folder
        self._tries: dict[int, int] = {}
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """A message with a file may have been stored."""
        self._wake.set()

    async def run(self) -> None:
        """Fetch until cancelled."""
        await rounds.for_ever(self._round, "files")

    async def _round(self) -> None:
        self._wake.clear()
        async with self._storage.read() as store:
            wanted = await store.messages.unfetched(20)
        for message in wanted:
            await self._fetch(message)
        if not wanted:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), SWEEP)

    async def _fetch(self, message: Message) -> None:
        assert message.attachment is not None
        done = await self._attempt(message.id, message.attachment)
        if done is not None:
            async with self._storage.begin() as store:
                await store.messages.fetched(message.id, done)

    async def _attempt(self, message_id: int, file: Attachment) -> Attachment | None:
        """The file's end: kept, too big or failed; None to try again later."""
        if file.size > LARGEST:
            return replace(file, state="too_big")
        buffer = io.BytesIO()
        try:
            await self._bot.download(file.file_id, buffer, timeout=120)
        except TelegramBadRequest as error:
            big = "too big" in error.message.lower()
            return replace(file, state="too_big" if big else "failed")
        except (TelegramAPIError, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("a file could not be fetched: %s", type(error).__name__)
            tries = self._tries.pop(message_id, 0) + 1
            if tries >= TRIES:
                return replace(file, state="failed")
            self._tries[message_id] = tries
            await asyncio.sleep(0.5 * 2**tries)
            return None
        return await asyncio.to_thread(keep, self._folder, file, buffer.getvalue())


def keep(folder: Path, file: Attachment, content: bytes) -> Attachment:
    """Put the content into the folder under its digest; what lies there already is made new, because what is old and
    belongs to no message yet is swept away at night."""
    digest = hashlib.sha256(content).hexdigest()
    target = folder / digest[:2] / digest
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.utime(target)
    except FileNotFoundError:
        part = target.with_suffix(".part")
        part.write_bytes(content)
        part.rename(target)
    return replace(file, state="kept", digest=digest, size=len(content), detected=detect(content))


def detect(content: bytes) -> str:
    """What a file is, by its first bytes and not by its name: ``jpg``, ``png``, ``zip``; empty when unknown."""
    import puremagic

    try:
        extension: str = puremagic.from_string(content[:4096])
    except (puremagic.PureError, ValueError):
        return ""
    name = extension.lstrip(".").lower()
    return {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "dib": "bmp"}.get(name, name)
