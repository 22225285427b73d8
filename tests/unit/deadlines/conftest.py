"""Generated examples here are the same in every run, and few enough for the folder to stay quick."""

from __future__ import annotations

from tests.settings import steady

steady("deadlines", max_examples=60)
