"""Webhook: store, and only then say 200; anything else makes Telegram deliver it again."""

from __future__ import annotations

import json
import logging
from hmac import compare_digest

from aiohttp import web

from bot.ingest.store import Intake

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000
"""Bytes of one update; Telegram's are far smaller."""


class Webhook:
    """The HTTP door. Without the secret nothing gets in, and nobody learns why."""

    def __init__(self, intake: Intake, secret: str) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take anybody's updates")
        self._intake = intake
        self._secret = secret.encode()

    def attach(self, app: web.Application) -> None:
        app.router.add_post(PATH, self.receive)

    async def receive(self, request: web.Request) -> web.Response:
        """One update. 401 without the secret, 400 for what is no update, 503 when it could not be stored."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not compare_digest(given, self._secret):
            return web.Response(status=401)
        body = await request.content.read(LARGEST + 1)
        if len(body) > LARGEST:
            return web.Response(status=413)
        try:
            update = json.loads(body)
            int(update["update_id"])
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        try:
            await self._intake.put([update])
        except Exception:
            log.exception("an update could not be stored; Telegram will deliver it again")
            return web.Response(status=503)
        return web.Response()
