"""``reglament manners``: which texts of a file the desk takes for obscene."""

from __future__ import annotations

import codecs
import io
import sys
from pathlib import Path

from app.usage import UsageError
from core.knowledge.manners import obscene


def manners(file: str) -> int:
    """Print every line of the file with 1 before an obscene text and 0 before any other."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # texts of any language, whatever the terminal's locale
    for text in _lines(_content(file)):
        print(f"{int(obscene(text))}\t{text}")
    return 0


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{file}: {reason}") from None


def _lines(content: bytes) -> list[str]:
    """The lines of a file in UTF-8; one that is none is read as Windows Cyrillic, and UTF-16 by its mark."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    lines = content.removeprefix(codecs.BOM_UTF8).split(b"\n")
    if not lines[-1]:
        lines.pop()
    return [_text(line.removesuffix(b"\r")) for line in lines]


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1251", "replace")
