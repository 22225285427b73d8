"""People write, correct, take back, and put reactions."""

from __future__ import annotations

from typing import Any

from bot.standin import addressing, topics
from bot.standin.acts.kind import Act, chat_of, need_right, post_of, topic_of
from bot.standin.acts.things import bodies, written
from bot.standin.errors import ActError
from bot.standin.members import blocked
from bot.standin.methods.existing import delete_post
from bot.standin.methods.media import album_id
from bot.standin.posting import Extra, Place, Reply, publish, replace
from bot.standin.state import ANONYMOUS_ADMIN, Chat, Json, Person, Post
from bot.standin.world import World


def send(world: World, person: Person, what: Json) -> list[Json]:
    """Write a text, a medium or an album; returns the messages."""
    chat = chat_of(world, person, what)
    place = _place(chat, person, what)
    _reach(world, chat, person)
    fields = _signature(chat, person, what) | _origin(world, what)
    contents = bodies(world, what)
    if len(contents) > 1:
        fields["media_group_id"] = album_id(world)
    return [publish(world, place, person.id, body, Extra(fields=fields)).body for body in contents]


def start(world: World, person: Person, what: Json) -> list[Json]:
    """Press "Start" (also "Restart" after a block), with the payload of a deep link if there is one."""
    if person.blocked:
        unblock(world, person, what)
    payload = what.get("payload")
    return send(world, person, {"text": f"/start {payload}" if payload else "/start"})


def contact(world: World, person: Person, what: Json) -> list[Json]:
    """Share a phone number: one's own unless ``user_id`` or ``phone_number`` names another's."""
    return send(world, person, {**what, "media": {"kind": "contact", **what}, "text": None})


def edit(world: World, person: Person, what: Json) -> Json:
    """Correct one's own message."""
    chat = chat_of(world, person, what)
    post = _own(chat, person, what)
    name = "text" if "text" in post.body else "caption"
    marks_name = "entities" if name == "text" else "caption_entities"
    text, found = written(what, name)
    body = {key: value for key, value in post.body.items() if key not in (name, marks_name)}
    body |= {name: text, "edit_date": world.stamp()} | ({marks_name: found} if found else {})
    replace(world, chat, post, body, tell=True)
    return body


def delete(world: World, person: Person, what: Json) -> bool:
    """Take a message away; the bot is not told."""
    chat = chat_of(world, person, what)
    post = post_of(chat, what)
    if post.author != person.id:
        need_right(chat, person, "can_delete_messages")
    delete_post(world, chat, post)
    return True


def react(world: World, person: Person, what: Json) -> bool:
    """Put an emoji on a message, or take it off with an empty one."""
    chat = chat_of(world, person, what)
    post = post_of(chat, what)
    old = post.reactions.get(person.id, [])
    new = [{"type": "emoji", "emoji": what["emoji"]}] if what.get("emoji") else []
    post.reactions[person.id] = new
    bot = world.bot_place(chat)
    if chat.private or (bot is not None and bot.admin):
        member = chat.members.get(person.id)
        actor: Json = {"actor_chat": chat.card} if member is not None and member.anonymous else {"user": person.user}
        update = {"chat": chat.card, "message_id": post.id, "date": world.stamp()}
        update |= {"old_reaction": old, "new_reaction": new} | actor
        world.updates.put("message_reaction", update)
    world.change("reaction", chat, thread=post.thread, message_id=post.id, user=person.id, reaction=new)
    return True


def unblock(world: World, person: Person, _what: Json) -> bool:
    """Let the bot write again."""
    if person.blocked:
        person.blocked = False
        blocked(world, world.chat(person.id), False)
    return True


def _place(chat: Chat, person: Person, what: Json) -> Place:
    answered = chat.live(int(what["reply_to"])) if what.get("reply_to") is not None else None
    if what.get("reply_to") is not None and answered is None:
        raise ActError(f"there is no message {what['reply_to']} in the chat {chat.id}")
    topic = topic_of(chat, what.get("thread"))
    if topic is None and answered is not None:
        topic = topics.of(chat, answered)
    if topic is not None and topic.closed:
        need_right(chat, person, "can_manage_topics")
    if answered is None:
        return Place(chat, topic)
    quoted = what.get("quote")
    quote = addressing.quote(answered, str(quoted), [], manual=True) if quoted else None
    return Place(chat, topic, Reply(answered, quote))


def _reach(world: World, chat: Chat, person: Person) -> None:
    """Writing to the bot lets it write back."""
    if person.deactivated:
        raise ActError(f"the user {person.id} is deactivated")
    if not chat.private:
        return
    if person.blocked:
        raise ActError(f"the user {person.id} has blocked the bot; let them unblock or start it first")
    if not person.started:
        person.started = True


def _signature(chat: Chat, person: Person, what: Json) -> Json:
    if not what.get("anonymous"):
        return {}
    if chat.private or not chat.members[person.id].admin:
        raise ActError(f"the user {person.id} is no administrator and cannot be anonymous")
    return {"from": ANONYMOUS_ADMIN, "sender_chat": chat.card}


def _origin(world: World, what: Json) -> Json:
    """A forwarded message: from a user by id, or from somebody who hides their account, by name."""
    source: Any = what.get("forward_from")
    if source is None:
        return {}
    if isinstance(source, int):
        origin: Json = {"type": "user", "sender_user": world.person(source).user}
    else:
        origin = {"type": "hidden_user", "sender_user_name": str(source)}
    return {"forward_origin": {**origin, "date": world.stamp()}}


def _own(chat: Chat, person: Person, what: Json) -> Post:
    post = post_of(chat, what)
    if post.author != person.id or post.service:
        raise ActError(f"the message {post.id} was not written by {person.id}")
    return post


TABLE: dict[str, Act] = {
    "send": send,
    "start": start,
    "contact": contact,
    "edit": edit,
    "delete": delete,
    "react": react,
    "unblock": unblock,
}
