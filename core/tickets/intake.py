"""A request being written down for somebody who called, sent an SMS or a letter: what is said, what is to be asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from core.conversations.message import Message, speaks
from core.errors import Missing, Outdated, Refusal
from core.people import fields
from core.people.authority import Actor, require_staff
from core.regulation.model import Channel, FieldRule, Regulation

PHONE = "phone"
"""Under this name a telephone is kept where the regulation itself asks for none: somebody must be called back."""
TITLE = "☎"


@dataclass(slots=True)
class Intake:
    """A request being written down for somebody, as far as it has come; ``person_id`` 0 is somebody new."""

    channel: str = ""
    person_id: int | None = None
    name: str = ""
    category: str = ""
    priority: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    words: list[dict[str, Any]] = field(default_factory=list)
    """The customer's words as staff typed them: text, formatting, file, album, and the message's number."""

    def kept(self) -> dict[str, Any]:
        """As it is kept with the dialogue, so that a restart loses nothing."""
        return asdict(self)


def channels(actor: Actor, regulation: Regulation) -> list[Channel]:
    """The channels that staff write down. Raises Refusal("nothing_by_hand") when the regulation has none such."""
    require_staff(actor, "register")
    found = [channel for channel in regulation.channels if channel.by_staff]
    if not found:
        raise Refusal("nothing_by_hand")
    return found


def through(intake: Intake, actor: Actor, regulation: Regulation, channel_id: str) -> Intake:
    """It came through this channel. Raises Refusal("channel_is_talk") for one through which nothing is asked for."""
    channel = _channel(actor, regulation, channel_id)
    if channel.standing == "talk":
        raise Refusal("channel_is_talk", title=channel.by_staff, clause=channel.clause)
    one = len(regulation.categories) == 1
    category = regulation.default_category if one else ""
    priority = regulation.default_priority.id if len(regulation.priorities) == 1 else ""
    return replace(intake, channel=channel.id, category=category, priority=priority)


def only_advised(regulation: Regulation, intake: Intake) -> bool:
    """True when a request through this channel is only prepared, and the customer registers it."""
    return any(c.id == intake.channel and c.standing == "advice" for c in regulation.channels)


def of_stranger(intake: Intake, regulation: Regulation, given: str) -> Intake:
    """It is somebody's whom the desk does not know; ``given`` is what was looked for, a telephone or a name."""
    if only_advised(regulation, intake):
        raise needs_chat(regulation, intake)
    phone = fields.e164(given)
    name = "" if phone or not any(char.isalpha() for char in given) else " ".join(given.split())
    first = next((rule.id for rule in regulation.fields if rule.kind == "phone"), PHONE)
    return replace(intake, person_id=0, name=name[: fields.LONGEST], fields={first: phone} if phone else {})


def of_kind(intake: Intake, regulation: Regulation, category_id: str) -> Intake:
    """What kind of request it is. Raises Refusal("belongs_elsewhere") for a kind that another desk takes (INS-8)."""
    category = regulation.category(category_id)
    if category is None:
        raise Outdated("outdated")
    if category.elsewhere:
        raise Refusal("belongs_elsewhere", title=category.title, elsewhere=category.elsewhere)
    return replace(intake, category=category.id)


def of_urgency(intake: Intake, regulation: Regulation, priority_id: str) -> Intake:
    """How urgent it is."""
    priority = regulation.priority(priority_id)
    if priority is None:
        raise Outdated("outdated")
    return replace(intake, priority=priority.id)


def said(intake: Intake, message: Message) -> Intake:
    """The customer's words, or a picture of their letter; the parts of an album belong together."""
    if not speaks(message.text) and message.attachment is None:
        raise Missing("needs_words", field="text")
    word = {
        "text": message.text,
        "entities": list(message.entities),
        "attachment": asdict(message.attachment) if message.attachment else None,
        "album": message.album,
        "number": message.origin.number,
    }
    return replace(intake, words=[*intake.words, word])


def continues(intake: Intake, message: Message) -> bool:
    """True for a further part of the album that the words came in."""
    return bool(message.album) and any(word["album"] == message.album for word in intake.words)


def named(intake: Intake, given: str) -> Intake:
    """The new customer's name."""
    name = " ".join(given.split())
    if not speaks(name):
        raise Missing("needs_words", field="name")
    return replace(intake, name=name[: fields.LONGEST])


def stated(intake: Intake, regulation: Regulation, given: str) -> Intake:
    """The answer to the field that is asked next. Raises Missing when it will not do."""
    rule = unfilled(intake, regulation)
    if rule is None:
        raise Outdated("outdated")
    return replace(intake, fields=intake.fields | {rule.id: fields.clean(rule, given)})


def unfilled(intake: Intake, regulation: Regulation) -> FieldRule | None:
    """The next field to ask for; a telephone too, of somebody new whom the regulation gives no way to be reached."""
    left = fields.missing(regulation, intake.fields, intake.category)
    if left:
        return left[0]
    if intake.person_id == 0 and PHONE not in intake.fields and not _reaches(regulation):
        clause = next(channel.clause for channel in regulation.channels if channel.id == intake.channel)
        return FieldRule(id=PHONE, title=TITLE, kind="phone", scope="person", clause=clause)
    return None


def asks(intake: Intake, regulation: Regulation) -> str:
    """What is to be said next: channel, person, name, category, words, field or priority; empty when all is said."""
    if not intake.channel:
        return "channel"
    if intake.person_id is None:
        return "person"
    if regulation.categories and not intake.category:
        return "category"
    if not intake.words:
        return "words"
    if unfilled(intake, regulation) is not None:
        return "field"
    if not intake.name and not full_name(intake, regulation):
        return "name"
    return "" if intake.priority else "priority"


def _channel(actor: Actor, regulation: Regulation, channel_id: str) -> Channel:
    found = next((channel for channel in channels(actor, regulation) if channel.id == channel_id), None)
    if found is None:
        raise Outdated("outdated")
    return found


def needs_chat(regulation: Regulation, intake: Intake) -> Refusal:
    """Why nothing can be prepared for somebody who has no chat to register it in."""
    channel = next(channel for channel in regulation.channels if channel.id == intake.channel)
    return Refusal("advice_needs_chat", title=channel.by_staff, clause=channel.clause)


def _reaches(regulation: Regulation) -> bool:
    """True when every registration states a telephone or a mail address."""
    kinds = ("phone", "email")
    return any(rule.kind in kinds and rule.required and rule.asked_in("") for rule in regulation.fields)


def full_name(intake: Intake, regulation: Regulation) -> str:
    """The name that the regulation's own field gives."""
    rule = next((rule for rule in regulation.fields if rule.kind == "full_name"), None)
    return intake.fields.get(rule.id, "") if rule else ""
