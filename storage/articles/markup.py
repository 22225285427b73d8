"""Markdown and HTML as plain text: what a reader reads, and nothing that a browser would run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = {"script", "style", "template", "noscript", "svg", "nav", "footer", "iframe", "form", "object", "button"}
_BLOCKS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "section",
    "article",
    "br",
    "hr",
    "pre",
    "blockquote",
    "dd",
    "dt",
}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLANK_LINES = re.compile(r"\s*\n\s*")
_BLANKS = re.compile(r"[^\S\n]+")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.titles: dict[str, list[str]] = {"h1": [], "title": []}
        self.link = ""
        self._silent = ""
        self._depth = 0
        self._title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._depth += tag == self._silent
        elif tag in _SILENT:
            self._silent, self._depth = tag, 1
        elif tag in self.titles and not self.titles[tag]:
            self._title = tag
        elif tag == "link" and dict(attrs).get("rel") == "canonical":
            self.link = dict(attrs).get("href") or ""
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._depth -= tag == self._silent
            if not self._depth:
                self._silent = ""
        elif tag == self._title:
            self._title = ""
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._title:
            self.titles[self._title].append(data)
        else:
            self.pieces.append(data)


# Every pattern here takes time in proportion to the text: a broken page must not hold up a load for hours.
_STRAY = re.compile(r"<(?![^<>]{0,5000}>)")
"""Begins no tag; the parser would look for the end of each one in the whole rest of the page."""


def _without(text: str, opening: str, closing: str) -> str:
    """The text without what stands between these two patterns; one that is never closed stays."""
    begins, ends = re.compile(opening, re.I), re.compile(closing, re.I)
    kept, at = [], 0
    while (begin := begins.search(text, at)) and (end := ends.search(text, begin.end())):
        kept.append(text[at : begin.start()])
        at = end.end()
    return "".join(kept) + text[at:]


def html(text: str) -> dict[str, str]:
    """Title, text and canonical link of a page."""
    page = _Page()
    page.feed(_STRAY.sub("&lt;", _without(text, "<!--", "-->")))
    page.close()
    title = "".join(page.titles["h1"]).strip() or "".join(page.titles["title"]).strip()
    return {"title": title, "body": _tidy("".join(page.pieces)), "link": page.link}


_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.S | re.M)
_HEADING = re.compile(r"^#[ \t]+(\S.*)$", re.M)
_SILENT_PARTS = ((r"<script\b", r"</script\s*>"), (r"<style\b", r"</style\s*>"), ("<!--", "-->"))
_MARKS = (
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>"), " "),
    (re.compile(r"^(?:`{3,}|~{3,}).*$", re.M), ""),
    (re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+", re.M), ""),
    (re.compile(r"(\*\*|__|`)(.+?)\1"), r"\2"),
)


def markdown(text: str) -> dict[str, object]:
    """What the front matter says, the first heading as the title, and the text without its marks."""
    text = text.replace("\r\n", "\n")
    found: dict[str, object] = {}
    front = _FRONT.match(text)
    if front:
        found |= _front_matter(front[1])
        text = text[front.end() :]
    heading = _HEADING.search(text)
    if heading:
        found.setdefault("title", _plain(heading[1].rstrip().rstrip("#")))
        if not text[: heading.start()].strip():
            text = text[heading.end() :]
    return found | {"body": _plain(text)}


def _plain(text: str) -> str:
    for part in _SILENT_PARTS:
        text = _without(text, *part)
    for mark, replacement in _MARKS:
        text = mark.sub(replacement, text)
    return _tidy(text)


def _front_matter(text: str) -> dict[str, object]:
    """``name: value`` lines; a name with lines of ``- value`` under it is a list."""
    found: dict[str, object] = {}
    name = ""
    for line in text.splitlines():
        if name and line.lstrip().startswith("- "):
            values = found.get(name)
            found[name] = [*(values if isinstance(values, list) else []), line.strip()[2:].strip().strip("\"'")]
        elif ":" in line and not line[:1].isspace():
            name, _, value = line.partition(":")
            name = name.strip()
            found[name] = value.strip().strip("\"'")
    return found


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
