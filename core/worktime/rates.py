"""How fast a clock spends its budget in each kind of time (rules.md section 2, "two rates")."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm


@dataclass(frozen=True, slots=True)
class Rates:
    """Seconds of budget spent in a second of each kind of time.

    ``working`` is the calendar's open time, hours opened by a dated exception included; ``holiday`` are the
    public holidays themselves, 00:00-24:00 local, also on a weekend; ``off`` is everything else: nights,
    weekends, transferred days off, the hour cut from a short day. Working hours are 1/0/0, elapsed time is
    1/1/1, "1 hour in working time or 3 hours outside it, never on holidays" is 1/(1/3)/0.
    Raises ValueError for a negative rate or when all three are zero.
    """

    working: Fraction | int = 1
    off: Fraction | int = 0
    holiday: Fraction | int = 0

    def __post_init__(self) -> None:
        for name in ("working", "off", "holiday"):
            rate = Fraction(getattr(self, name))
            # Whole rates as ints: meters are looked up by their rates, and an int is hashed ten times as fast.
            object.__setattr__(self, name, rate.numerator if rate.denominator == 1 else rate)
        if min(self.working, self.off, self.holiday) < 0 or not (self.working or self.off or self.holiday):
            raise ValueError(f"a clock cannot run at the rates {self}")

    def __str__(self) -> str:
        return "/".join(f"({rate})" if "/" in str(rate) else str(rate) for rate in self._all())

    @property
    def scale(self) -> int:
        """The least number that makes every rate whole, so that the engine adds integers only."""
        return lcm(*(Fraction(rate).denominator for rate in self._all()))

    def whole(self) -> tuple[int, int, int]:
        """The rates for working, off and holiday time, times ``scale``."""
        working, off, holiday = (int(rate * self.scale) for rate in self._all())
        return working, off, holiday

    def _all(self) -> tuple[Fraction | int, Fraction | int, Fraction | int]:
        return self.working, self.off, self.holiday


OPEN_TIME = Rates(1, 0, 0)
