"""The server of embeddings that the operator has set, if any."""

from __future__ import annotations

from collections.abc import Callable

from core.errors import ConfigurationError
from core.knowledge.article import is_link
from storage.search.embeddings import Embeddings, Endpoint


def embeddings(given: Callable[[str], str]) -> Embeddings | None:
    """The server of embeddings that the settings name; None when they name none. Raises ConfigurationError."""
    where, model, batch = (given(f"KB_EMBEDDINGS_{name}") for name in ("URL", "MODEL", "BATCH"))
    if not where:
        return None
    problems = []
    if not is_link(where):
        problems.append(f"KB_EMBEDDINGS_URL: {where!r} is not an address like http://127.0.0.1:8000/v1")
    if not model:
        problems.append("KB_EMBEDDINGS_URL needs KB_EMBEDDINGS_MODEL, the name of the server's model")
    if not batch.isdecimal() or not 1 <= int(batch) <= 256:
        problems.append("KB_EMBEDDINGS_BATCH must be a number from 1 to 256")
    if problems:
        raise ConfigurationError(*problems)
    names = ("QUERY_MODEL", "KEY", "QUERY_PREFIX", "PREFIX")
    query_model, key, query_prefix, prefix = (given(f"KB_EMBEDDINGS_{name}") for name in names)
    return Embeddings(Endpoint(where, model, query_model, key, query_prefix, prefix, int(batch)))
