"""The demo without a browser: play the customer and the staff by typing."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Any
from zoneinfo import ZoneInfo

from app.scene import Scene, later
from bot.standin.errors import ActError
from core.clock import SettableClock
from core.regulation.model import Regulation

HELP = """\
Вы играете за заказчика (Анна) и за поддержку (Вера). Попробуйте по порядку:
  а текст            Анна пишет боту; начните так: а /start
  а !кнопка          Анна нажимает кнопку: а !Согласен, а !Оформить обращение, а !Зарегистрировать
  в N текст          Вера пишет в теме N поддержки; команды /take, /ask, /resolve, заметка //
  часы +1h           перевести часы: +15m, +1h, +1d, opening, monday
  выход              закончить
"""


async def play(place: Scene, clock: SettableClock, regulation: Regulation, stop: asyncio.Event) -> None:
    """Read lines until «выход», the end of input, or a signal; print what everybody sees."""
    print(HELP)
    watcher = asyncio.create_task(_watch(place, clock, regulation))
    loop = asyncio.get_running_loop()
    try:
        while not stop.is_set():
            reading = asyncio.ensure_future(loop.run_in_executor(None, sys.stdin.readline))
            waiting = asyncio.ensure_future(stop.wait())
            await asyncio.wait([reading, waiting], return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if not reading.done():
                return
            line = reading.result()
            if not line or line.strip() in ("выход", "quit", "exit"):
                await asyncio.sleep(1.0)  # let what was just typed be answered before the curtain falls
                return
            if line.strip():
                _do(place, clock, regulation, line.strip())
    finally:
        watcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watcher


def _do(place: Scene, clock: SettableClock, regulation: Regulation, line: str) -> None:
    word, _, rest = line.partition(" ")
    rest = rest.strip()
    anna, vera = place.customers[0]["id"], place.staff[0]["id"]
    try:
        match word:
            case "а" | "a" if rest.startswith("!"):
                place.standin.act("press", anna, text=rest[1:].strip())
            case "а" | "a" if rest:
                place.standin.act("send", anna, text=rest)
            case "в" | "v" if rest.partition(" ")[0].isdecimal() and rest.partition(" ")[2]:
                thread, _, text = rest.partition(" ")
                place.standin.act("send", vera, text=text, chat=place.group, thread=int(thread))
            case "часы" | "clock" if rest:
                clock.jump(later(rest, clock.now(), regulation))
            case _:
                print(HELP)
    except (ActError, ValueError) as error:
        print(f"  ! {error}")


async def _watch(place: Scene, clock: SettableClock, regulation: Regulation) -> None:
    """Print what the bot writes, in whichever chat, as it comes."""
    zone, seq = ZoneInfo(regulation.calendar.zone), place.standin.seq
    anna = place.customers[0]["id"]
    seen: dict[tuple[int, int], str] = {}
    while True:
        changes = await place.standin.changes(after=seq, wait=20)
        if changes:
            seq = changes[-1]["seq"]
        time = f"{clock.now().astimezone(zone):%d.%m %H:%M}"
        for chat in (anna, place.group):
            for message in place.standin.messages(chat):
                key, text = (chat, message["message_id"]), _text(message)
                if message["from"]["is_bot"] and text and seen.get(key) != text:
                    seen[key] = text
                    where = "Анне" if chat == anna else f"тема {message.get('message_thread_id', 'общая')}"
                    print(f"[{time}] {where}: " + text.replace("\n", "\n    ") + _buttons(message), flush=True)


def _text(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _buttons(message: dict[str, Any]) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    found = [button["text"] for row in rows for button in row]
    return "\n    [" + "] [".join(found) + "]" if found else ""
