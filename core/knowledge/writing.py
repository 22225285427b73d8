"""Articles that the desk writes itself: drafts, their way through a colleague's hands, and what holds in the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.errors import Missing
from core.knowledge.article import LONGEST_SECTION, LONGEST_TITLE, OWN, Article, problem
from core.knowledge.assistant_masking import masked

LONGEST = 3500
"""Characters of a text written in the chat: with title and buttons it is shown in one message."""
MASKED = re.compile("<(?:secret|email|card|snils|phone|passport|number|name)>")
"""What stands where something personal stood."""
_SHORTEST = 3
_RUSSIAN_NAME = re.compile("(?<!\\w)([А-ЯЁ](?:[а-яё]+-[А-ЯЁ])?[а-яё]{2,}?)[аеиоуыэюяйь]?(?!\\w)(?=\\W*$)")
"""A capitalised word of four letters at least, perhaps in quotation marks; its last vowel changes with its case, and
a name that ends with a consonant only grows: «Анна», «Анне»; «Иван», «Ивану»."""


class Stage(StrEnum):
    """How far a version of an article has come. Published and withdrawn ones are in force, one for each article."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    DROPPED = "dropped"


IN_FORCE = (Stage.PUBLISHED, Stage.WITHDRAWN)
UNDER_WAY = (Stage.DRAFT, Stage.REVIEW)


class Deed(StrEnum):
    """What somebody did to a version; each is kept with who and when."""

    DRAFTED = "drafted"
    REWORDED = "reworded"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Writing:
    """One version of an article, as somebody of the desk wrote it."""

    id: int
    key: str
    """The article that it is a version of; empty for a new one until it is published."""
    stage: Stage
    title: str
    body: str
    author_id: int
    author: str
    at: datetime
    place: str
    """The thread in which its author writes it."""
    team: str = ""
    section: str = ""
    link: str = ""
    over: str = ""
    """Digest of what the article's file says, which this stands in the place of; empty for the desk's own article."""
    ticket_id: int | None = None
    """The ticket whose answer it was made of."""
    words: str = ""
    """What the colleague said who returned it last."""
    judge: str = ""
    """Who returned, published or withdrew it last."""

    @property
    def article(self) -> Article:
        """As it is found, under its article's id."""
        return Article(self.key or f"{OWN}{self.id}", self.title, self.body, self.link, self.section)


@dataclass(frozen=True, slots=True)
class Word:
    """What the desk has said last of an article: a version of its own, or that it is not to be found."""

    key: str
    version: int
    over: str
    hidden: bool


class Writings(Protocol):
    """All versions of articles that the desk wrote, as the store keeps them."""

    async def add(self, writing: Writing) -> Writing: ...
    async def get(self, writing_id: int) -> Writing | None:
        """The version, locked until the transaction ends."""

    async def save(self, writing: Writing) -> None: ...
    async def note(self, writing: Writing, deed: Deed, by: str, words: str, at: datetime) -> None:
        """Keep who did what, for good."""

    async def in_force(self, key: str) -> Writing | None:
        """The version that holds for an article, shown or withdrawn."""

    async def under_way(self, key: str = "", ticket_id: int | None = None) -> Writing | None:
        """The draft of this article, or of this ticket's answer, that somebody is writing or that waits."""

    async def waiting(self) -> list[Writing]:
        """Drafts and versions in review, oldest first."""

    async def withdrawn(self, most: int) -> list[Writing]:
        """Those withdrawn last."""

    async def words(self) -> list[Word]:
        """What holds for each article that the desk has spoken of."""

    async def several(self, ids: Collection[int]) -> list[Writing]: ...


def holding(words: Iterable[Word], sources: Mapping[str, str]) -> dict[str, Word]:
    """The words of the desk that hold over what files say (``sources``: digests by article).

    Over a file's article the desk's word holds while the file says what it said then: a changed file was written later,
    and one that is gone has taken its article along. The desk's own article holds until it is withdrawn.
    """
    return {word.key: word for word in words if (sources.get(word.key) == word.over if word.over else not word.hidden)}


def unnamed(text: str, known: Iterable[str]) -> str:
    """A text for other customers: without what is personal or secret, and without what is known of the one it was
    written to (``known``: name, organisation, identification), names in any case («Анне», «Ивановой»).

    A word that only looks like one of the names is masked too: the author puts it in other words.
    """
    parts = {part for value in known for part in (value, *value.split()) if len(part) >= _SHORTEST}
    named = sorted((part for part in parts if any(map(str.isalpha, part))), key=len, reverse=True)
    if named:
        either = "|".join(map(_any_case, named))
        text = re.sub(rf"(?<!\w)(?:{either})(?!\w)", "<name>", text, flags=re.IGNORECASE)
    return masked(text)


def _any_case(part: str) -> str:
    """A pattern of words, of which Russian names have the endings that they have in a sentence."""
    return r"\s+".join(map(_with_endings, part.split()))


def _with_endings(word: str) -> str:
    name = _RUSSIAN_NAME.search(word)
    if name is None:
        return re.escape(word)
    stem = re.sub("[её]", "[её]", name[1])
    return re.escape(word[: name.start()]) + stem + "[а-яё]{0,3}" + re.escape(word[name.end() :])


def check(writing: Writing) -> None:
    """Raise Missing for what customers must not be shown: no article, or one with something masked in it."""
    left = MASKED.findall(f"{writing.title}\n{writing.body}")
    if left:
        raise Missing("article_masked", listed=", ".join(dict.fromkeys(left)))
    if not writing.title.strip():
        raise Missing("article_needs_title")
    if not writing.body.strip() or problem(writing.article):
        raise Missing("article_needs_text")


def title_of(text: str) -> str:
    """A title from somebody's words: one line, no longer than titles are. Raises Missing when there is none."""
    return _line(text, "title", LONGEST_TITLE, "article_needs_title")


def section_of(text: str) -> str:
    """A section's name from somebody's words, in the same way."""
    return _line(text, "section", LONGEST_SECTION, "article_needs_section")


def _line(text: str, part: str, longest: int, lacking: str) -> str:
    line = " ".join(text.split())
    if not any(map(str.isalnum, line)):
        raise Missing(lacking)
    if len(line) > longest:
        raise Missing("field_too_long", field=part, title="", longest=longest)
    return line


def text_of(text: str) -> str:
    """A text from somebody's words. Raises Missing when it is none or does not go into one message."""
    if not any(map(str.isalnum, text)):
        raise Missing("article_needs_text")
    if len(text) > LONGEST:
        raise Missing("field_too_long", field="text", title="", longest=LONGEST)
    return text.strip()
