"""Embeddings from a server that may be slow, broken or away: a question is answered all the same."""

from __future__ import annotations

import asyncio
import json
import math
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from app import cli
from core.knowledge.article import Article
from core.knowledge.scoring import Band, Thresholds
from storage.search import embeddings, file
from storage.search.base import KnowledgeBase
from storage.search.build import replacing
from storage.search.embeddings import Busy, Embeddings, Endpoint, NoEmbedding

SUBJECTS = {"диск": (1, 0, 0), "место": (1, 0, 0), "пароль": (0, 1, 0), "документ": (0, 0, 1)}
"""What the model of this server knows: «место» means the same as «диск»."""


class Server:
    """Answers as a model would, or as it is told to."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.answers: list[web.Response] = []
        """Given first, one each."""
        self.late = asyncio.Event()
        self.late.set()

    async def answer(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.asked.append(asked)
        self.keys.append(request.headers.get("Authorization", ""))
        await self.late.wait()
        if self.answers:
            return self.answers.pop(0)
        rows = [{"index": at, "embedding": self.vector(text)} for at, text in enumerate(_listed(asked["input"]))]
        return web.json_response({"data": rows[::-1]})

    def texts(self) -> list[str]:
        """All that it was asked about."""
        return [text for asked in self.asked for text in _listed(asked["input"])]

    @staticmethod
    def vector(text: str) -> list[float]:
        found = [0.1, 0.1, 0.1]
        for word, axes in SUBJECTS.items():
            if word in text.lower():
                found = [have + axis for have, axis in zip(found, axes, strict=True)]
        return found


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[Server, str]]:
    server = Server()
    application = web.Application()
    application.router.add_post("/v1/embeddings", server.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield server, f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    finally:
        server.late.set()
        await runner.cleanup()


@asynccontextmanager
async def asking(url: str, **options: Any) -> AsyncIterator[Embeddings]:
    async def at_once(seconds: float) -> None:
        """No test waits."""

    client = Embeddings(Endpoint(url, "small", **options), at_once)
    try:
        yield client
    finally:
        await client.close()


async def embed(index: Path, client: Embeddings) -> None:
    with replacing(index) as building:
        lacking = building.without_vectors(client.way)
        vectors = [vector async for vector in client.documents([text for _, text in lacking])]
        for (passage, _), vector in zip(lacking, vectors, strict=True):
            building.keep_vector(passage, vector)


async def test_articles_and_questions_go_with_their_prefix_model_and_key() -> None:
    async with serving() as (server, url):
        options = {"query_model": "q", "key": "secret", "query_prefix": "query: ", "document_prefix": "passage: "}
        async with asking(url, batch=2, **options) as client:
            found = [vector async for vector in client.documents(["диск", "пароль", "документ"])]
            assert math.dist(await client.query("место"), found[0]) == pytest.approx(0)
    assert [asked["input"] for asked in server.asked] == [
        ["passage: диск", "passage: пароль"],
        "passage: документ",
        "query: место",
    ]
    assert [asked["model"] for asked in server.asked] == ["small", "small", "q"]
    assert set(server.keys) == {"Bearer secret"}
    assert [vector.index(max(vector)) for vector in found] == [0, 1, 2]
    assert all(math.hypot(*vector) == pytest.approx(1) for vector in found)


def raw(text: str, status: int = 200) -> Callable[[], web.Response]:
    return lambda: web.Response(text=text, status=status)


BROKEN = {
    "no JSON": raw("<html>"),
    "no data": raw("{}"),
    "no list": raw('{"data": 7}'),
    "too few": raw('{"data": []}'),
    "words": raw('{"data": [{"index": 0, "embedding": ["a"]}]}'),
    "empty": raw('{"data": [{"index": 0, "embedding": []}]}'),
    "zeros": raw('{"data": [{"index": 0, "embedding": [0, 0]}]}'),
    "infinite": raw('{"data": [{"index": 0, "embedding": [1e999, 0]}]}'),
    "no number": raw('{"data": [{"index": 0, "embedding": [NaN, 0]}]}'),
    "refused": raw("no such model", 404),
    "elsewhere": lambda: web.Response(status=302, headers={"Location": "/v1/embeddings"}),
    "busy": raw("", 429),
    "ill": raw("", 500),
}


@pytest.mark.parametrize("kind", BROKEN)
async def test_a_strange_answer_is_no_embedding(kind: str) -> None:
    async with serving() as (server, url), asking(url) as client:
        server.answers = [BROKEN[kind]()]
        with pytest.raises(NoEmbedding):
            await client.query("диск")
    assert len(server.asked) == 1


async def test_for_articles_a_busy_server_is_asked_again_and_a_refusing_one_is_not() -> None:
    async with serving() as (server, url), asking(url) as client:
        server.answers = [BROKEN["busy"](), BROKEN["ill"]()]
        assert len([vector async for vector in client.documents(["диск"])]) == 1
        assert len(server.asked) == 3
        server.answers = [BROKEN["refused"]()]
        with pytest.raises(NoEmbedding):
            _ = [vector async for vector in client.documents(["диск"])]
        assert len(server.asked) == 4
        server.answers = [BROKEN["busy"]() for _ in range(5)]
        with pytest.raises(Busy, match="429"):
            _ = [vector async for vector in client.documents(["диск"])]


async def test_meaning_finds_what_no_word_does(index: Path) -> None:
    async with serving() as (_, url), asking(url) as client:
        await embed(index, client)
        base = KnowledgeBase(index, client)
        assert base.found("кончилось место").hits == ()
        assert (await base.search("кончилось место")).hits[0].id == "disk"
        assert (await base.search("rjyxbkjcm vtcnj")).hits[0].id == "disk", "the model gets what was understood"
        await base.close()


async def test_a_passage_deep_in_an_article_answers_for_it_and_is_shown(index: Path) -> None:
    deep = "Оборудование.\n" + "Разное о разном. " * 60 + "\nДиск заменяют по заявке."
    async with serving() as (server, url), asking(url) as client:
        with replacing(index) as building:
            building.remove("disk")
            building.add(Article("deep", "Обслуживание", deep, wordings=("список документов",)))
            building.finish([])
        await embed(index, client)
        assert all(text.startswith("Обслуживание\n") for text in server.texts() if "азно" in text)
        base = KnowledgeBase(index, client)
        hit = (await base.search("кончилось место")).hits[0]
        assert (hit.id, hit.snippet.endswith("Диск заменяют по заявке.")) == ("deep", True)
        await base.close()


async def test_a_model_that_changed_its_size_is_as_good_as_none(index: Path) -> None:
    async with serving() as (server, url), asking(url) as client:
        await embed(index, client)
        base = KnowledgeBase(index, client)
        server.answers = [raw('{"data": [{"index": 0, "embedding": [1, 0]}]}')()]
        assert await base.search("увеличить диск") == base.found("увеличить диск")
        await base.close()


async def test_a_question_is_answered_by_words_when_the_server_is_away_or_late(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as (server, url), asking(url) as client:
        await embed(index, client)
        base = KnowledgeBase(index, client)
        server.answers = [BROKEN["ill"]()]
        by_words = base.found("увеличить диск")
        assert await base.search("увеличить диск") == by_words
        monkeypatch.setattr(embeddings, "PATIENCE", 0.01)
        server.late.clear()
        assert await base.search("увеличить диск") == by_words
    assert await base.search("увеличить диск") == by_words
    await base.close()


async def test_vectors_of_another_model_are_not_compared(index: Path) -> None:
    async with serving() as (_, url), asking(url) as client, asking(url, query_prefix="q: ") as other:
        await embed(index, client)
        base = KnowledgeBase(index, other)
        assert (await base.search("кончилось место")).hits == ()
        await embed(index, other)
        assert (await base.search("кончилось место")).hits[0].id == "disk"


async def test_only_what_changed_is_embedded_again(index: Path) -> None:
    async with serving() as (server, url), asking(url, batch=100) as client:
        await embed(index, client)
        with replacing(index) as building:
            building.remove("disk")
            building.finish([])
        before = len(server.asked)
        await embed(index, client)
        assert len(server.asked) == before


async def test_bands_are_by_words_until_they_are_measured_with_the_model(index: Path) -> None:
    async with serving() as (_, url), asking(url) as client:
        await embed(index, client)
        base = KnowledgeBase(index, client)
        assert (await base.search("кончилось место")).band is Band.NONE
        sure = (await base.search("кончилось место")).confidence
        file.keep_thresholds(index, Thresholds(sure - 0.01, 0.1), client.way)
        assert (await base.search("кончилось место")).band is Band.ANSWER
        assert base.found("кончилось место").band is Band.NONE


def test_the_shell_embeds_measures_and_names_a_server_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": "disk", "title": "Как увеличить диск", "body": "Размер."},
        {"id": "p", "title": "Пароль", "body": "."},
    ]
    questions = [{"q": "мало места, место!", "gold": ["disk"]}, {"q": "замените картридж", "gold": []}]
    for name, lines in (("a.jsonl", rows), ("q.jsonl", questions)):
        (tmp_path / name).write_text("\n".join(json.dumps(row) for row in lines), encoding="utf-8")
    monkeypatch.setenv("KB_EMBEDDINGS_MODEL", "small")

    def run(*arguments: str) -> tuple[Any, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(["kb", *arguments])
        return left.value.code, *capsys.readouterr()

    async def story() -> None:
        async with serving() as (server, url):
            monkeypatch.setenv("KB_EMBEDDINGS_URL", url)
            assert (await asyncio.to_thread(run, "load", "a.jsonl"))[0] == 0
            code, out, _ = await asyncio.to_thread(run, "eval", "--questions", "q.jsonl", "--json")
            assert (code, json.loads(out)["r1"]) == (0, 1)
            before = await asyncio.to_thread((tmp_path / "var/kb.db").read_bytes)
            server.answers = [BROKEN["refused"]()]
            (tmp_path / "a.jsonl").write_text(json.dumps(rows[0] | {"body": "Другое."}), encoding="utf-8")
            code, _, err = await asyncio.to_thread(run, "load", "a.jsonl")
            assert (code, "answered 404; the index stays as it was" in err) == (1, True)
            assert await asyncio.to_thread((tmp_path / "var/kb.db").read_bytes) == before

    asyncio.run(story())
    connection = sqlite3.connect(tmp_path / "var/kb.db")
    names = [name for (name,) in connection.execute("SELECT name FROM meta WHERE name LIKE 'thresholds%'")]
    connection.close()
    assert len(names) == 1
    assert "small" in names[0]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("KB_EMBEDDINGS_URL", "nowhere", "'nowhere' is not an address"),
        ("KB_EMBEDDINGS_MODEL", "", "needs KB_EMBEDDINGS_MODEL"),
        ("KB_EMBEDDINGS_BATCH", "0", "must be a number from 1 to 256"),
    ],
)
def test_wrong_settings_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv("KB_EMBEDDINGS_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("KB_EMBEDDINGS_MODEL", "small")
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as left:
        cli.main(["kb", "load", "."])
    assert left.value.code == 1
    assert sentence in capsys.readouterr().err
