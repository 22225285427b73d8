"""Money: whole kopecks inside, exact fractions on the way, rounded once at the end (rules.md 6)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

MINUTES_IN_HOUR = 60
HALF = Fraction(1, 2)


def kopecks(roubles: Decimal) -> int:
    """Roubles with at most two decimals as whole kopecks."""
    return int(roubles * 100)


def cost(minutes: int, rate: int, coefficient: Decimal) -> int:
    """Kopecks for so many minutes at ``rate`` kopecks an hour times the coefficient, half a kopeck rounded up."""
    return floor(Fraction(minutes * rate, MINUTES_IN_HOUR) * Fraction(coefficient) + HALF)
