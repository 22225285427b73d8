"""How the bot gets its updates, and who it is."""

from __future__ import annotations

import re
from typing import Any

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.methods.kind import Method
from bot.standin.params import Params
from bot.standin.state import Json
from bot.standin.world import World

# Telegram takes HTTPS only; the stand-in also takes plain HTTP, since the bot lives on the same machine.
_URL = re.compile(r"^https?://[^\s/]+")
_SECRET = re.compile(r"^[A-Za-z0-9_-]*$")


def get_me(world: World, _params: Params) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": world.private_topics,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def get_updates(world: World, params: Params) -> list[Json]:
    limit = params.integer("limit")
    if not world.updates.webhook:
        world.updates.allow(_kinds(params))
    return await world.updates.poll(
        params.integer("offset") or 0, 100 if limit is None else limit, params.integer("timeout") or 0
    )


def set_webhook(world: World, params: Params) -> bool:
    url, secret = params.text("url"), params.text("secret_token")
    if url and not _URL.match(url):
        raise ApiError(errors.WEBHOOK_NEEDS_HTTPS)
    if len(secret) > 256:
        raise ApiError(errors.SECRET_TOKEN_LONG)
    if not _SECRET.match(secret):
        raise ApiError(errors.SECRET_TOKEN_CHARACTERS)
    if not url:
        return delete_webhook(world, params)
    _drop_if_asked(world, params)
    world.updates.allow(_kinds(params))
    world.updates.interrupt(ApiError(errors.TERMINATED_BY_SET_WEBHOOK))
    world.webhook.max_connections = params.integer("max_connections") or 40
    world.webhook.start(url, secret, lambda: world.now().timestamp())
    return True


def delete_webhook(world: World, params: Params) -> bool:
    _drop_if_asked(world, params)
    world.webhook.stop()
    return True


def get_webhook_info(world: World, _params: Params) -> Json:
    updates, webhook = world.updates, world.webhook
    info: Json = {
        "url": updates.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
        "allowed_updates": sorted(updates.allowed),
    }
    if updates.webhook:
        info |= {"ip_address": "127.0.0.1", "max_connections": webhook.max_connections}
    if webhook.last_error is not None:
        info |= {"last_error_date": int(webhook.last_error[0]), "last_error_message": webhook.last_error[1]}
    return info


def close(_world: World, _params: Params) -> bool:
    return True


def _kinds(params: Params) -> list[str] | None:
    value: Any = params.json("allowed_updates")
    return [str(kind) for kind in value] if isinstance(value, list) else None


def _drop_if_asked(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.updates.drop()


TABLE: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "close": close,
    "logOut": close,
}
