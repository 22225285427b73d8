"""«/org»: whose contact the customer is, what the contract says, which telephones are on file."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

import locales
from bot.routers.staff.people import customer_here
from bot.turn import Turn
from bot.words import mark
from core.errors import Missing
from core.letters import first_word
from core.regulation.model import Rank
from core.tickets import customers, organisations

KEYS = {
    "name": mark("name"),
    "contract": mark("contract"),
    "plan": mark("plan"),
    "advice": mark("advice"),
    "phone": mark("phone"),
    "forget": mark("forget"),
    "none": mark("none"),
}
"""What ``/org`` sets besides the name; each may be typed in any language."""
YES = mark("yes")
NO = mark("no")


def _means(word: str, text: str) -> bool:
    """True when the word is this text in one of the languages."""
    return word.casefold() in {text, *(locales.catalogue(one).gettext(text).casefold() for one in locales.LANGUAGES)}


def _part(text: str) -> tuple[str, str]:
    """A key and its value; an empty key for a name."""
    word, value = first_word(text)
    key = next((key for key, spoken in KEYS.items() if _means(word, spoken)), "")
    return (key, value) if key else ("", text.strip())


async def _set(turn: Turn, person_id: int, key: str, value: str) -> None:
    match key:
        case "name":
            await organisations.rename(turn.work, turn.actor, person_id, value, turn.now)
        case "contract":
            await organisations.sign(turn.work, turn.actor, person_id, value.lstrip("№ "), turn.now)
        case "plan":
            await customers.give_plan(turn.work, turn.actor, person_id, value, turn.now)
        case "advice":
            if not (_means(value, YES) or _means(value, NO)):
                raise Missing("needs_yes_or_no")
            await organisations.allow_advice(turn.work, turn.actor, person_id, _means(value, YES), turn.now)
        case "phone":
            phone, rank, name = _contact(value)
            await organisations.put_on_file(turn.work, turn.actor, person_id, phone, rank, name)
        case "forget":
            await organisations.off_file(turn.work, turn.actor, person_id, value)


def _contact(value: str) -> tuple[str, Rank, str]:
    """``+7 912 000-11-22 authorised Иванова``: the number as people write it, a rank if there is one, a name."""
    words = value.split()
    digits = [word for word in words if not any(char.isalpha() for char in word)]
    rest = [word for word in words if word not in digits]
    if rest and rest[0].casefold() in list(Rank):
        return " ".join(digits), Rank(rest[0].casefold()), " ".join(rest[1:])
    return " ".join(digits), Rank.PLAIN, " ".join(rest)


def router() -> Router:
    own = Router(name="staff_organisations")

    @own.message(Command("org"))
    async def org(message: Message, command: CommandObject, turn: Turn) -> None:
        """A name, then ``;``-parted what else there is to say; alone it shows what is known."""
        person_id = await customer_here(turn)
        new = False
        for number, part in enumerate(
            part for part in (command.args or "").replace("\n", ";").split(";") if part.strip()
        ):
            key, value = _part(part)
            if key == "none" and not value:
                left = await organisations.take_out(turn.work, turn.actor, person_id, turn.now)
                turn.post("desk_left_organisation", name=left)
                return
            if key:
                await _set(turn, person_id, key, value)
            elif number == 0:
                new = await organisations.place(turn.work, turn.actor, person_id, value, turn.now)
            else:
                raise Missing("no_such_key", given=value[:40])
        found = await organisations.described(turn.work, person_id)
        if found is None:
            raise Missing("needs_organisation")
        turn.post("organisation", new=new, **found)

    return own
