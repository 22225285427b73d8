"""Messages on their way as steps, each one call: texts joined, long ones cut, media copied, albums kept together.

What has more than one step is sent step by step, so that a failure in the middle repeats nothing that has arrived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.split import Entities, pieces, shifted, width
from bot.words import Words, mark
from core.conversations.message import Author, Media, Message

CAPTION = 1024
"""UTF-16 units under a medium; Telegram counts code points, of which there are never more."""
ROOM = 4000
"""UTF-16 units of texts joined into one message."""
ALBUM = 10
"""So many messages are copied together."""
CAPTIONED = frozenset({Media.PHOTO, Media.DOCUMENT, Media.VIDEO, Media.VOICE, Media.AUDIO, Media.ANIMATION})


@dataclass(frozen=True, slots=True)
class Text:
    """A text to write; ``joined`` when it is not exactly one message, so that an edit cannot follow it."""

    message: Message
    text: str
    entities: Entities = ()
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """A medium to copy: under its own caption, under another one, or ``bare`` when the words come after it."""

    message: Message
    caption: str | None = None
    entities: Entities = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Album:
    """Media to copy together."""

    messages: tuple[Message, ...]
    bare: bool = False


Step = Text | Copied | Album


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands before the words of a message: which ticket, who of the staff, who wrote it first."""

    words: Words
    number: str = ""

    def author(self, message: Message) -> str:
        """Who writes, before words that do not stand in a topic of their author's own name."""
        if message.author is Author.CUSTOMER and not self.number:
            return ""
        return f"№ {self.number} · {message.author_name}\n" if self.number else f"{message.author_name}\n"

    def origin(self, message: Message) -> str:
        """Words of others are not taken for the sender's own."""
        if not message.forwarded:
            return ""
        return self.words.label(mark("↪ Forwarded from: {name}"), name=message.forwarded) + "\n"

    def of(self, message: Message, *, signed: bool = True) -> tuple[str, Entities]:
        """The message's words under their heading."""
        author, origin = self.author(message) if signed else "", self.origin(message)
        found: Entities = ()
        if author:
            found += ({"type": "bold", "offset": 0, "length": width(author) - 1},)
        if origin:
            found += ({"type": "italic", "offset": width(author), "length": width(origin) - 1},)
        head = author + origin
        return head + message.text, (*found, *shifted(message.entities, width(head)))


def steps(messages: Sequence[Message], heading: Heading) -> list[Step]:
    """All calls that the messages need, in order."""
    found: list[Step] = []
    for (kind, _), group in groupby(messages, key=_travels):
        run = list(group)
        if kind == _TEXT:
            found += _texts(run, heading)
        elif kind and len(run) > 1:
            found += _album(sorted(run, key=lambda message: message.origin.number), heading)
        else:
            found += [step for message in run for step in _medium(message, heading)]
    return found


def fits(messages: Sequence[Message], heading: Heading) -> int:
    """How many of the first messages are texts of one author that go into one message; 1 when there is no other."""
    total = 0
    for count, message in enumerate(messages):
        total += width(heading.of(message, signed=not count)[0]) + 2
        if _travels(message) != (_TEXT, messages[0].author_id) or (count and total > ROOM):
            return max(1, count)
    return max(1, len(messages))


_TEXT = "text"


def _travels(message: Message) -> tuple[str, int | None]:
    """With what a message goes together: texts with the author's other texts, parts of an album with its others."""
    return _TEXT if message.attachment is None else message.album, message.author_id


def _texts(messages: Sequence[Message], heading: Heading) -> Iterator[Text]:
    """Texts joined as far as they fit, each message whole in one of the parts if it can be."""
    text, entities, first, count = "", Entities(), messages[0], 0
    for message in messages:
        words, marks = heading.of(message, signed=not text)
        if text and width(text) + 2 + width(words) > ROOM:
            yield from _cut(first, text, entities, count)
            text, entities, first, count = "", (), message, 0
            words, marks = heading.of(message)
        if text:
            text += "\n\n"
        entities += shifted(marks, width(text))
        text += words
        count += 1
    yield from _cut(first, text, entities, count)


def _cut(message: Message, text: str, entities: Entities, count: int) -> Iterator[Text]:
    parts = list(pieces(text, entities))
    for part, marks in parts:
        yield Text(message, part or "…", marks, joined=count > 1 or len(parts) > 1)


def _medium(message: Message, heading: Heading) -> Iterator[Step]:
    text, entities = heading.of(message)
    headed = text != message.text
    if message.attachment is None or message.attachment.kind not in CAPTIONED:
        yield Copied(message)
        if message.forwarded:
            yield Text(message, heading.origin(message).rstrip(), joined=True)
    elif width(text) > CAPTION:
        yield Copied(message, bare=True)
        yield from (Text(message, part, marks, joined=True) for part, marks in pieces(text, entities))
    else:
        yield Copied(message, text if headed else None, entities if headed else ())


def _album(messages: Sequence[Message], heading: Heading) -> Iterator[Step]:
    """The parts by rising number, as copyMessages wants them; captions that are too long for a bot come after."""
    for start in range(0, len(messages), ALBUM):
        part = tuple(messages[start : start + ALBUM])
        long = any(width(message.text) > CAPTION for message in part)
        yield Album(part, bare=long)
        said = [message for message in part if message.text and long]
        yield from (step for message in said for step in _cut(message, *heading.of(message), count=2))
        if not long and part[0].forwarded:
            yield Text(part[0], heading.origin(part[0]).rstrip(), joined=True)
