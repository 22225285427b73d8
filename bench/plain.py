"""A peer of ``bench.conformance``: what a relay bot is when one writes it in an evening, a topic for each customer.

It keeps its topics in memory, copies what customers write into them and what staff write back, and leaves
acknowledging updates, failures and limits to aiogram, as the bots that can be found do.
"""

import asyncio
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

STAFF_CHAT = int(os.environ["STAFF_CHAT"])
bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"])))
dispatcher = Dispatcher()
topics: dict[int, int] = {}


@dispatcher.message(F.chat.type == "private")
async def to_staff(message: Message) -> None:
    customer = message.chat.id
    if customer not in topics:
        topics[customer] = (await bot.create_forum_topic(STAFF_CHAT, message.chat.full_name)).message_thread_id
    await message.copy_to(STAFF_CHAT, message_thread_id=topics[customer])


@dispatcher.message(F.chat.id == STAFF_CHAT, F.message_thread_id)
async def to_customer(message: Message) -> None:
    customer = next((who for who, topic in topics.items() if topic == message.message_thread_id), None)
    if customer is not None and message.from_user is not None and not message.from_user.is_bot:
        await message.copy_to(customer)


if __name__ == "__main__":
    asyncio.run(dispatcher.start_polling(bot))
