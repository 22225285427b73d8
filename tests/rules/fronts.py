"""What the Telegram front can do, as its code says: commands and buttons that have a handler."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.rules.tree import ROOT, calls, files, parsed


@cache
def handled_commands(side: str) -> frozenset[str]:
    """Commands with a handler on a side, ``client`` or ``staff``."""
    found = {str(word) for _, called, given, _ in calls(f"bot/routers/{side}") if called == "Command" for word in given}
    return frozenset(found | {"start"} if side == "client" else found)


@cache
def handled_presses() -> frozenset[str]:
    """What a button may ask for: the words that routers compare ``F.do`` with."""
    return frozenset(word for path in files(".py", under=("bot/routers",)) for word in _compared(parsed(path)))


def _compared(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and _is_do(node.left):
            yield from _words(node.comparators)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "in_"
            and _is_do(node.func.value)
        ):
            yield from _words(node.args)


def _is_do(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "do" and isinstance(node.value, ast.Name)


def _words(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value


@cache
def made_presses() -> tuple[frozenset[str], frozenset[str]]:
    """What buttons are made to ask for: whole words, and the beginnings of those that are put together."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in files(".py", under=("bot/views",)):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    return frozenset(whole), frozenset(begun)


def dead_buttons(posts: Iterable[Mapping[str, Any]]) -> set[str]:
    """What buttons under these messages ask for and nobody would answer."""
    rows = [row for post in posts for row in post.get("reply_markup", {}).get("inline_keyboard", [])]
    asked = {button["callback_data"] for row in rows for button in row if "callback_data" in button}
    return {data for data in asked if data != "-" and data.split(":")[1] not in handled_presses()}


@cache
def awaited_states() -> frozenset[str]:
    """What a dialogue may wait for: the first argument of every Dialogue that the code makes."""
    return frozenset(_value(path, node.args[0]) for path, node in _dialogues())


def _dialogues() -> Iterator[tuple[Path, ast.Call]]:
    for path in files(".py", under=("bot", "core")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Dialogue":
                yield path, node


def _value(path: Path, node: ast.expr) -> str:
    """The constant that a module calls so."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return str(getattr(module, ast.unparse(node)))
