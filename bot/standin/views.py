"""Chats as people see them: messages in their current state, and topics."""

from __future__ import annotations

import itertools

from bot.standin import topics
from bot.standin.state import Chat, Json, Post


def messages(chat: Chat, thread: int | None = None, after: int = 0, reader: int | None = None) -> list[Json]:
    """The messages of a chat, or of one of its topics, with ids above ``after``; deleted ones are marked.

    With a ``reader``, without what is meant for other eyes only (ephemeral messages).
    """
    wanted = None if thread == topics.GENERAL else thread
    # From the newest back: a long chat is asked for its last few messages again and again.
    newest = itertools.takewhile(lambda post: post.id > after, reversed(chat.posts.values()))
    seen = [
        view(post)
        for post in newest
        if (thread is None or post.thread == wanted) and (reader is None or post.receiver in (None, reader))
    ]
    return seen[::-1]


def view(post: Post) -> Json:
    """One message as a person sees it now: the Message object and what it does not tell."""
    answered = post.body.get("reply_to_message", {}).get("message_id")
    body = {name: value for name, value in post.body.items() if name != "reply_to_message"}
    return {
        **body,
        "thread": post.thread,
        "reply_to": answered if answered != post.thread else None,
        "edited": "edit_date" in body,
        "deleted": post.deleted,
        "pinned": post.pinned,
        "service": post.service,
        "keyboard": post.markup,
        "reactions": [
            {"user": user, "emoji": reaction.get("emoji")}
            for user, reactions in post.reactions.items()
            for reaction in reactions
        ],
    }


def topic_list(chat: Chat) -> list[Json]:
    """The topics of a forum, deleted ones marked."""
    return [
        {**topics.as_json(topic), "thread": topic.thread, "closed": topic.closed, "deleted": topic.deleted}
        for topic in chat.topics.values()
    ]
