"""Files that were sent: real bytes for uploads, sizes on paper for made-up ones, so that 25 MB cost nothing."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.state import Json

DOWNLOAD_LIMIT: Final = 20 * 1024 * 1024
_PIECE: Final = 64 * 1024
_FOLDERS: Final = {
    "photo": "photos",
    "document": "documents",
    "video": "videos",
    "voice": "voice",
    "audio": "music",
    "sticker": "stickers",
    "animation": "animations",
    "video_note": "video_notes",
}
_ENDINGS: Final = {
    "photo": "jpg",
    "document": "bin",
    "video": "mp4",
    "voice": "oga",
    "audio": "mp3",
    "sticker": "webp",
    "animation": "mp4",
    "video_note": "mp4",
}
MIMES: Final = {
    "photo": "image/jpeg",
    "document": "application/octet-stream",
    "video": "video/mp4",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "sticker": "image/webp",
    "animation": "video/mp4",
    "video_note": "video/mp4",
}
# A made-up file begins like a true one: the desk looks at the first bytes before it trusts a name.
_BEGINNINGS: Final = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "application/pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
    "application/zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "video/mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
    "audio/ogg": b"OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00",
    "audio/mpeg": b"ID3\x03\x00\x00\x00\x00\x00\x00",
}
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM")


@dataclass(frozen=True, slots=True)
class Stored:
    """One file of one kind; the same ``file_id`` may be sent again in its kind."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    path: str
    content: bytes | None
    """None for a made-up file: its bytes are produced when somebody downloads it."""

    def pieces(self) -> Iterator[bytes]:
        """The bytes, in pieces."""
        if self.content is not None:
            yield self.content
            return
        beginning = _BEGINNINGS.get(self.mime, b"")[: self.size]
        if beginning:
            yield beginning
        left = self.size - len(beginning)
        # Letters, not zeros: made-up text files must pass for text.
        filler = (b"reglament standin\n" * (_PIECE // 18 + 1))[:_PIECE]
        while left > 0:
            yield filler[:left]
            left -= len(filler)

    def as_json(self) -> Json:
        """The File object."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
            "file_path": self.path,
        }


class Files:
    """Every file by its id and by its path."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._by_id: dict[str, Stored] = {}
        self._by_path: dict[str, Stored] = {}

    def store(
        self, kind: str, *, name: str = "", mime: str = "", size: int = 0, content: bytes | None = None
    ) -> Stored:
        """Keep a file; ``size`` counts only when there is no content."""
        number = next(self._numbers)
        ending = name.rpartition(".")[2].lower() if "." in name else _ENDINGS[kind]
        path = f"{_FOLDERS[kind]}/file_{number}.{ending if ending.isalnum() else 'bin'}"
        unique = hashlib.blake2b(content if content is not None else path.encode(), digest_size=9).hexdigest()
        stored = Stored(
            file_id=f"AgAC{kind}-{number:08d}",
            unique_id=f"AQ{unique}",
            kind=kind,
            name=name,
            mime=mime or MIMES[kind],
            size=size if content is None else len(content),
            path=path,
            content=content,
        )
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def by_id(self, file_id: str) -> Stored | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> Stored | None:
        """For a download; a file above the limit has no path that Telegram would give out."""
        stored = self._by_path.get(path)
        return stored if stored is not None and stored.size <= DOWNLOAD_LIMIT else None


def check_picture(content: bytes) -> None:
    """Telegram turns photos into JPEG at once, so what is no picture is refused."""
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not webp and not content.startswith(_PICTURES):
        raise ApiError(errors.IMAGE_PROCESS_FAILED)
