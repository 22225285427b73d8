"""``parse_mode=HTML``: tags become entities; Telegram's refusals name the byte at which reading stopped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.parse.utf16 import width
from bot.standin.state import Json

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|(lt|gt|amp|quot));?")
_SPACES = " \t\r\n\0\v"
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\0\v=>/\"']*")
_TOKEN = re.compile(r"[0-9A-Za-z.\-]*")
_USER_LINK = re.compile(r"^tg://user\?id=(\d+)$")


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    started: int
    """Index of the piece of output at which its text begins."""


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        source = self.source
        while self.at < len(source):
            special = _SPECIAL.search(source, self.at)
            stop = special.start() if special else len(source)
            if stop > self.at:
                self._put(source[self.at : stop])
                self.at = stop
            if special is None:
                break
            if source[stop] == "&":
                character, self.at = _reference(source, stop)
                self._put(character)
            elif source.startswith("</", stop):
                self._close(stop)
            else:
                self._start(stop)
        if self.open:
            raise ApiError(errors.NO_END_TAG, tag=self.open[-1].tag)
        # Outer before inner, and a stable order for equal spans: bots compare entities.
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.out), self.entities

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.offset += width(text)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _skip_spaces(self, at: int) -> int:
        while at < len(self.source) and self.source[at] in _SPACES:
            at += 1
        return at

    def _start(self, begin: int) -> None:
        source = self.source
        at = _end(_TAG_NAME, source, begin + 1)
        if at >= len(source):
            raise ApiError(errors.UNCLOSED_TAG, at=self._byte(begin))
        tag = source[begin + 1 : at].lower()
        if tag not in _KINDS:
            raise ApiError(errors.UNSUPPORTED_TAG, tag=tag, at=self._byte(begin))
        attributes: dict[str, str] = {}
        while (at := self._skip_spaces(at)) < len(source) and source[at] != ">":
            at = self._attribute(begin, at, tag, attributes)
        if at >= len(source):
            raise ApiError(errors.UNCLOSED_TAG, at=self._byte(begin))
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise ApiError(errors.SPAN_CLASS, at=self._byte(begin))
        self.at = at + 1
        self.open.append(_Open(tag, attributes, self.offset, len(self.out)))

    def _attribute(self, begin: int, at: int, tag: str, attributes: dict[str, str]) -> int:
        source = self.source
        end = _end(_ATTRIBUTE_NAME, source, at)
        name = source[at:end].lower()
        if not name:
            raise ApiError(errors.EMPTY_ATTRIBUTE, tag=tag, at=self._byte(begin))
        at = self._skip_spaces(end)
        if at >= len(source):
            raise ApiError(errors.UNCLOSED_TAG, at=self._byte(begin))
        if source[at] != "=":
            if tag == "blockquote" and name == "expandable":
                attributes[name] = ""
                return at
            raise ApiError(errors.NO_EQUAL_SIGN, tag=tag, at=self._byte(begin))
        at = self._skip_spaces(at + 1)
        if at >= len(source):
            raise ApiError(errors.UNCLOSED_TAG, at=self._byte(begin))
        if source[at] in "\"'":
            close = source.find(source[at], at + 1)
            if close < 0:
                raise ApiError(errors.UNCLOSED_TAG, at=self._byte(begin))
            value = source[at + 1 : close]
            attributes[name] = _REFERENCE.sub(lambda found: _reference(found[0], 0)[0], value)
            return close + 1
        end = _end(_TOKEN, source, at)
        if end < len(source) and source[end] not in _SPACES + ">":
            raise ApiError(errors.NAME_TOKEN_END, at=self._byte(at))
        attributes[name] = source[at:end].lower()
        return end

    def _close(self, begin: int) -> None:
        source = self.source
        if not self.open:
            raise ApiError(errors.UNEXPECTED_END_TAG, at=self._byte(begin))
        end = _end(_TAG_NAME, source, begin + 2)
        found = source[begin + 2 : end].lower()
        at = self._skip_spaces(end)
        if at >= len(source) or source[at] != ">":
            raise ApiError(errors.UNCLOSED_END_TAG, at=self._byte(begin))
        tag = self.open.pop()
        if found and found != tag.tag:
            raise ApiError(errors.UNMATCHED_END_TAG, at=self._byte(begin), expected=tag.tag, found=found)
        self.at = at + 1
        length = self.offset - tag.offset
        if length:
            self._entity(tag, length)

    def _entity(self, tag: _Open, length: int) -> None:
        entity: Json = {"type": _KINDS[tag.tag], "offset": tag.offset, "length": length}
        last = self.entities[-1] if self.entities else {}
        same_span = last.get("offset") == tag.offset and last.get("length") == length
        match tag.tag:
            case "a":
                url = tag.attributes.get("href") or "".join(self.out[tag.started :])
                if user := _USER_LINK.match(url):
                    entity |= {"type": "text_mention", "user": {"id": int(user[1])}}
                elif link := _link(url):
                    entity["url"] = link
                else:
                    return
            case "tg-emoji":
                entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
            case "tg-time":
                entity["unix_time"] = int(tag.attributes.get("unix") or 0)
                if style := tag.attributes.get("format"):
                    entity["date_time_format"] = style
            case "blockquote" if "expandable" in tag.attributes:
                entity["type"] = "expandable_blockquote"
            case "pre" if same_span and last["type"] == "code":
                last["type"] = "pre"
                return
            case "code" if language := tag.attributes.get("class", ""):
                if language.startswith("language-"):
                    entity["language"] = language.removeprefix("language-")
        self.entities.append(entity)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities; raises ApiError with Telegram's words for broken markup."""
    if "<" not in source and "&" not in source:
        return source, []
    text, entities = _Reader(source).read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities


def _end(pattern: re.Pattern[str], source: str, at: int) -> int:
    found = pattern.match(source, at)
    return found.end() if found else at


def _reference(source: str, at: int) -> tuple[str, int]:
    """The character meant by ``&…;`` and where it ends; an unknown reference is an ampersand like any other."""
    found = _REFERENCE.match(source, at)
    if found is None:
        return "&", at + 1
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name], found.end()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "&", at + 1
    return chr(number), found.end()


def _link(url: str) -> str | None:
    """The address as Telegram keeps it, or None where it drops the link and leaves the text."""
    url = url.strip()
    if re.match(r"^(https?|tg|ton|tonsite)://[^\s/]+", url):
        return url + "/" if re.match(r"^https?://[^/?#]+$", url) else url
    if re.match(r"^[\w-]+(\.[\w-]+)+([/?#]\S*)?$", url):
        return _link(f"http://{url}")
    return None
