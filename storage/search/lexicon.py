"""The known words: those of the index by a look into its file, those of the language by a dictionary."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import Any

from rapidfuzz.distance import OSA

from core.knowledge.understanding import Near
from storage.search.stems import stemmer


class IndexLexicon:
    """The words of one open index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._stem = stemmer()

    def times(self, word: str) -> int:
        row = self._run("SELECT times FROM words WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def indexed(self, word: str) -> bool:
        known = self._run("SELECT 1 FROM terms WHERE stem = ?", (self._stem(word),)).fetchone()
        return known is not None or self.times(word) > 0

    def ordinary(self, word: str) -> bool:
        dictionary, replaced = _dictionary()
        return bool(dictionary.similar_keys(word, replaced))

    def sounding(self, keys: Sequence[str]) -> list[Near]:
        marks = ", ".join("?" * len(keys))
        rows = self._run(f"SELECT word, times FROM words WHERE sound IN ({marks})", tuple(keys))
        return [Near(word, 0, times) for word, times in rows if len(word) > 2]

    def near(self, word: str, key: str, limit: int) -> list[Near]:
        rows = self._run(
            "SELECT word, times FROM words WHERE initial = ? AND size BETWEEN ? AND ?",
            (key[:1], len(word) - limit, len(word) + limit),
        )
        found = ((one, OSA.distance(word, one, score_cutoff=limit), times) for one, times in rows)
        return [Near(one, distance, times) for one, distance, times in found if distance <= limit]


@cache
def _dictionary() -> tuple[Any, Any]:
    """The word list of pymorphy3 without its analyser: 12 MB instead of 35, loaded in 40 ms.

    Loaded by the first question with a word that no article has. Together with it: what may stand for what.
    """
    from dawg_python import RecordDAWG
    from pymorphy3_dicts_ru import get_path

    dictionary = RecordDAWG(">HH").load(f"{get_path()}/words.dawg")
    return dictionary, dictionary.compile_replaces({"е": "ё"})
