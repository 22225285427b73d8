"""The index as a file: what stands in it, how it is opened, and what is noted beside the articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

from core.knowledge.scoring import UNCALIBRATED, Thresholds
from core.knowledge.writing import Word

FORMAT = f"2, snowball {version('pystemmer')}"
"""An index of another format is not read, and the next ``kb load`` makes it anew from all articles."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, link TEXT NOT NULL,
    section TEXT NOT NULL, wordings TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE headings (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX headings_article ON headings (article);
CREATE TABLE passages (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, text TEXT NOT NULL, worded INTEGER NOT NULL);
CREATE INDEX passages_article ON passages (article);
CREATE VIRTUAL TABLE heads USING fts5 (title, section, content='', tokenize='ascii');
CREATE VIRTUAL TABLE texts USING fts5 (text, content='', tokenize='ascii');
CREATE VIRTUAL TABLE texts_terms USING fts5vocab (texts, row);
CREATE TABLE terms (stem TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE words (
    word TEXT PRIMARY KEY, times INTEGER NOT NULL, sound TEXT NOT NULL, initial TEXT NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX words_sound ON words (sound, word, times);
CREATE INDEX words_near ON words (initial, size, word, times);
CREATE TABLE vectors (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL);
"""
"""``heads`` and ``texts`` hold stems only; the fifth column of ``passages`` tells other wordings from the text."""

WORDS = """
CREATE TABLE IF NOT EXISTS words_of_desk (
    key TEXT PRIMARY KEY, version INTEGER NOT NULL, source TEXT NOT NULL, hidden INTEGER NOT NULL
) WITHOUT ROWID
"""
"""What the desk says of articles: its version in the place of a source's (``source`` is the digest of that), or of its
own, or that nothing is to be found."""


PATIENCE = 30.0
"""Real seconds to wait for another process."""


class InUse(Exception):
    """Another process is changing the index."""


@contextmanager
def alone(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Two copies at once would undo each other; a lock of SQLite ends with its process, on every system.

    Raises InUse after ``patience`` (real seconds).
    """
    lock = sqlite3.connect(path.with_name(f".{path.name}.lock"), timeout=patience, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise InUse(f"{path} is being changed by another process") from None
        yield
    finally:
        lock.close()


def create(path: Path) -> sqlite3.Connection:
    """A new, empty index."""
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    note(connection, "format", FORMAT)
    connection.commit()
    return connection


def open_to_read(path: Path) -> sqlite3.Connection | None:
    """The index at this path; None when there is none that this version of the program can read."""
    if not path.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        if noted(connection, "format") == FORMAT:
            return connection
    except sqlite3.Error:  # not an index at all
        pass
    if connection is not None:
        connection.close()
    return None


def is_foreign(path: Path) -> bool:
    """Whether something lies there that no load made, like the desk's own database: a new index must not replace it.

    An index of another version, or a damaged one, is ours.
    """
    try:
        with path.open("rb") as begun:
            head = begun.read(16)
        if head and head != b"SQLite format 3\0":
            return True
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except (OSError, sqlite3.Error):
        return False
    return bool(tables) and not {"meta", "articles", "passages"} <= tables


def note(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Write something beside the articles."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def noted(connection: sqlite3.Connection, name: str) -> str:
    """What was noted under this name; empty for nothing."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def sources(connection: sqlite3.Connection) -> dict[str, str]:
    """The articles that sources gave, with their digests there, whatever the desk says of them."""
    found = dict(connection.execute("SELECT key, digest FROM articles WHERE digest != ''"))
    return found | {word.key: word.over for word in words_of_desk(connection).values() if word.hidden}


def words_of_desk(connection: sqlite3.Connection) -> dict[str, Word]:
    """What the desk's words are that hold in this index; none in one of an earlier version."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words_of_desk'").fetchone():
        return {}
    rows = connection.execute("SELECT key, version, source, hidden FROM words_of_desk")
    return {key: Word(key, version, over, bool(hidden)) for key, version, over, hidden in rows}


def keep_thresholds(path: Path, thresholds: Thresholds, way: str) -> None:
    """Note the bands of this installation, measured for a way of searching (by words, or with a model's name).

    Raises InUse.
    """
    with alone(path), closing(sqlite3.connect(path)) as connection:
        note(connection, f"thresholds {way}", json.dumps([thresholds.answer, thresholds.maybe]))
        connection.commit()


def thresholds(connection: sqlite3.Connection, way: str) -> Thresholds | None:
    """The bands measured for this way of searching; those of a search by words have values from the beginning."""
    measured = noted(connection, f"thresholds {way}")
    if measured:
        answer, maybe = json.loads(measured)
        return Thresholds(answer, maybe)
    return None if way else UNCALIBRATED
