"""Changing what the bot wrote. An edit that names no keyboard takes the keyboard away."""

from __future__ import annotations

from bot.standin import addressing, content, errors, keyboards
from bot.standin.errors import ApiError
from bot.standin.methods.kind import Method
from bot.standin.methods.media import input_media
from bot.standin.params import Params
from bot.standin.parse.text import caption, message_text
from bot.standin.posting import replace
from bot.standin.state import Chat, Json, Post
from bot.standin.world import World

_CONTENT = ("text", "entities", "caption", "caption_entities", *content.KINDS, "reply_markup")


def edit_text(world: World, params: Params) -> Json:
    text, entities = message_text(params, world.user_card)
    keyboard = keyboards.inline(keyboards.markup(params))
    chat, post = _mine(world, params)
    if "text" not in post.body:
        raise ApiError(errors.NO_TEXT_TO_EDIT)
    changed: Json = {"text": text, "entities": entities} if entities else {"text": text}
    return _apply(world, chat, post, ("text", "entities"), changed, keyboard)


def edit_caption(world: World, params: Params) -> Json:
    changed = caption(params, world.user_card)
    keyboard = keyboards.inline(keyboards.markup(params))
    chat, post = _mine(world, params)
    if content.kind_of(post.body) not in content.CAPTIONED:
        raise ApiError(errors.NO_CAPTION_TO_EDIT)
    return _apply(world, chat, post, ("caption", "caption_entities"), changed, keyboard)


def edit_media(world: World, params: Params) -> Json:
    changed = input_media(world, params, params.json("media", errors.ALBUM_NOT_JSON))
    keyboard = keyboards.inline(keyboards.markup(params))
    chat, post = _mine(world, params)
    if "text" not in post.body and content.kind_of(post.body) not in content.CAPTIONED:
        raise ApiError(errors.NO_MEDIA_TO_EDIT)
    return _apply(world, chat, post, _CONTENT[:-1], changed, keyboard)


def edit_markup(world: World, params: Params) -> Json:
    keyboard = keyboards.inline(keyboards.markup(params))
    chat, post = _mine(world, params)
    return _apply(world, chat, post, (), {}, keyboard)


def _mine(world: World, params: Params) -> tuple[Chat, Post]:
    chat = addressing.writable(world, params)
    post = addressing.message(chat, params, errors.EDIT_NOT_FOUND)
    if post.author != world.bot_id or post.service or post.markup is not None or "forward_origin" in post.body:
        raise ApiError(errors.CANT_EDIT)
    return chat, post


def _apply(
    world: World, chat: Chat, post: Post, dropped: tuple[str, ...], changed: Json, keyboard: Json | None
) -> Json:
    keyboards.check_place(keyboard, chat.private)
    if keyboard is not None:
        changed = {**changed, "reply_markup": keyboard}
    before = {name: post.body[name] for name in (*dropped, "reply_markup") if name in post.body}
    if before == changed:
        raise ApiError(errors.NOT_MODIFIED)
    kept = {name: value for name, value in post.body.items() if name not in before}
    kept |= changed
    if dropped:
        kept["edit_date"] = world.stamp()
    replace(world, chat, post, kept, tell=False)
    return kept


TABLE: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
}
