"""``parse_mode=MarkdownV2``, the part that bots use: bold, italic, underline, strike, spoiler, code, pre and links."""

from __future__ import annotations

import re

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.parse.utf16 import width
from bot.standin.state import Json

_MARKS = {
    "||": "spoiler",
    "__": "underline",
    "*": "bold",
    "_": "italic",
    "~": "strikethrough",
}
_RESERVED = set("_*[]()~`>#+-=|{}.!")
_TOKEN = re.compile(r"\\(?P<escaped>[\x01-\x7e])|(?P<pre>```)|(?P<code>`)|(?P<mark>\|\||__|[*_~])|(?P<link>\[)")
_LINK_END = re.compile(r"\]\((?P<url>[^)]*)\)")


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of MarkdownV2; raises ApiError with Telegram's words."""
    out: list[str] = []
    entities: list[Json] = []
    opened: list[tuple[str, int, int]] = []
    offset = at = 0
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            if opened and opened[-1][0] == "[" and (end := _LINK_END.match(source, at)):
                _, start, _ = opened.pop()
                entities.append({"type": "text_link", "offset": start, "length": offset - start, "url": end["url"]})
                at = end.end()
                continue
            if source[at] in _RESERVED:
                raise ApiError(errors.RESERVED_CHARACTER, character=source[at])
            out.append(source[at])
            offset += width(source[at])
            at += 1
        elif token["escaped"]:
            out.append(token["escaped"])
            offset += 1
            at = token.end()
        elif fence := token["pre"] or token["code"]:
            end_fence = re.compile(rf"(?<!\\){fence}").search(source, token.end())
            close = end_fence.start() if end_fence else -1
            kind = "pre" if len(fence) == 3 else "code"
            if close < 0:
                raise ApiError(errors.NO_MARKDOWN_END, kind=kind.title(), at=len(source[:at].encode()))
            inner = re.sub(r"\\([\\`])", r"\1", source[token.end() : close])
            entity: Json = {"type": kind, "offset": offset}
            if kind == "pre" and (language := re.match(r"([\w+-]*)\n", inner)):
                inner = inner[language.end() :]
                if language[1]:
                    entity["language"] = language[1]
            entity["length"] = width(inner)
            entities.append(entity)
            out.append(inner)
            offset += entity["length"]
            at = close + len(fence)
        else:
            mark = token["mark"] or "["
            if mark != "[" and opened and opened[-1][0] == mark:
                _, start, _ = opened.pop()
                entities.append({"type": _MARKS[mark], "offset": start, "length": offset - start})
            else:
                opened.append((mark, offset, at))
            at = token.end()
    if opened:
        mark, _, begin = opened[-1]
        kind = _MARKS.get(mark, "TextUrl").title() if mark != "[" else "TextUrl"
        raise ApiError(errors.NO_MARKDOWN_END, kind=kind, at=len(source[:begin].encode()))
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(out), [entity for entity in entities if entity["length"]]
