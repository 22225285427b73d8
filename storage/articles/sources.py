"""A path as articles: a folder, a ZIP, JSON lines, CSV, or a single text. Nothing in it is trusted or unpacked."""

from __future__ import annotations

import gzip
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, cast

from storage.articles import glossary
from storage.articles.item import LARGEST, MOST_UNPACKED, Item, Skipped, article
from storage.articles.markup import html, markdown
from storage.articles.rows import Unreadable, json_lines, table

PAGES: dict[str, Callable[[str], object]] = {".md": markdown, ".markdown": markdown, ".html": html, ".htm": html}
ROWS: dict[str, Callable[[IO[bytes], str], Iterator[Item]]] = {
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".csv": table,
}
MOST_MEMBERS = 200_000
_NOT_A_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError, IndexError),
)
"""What zipfile raises for one that is broken, whatever its documentation says."""


class Source:
    """The articles under a path, read once, in the order of their names; ``synonyms`` are complete after that."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.synonyms: list[list[str]] = []
        self.others: Counter[str] = Counter()
        """Kinds of files that hold no articles, like pictures, with their numbers."""

    def __iter__(self) -> Iterator[Item]:
        path = self._path
        if path.is_dir():
            yield from self._folder()
        elif path.suffix.lower() == ".zip":
            yield from self._zip()
        else:
            yield from self._file(path, path.name)
            for name in glossary.NAMES:
                if (beside := path.parent / name).is_file() and beside != path:
                    yield from self._file(beside, name)

    def _folder(self) -> Iterator[Item]:
        root = self._path.resolve()
        closed: list[OSError] = []
        for folder, folders, names in os.walk(root, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                if not name.startswith("."):
                    where = path.relative_to(root).as_posix()
                    if Path(os.path.realpath(path)).is_relative_to(root):
                        yield from self._file(path, where)
                    else:
                        yield Skipped(where, "leads out of the folder")
        for error in closed:
            yield Skipped(os.path.relpath(error.filename, root), error.strerror or "cannot be read")

    def _file(self, path: Path, where: str) -> Iterator[Item]:
        try:
            if not path.is_file():  # a pipe would be waited for, a link may lead to itself
                yield Skipped(where, "is not a file")
                return
            with path.open("rb") as stream:
                yield from self._stream(stream, where, path.stat().st_size)
        except OSError as error:
            yield Skipped(where, error.strerror or "cannot be read")

    def _zip(self) -> Iterator[Item]:
        try:
            with zipfile.ZipFile(self._path) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                size = sum(member.file_size for member in members)
                if len(members) > MOST_MEMBERS or size > MOST_UNPACKED:
                    yield Skipped(
                        self._path.name,
                        f"would unpack to {len(members)} files and {size // 1_000_000} MB: too much for articles",
                    )
                    return
                for member in sorted(members, key=_name):
                    yield from self._member(archive, member)
        except _NOT_A_ZIP as error:
            yield Skipped(self._path.name, f"not a ZIP that can be read ({error})")

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Item]:
        where = _name(member)
        parts = PurePosixPath(where.replace("\\", "/")).parts
        if not parts or ".." in parts or where.startswith(("/", "\\")) or ":" in parts[0]:
            yield Skipped(where, "its name leads out of the ZIP")
        elif member.flag_bits & 0x1:
            yield Skipped(where, "is encrypted")
        elif stat.S_ISLNK(member.external_attr >> 16):
            yield Skipped(where, "is a link, whose text is only where it leads")
        elif not any(part.startswith((".", "__MACOSX")) for part in parts):
            try:
                with archive.open(member) as stream:
                    yield from self._stream(stream, where, member.file_size)
            except _NOT_A_ZIP as error:
                yield Skipped(where, f"is damaged in the ZIP ({error})")

    def _stream(self, stream: IO[bytes], where: str, size: int) -> Iterator[Item]:
        name = PurePosixPath(where)
        suffix = name.suffix.lower()
        if name.name in glossary.NAMES:
            yield from self._glossary(stream, where)
        elif suffix in PAGES:
            yield self._page(stream, where, size)
        elif suffix in ROWS:
            yield from _rows(ROWS[suffix], stream, where)
        elif suffix == ".gz" and (packed := name.with_suffix("").suffix.lower()) in ROWS:
            with gzip.open(stream) as unpacked:
                yield from _rows(ROWS[packed], cast("IO[bytes]", unpacked), where)
        else:
            self.others[suffix or name.name] += 1

    def _page(self, stream: IO[bytes], where: str, size: int) -> Item:
        if size > LARGEST:
            return Skipped(where, f"{size / 1_000_000:.0f} MB; an article has at most {LARGEST // 1_000_000}")
        try:
            text = stream.read(LARGEST + 1).decode("utf-8-sig")
        except UnicodeDecodeError:
            return Skipped(where, "not UTF-8")
        name = PurePosixPath(where)
        found = PAGES[name.suffix.lower()](text)
        assert isinstance(found, dict)
        section = " / ".join(name.parent.parts)
        given = {"title": name.stem, "section": section} | {key: value for key, value in found.items() if value}
        return article(given, where, default_id=name.with_suffix("").as_posix())

    def _glossary(self, stream: IO[bytes], where: str) -> Iterator[Item]:
        try:
            self.synonyms += glossary.read(where, stream.read(LARGEST).decode("utf-8-sig"))
        except UnicodeDecodeError:
            yield Skipped(where, "not UTF-8")
        except ValueError as error:
            yield Skipped(where, str(error))


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a file in a ZIP: where nothing says that it is UTF-8, Windows wrote it as its command line does."""
    if member.flag_bits & 0x800 or member.orig_filename.isascii():
        return member.filename
    try:
        written = member.filename.encode("cp437")  # as zipfile read it: there are no Russian letters in that
    except UnicodeEncodeError:
        return member.filename
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp866")


def _rows(read: Callable[[IO[bytes], str], Iterator[Item]], stream: IO[bytes], where: str) -> Iterator[Item]:
    try:
        yield from read(stream, where)
    except Unreadable as error:
        yield Skipped(where, str(error))
    except (gzip.BadGzipFile, zlib.error, EOFError):
        yield Skipped(where, "is damaged: it cannot be unpacked to its end")
