"""Generated examples here are the same in every run."""

from __future__ import annotations

from tests.settings import steady

steady("billing", max_examples=300)
