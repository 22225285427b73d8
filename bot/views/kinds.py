"""The shape of a view, and how views are gathered under the kinds of notices they word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.screen import Screen
from bot.words import Words

Facts = dict[str, Any]
View = Callable[[Words, Facts], Screen]


class Gallery(dict[str, View]):
    """Views by the kind of notice: ``@VIEWS`` enters a function under its own name."""

    def __call__(self, view: View) -> View:
        self[view.__name__] = view
        return view
