"""Putting a message into a chat: its number, its topic, what it answers, and who gets to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.standin.parse import utf16
from bot.standin.state import ANONYMOUS_ADMIN, Chat, Json, Post, Topic
from bot.standin.world import World

_NOT_IN_REPLIES = ("reply_to_message", "external_reply", "quote")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a message answers; ``quote`` is a TextQuote object."""

    post: Post
    quote: Json | None = None
    outside: bool = False
    """The answered message lies in another topic or chat: shown as ``external_reply``."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes."""

    chat: Chat
    topic: Topic | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """What else a message carries besides its content."""

    markup: Json | None = None
    fields: Json = field(default_factory=dict)
    receiver: int | None = None
    service: bool = False
    message_id: int | None = None
    """Given for the message that opens a topic, because the topic is named by it."""


PLAIN = Extra()
SERVICE = Extra(service=True)


def publish(world: World, place: Place, author: int, content: Json, extra: Extra = PLAIN) -> Post:
    """Write ``content`` (text, media or a service field) into a chat and tell everyone who is told."""
    chat = place.chat
    message_id = extra.message_id or next(chat.ids)
    body: Json = {"message_id": message_id, "from": world.user_card(author), "chat": chat.card, "date": world.stamp()}
    member = chat.members.get(author)
    if member is not None and member.anonymous:
        body |= {"from": ANONYMOUS_ADMIN, "sender_chat": chat.card}
    _thread(body, place)
    body |= content
    markup = extra.markup
    if markup is not None and "inline_keyboard" in markup:
        body["reply_markup"], markup = markup, None
    if extra.fields:
        body |= extra.fields
    post = Post(body, author, markup, service=extra.service, receiver=extra.receiver)
    chat.posts[message_id] = post
    if _told(world, place, post):
        world.updates.put("message", body)
    world.change("message", chat, thread=post.thread, message_id=message_id, message=body)
    return post


def replace(world: World, chat: Chat, post: Post, body: Json, *, tell: bool) -> None:
    """Give a message its new state after an edit; ``tell`` the bot when a person edited."""
    post.body = body
    if tell and (chat.private or _seen(world, chat, post)):
        world.updates.put("edited_message", body)
    world.change("edited", chat, thread=post.thread, message_id=post.id, message=body)


def shown(post: Post) -> Json:
    """A message as it is nested in another (an answer, a pin): without what it answers itself."""
    return {name: value for name, value in post.body.items() if name not in _NOT_IN_REPLIES}


def author_origin(post: Post) -> Json:
    """The MessageOrigin of a message that is forwarded or answered from elsewhere."""
    body = post.body
    if origin := body.get("forward_origin"):
        return dict(origin)
    if sender := body.get("sender_chat"):
        return {"type": "chat", "date": body["date"], "sender_chat": sender}
    return {"type": "user", "date": body["date"], "sender_user": body["from"]}


def _thread(body: Json, place: Place) -> None:
    """Topic and answer. In a topic even a message that answers nothing "answers" the topic's first message."""
    chat, topic, reply = place.chat, place.topic, place.reply
    if topic is not None:
        body |= {"message_thread_id": topic.thread, "is_topic_message": True}
        first = chat.posts.get(topic.thread)
        if reply is None and first is not None:
            body["reply_to_message"] = first.body
    if reply is None:
        return
    if reply.outside:
        body["external_reply"] = {
            "origin": author_origin(reply.post),
            "chat": reply.post.body["chat"],
            "message_id": reply.post.id,
        }
    else:
        body["reply_to_message"] = shown(reply.post)
        if chat.kind == "supergroup" and not chat.forum:
            # In a group without topics a chain of answers is a thread of its own, named by its first message.
            body["message_thread_id"] = reply.post.body.get("message_thread_id", reply.post.id)
    if reply.quote is not None:
        body["quote"] = reply.quote


def _told(world: World, place: Place, post: Post) -> bool:
    """Whether the bot gets this new message as an update: its own it gets only when they are service messages."""
    if post.author == world.bot_id:
        return post.service
    return place.chat.private or _seen(world, place.chat, post)


def _seen(world: World, chat: Chat, post: Post) -> bool:
    """Privacy mode: a bot that is no administrator sees only commands, mentions of it, answers to it and services."""
    place = world.bot_place(chat)
    if place is None or not place.present:
        return False
    if place.admin or post.service:
        return True
    body = post.body
    answered = body.get("reply_to_message")
    if answered is not None and answered.get("from", {}).get("id") == world.bot_id:
        return True
    text = body.get("text") or body.get("caption") or ""
    mine = f"@{world.bot['username']}".lower()
    for entity in body.get("entities") or body.get("caption_entities") or ():
        marked = utf16.cut(text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "mention" and marked == mine:
            return True
        if entity["type"] == "bot_command" and ("@" not in marked or marked.endswith(mine)):
            return True
    return False
