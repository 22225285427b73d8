"""The buttons that turn the pages of a long list."""

from __future__ import annotations

from collections.abc import Callable

from bot.screen import Button, Press
from bot.views.kinds import Facts
from bot.words import Words


def turning(t: Words, facts: Facts, press: Callable[[int], Press]) -> list[tuple[Button, ...]]:
    """Back and on, with the page one is on between them; nothing when there is one page only."""
    page, pages = facts["page"], facts["pages"]
    if pages == 1:
        return []
    row = [Button("‹", press(page - 1))] if page else []
    row.append(Button(t.label("{page} of {pages}", page=page + 1, pages=pages), press(page)))
    row += [Button("›", press(page + 1))] if page + 1 < pages else []
    return [tuple(row)]
