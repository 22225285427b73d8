"""Whether somebody swears (ALL-5): disguised words are recognised, ordinary ones never taken for obscene.

What follows from it is not decided here: nothing is dropped, the customer is asked to reword, staff decide.
"""

from __future__ import annotations

from core.knowledge import manners_disguises as disguises
from core.knowledge import manners_latin, manners_words
from core.knowledge.manners_masks import masked


def obscene(text: str) -> bool:
    """True when the text contains an obscene word, however it is disguised. Takes microseconds."""
    seen = disguises.clean(text)
    if any(manners_words.OBSCENE.match(word) for word in disguises.russian(seen)):
        return True
    if any(manners_latin.OBSCENE.fullmatch(word) for word in disguises.latin(seen)):
        return True
    return masked(disguises.by_look(seen)) or any(
        manners_words.OBSCENE_BY_KEYS.match(word) for word in disguises.typed(seen)
    )
