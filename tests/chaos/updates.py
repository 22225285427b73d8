"""Updates that no scene would write: every kind that aiogram knows, filled in by chance, and true ones gone wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.types import Update
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tests.rules.tree import ROOT

Json = dict[str, Any]
DEEPEST = 4
"""Below this only what must be there is filled in."""
COMMANDS = re.compile(r'Command\("([a-z_]+)"')
PRESSES = re.compile(r'F\.do == "([a-z_]+)"')
ODD = (
    "",
    " ",
    "\u202e\u202dзадом наперёд",
    "😀" * 60,
    "👨‍👩‍👧‍👦🏳️‍🌈",
    "a" * 5000,
    "щ" * 4096,
    "<b>не жирный",
    "</b></i></a>",
    "&lt;&amp;&#0;",
    "*_`[](",
    "{ 0 }%s%(x)s",
    "\x00\x01\x1b[31m",
    "\ud83d",
    "'; DROP TABLE tickets; --",
    '=HYPERLINK("http://x")',
    "١٢٣",
    "²",
    "-0",
    "9" * 400,
    "\n" * 300,
    "\u200b\u2060\ufeff",
    "ı̇ⅷﬁ",
    "/",
    "//",
    "/ /",
    "/start t_",
    "/start i_" + "x" * 64,
    "//\n",
)


def sources() -> list[str]:
    """The text of every file of the front, where commands and buttons are named."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "bot").rglob("*.py"))]


def named(pattern: re.Pattern[str]) -> list[str]:
    """What the front's sources name, each once."""
    return sorted({name for text in sources() for name in pattern.findall(text)})


