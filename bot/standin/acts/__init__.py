"""What people do: one table from the word in a scene to the function that does it."""

from __future__ import annotations

from bot.standin.acts import forum, people, press, talk
from bot.standin.acts.kind import Act

ACTS: dict[str, Act] = {**talk.TABLE, **press.TABLE, **people.TABLE, **forum.TABLE}
