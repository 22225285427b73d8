"""The peer of ``bench.relay``: the least that aiogram can do, an echo of eight lines that keeps nothing."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.answer(message.text or "")


if __name__ == "__main__":
    asyncio.run(dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=session)))
