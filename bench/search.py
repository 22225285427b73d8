"""The knowledge base's search: how long a question takes, how long an index is made and in how much memory.

    python -m bench.search [ARTICLES.jsonl.gz]

1,400 and 50,000 articles, each size in a process of its own. Beside it plain FTS5: one row an article, no stems, the
question's words joined by OR, its own bm25. With a file its articles are repeated under new names, each time with a few
words of their own, until there are enough; without one, articles are made of a vocabulary that thins out like that of
a language. One question in four has a typing error. Making or repeating the articles is
part of both builds. It prints and judges nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, count, islice
from pathlib import Path
from time import perf_counter, process_time

from core.knowledge.article import Article
from core.knowledge.text import words
from storage.articles.item import Skipped
from storage.articles.sources import Source
from storage.search.base import KnowledgeBase
from storage.search.build import replacing

SIZES = (1_400, 50_000)
QUESTIONS = 300
VOCABULARY = 30_000
SYLLABLES = [first + second for first in "бвгдзклмнпрстфх" for second in "аеиоу"]
ENDINGS = ("", "а", "ы", "у", "ом", "ами", "ный", "ного", "ить", "ение", "ения")


def inventor(chance: random.Random) -> Callable[[int], list[str]]:
    """Gives so many invented words: the n-th of the vocabulary comes about 1/n as often as the first."""
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(VOCABULARY)]
    so_far = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))

    def words(number: int) -> list[str]:
        chosen = chance.choices(vocabulary, cum_weights=so_far, k=number)
        return [word + ending for word, ending in zip(chosen, chance.choices(ENDINGS, k=number), strict=True)]

    return words


def made() -> Iterator[Article]:
    """Articles of invented words."""
    chance = random.Random(7)
    invent = inventor(chance)

    def text(length: int) -> str:
        return " ".join(invent(length))

    for number in count():
        body = ". ".join(text(12) for _ in range(max(2, int(chance.lognormvariate(2.7, 0.9)))))
        yield Article(f"made/{number}", text(5), body, section=f"{text(2)} / {number % 40}")


def repeated(path: Path) -> Iterator[Article]:
    """The articles of a file, again and again; from the second time on one word in ten is an invented one."""
    chance = random.Random(7)
    invent = inventor(chance)
    known = [item for item in Source(path) if not isinstance(item, Skipped)]
    for turn in count():
        for article in known:
            body = article.body.split(" ")
            if turn:
                own = invent(len(body) // 10 + 1)
                for place, word in zip(chance.choices(range(len(body)), k=len(own)), own, strict=True):
                    body[place] = word
            yield replace(article, id=f"{turn}/{article.id}", body=" ".join(body))


def questions(articles: list[Article]) -> list[str]:
    """A few words of a title and of a text, every fourth with a letter left out."""
    chance = random.Random(11)
    asked = []
    for number in range(QUESTIONS):
        article = chance.choice(articles)
        said = [*words(article.title)[:4], *chance.sample(found := words(article.body), min(3, len(found)))]
        if number % 4 == 0:
            place = max(range(len(said)), key=lambda at: len(said[at]))
            cut = len(said[place]) // 2
            said[place] = said[place][:cut] + said[place][cut + 1 :]
        asked.append(" ".join(said))
    return asked


def milliseconds(ask: Callable[[str], object], asked: list[str]) -> dict[str, float]:
    """Median and 95th percentile, and that of processor time alone: what a machine without other work would take."""
    for question in asked[:20]:
        ask(question)
    took, used = [], []
    for question in asked:
        begun, busy = perf_counter(), process_time()
        ask(question)
        took.append((perf_counter() - begun) * 1e3)
        used.append((process_time() - busy) * 1e3)
    last = math.ceil(0.95 * len(asked)) - 1
    return {"median": sorted(took)[len(took) // 2], "p95": sorted(took)[last], "p95_busy": sorted(used)[last]}


def build_ours(articles: Iterator[Article], size: int, path: Path) -> list[Article]:
    """The index; returns a few of its articles to ask about."""
    kept = []
    with replacing(path) as building:
        for number, article in enumerate(islice(articles, size)):
            building.add(article)
            if number % (size // QUESTIONS) == 0:
                kept.append(article)
        building.finish([])
    return kept


def build_plain(articles: Iterator[Article], size: int, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5 (title, section, body)")
    rows = ((one.title, one.section, one.body) for one in islice(articles, size))
    connection.executemany("INSERT INTO plain VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.close()


def ask_plain(connection: sqlite3.Connection) -> Callable[[str], object]:
    def ask(question: str) -> object:
        match = " OR ".join(f'"{word}"' for word in words(question))
        statement = "SELECT rowid, title FROM plain WHERE plain MATCH ? ORDER BY bm25(plain) LIMIT 10"
        return connection.execute(statement, (match,)).fetchall()

    return ask


def measure(size: int, way: str, file: Path | None) -> None:
    """One size, one way, in this process; the figures as JSON."""
    articles = repeated(file) if file else made()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "index.db")
        begun, used = perf_counter(), process_time()
        if way == "ours":
            kept = build_ours(articles, size, path)
        else:
            build_plain(articles, size, path)
            again = repeated(file) if file else made()
            kept = list(islice(again, 0, size, size // QUESTIONS))
        took, busy, top = perf_counter() - begun, process_time() - used, memory()
        if way == "ours":
            ask: Callable[[str], object] = KnowledgeBase(path).found
        else:
            ask = ask_plain(sqlite3.connect(path))
        figures = {"build": took, "busy": busy, "memory": top, "file": path.stat().st_size / 1e6}
        print(json.dumps(figures | milliseconds(ask, questions(kept))))


def memory() -> float:
    """The most that this process had in memory so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search of the knowledge base.")
    parser.add_argument("file", nargs="?", type=Path, help="articles to repeat, as «kb load» reads them")
    parser.add_argument("--one", nargs=2, metavar=("SIZE", "WAY"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(int(options.one[0]), options.one[1], options.file)
        return
    print("articles       build  of that CPU   memory     file    median       p95  of that CPU")
    for size in SIZES:
        for way in ("ours", "plain"):
            command = [sys.executable, "-m", "bench.search", "--one", str(size), way]
            done = subprocess.run([*command, *([str(options.file)] if options.file else [])], check=True, stdout=-1)
            got = json.loads(done.stdout)
            print(
                f"{size:>8} {way:5} {got['build']:>5.1f} s {got['busy']:>10.1f} s {got['memory']:>5.0f} MB "
                f"{got['file']:>5.0f} MB {got['median']:>6.1f} ms {got['p95']:>6.1f} ms {got['p95_busy']:>9.1f} ms",
                flush=True,
            )


if __name__ == "__main__":
    main()
