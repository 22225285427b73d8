"""A flood: 300 customers write ten messages each at once, and the desk keeps Telegram's limits while it works them off.

    python -m bench.flood [customers] [messages] [speed] [fresh]

The desk is a process of its own on SQLite, the stand-in another one, with Telegram's limits on: twenty messages a
minute in the group, one a second and a short burst in a private chat, thirty a second for the token. Its minute is
shorter, and the desk's pace with it (``BOT_PACE=telegram*6``): the ratios are the same, nobody waits a quarter of an
hour. The customers have agreed and have a topic each, as after a first conversation; with ``fresh`` they have none yet,
and every one of them costs the group two calls more: the topic and its first message.

What the limits allow: in a group no call may come sooner than a minute after the one twenty before it. ``used``
compares that with what the desk did, over as many whole twenties as there are up to its last call: 100 % would be a
call at the very instant at which it is allowed. (The desk keeps 61 seconds, so that its clock need not agree with
Telegram's, which costs 1.6 %.) Waiting texts of one customer go as one message, so there are fewer calls than messages.
It fails when a call was refused, a message is missing, twice there or out of order, or less than 95 % were used.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
from asyncio.subprocess import Process
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any

from bench.relay import DESK, STAFF_CHAT, Scene, end, moment, scene

CUSTOMERS, MESSAGES, SPEED = 300, 10, 6
FIRST = 1001
GROUP_PER_MINUTE, TOKEN, PRIVATE, BURST = 20, 30, 1, 5
"""Telegram's limits: in a group by the minute, for the token and a private chat by the second."""
ENOUGH = 0.95
AT_ONCE = 20
"""So many customers get acquainted at the same time."""
TEXT = re.compile(r"Клиент (\d+), сообщение (\d+)\.")
WRITES = ("send", "edit", "copy", "forward", "createForumTopic")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """The flood, worked off. Times in the stand-in's seconds."""

    messages: int
    minute: float
    taken_in: float
    drained: float
    group_calls: list[float]
    refused: int
    lost: int
    twice: int
    disordered: int

    @property
    def busy(self) -> float:
        """Minutes between the first and the last call."""
        return (self.group_calls[-1] - self.group_calls[0]) / self.minute

    @property
    def used(self) -> float:
        """The least time that the limit allows for the last whole twenties of calls, by the time that they took."""
        minutes = (len(self.group_calls) - 1) // GROUP_PER_MINUTE
        took = self.group_calls[-1] - self.group_calls[-1 - minutes * GROUP_PER_MINUTE]
        return minutes * self.minute / took

    @property
    def good(self) -> bool:
        return not (self.refused or self.lost or self.twice or self.disordered) and self.used >= ENOUGH


async def acquainted(there: Scene, customer: int, fresh: bool) -> None:
    """The customer has agreed and, unless ``fresh``, has a topic."""
    phone = there.phone
    await phone.user(f"Клиент {customer}", id=customer, language_code="ru")
    await phone.start(customer)
    await phone.wait_for(customer, "согласны", timeout=60)
    await phone.press(customer, "Согласен")
    await phone.wait_for(customer, "Напишите", timeout=60)
    if fresh:
        return
    await phone.send(customer, f"Здравствуйте, это {customer}")
    await phone.wait_for(customer, "Консультант получил", timeout=60)


async def prepared(there: Scene, customers: range, fresh: bool) -> None:
    """A desk without a pace makes the acquaintance of everybody and ends."""
    desk = await started(there, "none")
    try:
        for first in range(0, len(customers), AT_ONCE):
            await asyncio.gather(*(acquainted(there, one, fresh) for one in customers[first : first + AT_ONCE]))
        if not fresh:
            await there.phone.wait_for(STAFF_CHAT, f"Здравствуйте, это {customers[-1]}", timeout=60)
    finally:
        await end(desk)


async def started(there: Scene, pace: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, *DESK, env=there.environment | {"BOT_PACE": pace}, stderr=subprocess.DEVNULL
    )


