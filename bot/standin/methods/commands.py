"""The bot's menu of commands, its card and its menu button."""

from __future__ import annotations

import re
from functools import partial

from bot.standin import addressing, errors
from bot.standin.errors import ApiError
from bot.standin.methods.kind import Method
from bot.standin.params import Params
from bot.standin.state import Json
from bot.standin.world import World

_COMMAND = re.compile(r"^[a-z0-9_]{1,32}$")
_MOST = 100
_SCOPES_WITHOUT_CHAT = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_SCOPES_WITH_CHAT = ("chat", "chat_administrators", "chat_member")
_CARD_LIMITS = {"name": 64, "description": 512, "short_description": 120}
_MENU_KINDS = ("default", "commands", "web_app")


def set_commands(world: World, params: Params) -> bool:
    given = params.json("commands", errors.COMMANDS_NOT_JSON)
    if not isinstance(given, list) or not all(isinstance(command, dict) for command in given):
        raise ApiError(errors.COMMANDS_NOT_JSON)
    if len(given) > _MOST:
        raise ApiError(errors.COMMANDS_TOO_MANY)
    kept = []
    for command in given:
        name = str(command.get("command", "")).removeprefix("/")
        if not _COMMAND.match(name):
            raise ApiError(errors.BOT_COMMAND_INVALID)
        if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
            raise ApiError(errors.COMMAND_DESCRIPTION_INVALID)
        kept.append({key: value for key, value in {**command, "command": name}.items() if value is not None})
    world.commands[_scope(world, params)] = kept
    return True


def get_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(_scope(world, params), [])


def delete_commands(world: World, params: Params) -> bool:
    world.commands.pop(_scope(world, params), None)
    return True


def set_card(what: str, world: World, params: Params) -> bool:
    text = params.text(what)
    if len(text) > _CARD_LIMITS[what]:
        raise ApiError(errors.NAME_TOO_LONG if what == "name" else errors.DESCRIPTION_TOO_LONG)
    world.card[f"{what}:{params.text('language_code')}"] = text
    return True


def get_card(what: str, world: World, params: Params) -> Json:
    own = world.card.get(f"{what}:{params.text('language_code')}")
    usual = world.card.get(f"{what}:", world.bot["first_name"] if what == "name" else "")
    return {what: own or usual}


def set_menu_button(world: World, params: Params) -> bool:
    button = params.json("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in _MENU_KINDS:
        raise ApiError(errors.MENU_BUTTON)
    world.menu_buttons[_menu_chat(world, params)] = button
    return True


def get_menu_button(world: World, params: Params) -> Json:
    usual = world.menu_buttons.get(None, {"type": "commands"})
    return world.menu_buttons.get(_menu_chat(world, params), usual)


def _menu_chat(world: World, params: Params) -> int | None:
    return addressing.writable(world, params).id if params.text("chat_id") else None


def _scope(world: World, params: Params) -> str:
    """One line that names the audience of a menu: scope, chat, person, language."""
    scope = params.json("scope", errors.SCOPE_NOT_JSON) or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES_WITHOUT_CHAT + _SCOPES_WITH_CHAT:
        raise ApiError(errors.SCOPE_NOT_JSON)
    if scope["type"] in _SCOPES_WITH_CHAT:
        addressing.readable(world, Params({"chat_id": scope.get("chat_id")}))
    parts = (scope["type"], scope.get("chat_id", ""), scope.get("user_id", ""), params.text("language_code"))
    return ":".join(map(str, parts))


TABLE: dict[str, Method] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": partial(set_card, "name"),
    "setMyDescription": partial(set_card, "description"),
    "setMyShortDescription": partial(set_card, "short_description"),
    "getMyName": partial(get_card, "name"),
    "getMyDescription": partial(get_card, "description"),
    "getMyShortDescription": partial(get_card, "short_description"),
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
}
