"""The assistant: asks a model over HTTP and believes nothing of what comes back.

    assistant = Assistant("https://llm.example.ru/v1", key, "model", timeout=15.0, per_day=20)
    answer = await assistant.answer(person_id, question, found, now)   # None: show the list of articles
    await assistant.close()

``answer`` raises nothing: a slow, refusing or babbling service means the list of articles. Call it outside of any
transaction, because it takes as long as ``timeout``.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

import aiohttp

from core.knowledge.assistant import Answer, Retrieved, judge, prompt

log = logging.getLogger(__name__)

LONGEST_REPLY = 64 * 1024
"""Bytes; what is longer is no answer to a question of support."""
LONGEST_TOKENS = 700


class Assistant:
    """One service, with a budget of questions a day for each person; the count lives as long as the process."""

    def __init__(self, url: str, key: str, model: str, timeout: float, per_day: int) -> None:
        self._url = url.rstrip("/") + "/chat/completions"
        self._key, self._model, self._per_day = key, model, per_day
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None
        self._day = date.min
        self._asked: Counter[int] = Counter()

    async def answer(self, person_id: int, question: str, found: Sequence[Retrieved], now: datetime) -> Answer | None:
        """An answer that rests on the articles found, or None."""
        if not found or not self._affords(person_id, now.date()):
            return None
        try:
            reply = await self._reply(question, found)
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("assistant: no reply: %s", type(error).__name__)  # its words may hold the address with a key
            return None
        if reply is None:
            return None
        answer = judge(reply, question, found)
        if answer is None:
            log.info("assistant: the reply was not used")
        return answer

    def _affords(self, person_id: int, day: date) -> bool:
        if day != self._day:
            self._day = day
            self._asked.clear()
        self._asked[person_id] += 1
        return self._asked[person_id] <= self._per_day

    async def _reply(self, question: str, found: Sequence[Retrieved]) -> str | None:
        """What the model said; None for what is no reply of this protocol."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        asked = {
            "model": self._model,
            "messages": prompt(question, found),
            "temperature": 0,
            "max_tokens": LONGEST_TOKENS,
        }
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        async with self._session.post(self._url, json=asked, headers=headers, allow_redirects=False) as response:
            if response.status != 200:
                log.warning("assistant: HTTP %s", response.status)
                return None
            body = bytearray()
            async for chunk in response.content.iter_any():
                body += chunk
                if len(body) > LONGEST_REPLY:
                    log.warning("assistant: the reply is too long")
                    return None
        return _content(bytes(body))

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


def _content(body: bytes) -> str | None:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        log.warning("assistant: the reply is not of the protocol")
        return None
    return content if isinstance(content, str) else None
