"""From a TOML file to a Regulation: every problem at once, each with its line, place and what is wrong."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.errors import RegulationError
from core.regulation.checks import Problem, check
from core.regulation.model import Regulation

_PRESETS = resources.files("core.regulation") / "presets"


@dataclass(frozen=True, slots=True)
class Edition:
    """A regulation together with the text it was read from; tickets keep the edition they were registered under."""

    regulation: Regulation
    text: str

    @property
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
    if not path.is_file():
        raise RegulationError(
            f"регламент «{name_or_path}» не найден: укажите путь к файлу TOML или имя из списка: {', '.join(presets())}"
        )
    try:
        return parse(path.read_text(encoding="utf-8"), path.name)
    except (UnicodeDecodeError, OSError) as error:
        raise RegulationError(f"{path.name}: файл не читается как текст UTF-8 ({error})") from None


def parse(text: str, name: str = "regulation") -> Edition:
    """Read and check a regulation's text. Raises RegulationError with all problems, first to last."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegulationError(f"{name}: это не TOML: {error}") from None
    try:
        regulation = Regulation.model_validate(data)
    except ValidationError as error:
        problems = [_from_pydantic(item) for item in error.errors()]
    else:
        problems = check(regulation)
        if not problems:
            return Edition(regulation, text)
    lines = sorted((_line(text, problem.path), problem) for problem in problems)
    raise RegulationError(*(f"{name}:{line}: {problem}" for line, problem in lines))


_MESSAGES = {
    "missing": "не хватает обязательного ключа",
    "extra_forbidden": "такого ключа нет",
    "string_type": "ожидается текст в кавычках",
    "bool_type": "ожидается true или false",
    "bool_parsing": "ожидается true или false",
    "int_type": "ожидается целое число",
    "int_parsing": "ожидается целое число",
    "greater_than": "число должно быть больше {gt}",
    "less_than_equal": "число должно быть не больше {le}",
    "enum": "допустимо только: {expected}",
    "literal_error": "допустимо только: {expected}",
    "string_pattern_mismatch": "текст не подходит под образец {pattern}",
    "tuple_type": "ожидается список в квадратных скобках",
    "model_type": "ожидается таблица",
    "too_short": "список пуст",
    "value_error": "{error}",
}


def _from_pydantic(item: Any) -> Problem:
    template = _MESSAGES.get(item["type"], item["msg"])
    what = template.format_map(item.get("ctx", {})) if template in _MESSAGES.values() else template
    if isinstance(item["input"], str | int | float | bool) and item["type"] != "value_error":
        what += f" (сейчас {item['input']!r})"
    return Problem(tuple(item["loc"]), what)


def _line(text: str, path: tuple[str | int, ...]) -> int:
    """The line of the file that the path leads to, as near as the text tells; 1 when it does not."""
    found, lines = 1, text.splitlines()
    table = re.compile(r"^\s*\[{1,2}\s*" + re.escape(str(path[0])) + r"[\s.\]]") if path else None
    index = next((part for part in path[1:] if isinstance(part, int)), 0)
    seen = -1
    for number, line in enumerate(lines, start=1):
        if table and table.match(line):
            seen += 1
            if seen == index or not line.lstrip().startswith("[["):
                found = number
                break
    for key in [part for part in path[1:] if isinstance(part, str)]:
        for number in range(found, len(lines)):
            if lines[number].lstrip().startswith("[") and not lines[number].startswith(f"[{path[0]}."):
                break
            if re.match(rf"\s*(\[.*\.)?{re.escape(key)}\b", lines[number]):
                found = number + 1
                break
    return found
