"""The desk's own words in the index: put in beside what was loaded, kept by a load, taken out again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.knowledge.article import Article
from core.knowledge.search import Held
from core.knowledge.writing import Word
from storage.search import file, shelf
from storage.search.base import KnowledgeBase
from storage.search.build import replacing

PRINTER = Article("printer", "Принтер не печатает", "Перезапустите службу печати.", section="Печать")
OURS = Article("printer", "Принтер молчит", "Проверьте бумагу.", section="Печать")
PLOTTER = Article("desk:2", "Плоттер не чертит", "Обновите драйвер плоттера.")
OWN = Word("desk:2", 2, "", hidden=False)
FIXED = Word("printer", 1, PRINTER.digest, hidden=False)
HIDDEN = Word("printer", 1, PRINTER.digest, hidden=True)
VERSIONS = {1: OURS, 2: PLOTTER}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "kb.db"
    load(path, PRINTER)
    return path


def load(path: Path, *articles: Article) -> list[str]:
    """What ``kb load`` does to an index; the ids that it took for gone or changed."""
    touched = []
    with replacing(path) as building:
        before = building.digests()
        for article in articles:
            if before.pop(article.id, None) != article.digest:
                building.remove(article.id)
                building.add(article)
                touched.append(article.id)
        for key in before:
            building.remove(key)
            touched.append(key)
        building.finish([["бэкап", "копия"]])
    return touched


def say(path: Path, *words: Word, versions: Mapping[int, Article] = VERSIONS) -> None:
    """What the desk does when these words are all that it has said."""
    shelf.put(path, shelf.lacking(path, words), versions, None)
    assert shelf.lacking(path, words) == {}


async def test_an_article_of_the_desk_is_found_beside_those_that_were_loaded(index: Path) -> None:
    base = KnowledgeBase(index)
    assert (await base.search("плоттер чертит")).hits == ()
    say(index, OWN)
    found = await base.search("плоттер чертит")
    assert [hit.id for hit in found.hits] == ["desk:2"]
    assert found.among == 2
    assert await base.article("desk:2") == Held(PLOTTER, "")
    assert await base.article("printer") == Held(PRINTER, PRINTER.digest)
    assert await base.article("nothing") is None
    assert await base.sections() == ["Печать"]
    say(index)
    assert (await base.search("плоттер чертит")).hits == ()
    await base.close()


async def test_a_load_keeps_what_the_desk_says_until_the_file_says_something_else(index: Path) -> None:
    base = KnowledgeBase(index)
    say(index, OWN, FIXED)
    assert load(index, PRINTER) == []
    assert await base.article("printer") == Held(OURS, PRINTER.digest)
    assert await base.article("desk:2") == Held(PLOTTER, "")
    changed = Article("printer", "Принтер не печатает", "Вызовите мастера.")
    assert load(index, changed) == ["printer"]
    assert await base.article("printer") == Held(changed, changed.digest)
    assert shelf.lacking(index, [OWN, FIXED]) == {}
    assert load(index, Article("other", "Другое", "Другое")) == ["other", "printer"]
    assert shelf.lacking(index, [OWN, FIXED]) == {}
    await base.close()


async def test_a_withdrawn_article_of_a_file_stays_hidden_over_loads(index: Path) -> None:
    base = KnowledgeBase(index)
    say(index, HIDDEN)
    assert (await base.search("принтер не печатает")).hits == ()
    assert load(index, PRINTER) == []
    assert (await base.search("принтер не печатает")).hits == ()
    say(index, FIXED)
    assert [hit.title for hit in (await base.search("принтер молчит")).hits] == ["Принтер молчит"]
    say(index, HIDDEN)
    load(index, Article("printer", "Принтер не печатает", "Вызовите мастера."))
    assert [hit.id for hit in (await base.search("принтер не печатает")).hits] == ["printer"]
    await base.close()


def test_an_index_that_was_lost_gets_everything_back(index: Path) -> None:
    say(index, OWN, FIXED)
    index.unlink()
    assert set(shelf.lacking(index, [OWN, FIXED])) == {"desk:2"}
    load(index, PRINTER)
    say(index, OWN, FIXED)


async def test_an_index_of_a_version_before_the_desk_wrote_is_taken_as_it_is(index: Path) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("DROP TABLE words_of_desk")
    say(index, OWN, FIXED)
    base = KnowledgeBase(index)
    assert await base.article("printer") == Held(OURS, PRINTER.digest)
    await base.close()


async def test_a_desk_without_any_index_begins_one(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    assert shelf.lacking(path, []) == {}
    say(path, OWN)
    base = KnowledgeBase(path)
    assert [hit.id for hit in (await base.search("плоттер")).hits] == ["desk:2"]
    await base.close()


def test_all_that_is_counted_is_as_if_it_had_been_loaded_at_once(index: Path, tmp_path: Path) -> None:
    say(index, OWN)
    say(index, OWN, FIXED)
    say(index, FIXED)
    say(index)
    load(index, PRINTER)
    afresh = tmp_path / "afresh.db"
    load(afresh, PRINTER)
    for table in ("words", "terms", "words_of_desk", "meta"):
        rows = [
            sqlite3.connect(path).execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for path in (index, afresh)
        ]
        assert rows[0] == rows[1], table


@contextmanager
def somebody_loads(path: Path) -> Iterator[None]:
    with replacing(path) as building:
        building.finish([])
        yield


def test_two_never_change_the_index_at_once(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "PATIENCE", 0.01)
    with somebody_loads(index), pytest.raises(file.InUse, match=r"kb\.db is being changed by another process"):
        say(index, OWN)
    say(index, OWN)


def test_a_new_article_among_embedded_ones_is_embedded_and_the_others_are_not(index: Path) -> None:
    assert shelf.put(index, {OWN.key: OWN}, VERSIONS, "model") != []  # nothing was embedded so far: both
    with replacing(index) as building:
        for number, _ in building.without_vectors("model"):
            building.keep_vector(number, (1.0, 0.0))
    other = Word("desk:9", 9, "", hidden=False)
    texts = shelf.put(index, {other.key: other}, {9: Article("desk:9", "Сканер", "Мигает")}, "model")
    assert texts == ["Сканер\nМигает"]
    shelf.embed(index, "model", {"Сканер\nМигает": (0.0, 1.0)})
    assert shelf.put(index, {}, {}, "model") == []
    assert shelf.put(index, {}, {}, "another model") == []
