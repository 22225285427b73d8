"""``reglament kb``: load the articles, and measure how well questions find them."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.embeddings import embeddings
from app.maintenance import setting
from app.usage import UsageError
from core.errors import ConfigurationError
from core.knowledge import evaluation
from core.knowledge.evaluation import Answered, Figures, Question
from core.knowledge.scoring import Thresholds
from storage.articles.item import Skipped
from storage.articles.sources import Source
from storage.search import file
from storage.search.base import KnowledgeBase
from storage.search.build import Building, replacing
from storage.search.embeddings import Embeddings, NoEmbedding

SHOWN = 20
"""Reasons that are listed; the rest is counted."""


def index_path() -> Path:
    """Where the index is."""
    return Path(setting("KB_INDEX"))


@dataclass(slots=True)
class Loading:
    """What a load has come to so far."""

    counts: Counter[str] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def load(path: str) -> int:
    """Bring the index to what the path holds. Raises ConfigurationError when there is no article in it."""
    source = Source(Path(path))
    if not os.path.exists(path):
        raise UsageError(f"{path}: there is no such file or folder, or it may not be seen")
    server = embeddings(setting)
    loading = Loading()
    begun = time.monotonic()
    try:
        with replacing(index_path()) as building:
            _fill(building, source, loading)
            building.finish(source.synonyms)
            if server:
                asyncio.run(_embed(building, server))
    except file.InUse as busy:
        raise ConfigurationError(f"KB_INDEX: {busy}; try again in a minute") from None
    except (OSError, sqlite3.Error) as error:
        raise ConfigurationError(f"KB_INDEX: {index_path()}: {error}; the index stays as it was") from None
    counts = loading.counts
    for line in _reasons(loading.skipped):
        print(line, file=sys.stderr)
    if loading.kept:
        print(
            f"kept: {len(loading.kept)} articles that were not found this time, since something could not be read",
            file=sys.stderr,
        )
    if others := _others(source):
        print(f"other files, left alone: {others}")
    print(
        f"articles: {counts['new']} new, {counts['changed']} changed, {counts['same']} unchanged, "
        f"{counts['removed']} removed; synonyms: {len(source.synonyms)}; {time.monotonic() - begun:.1f} s"
    )
    return 0


async def _embed(building: Building, server: Embeddings) -> None:
    """Have every passage that lacks one given a vector. Raises ConfigurationError; then the old index stays."""
    lacking = building.without_vectors(server.way)
    progress = Progress()
    try:
        number = 0
        async for vector in server.documents([text for _, text in lacking]):
            building.keep_vector(lacking[number][0], vector)
            number += 1
            progress(f"{number} of {len(lacking)} embeddings…")
    except NoEmbedding as error:
        raise ConfigurationError(f"KB_EMBEDDINGS_URL: {error}; the index stays as it was") from None
    finally:
        progress("", last=True)
        await server.close()


class Progress:
    """A line on a terminal that says how far it is; nothing where nobody looks."""

    def __init__(self) -> None:
        self._shown = 0.0

    def __call__(self, text: str, *, last: bool = False) -> None:
        if sys.stderr.isatty() and (last or time.monotonic() - self._shown > 0.2):
            self._shown = time.monotonic()
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def _fill(building: Building, source: Source, loading: Loading) -> None:
    before = building.digests()
    seen: set[str] = set()
    counts = loading.counts
    progress = Progress()
    for item in source:
        if isinstance(item, Skipped):
            loading.skipped.append(item)
        elif item.id in seen:
            counts["twice"] += 1
            loading.skipped.append(Skipped(item.id, "this id was there before; the first one counts"))
        else:
            seen.add(item.id)
            known = before.get(item.id)
            counts["new" if known is None else "same" if known == item.digest else "changed"] += 1
            if known != item.digest:
                building.remove(item.id)
                building.add(item)
        progress(f"{len(seen)} articles…")
    progress("", last=True)
    if not seen:
        others = _others(source)
        left = [f"other files, left alone: {others}"] if others else []
        raise ConfigurationError(*_reasons(loading.skipped), *left, "no article was found; the index stays as it was")
    gone = [key for key in before if key not in seen]
    if len(loading.skipped) > counts["twice"]:
        loading.kept = gone
    else:
        counts["removed"] = len(gone)
        for key in gone:
            building.remove(key)


def _reasons(skipped: list[Skipped]) -> list[str]:
    lines = [_printable(f"skipped: {one.where}: {one.why}") for one in skipped[:SHOWN]]
    return [*lines, f"skipped: {len(skipped) - SHOWN} more"] if len(skipped) > SHOWN else lines


def _others(source: Source) -> str:
    return _printable(", ".join(f"{number} {kind}" for kind, number in source.others.most_common(5)))


def _printable(line: str) -> str:
    """Names of files may hold what moves a terminal's cursor, or is no text at all."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


