"""One call of the Bot API from the wire to the answer: token, faults, limits, the method, the transcript."""

from __future__ import annotations

import inspect
import json
import logging
from types import ModuleType
from typing import Any

from aiohttp import web

from bot.standin import errors, faults, params
from bot.standin.errors import ApiError
from bot.standin.faults import Rule
from bot.standin.methods import METHODS
from bot.standin.methods.copies import counted
from bot.standin.params import Params
from bot.standin.state import Json
from bot.standin.world import World

log = logging.getLogger(__name__)


async def answer(world: World, request: web.Request, validation: ModuleType | None) -> web.StreamResponse:
    """Carry out the call in ``request`` and answer as Telegram would."""
    name = request.match_info["method"]
    entry: Json = {"kind": "call", "method": name, "params": {}, "at": world.now().isoformat()}
    rule: Rule | None = None
    try:
        if request.match_info["token"] != world.token:
            raise ApiError(errors.UNAUTHORIZED)
        method = name.lower()
        given = await params.read(request)
        entry["params"] = given.raw
        chat_id = given.integer("chat_id")
        rule = world.faults.take(method, chat_id) if world.faults.rules else None
        if rule is not None:
            entry["fault"] = rule.kind
            if (response := await faults.before(rule, request)) is not None:
                world.transcript.add(entry)
                return response
        result = await _carry_out(world, method, given, chat_id, validation)
    except ApiError as refusal:
        body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
        if refusal.parameters:
            body["parameters"] = refusal.parameters
        entry["error"] = body
        world.transcript.add(entry)
        return _json(body, refusal.code)
    except web.HTTPException:
        raise
    except Exception as mistake:
        # A mistake of ours must be loud: in the answer, in the transcript and in the log.
        log.exception("the stand-in failed in %s", name)
        why = errors.STANDIN_WRONG.text.format(why=repr(mistake))
        entry["error"] = {"ok": False, "error_code": 500, "description": why}
        world.mistakes.append(f"{name}: {mistake!r}")
        world.transcript.add(entry)
        return _json(entry["error"], 500)
    entry["result"] = result
    world.transcript.add(entry)
    if rule is not None and (lost := await faults.after(rule, request)) is not None:
        return lost
    return _json({"ok": True, "result": result}, 200)


async def _carry_out(
    world: World, method: str, given: Params, chat_id: int | None, validation: ModuleType | None
) -> Any:
    function = METHODS.get(method)
    if function is None:
        raise ApiError(errors.METHOD_NOT_FOUND)
    if validation is not None:
        _check_parameters(world, validation, method, given)
    if world.limits.on:
        world.limits.spend(method, chat_id, counted(given))
    result = function(world, given)
    if inspect.isawaitable(result):
        result = await result
    if validation is not None and (why := validation.complaint(method, result)):
        world.mistakes.append(f"{method}: {why}")
        raise ApiError(errors.STANDIN_WRONG, why=why)
    return result


def _check_parameters(world: World, validation: ModuleType, method: str, given: Params) -> None:
    unknown = validation.unknown_parameter(method, list(given.raw), list(given.files))
    if unknown is not None:
        world.mistakes.append(f"{method}: the caller gave {unknown!r}, which the method does not have")
        raise ApiError(errors.UNKNOWN_PARAMETER, method=method, name=unknown)


def _json(body: Json, status: int) -> web.Response:
    return web.Response(
        body=json.dumps(body, ensure_ascii=False).encode(), status=status, content_type="application/json"
    )


async def download(world: World, request: web.Request) -> web.StreamResponse:
    """Give the bytes of a file."""
    file = world.files.by_path(request.match_info["path"])
    if request.match_info["token"] != world.token or file is None:
        refusal = errors.FILE_NOT_FOUND if file is None else errors.UNAUTHORIZED
        return _json({"ok": False, "error_code": refusal.code, "description": refusal.text}, refusal.code)
    rule = world.faults.take("file", None) if world.faults.rules else None
    if rule is not None and (failed := await faults.before(rule, request)) is not None:
        return failed
    response = web.StreamResponse(headers={"Content-Type": file.mime, "Content-Length": str(file.size)})
    await response.prepare(request)
    for piece in file.pieces():
        await response.write(piece)
    await response.write_eof()
    return response
