"""Embeddings of an OpenAI-compatible server (``/v1/embeddings``): optional, asked for over HTTP, checked before use."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

Vector = tuple[float, ...]

PATIENCE = 2.0
"""Seconds that a customer's question waits for its embedding; then it is answered by words alone."""
UNHURRIED = 60.0
"""Seconds that articles may take, since nobody waits for them."""
PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds before the further attempts for articles, when the server is busy or away."""
LONGEST = 8_000
"""Characters of a text that are sent."""
LARGEST = 50_000_000
"""Bytes of an answer that are read."""


class NoEmbedding(Exception):
    """The server gave none; the sentence says why."""


class Busy(NoEmbedding):
    """The same, but it is worth another attempt."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where embeddings come from. Some models want a prefix, or another name for questions than for articles."""

    url: str
    model: str
    query_model: str = ""
    key: str = ""
    query_prefix: str = ""
    document_prefix: str = ""
    batch: int = 16

    @property
    def way(self) -> str:
        """What vectors and bands were made with: those of another way cannot be compared with these."""
        return json.dumps([self.model, self.query_model, self.query_prefix, self.document_prefix], ensure_ascii=False)


class Embeddings:
    """A server that is asked for vectors of length 1."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._where = endpoint
        self._sleep = sleep
        self._session: Any = None
        self.way = endpoint.way

    async def query(self, question: str) -> Vector:
        """The vector of a question. Raises NoEmbedding after one attempt: a person waits."""
        where = self._where
        text = where.query_prefix + question[:LONGEST]
        return (await self._ask(where.query_model or where.model, [text], PATIENCE))[0]

    async def documents(self, texts: Sequence[str]) -> AsyncIterator[Vector]:
        """The vectors of articles, in their order. Raises NoEmbedding when the server goes on refusing."""
        where = self._where
        for start in range(0, len(texts), where.batch):
            some = [where.document_prefix + text[:LONGEST] for text in texts[start : start + where.batch]]
            for pause in (*PAUSES, None):
                try:
                    found = await self._ask(where.model, some, UNHURRIED)
                    break
                except Busy:
                    if pause is None:
                        raise
                    await self._sleep(pause)
            for vector in found:
                yield vector

    async def close(self) -> None:
        """Let go of the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _ask(self, model: str, texts: list[str], patience: float) -> list[Vector]:
        import aiohttp  # only who has embeddings pays for it

        if self._session is None:
            headers = {"Authorization": f"Bearer {self._where.key}"} if self._where.key else {}
            self._session = aiohttp.ClientSession(headers=headers)
        asked = {"model": model, "input": texts if len(texts) > 1 else texts[0], "encoding_format": "float"}
        try:
            async with self._session.post(
                self._where.url.rstrip("/") + "/embeddings",
                json=asked,
                timeout=aiohttp.ClientTimeout(total=patience),
                allow_redirects=False,
            ) as answer:
                if answer.status == 429 or answer.status >= 500:
                    raise Busy(f"the server of embeddings answered {answer.status}")
                if answer.status != 200:
                    raise NoEmbedding(f"the server of embeddings answered {answer.status}")
                body = await _read(answer.content)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Busy(f"the server of embeddings does not answer ({type(error).__name__})") from None
        return _vectors(body, len(texts))


async def _read(content: Any) -> bytes:
    body = bytearray()
    async for piece in content.iter_any():
        body += piece
        if len(body) > LARGEST:
            raise NoEmbedding("the server of embeddings sent far too much")
    return bytes(body)


def _vectors(body: bytes, wanted: int) -> list[Vector]:
    try:
        rows = sorted(json.loads(body)["data"], key=lambda row: int(row["index"]))
        found = [_unit(row["embedding"]) for row in rows]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise NoEmbedding("the server of embeddings answered something else than embeddings") from None
    if len(found) != wanted or len({len(vector) for vector in found}) != 1:
        raise NoEmbedding(f"the server of embeddings sent {len(found)} vectors for {wanted} texts")
    return found


def _unit(numbers: Sequence[float]) -> Vector:
    length = math.hypot(*numbers)
    if not numbers or not math.isfinite(length) or not length:
        raise ValueError
    return tuple(number / length for number in numbers)