def evaluate(questions: str, *, as_json: bool) -> int:
    """Ask every question of the file, print how well it went, and keep the bands that follow from it."""
    try:
        asked = evaluation.read(Path(questions).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigurationError(f"{questions}: not UTF-8") from None
    except OSError as error:
        raise UsageError(f"{questions}: {error.strerror or 'cannot be read'}") from None
    path = index_path()
    connection = file.open_to_read(path)
    if connection is None:
        raise ConfigurationError(f"KB_INDEX: there is no index at {path}; make it with «reglament kb load PATH»")
    connection.close()
    server = embeddings(setting)
    answered = asyncio.run(_ask(KnowledgeBase(path, server), asked))
    bands = evaluation.thresholds(answered)
    code, kept = _keep(path, bands, server.way if server else "")
    unanswerable = [one for one in answered if not one.question.right]
    measured = evaluation.figures(evaluation.measured_on(answered), unanswerable)
    p95 = evaluation.percentile_95(answered) * 1000
    if as_json:
        shares = {"r1": measured.r1, "r3": measured.r3, "auc": measured.auc, "right_at_90": measured.right_at_90}
        rounded = {name: share if share is None else round(share, 4) for name, share in shares.items()}
        print(json.dumps(rounded | {"p95_ms": round(p95, 2)}))
        if code:
            print(kept, file=sys.stderr)
        return code
    print(f"{'questions':<12}{'number':>7}{'R@1':>7}{'R@3':>7}{'AUC':>7}{'right at 90 % refusal':>24}")
    for name, figures in _by_type(answered, unanswerable, measured):
        print(_line(name, figures))
    print(f"{'no answer':<12}{len(unanswerable):>7}")
    print(f"95 of 100 were answered within {p95:.1f} ms")
    print(kept)
    return code


def _keep(path: Path, bands: Thresholds | None, way: str) -> tuple[int, str]:
    """Keep the bands; the exit code, and a sentence about it. The figures are worth having either way."""
    if bands is None:
        return 0, "no bands were kept: that needs questions with a right article found, and some without («gold»: [])"
    try:
        file.keep_thresholds(path, bands, way)
    except (file.InUse, sqlite3.Error) as error:
        return 1, f"KB_INDEX: {path}: {error}; the bands could not be kept"
    return 0, f"bands kept in {path}: answer from {bands.answer:.2f}, perhaps from {bands.maybe:.2f}"


async def _ask(base: KnowledgeBase, asked: Iterable[Question]) -> list[Answered]:
    await base.search("warming up: nobody waits for the first question after a start")
    answered = []
    for question in asked:
        begun = time.perf_counter()
        found = await base.asked(question.text, without_faq=question.articles_only)
        seconds = time.perf_counter() - begun
        answered.append(Answered(question, tuple(hit.id for hit in found.hits), found.confidence, seconds))
    await base.close()
    return answered


def _by_type(
    answered: list[Answered], unanswerable: list[Answered], measured: Figures
) -> Iterable[tuple[str, Figures]]:
    types = dict.fromkeys(one.question.type for one in answered if one.question.right and one.question.type)
    for name in types:
        yield (
            name,
            evaluation.figures(
                [one for one in answered if one.question.right and one.question.type == name], unanswerable
            ),
        )
    chat = any(name in evaluation.CHAT for name in types)
    yield "chat-style" if chat else "all", measured


def _line(name: str, figures: Figures) -> str:
    shares = [f"{'—' if share is None else f'{share:.2f}':>7}" for share in (figures.r1, figures.r3, figures.auc)]
    right = "—" if figures.right_at_90 is None else f"{figures.right_at_90:.2f}"
    return f"{name:<12}{figures.questions:>7}{''.join(shares)}{right:>24}"
