"""What a relay bot must not do wrong, as scenarios, each played to every bot from the same script.

    python -m bench.conformance [--bot "COMMAND" [--agree LABEL]] [--only WORD]

Without ``--bot``: this desk by polling and by webhook, on SQLite and, when TEST_POSTGRES names a server, on PostgreSQL;
beside it ``bench.plain``, a relay bot as one writes it in an evening. A foreign bot is started by its command line with
BOT_TOKEN, BOT_API_URL and STAFF_CHAT (a supergroup with topics in which it is an administrator), gets its updates by
getUpdates or sets a webhook, and must bring what customers write in private into that group and what staff write in
a topic, or in reply to a customer's message, back to the customer. ``--agree`` names the button that its customers
press first.

Four questions a scenario: did everything arrive (exactly once), in the order it was written, within Telegram's budget
(nothing refused with 429, and no more than a call and a quarter a message), and was the sender told the truth where
something could not arrive. Telegram's limits are on in the scenario that is about them; elsewhere this desk runs with
BOT_PACE=none, so that the table does not take an hour. The exit code is 1 when one of ours fails.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.contenders import ENGINEER, QUIET, STAFF_CHAT, Contender, Stage, ours, stage
from bot.standin import groups

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answers to the four questions; None where a scenario does not ask."""

    once: bool | None = None
    order: bool | None = None
    budget: bool | None = None
    told: bool | None = None
    note: str = ""

    @property
    def passed(self) -> bool:
        return False not in (self.once, self.order, self.budget, self.told)