async def flooded(customers: range, messages: int, speed: int, fresh: bool) -> Result:
    with tempfile.TemporaryDirectory(prefix="bench-flood-") as folder:
        async with scene(Path(folder)) as there:
            phone, minute = there.phone, 60 / speed
            await prepared(there, customers, fresh)
            await asyncio.sleep(minute * 1.1)  # what the acquaintance took of the minute is over
            await phone.limits(
                group_per_minute=GROUP_PER_MINUTE,
                minute=minute,
                token_per_second=TOKEN * speed,
                private_per_second=PRIVATE * speed,
                private_burst=BURST,
            )
            before = await phone.seq()
            begun = time()
            desk = await started(there, f"telegram*{speed}")
            try:
                for number in range(1, messages + 1):
                    for customer in customers:
                        await phone.send(customer, f"Клиент {customer}, сообщение {number}.")
                taken_in = time() - begun
                arrived = await everything(there, len(customers) * messages, before)
                drained = time() - begun
            finally:
                await end(desk)
            calls = [call for call in await phone.transcript(0) if call["kind"] == "call" and moment(call) >= begun]
        return judged(calls, arrived, customers, messages, minute, taken_in, drained)


async def everything(there: Scene, wanted: int, after: int) -> list[tuple[int, int]]:
    """Customer and number of every message that arrived in the group, in order; waits until all did or none comes."""
    found: list[tuple[int, int]] = []
    while len(found) < wanted:
        fresh = await there.phone.changes(after, 30, chat=STAFF_CHAT)
        if not fresh:
            break
        after = fresh[-1]["seq"]
        for change in fresh:
            if change["kind"] == "message" and change["message"]["from"]["is_bot"]:
                text = change["message"].get("text") or ""
                found += [(int(customer), int(number)) for customer, number in TEXT.findall(text)]
    return found


def judged(
    calls: list[Json],
    arrived: list[tuple[int, int]],
    customers: range,
    messages: int,
    minute: float,
    taken_in: float,
    drained: float,
) -> Result:
    wanted = {(customer, number) for customer in customers for number in range(1, messages + 1)}
    disordered = 0
    for customer in customers:
        mine = [number for who, number in arrived if who == customer]
        disordered += mine != sorted(mine)
    writes = [call for call in calls if call["method"].startswith(WRITES)]
    return Result(
        messages=len(wanted),
        minute=minute,
        taken_in=taken_in,
        drained=drained,
        group_calls=sorted(moment(call) for call in writes if str(call["params"].get("chat_id")) == str(STAFF_CHAT)),
        refused=sum("Too Many Requests" in str(call.get("error", "")) for call in calls),
        lost=len(wanted - set(arrived)),
        twice=len(arrived) - len(set(arrived)),
        disordered=disordered,
    )


def table(result: Result, customers: int, speed: int) -> None:
    calls = len(result.group_calls)
    rows = [
        ("messages", f"{result.messages} of {customers} customers"),
        ("Telegram's minute here", f"{result.minute:.0f} s ({speed} times as fast)"),
        ("sent by the customers within", f"{result.taken_in:.0f} s"),
        ("all in the group after", f"{result.drained:.0f} s, {result.drained / result.minute:.1f} minutes"),
        ("calls to the group", f"{calls}, {result.messages / calls:.1f} messages each"),
        ("from the first of them to the last", f"{result.busy:.1f} minutes"),
        ("used of what the limits allow", f"{result.used:.1%}"),
        ("calls refused (429)", str(result.refused)),
        ("messages lost", str(result.lost)),
        ("messages twice", str(result.twice)),
        ("customers out of order", str(result.disordered)),
    ]
    for title, value in rows:
        print(f"{title:<34} {value}")


async def main() -> int:
    given, fresh = [int(word) for word in sys.argv[1:4]], "fresh" in sys.argv[4:]
    count, messages, speed = given + [CUSTOMERS, MESSAGES, SPEED][len(given) :]
    result = await flooded(range(FIRST, FIRST + count), messages, speed, fresh)
    table(result, count, speed)
    return 0 if result.good else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
