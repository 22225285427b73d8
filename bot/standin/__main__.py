"""``python -m bot.standin --port 8081``: the stand-in alone."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from bot.standin import Standin
from bot.standin.serve import serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="bot.standin", description="A Telegram Bot API server of our own.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--token", default="42:standin", help="the only token that it knows")
    parser.add_argument("--validate", action="store_true", help="check every call and result with aiogram's models")
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(given.port, given.host, standin=Standin(given.token, validate=given.validate)))


if __name__ == "__main__":
    main()