Scenario = Callable[[Stage], Awaitable[Verdict]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(title: str) -> Callable[[Scenario], Scenario]:
    def enter(play: Scenario) -> Scenario:
        SCENARIOS[title] = play
        return play

    return enter


async def judged(here: Stage, *, repeats: int = 0, told: bool | None = None, patience: float = 20.0) -> Verdict:
    """Wait for what was written and answer; ``repeats`` may stand there twice, because nobody could know better."""
    await here.arrived(patience)
    missing, repeated = here.missing(), here.repeated()
    written = sum(len(marks) for marks in here.written.values())
    budget = here.refused() == 0 and here.towards_staff() <= 1.25 * written + 4 * len(here.written)
    notes = [f"{missing} lost"] if missing else []
    notes += [f"{repeated} twice"] if repeated else []
    notes += [f"{here.refused()} refused"] if here.refused() else []
    return Verdict(missing == 0 and repeated <= repeats, here.in_order(), budget, told, ", ".join(notes))


async def _struck(here: Stage, how: signal.Signals, repeats: int) -> Verdict:
    """Ten customers are writing while the process goes and comes back."""
    customers = await here.newcomers(10)
    for _ in range(3):
        for customer in customers:
            await here.says(customer, 3)
        await asyncio.sleep(random.Random(len(here.written)).uniform(0.0, 0.1))
        await here.end(how)
        for customer in customers:
            await here.says(customer)
        await here.start()
    return await judged(here, repeats=repeats)


@scenario("killed (kill -9) three times with ten customers in flight")
async def killed(here: Stage) -> Verdict:
    return await _struck(here, signal.SIGKILL, repeats=3)


@scenario("stopped (SIGTERM) three times with ten customers in flight")
async def stopped(here: Stage) -> Verdict:
    return await _struck(here, signal.SIGTERM, repeats=0)


@scenario("60 texts against Telegram's 20 a minute")
async def limited(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer, 60)
    return await judged(here, patience=150.0)


@scenario("twenty texts in a burst")
async def burst(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer, 20)
    return await judged(here)


@scenario("ten customers write at the same time")
async def together(here: Stage) -> Verdict:
    customers = await here.newcomers(10)
    for _ in range(5):
        for customer in customers:
            await here.says(customer)
    return await judged(here)


@scenario("a new customer's first five texts")
async def first_words(here: Stage) -> Verdict:
    customer = await here.stranger()
    await here.says(customer, 5)
    await here.agrees(customer)
    verdict = await judged(here)
    topics = [t for t in here.standin.topics(STAFF_CHAT) if str(customer) in t["name"]]
    return _noting(verdict, f"{len(topics)} topics", budget=len(topics) <= 1)


async def _one_fault(here: Stage, kind: str, repeats: int = 0, **rule: Any) -> Verdict:
    """The next message into the group meets a fault; what follows it is written meanwhile."""
    (customer,) = await here.newcomers(1)
    await here.says(customer)
    await here.arrived()
    for method in ("sendMessage", "copyMessage", "forwardMessage"):
        await here.phone.fault(kind, method=method, chat_id=STAFF_CHAT, **rule)
    await here.says(customer, 3)
    await here.quiet(QUIET)
    await here.phone.lift_faults()
    verdict = await judged(here, repeats=repeats)
    # The fault itself may have been a 429: it is not the bot's fault.
    return Verdict(verdict.once, verdict.order, None, verdict.told, verdict.note)


@scenario("Telegram answers 502 once")
async def bad_gateway(here: Stage) -> Verdict:
    return await _one_fault(here, "502")


@scenario("the connection is reset once")
async def reset(here: Stage) -> Verdict:
    return await _one_fault(here, "reset")


@scenario("done, but the connection is lost before the answer")
async def unknown(here: Stage) -> Verdict:
    return await _one_fault(here, "applied_reset", repeats=1)


@scenario("Telegram asks to wait (429)")
async def asked_to_wait(here: Stage) -> Verdict:
    return await _one_fault(here, "429", retry_after=1)


@scenario("an outage of some seconds")
async def outage(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.phone.fault("outage")
    await here.says(customer, 5)
    await asyncio.sleep(4)
    await here.phone.lift_faults()
    return await judged(here)


@scenario("the customer's topic is deleted")
async def topic_deleted(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer)
    await here.arrived()
    for topic in here.standin.topics(STAFF_CHAT):
        if str(customer) in topic["name"]:
            await here.phone.act(ENGINEER, "delete_topic", chat=STAFF_CHAT, thread=topic["message_thread_id"])
    here.forget()
    await here.says(customer, 2)
    return await judged(here)


@scenario("the group becomes one with another id")
async def upgraded(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer)
    await here.arrived()
    world = here.standin.world
    old = world.chat(STAFF_CHAT)
    old.kind = "group"  # only those are upgraded; bots that need topics have begun in a supergroup
    groups.upgrade(world, old, ENGINEER, forum=True)
    here.forget()
    await here.says(customer, 2)
    return await judged(here)


@scenario("a text that looks like markup")
async def markup(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    for form in ("{} *a_b[c", "{} <b>&<", "{} `~||x](", "{} \\_*[]()~`>#+-=|{{}}.!", "{} &lt;i>"):
        await here.says(customer, form=form)
    return await judged(here)


@scenario("a text of 4,096 characters, and one of emoji")
async def long_text(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer, form="щ" * 4080 + " {}")
    await here.says(customer, form="😀" * 2000 + " {}")
    return await judged(here)


@scenario("a photo with a caption of 1,024 characters")
async def long_caption(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer, form="щ" * 1010 + " {}", kind="photo")
    return await judged(here)


@scenario("an album of three")
async def album(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    marks = [f"{customer}-{number}" for number in (1, 2, 3)]
    here.written[customer] = marks
    await here.phone.send(customer, album=[{"kind": "photo", "caption": mark} for mark in marks])
    verdict = await judged(here)
    posts = [m for m in here.standin.messages(STAFF_CHAT) if m["from"]["is_bot"] and m.get("photo")]
    kept = len({post.get("media_group_id") for post in posts}) == 1 and bool(posts[0].get("media_group_id"))
    return _noting(verdict, "" if kept else "torn apart", order=kept)


@scenario("the customer corrects a text")
async def corrected(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    [sent] = await here.phone.send(customer, "ашибка")
    await here.quiet()
    await here.phone.edit(customer, sent["message_id"], "ошибка исправлена")
    there = await here.until(lambda: any("ошибка исправлена" in _text(m) for m in here.standin.messages(STAFF_CHAT)), 8)
    return Verdict(once=there)


async def _answered(here: Stage, customer: int, text: str) -> Json:
    """The staff's answer, in the topic of what the customer wrote last and as a reply to it."""
    posts = [m for m in here.standin.messages(STAFF_CHAT) if m["from"]["is_bot"] and str(customer) in _text(m)]
    if not posts:
        return {}
    last = posts[-1]
    [sent] = await here.phone.send(
        ENGINEER, text, chat=STAFF_CHAT, thread=last.get("message_thread_id"), reply_to=last["message_id"]
    )
    return sent


@scenario("an answer meets one 502 on its way to the customer")
async def answer_delayed(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer)
    await here.arrived()
    for method in ("sendMessage", "copyMessage"):
        await here.phone.fault("502", method=method, chat_id=customer)
    await _answered(here, customer, "ответ один")
    await _answered(here, customer, "ответ два")
    await here.quiet(QUIET)
    await here.phone.lift_faults()
    await here.until(lambda: any("ответ два" in _text(m) for m in here.standin.messages(customer)), 10)
    got = "\n".join(_text(m) for m in here.standin.messages(customer) if m["from"]["is_bot"])
    both = got.count("ответ один") == got.count("ответ два") == 1
    return Verdict(both, both and got.index("ответ один") < got.index("ответ два"))


@scenario("an answer to a customer who has blocked the bot")
async def blocked(here: Stage) -> Verdict:
    (customer,) = await here.newcomers(1)
    await here.says(customer)
    await here.arrived()
    await here.phone.act(customer, "block")
    await here.quiet()
    before = len(_said(here, customer))
    sent = await _answered(here, customer, "ответ в пустоту")
    told = bool(sent) and await here.until(lambda: len(_said(here, customer)) > before, 10)
    return Verdict(told=told, note="" if told else "staff are not told")


def _said(here: Stage, customer: int) -> list[Json]:
    """What the bot has told the staff, in words or by a reaction; not what customers wrote."""
    posts = [m for m in here.standin.messages(STAFF_CHAT) if m["from"]["is_bot"] and str(customer) not in _text(m)]
    return posts + [call for call in here.calls(0) if call["method"] == "setMessageReaction"]


def _text(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _noting(verdict: Verdict, note: str, *, order: bool | None = None, budget: bool | None = None) -> Verdict:
    """The verdict with one more look at it."""
    return Verdict(
        verdict.once,
        verdict.order if order is None else bool(verdict.order) and order,
        verdict.budget if budget is None else bool(verdict.budget) and budget,
        verdict.told,
        ", ".join(filter(None, [verdict.note, note if (order, budget).count(False) else ""])),
    )


async def played(contender: Contender, title: str) -> Verdict:
    with tempfile.TemporaryDirectory(prefix="conformance-") as folder:
        async with stage(contender, Path(folder), limited="20 a minute" in title) as here:
            try:
                return await SCENARIOS[title](here)
            except TimeoutError as error:
                return Verdict(once=False, note=str(error)[:80] or "nothing happened")


MARKS = {True: "yes", False: "NO", None: "·"}


async def compare(contenders: list[Contender], only: str) -> bool:
    """Play every scenario to every bot; True when all of ours passed."""
    fine = True
    for contender in contenders:
        print(f"\n{contender.name}\n{'scenario':<60} {'once':<5} {'order':<6} {'budget':<7} {'told':<5}")
        passed = 0
        titles = [title for title in SCENARIOS if only in title]
        for title in titles:
            verdict = await played(contender, title)
            passed += verdict.passed
            fine = fine and (verdict.passed or not contender.own)
            once, order, budget, told = (MARKS[a] for a in (verdict.once, verdict.order, verdict.budget, verdict.told))
            print(f"{title:<60} {once:<5} {order:<6} {budget:<7} {told:<5} {verdict.note}", flush=True)
        print(f"{passed} of {len(titles)}")
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.conformance", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--bot", help="the command line of a foreign bot, instead of ours")
    parser.add_argument("--agree", default="", help="the button that its customers press first")
    parser.add_argument("--only", default="", help="scenarios with this word in their title")
    given = parser.parse_args()
    if given.bot:
        contenders = [Contender.foreign(given.bot, given.agree)]
    else:
        plain = Contender("a plain relay bot", (sys.executable, "-m", "bench.plain"))
        contenders = [*ours(os.environ.get("TEST_POSTGRES", "")), plain]
        if not os.environ.get("TEST_POSTGRES"):
            print("NOT PLAYED: PostgreSQL, because TEST_POSTGRES is not set")
    return 0 if asyncio.run(compare(contenders, given.only)) else 1


if __name__ == "__main__":
    sys.exit(main())
