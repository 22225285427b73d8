"""What the desk knows of somebody the moment they write: read at once, because every message asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.people.dialogue import Dialogue
from core.people.person import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """A person, and what is open between them and the desk."""

    person: Person
    dialogue: Dialogue | None = None
    """What the desk awaits from them, outside of a draft."""
    drafting: bool = False
    """They have a draft before them."""
    answers_draft: bool = False
    """A draft asks one of its fields."""
    has_open_tickets: bool = False
    last_wrote_at: datetime | None = None
    unheard: bool = False
    """A public notice holds now of which they were not told."""
