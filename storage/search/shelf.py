"""What the desk wrote, put into the index: only what is not there yet, beside the index in use, like a load."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.article import Article
from core.knowledge.writing import Word, holding
from storage.search import file
from storage.search.embeddings import Vector

if TYPE_CHECKING:
    from storage.search.build import Building

MOST = 50
"""So many passages are embedded here; more are the business of a load."""
PATIENCE = 2.0
"""Real seconds to wait for a load in another process; what is not put in now is put in by a later look."""


def lacking(path: Path, said: Iterable[Word]) -> dict[str, Word | None]:
    """Where the index says otherwise than the desk: the word to hold for each such article, or None for none."""
    connection = file.open_to_read(path)
    if connection is None:
        return dict(holding(said, {}))
    with closing(connection):
        return _lacking(connection, said)


def _lacking(connection: sqlite3.Connection, said: Iterable[Word]) -> dict[str, Word | None]:
    said, there = list(said), file.words_of_desk(connection)
    wanted = holding(said, file.sources(connection) if any(word.over for word in said) else {})
    return {key: wanted.get(key) for key in there.keys() | wanted.keys() if wanted.get(key) != there.get(key)}


def put(path: Path, words: Mapping[str, Word | None], articles: Mapping[int, Article], way: str | None) -> list[str]:
    """Let these words hold in the index; ``articles`` are by version. Returns texts that lack an embedding of this way.

    Raises InUse when the index is being loaded, sqlite3.Error when it cannot be read or written.
    """
    with _changing(path) as building:
        for key, word in words.items():
            if word is None:
                building.remove(key)
            else:
                building.say(word, None if word.hidden else articles[word.version])
        building.finish()
        return [text for _, text in building.unembedded(way, MOST)] if way is not None else []


def embed(path: Path, way: str, vectors: Mapping[str, Vector]) -> None:
    """Keep the vectors of these texts. Raises as ``put`` does."""
    with _changing(path) as building:
        for passage, text in building.unembedded(way, MOST):
            if text in vectors:
                building.keep_vector(passage, vectors[text])


def _changing(path: Path) -> AbstractContextManager[Building]:
    from storage.search.build import replacing  # stems take 4 MB: only who has articles pays for them

    return replacing(path, PATIENCE)
