"""Writing: text, places, contacts, "typing", and the answers to pressed buttons."""

from __future__ import annotations

from typing import Final

from bot.standin import addressing, errors, keyboards
from bot.standin.errors import ApiError
from bot.standin.methods.kind import Method
from bot.standin.params import Params
from bot.standin.parse.text import message_text
from bot.standin.posting import Extra, Place, publish
from bot.standin.state import Json, Post
from bot.standin.world import World

ANSWER_LIMIT: Final = 200
_ACTION_NAMES: Final = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker"
    " find_location record_video_note upload_video_note record_audio upload_audio"
)
ACTIONS: Final = frozenset(_ACTION_NAMES.split())


def send(world: World, params: Params, content: Json, keyboard: Json | None) -> Post:
    """Write ``content`` for the bot where the parameters say."""
    place = addressing.place(world, params)
    keyboards.check_place(keyboard, place.chat.private)
    return publish(world, place, world.bot_id, content, extra(world, params, place, keyboard))


def extra(world: World, params: Params, place: Place, keyboard: Json | None) -> Extra:
    """The keyboard, content protection, and for an ephemeral message its only reader."""
    fields: Json = {"has_protected_content": True} if params.flag("protect_content") else {}
    ephemeral = params.json("ephemeral_message_parameters")
    reader = (ephemeral or {}).get("receiver_user_id") or params.integer("receiver_user_id")
    if reader is None:
        return Extra(keyboard, fields)
    member = place.chat.members.get(int(reader))
    if place.chat.private or member is None or not member.present:
        raise ApiError(errors.MEMBER_NOT_FOUND)
    fields |= {"receiver_user": world.user_card(int(reader)), "ephemeral_message_id": world.number()}
    return Extra(keyboard, fields, receiver=int(reader))


def send_message(world: World, params: Params) -> Json:
    text, entities = message_text(params, world.user_card)
    content: Json = {"text": text, "entities": entities} if entities else {"text": text}
    return send(world, params, content, keyboards.markup(params)).body


def send_location(world: World, params: Params) -> Json:
    point = {}
    for name in ("latitude", "longitude"):
        if not params.text(name):
            raise ApiError(errors.EMPTY_PARAMETER, name=name)
        try:
            point[name] = float(params.text(name))
        except ValueError:
            raise ApiError(errors.BAD_PARAMETER, name=name) from None
    return send(world, params, {"location": point}, keyboards.markup(params)).body


def send_contact(world: World, params: Params) -> Json:
    contact = {name: params.text(name) for name in ("phone_number", "first_name", "last_name") if params.text(name)}
    for name in ("phone_number", "first_name"):
        if name not in contact:
            raise ApiError(errors.REQUIRED_PARAMETER, name=name)
    return send(world, params, {"contact": contact}, keyboards.markup(params)).body


def chat_action(world: World, params: Params) -> bool:
    if params.text("action") not in ACTIONS:
        raise ApiError(errors.WRONG_ACTION)
    addressing.place(world, params)
    return True


def answer_query(world: World, params: Params) -> bool:
    query = world.queries.get(params.text("callback_query_id"))
    expired = query is not None and world.limits.clock() - query.born > world.limits.query_seconds
    if query is None or query.answer is not None or expired:
        raise ApiError(errors.QUERY_TOO_OLD)
    text = params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise ApiError(errors.ANSWER_TOO_LONG)
    query.answer = {"text": text, "alert": params.flag("show_alert"), "url": params.text("url")}
    world.changes.add(
        {"kind": "answered", "chat": query.chat, "user": query.user, "query_id": query.id, "answer": query.answer}
    )
    return True


TABLE: dict[str, Method] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendChatAction": chat_action,
    "answerCallbackQuery": answer_query,
}
