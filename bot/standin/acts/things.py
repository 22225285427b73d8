"""What people put into a message: a text, a file, a place, a phone number, a poll."""

from __future__ import annotations

import base64

from bot.standin import content
from bot.standin.errors import ActError
from bot.standin.parse import entities as marks
from bot.standin.parse.html import parse_html
from bot.standin.state import Json
from bot.standin.world import World


def bodies(world: World, what: Json) -> list[Json]:
    """The contents of an act of sending: one, or as many as the album has."""
    if album := what.get("album"):
        return [medium(world, item) for item in album]
    if wanted := what.get("media"):
        return [_contact(world, what, wanted) if wanted.get("kind") == "contact" else medium(world, wanted)]
    text, found = written(what, "text")
    return [{"text": text, "entities": found} if found else {"text": text}]


def written(what: Json, name: str) -> tuple[str, list[Json]]:
    """The text of an act. It is kept whole, whatever its length: the bot must stand long ones."""
    text, found = parse_html(str(what["html"])) if what.get("html") else (str(what.get(name) or ""), [])
    text, found = marks.trim(text, found)
    if not text:
        raise ActError("people cannot send an empty message")
    return text, found + marks.find(text, found)


def medium(world: World, wanted: Json) -> Json:
    """One medium as a scene describes it, as the part of a message that shows it."""
    kind = str(wanted.get("kind"))
    match kind:
        case "location":
            return {"location": _point(wanted)}
        case "venue":
            title, address = str(wanted.get("title") or "?"), str(wanted.get("address") or "?")
            point = _point(wanted)
            return {"venue": {"location": point, "title": title, "address": address}, "location": point}
        case "poll":
            return {"poll": _poll(world, wanted)}
        case "dice":
            return {"dice": {"emoji": str(wanted.get("emoji") or "🎲"), "value": int(wanted.get("value") or 1)}}
        case "story":
            return {"story": {"chat": world.chat(int(wanted["from"])).card, "id": int(wanted.get("id") or 1)}}
        case _ if kind not in content.KINDS:
            raise ActError(f"no medium is called {kind!r}; there are {', '.join(content.KINDS)}")
    given = wanted.get("content_base64")
    file = world.files.store(
        kind,
        name=str(wanted.get("file_name") or ""),
        mime=str(wanted.get("mime") or ""),
        size=int(wanted.get("size") or 1024),
        content=base64.b64decode(given) if given is not None else None,
    )
    body = content.media(file, wanted)
    if wanted.get("caption"):
        body["caption"] = str(wanted["caption"])
        if found := marks.find(body["caption"]):
            body["caption_entities"] = found
    return body


def _point(wanted: Json) -> Json:
    return {"latitude": wanted.get("latitude", 55.75), "longitude": wanted.get("longitude", 37.62)}


def _contact(world: World, what: Json, wanted: Json) -> Json:
    owner = world.person(int(wanted.get("user_id") or what["as"]))
    stranger = "phone_number" in wanted and "user_id" not in wanted and wanted["phone_number"] != owner.phone
    card: Json = {
        "phone_number": str(wanted.get("phone_number") or owner.phone),
        "first_name": str(wanted.get("first_name") or owner.user["first_name"]),
    }
    if not stranger:
        card["user_id"] = owner.id
    return {"contact": card}


def _poll(world: World, wanted: Json) -> Json:
    options = wanted.get("options") or ("yes", "no")
    return {
        "id": str(world.number()),
        "question": str(wanted.get("question") or "?"),
        "options": [
            {"persistent_id": str(number), "text": str(text), "voter_count": 0} for number, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
