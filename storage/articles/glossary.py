"""The organisation's synonyms as a file beside its articles: glossary.csv or glossary.toml."""

from __future__ import annotations

import csv
import tomllib

NAMES = ("glossary.csv", "glossary.toml")


def read(name: str, text: str) -> list[list[str]]:
    """Lines of words that mean the same. Raises ValueError with what is wrong."""
    if name.endswith(".toml"):
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"not TOML: {error}") from None
        for word, same in table.items():
            if not isinstance(same, list) or not all(isinstance(one, str) for one in same):
                raise ValueError(f'«{word}» must be a list of texts, like {word} = ["операционная система"]')
        return [[word, *same] for word, same in table.items()]
    delimiter = ";" if ";" in text else ","
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValueError(f"not CSV: {error}") from None
    return [[cell.strip() for cell in row if cell.strip()] for row in rows if any(cell.strip() for cell in row)]
