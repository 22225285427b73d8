"""Copying and forwarding: a copy keeps nothing of where it came from, a forward names its author."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Final

from bot.standin import addressing, content, errors, keyboards
from bot.standin.errors import ApiError, Wording
from bot.standin.methods.existing import identifiers
from bot.standin.methods.kind import Method
from bot.standin.methods.media import album_id
from bot.standin.methods.messages import extra
from bot.standin.params import Params
from bot.standin.parse.text import CAPTION_LIMIT, caption
from bot.standin.posting import Extra, Place, author_origin, publish
from bot.standin.state import Json, Post
from bot.standin.world import World

_CARRIED: Final = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    *content.KINDS,
    "location",
    "venue",
    "contact",
    "poll",
    "dice",
    "story",
    "has_protected_content",
)


def copy_message(world: World, params: Params) -> Json:
    source = addressing.readable(world, params, "from_chat_id")
    post = addressing.message(source, params, errors.COPY_NOT_FOUND)
    body = _copied(world, post)
    if "caption" in params.raw and content.kind_of(body) in content.CAPTIONED:
        body = _without_caption(body) | caption(params, world.user_card)
    _bearable(body)
    keyboard = keyboards.markup(params)
    place = addressing.place(world, params)
    keyboards.check_place(keyboard, place.chat.private)
    copy = publish(world, place, world.bot_id, body, extra(world, params, place, keyboard))
    return {"message_id": copy.id}


def copy_messages(world: World, params: Params) -> list[Json]:
    def copied(post: Post) -> Json:
        body = _copied(world, post)
        if params.flag("remove_caption"):
            return _without_caption(body)
        _bearable(body)
        return body

    return _many(world, params, copied, errors.NOTHING_TO_COPY)


def forward_message(world: World, params: Params) -> Json:
    source = addressing.readable(world, params, "from_chat_id")
    post = addressing.message(source, params, errors.FORWARD_NOT_FOUND)
    place = addressing.place(world, params)
    body = _forwarded(post)
    return publish(world, place, world.bot_id, body, extra(world, params, place, None)).body


def forward_messages(world: World, params: Params) -> list[Json]:
    return _many(world, params, _forwarded, errors.NOTHING_TO_FORWARD)


def _many(world: World, params: Params, made: Callable[[Post], Json], none_left: Wording) -> list[Json]:
    """Several messages at once: those that are gone or cannot go are skipped, albums stay albums."""
    source = addressing.readable(world, params, "from_chat_id")
    numbers = identifiers(params)
    if any(later <= earlier for earlier, later in itertools.pairwise(numbers)):
        raise ApiError(errors.IDS_NOT_INCREASING)
    posts = [post for number in numbers if (post := source.live(number)) is not None and _may_go(post)]
    place = addressing.place(world, params)
    if not posts:
        raise ApiError(none_left)
    more = extra(world, params, place, None)
    return [{"message_id": number} for number in _publish_all(world, place, posts, made, more)]


def _publish_all(world: World, place: Place, posts: list[Post], made: Callable[[Post], Json], more: Extra) -> list[int]:
    albums: dict[str, str] = {}
    numbers = []
    for post in posts:
        fields = more.fields
        if old := post.body.get("media_group_id"):
            new = albums.setdefault(old, album_id(world))
            fields = {**fields, "media_group_id": new}
        numbers.append(publish(world, place, world.bot_id, made(post), Extra(fields=fields)).id)
    return numbers


def _may_go(post: Post) -> bool:
    return not post.service and post.receiver is None and not post.body.get("has_protected_content")


def _copied(world: World, post: Post) -> Json:
    """A copy is a new message: a poll begins without votes, dice roll again."""
    if not _may_go(post):
        raise ApiError(errors.CANT_COPY)
    body = _carried(post)
    if "dice" in body:
        body["dice"] = {**body["dice"], "value": body["dice"]["value"] % 6 + 1}
    if "poll" in body:
        options = [{**option, "voter_count": 0} for option in body["poll"]["options"]]
        body["poll"] = {**body["poll"], "id": str(world.number()), "options": options, "total_voter_count": 0}
    return body


def _carried(post: Post) -> Json:
    return {name: post.body[name] for name in _CARRIED if name in post.body}


def _bearable(body: Json) -> None:
    """People with Premium write captions that a bot may not repeat."""
    if len(body.get("caption") or "") > CAPTION_LIMIT:
        raise ApiError(errors.CAPTION_TOO_LONG)


def _forwarded(post: Post) -> Json:
    if not _may_go(post):
        raise ApiError(errors.CANT_FORWARD)
    return _carried(post) | {"forward_origin": author_origin(post)}


def _without_caption(body: Json) -> Json:
    return {name: value for name, value in body.items() if name not in ("caption", "caption_entities")}


def counted(params: Params) -> int:
    """How many messages a call writes, for the flood limits."""
    value = params.json("message_ids") if "message_ids" in params.raw else params.json("media")
    return len(value) if isinstance(value, list) else 1


TABLE: dict[str, Method] = {
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
}
