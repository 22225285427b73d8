"""People press buttons: under a message, or on the keyboard that stands in for typing."""

from __future__ import annotations

from bot.standin import keyboards
from bot.standin.acts.kind import Act, chat_of
from bot.standin.acts.talk import contact, send
from bot.standin.errors import ActError
from bot.standin.state import Chat, Json, Person, Post, Query
from bot.standin.world import World


def press(world: World, person: Person, what: Json) -> Json:
    """Press the button with the label ``text``, or send ``data`` as a forging client may.

    Without ``message_id`` the newest message that has such a button is meant. Returns ``{"query_id": …, "data": …}``
    for a callback button, ``{"messages": …}`` for a reply keyboard, ``{"url": …}`` or ``{"copied": …}`` for the rest.
    """
    chat = chat_of(world, person, what)
    if "data" in what:
        return _query(world, chat, person, _any_post(chat, what), str(what["data"]))
    label = str(what["text"])
    post = _find(chat, person, what, label)
    inline = post.body.get("reply_markup")
    button = keyboards.button_by_label(inline or post.markup or {}, label)
    if button is None:
        raise ActError(f"the message {post.id} has no button {label!r}; it has {_labels(post)}")
    if inline is not None:
        return _inline(world, chat, person, post, button)
    thread = {"chat": chat.id, "thread": post.thread}
    if button.get("request_contact"):
        return {"messages": contact(world, person, {"as": person.id, **thread})}
    if button.get("request_location"):
        return {"messages": send(world, person, {**thread, "media": {"kind": "location"}})}
    # In a group a pressed reply keyboard answers the message that brought it.
    answer = {} if chat.private else {"reply_to": post.id}
    return {"messages": send(world, person, {**thread, **answer, "text": label})}


def _inline(world: World, chat: Chat, person: Person, post: Post, button: Json) -> Json:
    if "disabled" in button:
        raise ActError(f"the button {button['text']!r} is disabled")
    if "callback_data" in button:
        return _query(world, chat, person, post, button["callback_data"])
    if "url" in button:
        return {"url": button["url"]}
    if "copy_text" in button:
        return {"copied": button["copy_text"]["text"]}
    raise ActError(f"the button {button['text']!r} does nothing here")


def _query(world: World, chat: Chat, person: Person, post: Post, data: str) -> Json:
    query = Query(f"{person.id}{world.number():010d}", person.id, chat.id, world.limits.clock())
    world.queries[query.id] = query
    gone: Json = {"chat": chat.card, "message_id": post.id, "date": 0}
    update: Json = {
        "id": query.id,
        "from": person.user,
        "message": gone if post.deleted else post.body,
        "chat_instance": str(-chat.id * 7919),
        "data": data,
    }
    world.updates.put("callback_query", update)
    world.change("pressed", chat, thread=post.thread, message_id=post.id, user=person.id, query_id=query.id)
    return {"query_id": query.id, "data": data}


def _any_post(chat: Chat, what: Json) -> Post:
    """For forged data: the message may even be deleted, since an old client still shows it."""
    post = chat.posts.get(int(what["message_id"]))
    if post is None:
        raise ActError(f"there never was a message {what['message_id']} in the chat {chat.id}")
    return post


def _find(chat: Chat, person: Person, what: Json, label: str) -> Post:
    if what.get("message_id") is not None:
        post = chat.live(int(what["message_id"]))
        if post is None:
            raise ActError(f"there is no message {what['message_id']} in the chat {chat.id}")
        return post
    for post in reversed(chat.posts.values()):
        hidden = post.deleted or post.receiver not in (None, person.id)
        keyboard = post.body.get("reply_markup") or post.markup
        if not hidden and keyboard is not None and keyboards.button_by_label(keyboard, label) is not None:
            return post
    raise ActError(f"no message in the chat {chat.id} has a button {label!r}")


def _labels(post: Post) -> list[str]:
    keyboard = post.body.get("reply_markup") or post.markup or {}
    rows = keyboard.get("inline_keyboard") or keyboard.get("keyboard") or ()
    return [button["text"] for row in rows for button in row]


TABLE: dict[str, Act] = {"press": press}
