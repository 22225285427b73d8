"""From ``chat_id``, ``message_thread_id`` and ``reply_parameters`` to the place meant, or Telegram's refusal."""

from __future__ import annotations

from bot.standin import errors, topics
from bot.standin.errors import ApiError, Wording
from bot.standin.params import Params
from bot.standin.parse import utf16
from bot.standin.parse.text import parse
from bot.standin.posting import Place, Reply
from bot.standin.state import Chat, Json, Member, Post
from bot.standin.world import World

NOBODY = Member("left")


def readable(world: World, params: Params, name: str = "chat_id") -> Chat:
    """A chat that the bot knows of, though perhaps it cannot write there."""
    given = params.text(name).strip()
    if not given:
        raise ApiError(errors.CHAT_ID_EMPTY)
    chat = _find(world, given)
    if chat is None:
        raise ApiError(errors.CHAT_NOT_FOUND)
    if chat.moved_to is not None:
        raise ApiError(errors.CHAT_UPGRADED, {"migrate_to_chat_id": chat.moved_to})
    if chat.private:
        person = world.people[chat.id]
        if not person.started and not person.met:
            raise ApiError(errors.CHAT_NOT_FOUND)
    elif world.bot_id not in chat.members:
        raise ApiError(errors.CHAT_NOT_FOUND)
    return chat


def writable(world: World, params: Params, name: str = "chat_id") -> Chat:
    """A chat that the bot may act in."""
    chat = readable(world, params, name)
    if chat.private:
        person = world.people[chat.id]
        if person.deactivated:
            raise ApiError(errors.DEACTIVATED)
        if person.blocked:
            raise ApiError(errors.BLOCKED)
        if not person.started:
            raise ApiError(errors.CANT_INITIATE)
        return chat
    place = bot_place(world, chat)
    if place.status == "kicked":
        raise ApiError(errors.KICKED, kind=chat.kind)
    if not place.present:
        raise ApiError(errors.NOT_A_MEMBER, kind=chat.kind)
    return chat


def bot_place(world: World, chat: Chat) -> Member:
    """The bot's place in a group."""
    return world.bot_place(chat) or NOBODY


def place(world: World, params: Params) -> Place:
    """Where a new message goes: the chat, the topic, and what it answers."""
    chat = writable(world, params)
    thread = params.integer("message_thread_id")
    topic = topics.find(chat, thread)
    if thread is not None and topic is None:
        raise ApiError(errors.THREAD_NOT_FOUND)
    reply = _reply(world, params, chat)
    if reply is not None:
        answered = topics.of(chat, reply.post) if not reply.outside else None
        if thread is None:
            topic = answered
        elif answered is not topic:
            reply = Reply(reply.post, reply.quote, outside=True)
    if topic is not None and topic.closed and not bot_place(world, chat).may("can_manage_topics"):
        raise ApiError(errors.TOPIC_CLOSED)
    return Place(chat, topic, reply)


def message(chat: Chat, params: Params, not_found: Wording, name: str = "message_id") -> Post:
    """The message meant by ``message_id``; ``not_found`` is Telegram's sentence for this method."""
    message_id = params.integer(name)
    if message_id is None:
        raise ApiError(errors.MESSAGE_ID_MISSING)
    post = chat.live(message_id)
    if post is None or post.receiver is not None:
        raise ApiError(not_found)
    return post


def _find(world: World, given: str) -> Chat | None:
    if given.startswith("@"):
        wanted = given[1:].lower()
        for chat in world.chats.values():
            # People are not found by name: only groups and channels have public names for bots.
            if not chat.private and str(chat.card.get("username", "")).lower() == wanted:
                return chat
        return None
    try:
        return world.chats.get(int(given))
    except ValueError:
        return None


def _reply(world: World, params: Params, chat: Chat) -> Reply | None:
    given: Json | None = params.json("reply_parameters")
    if given is None:
        old_style = params.integer("reply_to_message_id")
        if old_style is None:
            return None
        given = {
            "message_id": old_style,
            "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
        }
    if given.get("message_id") is None:
        return None
    other = given.get("chat_id")
    home = chat
    if other is not None and str(other) != str(chat.id):
        home = readable(world, Params({"chat_id": other}))
    post = home.live(int(given["message_id"]))
    if post is None:
        if given.get("allow_sending_without_reply"):
            return None
        raise ApiError(errors.REPLY_NOT_FOUND)
    return Reply(post, _quote(given, post), outside=home is not chat)


def _quote(given: Json, post: Post) -> Json | None:
    if not given.get("quote"):
        return None
    text, entities = parse(str(given["quote"]), str(given.get("quote_parse_mode") or ""))
    return quote(post, text, entities, manual=True)


def quote(post: Post, text: str, entities: list[Json], *, manual: bool) -> Json:
    """The TextQuote of a part of a message; refused when the message does not say that."""
    whole = post.body.get("text") or post.body.get("caption") or ""
    at = whole.find(text)
    if at < 0 or not text:
        raise ApiError(errors.QUOTE_INVALID)
    body: Json = {"text": text, "position": utf16.width(whole[:at]), "is_manual": manual}
    if entities:
        body["entities"] = entities
    return body