@dataclass(slots=True)
class Mess:
    """Makes updates by chance; ``private`` are customers' chats, ``groups`` the others, ``threads`` real topics."""

    chance: random.Random
    private: Sequence[int]
    groups: Sequence[int]
    threads: Sequence[int]
    staff: Sequence[int]
    number: int = 1_000_000
    commands: list[str] = field(default_factory=lambda: named(COMMANDS))
    presses: list[str] = field(default_factory=lambda: named(PRESSES))

    def update(self) -> Json:
        """The next update: of any kind, more often of those that the desk reads."""
        self.number += 1
        known = {name: info for name, _, info in _fields(Update)}
        kinds = [name for name in known if name != "update_id"]
        common = (
            "message",
            "message",
            "message",
            "edited_message",
            "callback_query",
            "callback_query",
            "my_chat_member",
        )
        kind = self.chance.choice(common) if self.chance.random() < 0.85 else self.chance.choice(kinds)
        body = self.value(known[kind].annotation, kind, 0)
        if isinstance(body, dict):
            self._staged(kind, body)
        return {"update_id": self.number, kind: body}

    def mutated(self, update: Json) -> Json:
        """The update with a few things in it lost, swapped or made huge. It may not be readable any more."""
        for _ in range(self.chance.randint(1, 3)):
            holder, key = self.chance.choice(_places(update)[1:] or _places(update))
            if key == "update_id" or (isinstance(holder, dict) and key in ("chat", "from")):
                continue  # who writes where decides whose chat it is: Telegram says that, not the writer
            match self.chance.randint(0, 3):
                case 0:
                    del holder[key]
                case 1:
                    holder[key] = self.chance.choice([None, [], {}, True, -1, 2**63, 1.5, "x"])
                case _:
                    holder[key] = self.chance.choice(ODD)
        return update

    def _staged(self, kind: str, body: Json) -> None:
        """Put it where something can happen: into a chat that there is, by somebody who is there."""
        message = body.get("message") if kind == "callback_query" else body
        if not isinstance(message, dict):
            message = {}
        if self.chance.random() < 0.6 or not self.groups:
            who = self.chance.choice(self.private)
            chat: Json = {"id": who, "type": "private", "first_name": "Кто-то"}
        else:
            who = self.chance.choice(self.staff)
            chat = {"id": self.chance.choice(self.groups), "type": "supergroup", "title": "Группа", "is_forum": True}
            if self.chance.random() < 0.8 and self.threads:
                message |= {"message_thread_id": self.chance.choice(self.threads), "is_topic_message": True}
        person = {"id": who, "is_bot": False, "first_name": self.chance.choice(("Кто-то", *ODD))[:60] or "?"}
        if "chat" in message or kind != "callback_query":
            message["chat"] = chat
        body["from"] = person
        if kind == "callback_query" and message:
            there = {"message_id": self.chance.randint(1, 400), "date": self.chance.choice((0, 1_772_690_000))}
            body["message"] = there | message | {"chat": chat}
        if "message" in kind and self.chance.random() < 0.8:
            message["text"] = self.words()
            message["message_id"] = self.chance.randint(1, 400)
        if kind == "callback_query":
            body["data"] = self.pressed()

    def words(self) -> str:
        """A text: a command of ours, its label, or something odd; often a mix."""
        parts = [self.chance.choice(ODD) for _ in range(self.chance.randint(0, 2))]
        if self.chance.random() < 0.6:
            parts.insert(0, "/" + self.chance.choice(self.commands))
        if self.chance.random() < 0.4:
            parts.append(self.chance.choice(("2026-0001", "1", "P1", "05.03.2026", "@vera", "завтра", "2,5")))
        return " ".join(parts)[:6000]

    def pressed(self) -> str:
        """The data of a button: ours with any number in it, or noise."""
        if self.chance.random() < 0.15:
            return self.chance.choice(ODD)[:64]
        number = self.chance.choice((0, 1, 2, 3, 7, self.chance.randint(0, 60), 2**63, -1))
        return (
            f"p:{self.chance.choice(self.presses)}:{number}:{self.chance.choice(('', '1', '2', 'P1', 'ru', 'x', '²'))}"
        )

    def value(self, annotation: Any, name: str, depth: int) -> Any:
        """Something of the type that a field wants."""
        origin = get_origin(annotation)
        if origin is Annotated:
            return self.value(get_args(annotation)[0], name, depth)
        if origin in (Union, UnionType):
            kinds = [kind for kind in get_args(annotation) if kind not in (NoneType, Default)]
            return self.value(self.chance.choice(kinds), name, depth)
        if origin is Literal:
            return self.chance.choice(get_args(annotation))
        if origin is list:
            return [self.value(get_args(annotation)[0], name, depth + 1) for _ in range(self.chance.randint(0, 2))]
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return self.chance.choice(list(annotation)).value
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._model(annotation, depth)
        return self._plain(annotation, name)

    def _plain(self, annotation: Any, name: str) -> Any:
        if annotation is bool:
            return self.chance.random() < 0.5
        if annotation is float:
            return self.chance.choice((0.0, -90.0, 55.75, 1e308))
        if annotation is datetime or name == "date":
            return self.chance.choice((0, 1_772_690_000, 2**31 - 1))
        if annotation is int:
            return self.chance.choice((0, 1, 7, 2**31, self.chance.randint(1, 400)))
        return self.chance.choice(ODD) if annotation is str or annotation is Any else "x"

    def _model(self, model: type[BaseModel], depth: int) -> Json:
        found: Json = {}
        for name, key, info in _fields(model):
            if name.startswith("migrate_"):
                continue  # where the group went is Telegram's word, and is believed
            tells_its_kind = get_origin(info.annotation) is Literal
            if info.is_required() or tells_its_kind or (depth < DEEPEST and self.chance.random() < 0.12):
                found[key] = self.value(info.annotation, name, depth + 1)
        return found


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, str, FieldInfo]]:
    """Name in the code, name on the wire, and what is known of it."""
    model.model_rebuild()  # a model that nobody used yet does not know what its annotations mean
    return [(name, info.alias or name, info) for name, info in model.model_fields.items()]


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a tree of JSON: what holds it, and under which key."""
    found: list[tuple[Any, Any]] = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        found.append((value, key))
        found += _places(inner)
    return found
