"""The files of the project, and calls in its code, for rules that look at all of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("app", "assistant", "bot", "core", "locales", "storage")
_SKIPPED = {"__pycache__", "var", "dist", "node_modules"}
_WORKTREE = ".git"
"""In a second worktree a file with this machine's path, which is no part of the project."""


def files(*suffixes: str, under: tuple[str, ...] = ()) -> Iterator[Path]:
    """Files of the tree, without what tools and runs leave behind."""
    starts = [ROOT / name for name in under] if under else [ROOT]
    for start in starts:
        for path in sorted(start.rglob("*")):
            inside = path.relative_to(ROOT).parts
            hidden = any(part in _SKIPPED or (part.startswith(".") and part != ".ci") for part in inside[:-1])
            if path.is_file() and path.name != _WORKTREE and not hidden and (not suffixes or path.suffix in suffixes):
                yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(*under: str) -> Iterator[tuple[str, str, list[object], ast.Call]]:
    """Place, name of what is called, its constant arguments (None for others), and the call."""
    for path in files(".py", under=under):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                given: list[object] = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
                yield f"{name(path)}:{node.lineno}", called, given, node


def strings(*under: str) -> Iterator[tuple[str, str]]:
    """Place and value of every string of the code that is no docstring."""
    for path in files(".py", under=under):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{name(path)}:{node.lineno}", node.value
