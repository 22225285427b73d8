"""How generated examples run here: the same in every run, as many as a folder has time for."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def steady(name: str, *, max_examples: int) -> None:
    """Load a profile without chance and without a stop-watch; a slow machine must not fail a test."""
    settings.register_profile(
        name,
        derandomize=True,
        deadline=None,
        max_examples=max_examples,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    settings.load_profile(name)
