"""From a TOML file to a Regulation: every problem at once, each with its line, place and what is wrong."""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.errors import RegulationError
from core.regulation import wording
from core.regulation.checking.problem import Problem
from core.regulation.checks import check
from core.regulation.lines import line_of, places
from core.regulation.model import Regulation
from core.regulation.standins import path_of, repaired

_PRESETS = resources.files("core.regulation") / "presets"


@dataclass(frozen=True)
class Edition:
    """A regulation together with the text it was read from; tickets keep the edition they were registered under."""

    regulation: Regulation
    text: str

    @cached_property
    def id(self) -> str:
        """Name, stated version and digest of the text: changes whenever a letter of the file does."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()[:8]
        return f"{self.regulation.name} {self.regulation.version} ({digest})"


def presets() -> tuple[str, ...]:
    """Names of the regulations that ship with the program."""
    return tuple(sorted(item.name.removesuffix(".toml") for item in _PRESETS.iterdir() if item.name.endswith(".toml")))


def load(name_or_path: str) -> Edition:
    """The shipped regulation of this name, or the file at this path. Raises RegulationError."""
    if name_or_path in presets():
        return parse((_PRESETS / f"{name_or_path}.toml").read_text(encoding="utf-8"), name_or_path)
    path = Path(name_or_path)
    if not os.path.isfile(path):
        raise RegulationError(
            f"регламент «{name_or_path}» не найден: укажите путь к файлу TOML или имя из списка: {', '.join(presets())}"
        )
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.name)
    except (UnicodeDecodeError, OSError) as error:
        raise RegulationError(f"{path.name}: файл не читается как текст UTF-8 ({error})") from None


def parse(text: str, name: str = "regulation") -> Edition:
    """Read and check a regulation's text. Raises RegulationError with all problems, first to last."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line, what = wording.of_toml(error)
        raise RegulationError(f"{name}:{line or len(text.splitlines()) or 1}: {what}") from None
    try:
        regulation = Regulation.model_validate(data)
    except ValidationError as error:
        problems = _all_problems(data, error)
    else:
        problems = check(regulation)
        if not problems:
            return Edition(regulation, text)
    known = places(text)
    lines = sorted({(line_of(problem.path, known), problem) for problem in problems})
    raise RegulationError(*(f"{name}:{line}: {problem}" for line, problem in lines))


def _all_problems(data: dict[str, Any], error: ValidationError) -> list[Problem]:
    """What is wrong with the values, and what does not hold between those that are right."""
    faults = [Problem(path_of(item), wording.of_value(item)) for item in error.errors()]
    rest = repaired(data, [fault.path for fault in faults])
    return faults + (check(rest[0], between=rest[1]) if rest else [])
