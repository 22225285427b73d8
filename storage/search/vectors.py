"""The embeddings of an index, a vector for every passage: an article is as like a question as its likest passage."""

from __future__ import annotations

import math
import sqlite3
import struct
from collections.abc import Collection
from dataclasses import dataclass

from storage.search.embeddings import Vector


def packed(vector: Vector) -> bytes:
    """Four bytes a number: as Python's own numbers they would take eight times the memory."""
    return struct.pack(f"{len(vector)}f", *vector)


@dataclass(frozen=True, slots=True)
class Like:
    """How like an article is to a question (the cosine of the vectors), by which of its passages."""

    likeness: float
    passage: int


class Vectors:
    """What an index holds, in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows: list[tuple[int, int, bytes]] = connection.execute(
            "SELECT article, passage, vector FROM vectors JOIN passages ON passages.id = passage"
        ).fetchall()

    def likes(self, question: Vector, hidden: Collection[int]) -> dict[int, Like]:
        """The articles; none when the vectors are those of a model of another size."""
        size, unpack = 4 * len(question), struct.Struct(f"{len(question)}f").unpack
        nearest: dict[int, tuple[float, int]] = {}
        for article, passage, vector in self._rows:
            if len(vector) == size and article not in hidden:
                # The standard library computes a distance four times as fast as it does a product.
                found = math.dist(question, unpack(vector)), passage
                if article not in nearest or found < nearest[article]:
                    nearest[article] = found
        return {article: Like(1 - distance**2 / 2, passage) for article, (distance, passage) in nearest.items()}
