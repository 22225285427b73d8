"""What a check finds: a place in the file and what is wrong there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.regulation.model import Regulation


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A place in the file and what is wrong there."""

    path: tuple[str | int, ...]
    what: str

    def __str__(self) -> str:
        return f"{'.'.join(str(part) for part in self.path)}: {self.what}"


Check = Callable[[Regulation], Iterator[Problem]]


def listed(names: Iterable[str]) -> str:
    """Names for the end of a sentence: what there is to choose from."""
    found = ", ".join(names)
    return f"есть: {found}" if found else "в файле нет ни одного"
