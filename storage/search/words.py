"""What the words of a question find in the index: bm25 of FTS5 over passages, titles and sections."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from core.knowledge.scoring import Evidence, rarity

ROWS = 25_000
"""Passages that a question may touch. In a large base its commonest words, which tell least, are left out beyond."""
BEST = 400
"""Passages and titles that are looked at further."""


def telling(connection: sqlite3.Connection, stems: Iterable[str], passages: int) -> dict[str, float]:
    """How much each word of the question tells; one that no article has tells most, though it finds nothing."""
    return {stem: rarity(passages, _holding(connection, stem)) for stem in stems}


def of_kind(connection: sqlite3.Connection, kind: str) -> frozenset[int]:
    """The articles of a kind."""
    return frozenset(number for (number,) in connection.execute("SELECT id FROM articles WHERE kind = ?", (kind,)))


def evidence(
    connection: sqlite3.Connection, asked: Mapping[str, float], hidden: Collection[int] = ()
) -> list[Evidence]:
    """What speaks for each article in which the words were found."""
    match = _match(connection, asked)
    if not match:
        return []
    passages: dict[int, list[float]] = defaultdict(list)
    best: dict[int, int] = {}
    rows = connection.execute(
        "SELECT article, score, row FROM (SELECT rowid AS row, -bm25(texts) AS score FROM texts WHERE texts MATCH ?"
        " ORDER BY score DESC LIMIT ?) JOIN passages ON passages.id = row ORDER BY score DESC",
        (match, BEST),
    )
    for article, score, row in rows:
        passages[article].append(score)
        best.setdefault(article, row)
    heads: dict[int, tuple[float, float]] = {}
    rows = connection.execute(
        "SELECT article, title, section FROM (SELECT rowid AS row, -bm25(heads, 1, 0) AS title,"
        " -bm25(heads, 0, 1) AS section FROM heads WHERE heads MATCH ?) JOIN headings ON headings.id = row",
        (match,),
    )
    for article, title, section in rows:
        before = heads.get(article, (0.0, 0.0))
        heads[article] = max(before[0], title), max(before[1], section)
    return [
        Evidence(
            article, tuple(passages.get(article, ())), *heads.get(article, (0.0, 0.0)), passage=best.get(article, 0)
        )
        for article in passages.keys() | heads.keys()
        if article not in hidden
    ]


def snippet(connection: sqlite3.Connection, article: int, passage: int) -> str:
    """The passage of an article that was found; its first one where it was found by a title or another wording."""
    row = connection.execute(
        "SELECT text FROM passages WHERE article = ? AND NOT worded ORDER BY id != ?, id LIMIT 1", (article, passage)
    ).fetchone()
    return str(row[0]) if row else ""


def _match(connection: sqlite3.Connection, asked: Mapping[str, float]) -> str:
    """The question for FTS5: any of its words, the rarest first, as many as the base's size allows."""
    chosen: list[str] = []
    rows = 0
    for stem in sorted(asked, key=lambda stem: (-asked[stem], stem)):
        holding = _holding(connection, stem)
        if holding and (not chosen or rows + holding <= ROWS):
            chosen.append(f'"{stem}"')
            rows += holding
    return " OR ".join(chosen)


def _holding(connection: sqlite3.Connection, stem: str) -> int:
    row = connection.execute("SELECT passages FROM terms WHERE stem = ?", (stem,)).fetchone()
    return int(row[0]) if row else 0
