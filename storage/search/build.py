"""An index being made: beside the one in use, which it replaces as a whole when everything went well."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from core.knowledge.article import Article
from core.knowledge.keyboard import sound
from core.knowledge.text import passages, words
from core.knowledge.writing import Word
from storage.search import file
from storage.search.embeddings import Vector
from storage.search.stems import stemmer
from storage.search.vectors import packed

PENDING = 100_000
"""Different words counted in memory before they are set aside."""
LONGEST_WORD = 40
"""Letters; what is longer is an identifier that nobody mistypes."""


class Building:
    """The articles of a new index; what is not touched stays as it was."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._run = connection.execute
        self._many = connection.executemany
        self._stem = stemmer()
        self._counted: Counter[str] = Counter()
        self._run("CREATE TEMP TABLE counted (word TEXT NOT NULL, times INTEGER NOT NULL)")
        connection.create_function("sound", 1, sound, deterministic=True)
        self._last_heading = self._highest("headings")
        self._last_passage = self._highest("passages")
        self._run(file.WORDS)

    def digests(self) -> dict[str, str]:
        """The id of each article that sources gave, with its digest there, whatever the desk says instead of it."""
        return file.sources(self._connection)

    def say(self, word: Word, article: Article | None) -> None:
        """Let the desk's word on an article hold: its own version of it, or nothing."""
        self.remove(word.key)
        if article is not None:
            self.add(article, word.over)
        self._run(
            "INSERT INTO words_of_desk VALUES (?, ?, ?, ?)", (word.key, word.version, word.over, int(word.hidden))
        )

    def add(self, article: Article, digest: str | None = None) -> None:
        """Take in an article that is not there; ``digest`` is that of its source, when the desk says it otherwise."""
        texts = passages(article.body)
        number = self._run(
            "INSERT INTO articles (key, kind, title, link, section, wordings, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(article.id, article.kind, article.title, article.link, article.section),
                *(json.dumps(article.wordings, ensure_ascii=False), article.digest if digest is None else digest),
            ),
        ).lastrowid
        titles = (article.title, *article.wordings)
        headings = [(self._last_heading + at, number, text) for at, text in enumerate(titles, start=1)]
        shown = [(text, 0) for text in texts] + [(text, 1) for text in article.wordings]
        parts = [(self._last_passage + at, number, *one) for at, one in enumerate(shown, start=1)]
        self._last_heading += len(headings)
        self._last_passage += len(parts)
        self._many("INSERT INTO headings VALUES (?, ?, ?)", headings)
        self._many("INSERT INTO passages VALUES (?, ?, ?, ?)", parts)
        self._many(
            "INSERT INTO heads (rowid, title, section) VALUES (?, ?, ?)",
            ((row, *both) for row, both in self._heads(headings, article.section)),
        )
        found = [words(text) for text, _ in shown]
        self._many("INSERT INTO texts (rowid, text) VALUES (?, ?)", self._texts(parts, found, article.title))
        self._count(1, words(article.title), words(article.section), *found)

    def remove(self, key: str) -> None:
        """Take an article out, with what the desk said of it."""
        self._run("DELETE FROM words_of_desk WHERE key = ?", (key,))
        row = self._run("SELECT id, title, section FROM articles WHERE key = ?", (key,)).fetchone()
        if row is None:
            return
        number, title, section = row
        headings = self._run("SELECT id, article, text FROM headings WHERE article = ?", (number,)).fetchall()
        parts = self._run("SELECT id, article, text, worded FROM passages WHERE article = ?", (number,)).fetchall()
        self._many(
            "INSERT INTO heads (heads, rowid, title, section) VALUES ('delete', ?, ?, ?)",
            ((row, *both) for row, both in self._heads(headings, section)),
        )
        found = [words(text) for *_, text, _ in parts]
        self._many("INSERT INTO texts (texts, rowid, text) VALUES ('delete', ?, ?)", self._texts(parts, found, title))
        self._run("DELETE FROM vectors WHERE passage IN (SELECT id FROM passages WHERE article = ?)", (number,))
        for table in ("headings", "passages"):
            self._run(f"DELETE FROM {table} WHERE article = ?", (number,))
        self._run("DELETE FROM articles WHERE id = ?", (number,))
        self._count(-1, words(title), words(section), *found)

    def without_vectors(self, way: str) -> list[tuple[int, str]]:
        """Passages that still need a vector of this way, each as it is embedded: under the title of its article."""
        if file.noted(self._connection, "embeddings") != way:
            self._run("DELETE FROM vectors")
            file.note(self._connection, "embeddings", way)
        rows = self._run(
            "SELECT passages.id, title, text FROM passages JOIN articles ON articles.id = article"
            " WHERE passages.id NOT IN (SELECT passage FROM vectors) ORDER BY passages.id"
        )
        return [(passage, f"{title}\n{text}") for passage, title, text in rows]

    def unembedded(self, way: str, most: int) -> list[tuple[int, str]]:
        """The same for some new passages among embedded ones; nothing where all would have to be embedded anew."""
        if file.noted(self._connection, "embeddings") not in ("", way):
            return []
        lacking = self.without_vectors(way)
        return lacking if len(lacking) <= most else []

    def keep_vector(self, passage: int, vector: Vector) -> None:
        """The vector of a passage."""
        self._run("INSERT INTO vectors VALUES (?, ?)", (passage, packed(vector)))

    def finish(self, glossary: list[list[str]] | None = None) -> None:
        """Count what the search needs to know of the whole; without a glossary the one that is there stays."""
        self._write_words()
        self._run("DELETE FROM terms")
        self._run("INSERT INTO terms SELECT term, doc FROM texts_terms")
        self._run("INSERT OR REPLACE INTO meta VALUES ('passages', (SELECT count(*) FROM passages))")
        if glossary is not None:
            file.note(self._connection, "glossary", json.dumps(glossary, ensure_ascii=False))

    def _heads(
        self, headings: Iterable[tuple[int, int | None, str]], section: str
    ) -> Iterator[tuple[int, tuple[str, str]]]:
        stems = " ".join(self._stem.of(section))
        for row, _, text in headings:
            yield row, (" ".join(self._stem.of(text)), stems)

    def _texts(
        self, parts: Iterable[tuple[int, int | None, str, int]], found: Iterable[list[str]], title: str
    ) -> Iterator[tuple[int, str]]:
        prefix = self._stem.of(title)
        for (row, _, _, worded), part in zip(parts, found, strict=True):
            stems = self._stem.all(part)
            yield row, " ".join(stems if worded else prefix + stems)

    def _count(self, sign: int, *found: Iterable[str]) -> None:
        if sign > 0:
            self._counted.update(chain.from_iterable(found))
        else:
            self._counted.subtract(chain.from_iterable(found))
        if len(self._counted) > PENDING:
            self._set_aside()

    def _set_aside(self) -> None:
        """Write them down as they come: to keep the table of words up to date on the way takes longer than all else."""
        self._many("INSERT INTO counted VALUES (?, ?)", self._counted.items())
        self._counted.clear()

    def _write_words(self) -> None:
        self._set_aside()
        self._run(
            "INSERT INTO words SELECT word, times, sound, substr(sound, 1, 1), length(word) FROM"
            " (SELECT word, sum(times) AS times, sound(word) AS sound FROM counted"
            " WHERE length(word) <= ? GROUP BY word HAVING sum(times) != 0)"
            " WHERE true ON CONFLICT (word) DO UPDATE SET times = times + excluded.times",
            (LONGEST_WORD,),
        )
        self._run("DELETE FROM counted")
        self._run("DELETE FROM words WHERE times <= 0")

    def _highest(self, table: str) -> int:
        return int(self._run(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


@contextmanager
def replacing(path: Path, patience: float = file.PATIENCE) -> Iterator[Building]:
    """Change a copy of the index and put it in the place of the old one; any error leaves that as it was.

    Raises InUse when another process goes on changing it for longer than ``patience`` (real seconds), sqlite3.Error
    when something else lies there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with file.alone(path, patience):
        yield from _replaced(path)


def _replaced(path: Path) -> Iterator[Building]:
    beside = path.with_name(f".{path.name}.building")
    beside.unlink(missing_ok=True)  # of a load that was killed
    try:
        old = file.open_to_read(path)
        if old is not None:
            old.close()
            shutil.copyfile(path, beside)
            connection = sqlite3.connect(beside)
        elif file.is_foreign(path):
            raise sqlite3.DatabaseError("something else than an index of articles lies there and is left alone")
        else:
            connection = file.create(beside)
        try:
            # A crash costs the copy and nothing else, so it needs no journal.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cache_size = -32000")
            building = Building(connection)
            yield building
            connection.commit()
        finally:
            connection.close()
        _to_disk(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb") as written:
        os.fsync(written.fileno())
