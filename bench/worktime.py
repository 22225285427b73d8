"""Adding working time: this engine against businesstimedelta, same calendar, same questions, same run.

    python bench/worktime.py

Week 9:00-18:00, Monday to Friday, Moscow: first with a lunch break at 13:00, as the peer's own README sets it up,
then without, which is the peer's lightest load. The answers are compared before anything is timed.
It prints and judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from operator import add
from time import perf_counter
from typing import TypeVar

import businesstimedelta
import pytz  # type: ignore[import-untyped]

from core.worktime import Calendar, OpenTime

HOUR = 3_600
DAY = 8 * HOUR
HORIZONS = {"4 hours": 4 * HOUR, "5 days": 5 * DAY, "250 days": 250 * DAY}
STARTS = [datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=7 * step, minutes=13 * step) for step in range(24)]


Amount = TypeVar("Amount")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def peer(lunch: bool) -> businesstimedelta.Rules:
    zone = pytz.timezone("Europe/Moscow")
    rules = [businesstimedelta.WorkDayRule(time(9), time(18), tz=zone)]
    if lunch:
        rules.append(businesstimedelta.LunchTimeRule(time(13), time(14), tz=zone))
    return businesstimedelta.Rules(rules)


def ours(lunch: bool) -> OpenTime:
    hours = [("09:00", "13:00"), ("14:00", "18:00")] if lunch else [("09:00", "18:00")]
    return OpenTime(Calendar.build("Europe/Moscow", dict.fromkeys(WEEKDAYS, hours)))


def microseconds(question: Callable[[datetime, Amount], object], amount: Amount, rounds: int) -> float:
    """The best mean of seven passes over all starts: the machine's noise only ever adds."""
    best = float("inf")
    for _ in range(7):
        begun = perf_counter()
        for _ in range(rounds):
            for start in STARTS:
                question(start, amount)
        best = min(best, (perf_counter() - begun) / rounds / len(STARTS))
    return best * 1e6


def compare(rules: businesstimedelta.Rules, calendar: OpenTime) -> None:
    print(f"{'horizon':>10} {'ours':>10} {'peer':>14} {'ratio':>9}")
    for name, seconds in HORIZONS.items():
        delta = businesstimedelta.BusinessTimeDelta(rules, seconds=seconds)
        differing = sum(calendar.add(start, seconds) != start + delta for start in STARTS)
        mine = microseconds(calendar.add, seconds, 500)
        theirs = microseconds(add, delta, max(1, 200 * HOUR // seconds))
        print(f"{name:>10} {mine:7.2f} us {theirs:11.1f} us {theirs / mine:8.0f}x", end="")
        print(f"   {differing} of {len(STARTS)} answers differ" if differing else "")


def main() -> None:
    begun = perf_counter()
    ours(lunch=True).add(STARTS[0], 10 * 250 * DAY)
    print(f"first answer, building the table ten years ahead: {(perf_counter() - begun) * 1e3:.1f} ms")
    for title, lunch in (("working day and lunch break", True), ("working day only", False)):
        print(f"\n{title}")
        compare(peer(lunch), ours(lunch))


if __name__ == "__main__":
    main()
