"""Buttons and commands of the staff's tools with data that no button has: a kind answer or none, no fault of ours."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from storage.tables.inbox import inbox
from tests.desk import Desk, words
from tests.stories.telling import files, open_desk

DEEDS = (
    "f_page", "f_cancel", "r_channel", "r_person", "r_new", "r_category", "r_priority", "r_done", "r_back", "s_unlink",
    "s_take", "s_reasons", "s_refuse", "s_postpone", "s_postpone_r", "s_until", "s_no_words", "s_priority",
    "s_priority_p", "s_assign", "s_assign_to", "c_drop", "set_on", "set_off",
)  # fmt: skip
IDS = ("1", "3", "9223372036854775807")
ARGS = ("", "1", "99999999999999999999", "phone", "rating", "31.02.2026", "🙂")
COMMANDS = (
    "/find", "/find %", "/find '\"\\", "/find " + "ы" * 300, "/find \x00", "/link", "/link №", "/link 'x", "/unlink 🙂",
    "/register now", "/told", "/told x", "/told phone", "/say", "/say ../etc", "/say {name}", "/canned", "/canned x {",
    "/canned x {}", "/canned x {name.__class__}", "/canned y }}{{", "/say y", "/canned delete", "/canned удалить y",
    "/unsay", "/duty", "/duty -", "/duty - -", "/duty пн", "/duty пн-", "/duty пн-пт @никто", "/duty @vera 99.99",
    "/duty 01.01.2001", "/duty ,", "/settings x", "/assign", "/assign @", "/postpone", "/postpone x",
)  # fmt: skip


async def unharmed(desk: Desk) -> None:
    """Nothing was put aside as a fault of ours."""
    async with desk.app.database.read() as store:
        bad = sa.select(inbox.c.raw, inbox.c.error).where(sa.or_(inbox.c.state == "dead", inbox.c.error != ""))
        assert (await store.connection.execute(bad)).all() == []
    assert not any("Что-то пошло не так" in words(message) for message in await desk.phone.messages(desk.group))


async def test_no_button_of_the_staff_can_be_forged_into_a_fault(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Пропал интернет", "НП-1")
        await desk.vera.writes("/register", topic=number)
        card = (await desk.topic(number))[0]
        shapes = (f"p:{deed}:{ident}:{arg}" for deed in DEEDS for ident in IDS for arg in ARGS)
        for data in shapes:
            if len(data.encode()) <= 64:
                await desk.phone.press(desk.vera.id, data=data, chat=desk.group, message_id=card["message_id"])
        await desk.settled()
        await unharmed(desk)


async def test_no_command_of_the_staff_can_be_mistyped_into_a_fault(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Пропал интернет", "НП-1")
        heard, thread = len(await desk.anna.texts()), await desk.thread(number)
        for command in COMMANDS:
            await desk.phone.send(desk.gleb.id, command, chat=desk.group)
            await desk.phone.send(desk.gleb.id, command, chat=desk.group, thread=thread)
        await desk.settled()
        await unharmed(desk)
        assert (await desk.anna.texts())[heard:] == []
