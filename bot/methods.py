"""Bot API methods of which the desk wants to know the message's number only.

Telegram answers with the whole message; to build aiogram's Message of it takes longer than everything else that a
relayed message costs on the way out.
"""

from __future__ import annotations

from aiogram.methods import TelegramMethod
from aiogram.types import LinkPreviewOptions, MessageEntity, MessageId, ReplyMarkupUnion, ReplyParameters


class SendMessage(TelegramMethod[MessageId]):
    """Send a text. Source: https://core.telegram.org/bots/api#sendmessage"""

    __returning__ = MessageId
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    parse_mode: str | None = None
    entities: list[MessageEntity] | None = None
    link_preview_options: LinkPreviewOptions | None = None
    disable_notification: bool | None = None
    reply_parameters: ReplyParameters | None = None
    reply_markup: ReplyMarkupUnion | None = None
