"""Many articles in one file: JSON lines and CSV, read line by line, so that their size does not matter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import IO

from core.knowledge.article import LONGEST_BODY
from storage.articles.item import LARGEST, MOST_UNPACKED, Item, Skipped, article, field_of


class Unreadable(Exception):
    """A source is broken as a whole; the sentence says how."""


def json_lines(stream: IO[bytes], where: str) -> Iterator[Item]:
    """One JSON object a line."""
    for number, line in _lines(stream):
        place = f"{where}, line {number}"
        if line is None:
            yield Skipped(place, f"longer than {LARGEST // 1_000_000} MB")
        elif line.strip():
            yield _object(line, place)


def _object(line: bytes, place: str) -> Item:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Skipped(place, "not UTF-8")
    except (ValueError, RecursionError):
        return Skipped(place, "not JSON")
    return article(row, place) if isinstance(row, dict) else Skipped(place, "not a JSON object")


def table(stream: IO[bytes], where: str) -> Iterator[Item]:
    """A CSV with a heading; comma, semicolon or tab between the columns. Raises Unreadable."""
    csv.field_size_limit(4 * LONGEST_BODY)
    rows = csv.reader(_decoded(stream), delimiter=_delimiter(stream), strict=True)
    try:
        names = next(rows, [])
        if "title" not in map(field_of, names):
            raise Unreadable("the first line names no column «title» (title, body, link, section, other wordings)")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield article(dict(zip(names, row, strict=False)), f"{where}, line {rows.line_num}")
    except UnicodeDecodeError:
        raise Unreadable("not UTF-8") from None
    except csv.Error as error:
        raise Unreadable(f"line {rows.line_num}: not CSV ({error})") from None


def _delimiter(stream: IO[bytes]) -> str:
    heading = stream.readline(LARGEST)
    stream.seek(0)
    return max((",", ";", "\t"), key=lambda mark: heading.count(mark.encode()))


def _decoded(stream: IO[bytes]) -> Iterator[str]:
    for number, line in _lines(stream):
        if line is None:
            raise Unreadable(f"line {number} is longer than {LARGEST // 1_000_000} MB")
        yield line.decode("utf-8-sig" if number == 1 else "utf-8")


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long to be read."""
    unpacked = number = 0
    while line := stream.readline(LARGEST):
        number += 1
        whole = line.endswith(b"\n") or len(line) < LARGEST
        yield number, line if whole else None
        while not whole:
            line = stream.readline(io.DEFAULT_BUFFER_SIZE * 64)
            unpacked += len(line)
            whole = not line or line.endswith(b"\n")
            _fits(unpacked)
        unpacked += len(line)
        _fits(unpacked)


def _fits(unpacked: int) -> None:
    if unpacked > MOST_UNPACKED:
        raise Unreadable(f"more than {MOST_UNPACKED // 1_000_000_000} GB of text")
