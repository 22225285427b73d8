"""Talk: no number, no clock; edits keep the earlier words (SIN-4, SAV-4, rules.md 4.1 and 4.5)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.conversations.events import ConversationOpened, MessageEdited, MessageWritten
from core.conversations.message import Message, Origin
from core.notifications.outbox import Copy, Sent
from core.tickets.amend import amend
from core.tickets.events import Rewritten
from storage.tables.messages import revisions
from tests.office import Office, office_on

pytestmark = pytest.mark.clause("SAV-4")


def events_of(office: Office) -> list[str]:
    """The kinds of everything that is recorded from now on."""
    seen: list[str] = []
    office.desk.committed.append(lambda work: seen.extend(type(event).__name__ for event in work.events))
    return seen


async def test_the_first_words_after_a_silence_open_a_conversation(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 10:00") as office:
        seen = events_of(office)
        for moment in ("10:00", "22:00", "22:01"):  # twelve hours of silence, to the second, are not more than twelve
            await office.at(f"2026-03-05 {moment}")
            await office.says(office.anna, "ау")
        await office.at("2026-03-06 10:01:01")
        await office.says(office.anna, "ау")
        opened, written = ConversationOpened.__name__, MessageWritten.__name__
        assert seen == [opened, written, written, written, opened, written]


async def test_an_answer_of_the_desk_opens_nothing_and_keeps_the_talk_going(sqlite_url: str) -> None:
    async with office_on(sqlite_url, at="2026-03-05 10:00") as office:
        await office.says(office.anna, "ау")
        await office.at("2026-03-05 21:00")
        seen = events_of(office)
        await office.says(office.vera, "здравствуйте", to=office.anna)
        await office.at("2026-03-06 08:00")
        await office.says(office.anna, "здравствуйте")
        assert seen == ["MessageWritten", "MessageWritten"]


async def test_talk_registers_nothing_and_starts_no_clock(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.says(office.anna, "Срочно зарегистрируйте заявку!")
        async with office.database.read() as store:
            assert await store.tickets.of_person(office.anna.person_id or 0) == []
            assert await store.timers.earliest() is None


async def edited(office: Office, message: Message, text: str) -> None:
    async with office.desk.work() as deed:
        await amend(deed, office.anna, message.origin, text, (), deed.now)


async def earlier_words(office: Office, message: Message) -> list[str]:
    async with office.database.read() as store:
        found = sa.select(revisions.c.text).where(revisions.c.message_id == message.id).order_by(revisions.c.id)
        return list((await store.connection.execute(found)).scalars())


async def test_an_edit_keeps_every_earlier_text(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        message = await office.says(office.anna, "первое")
        seen = events_of(office)
        await edited(office, message, "второе")
        await edited(office, message, "третье")
        async with office.database.read() as store:
            now = await store.messages.get(message.id)
        assert (now.text, now.edited_at) == ("третье", office.clock.now())
        assert await earlier_words(office, message) == ["первое", "второе"]
        assert seen == [MessageEdited.__name__] * 2


async def test_an_edit_that_changes_nothing_or_nothing_known_is_passed_over(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        message = await office.says(office.anna, "первое")
        seen = events_of(office)
        await edited(office, message, "первое")
        (relay,) = [parcel for parcel in await office.waiting() if parcel.notice.kind == "relay"]
        async with office.database.begin() as store:
            await store.outbox.mark_sent([relay], Sent("-100", (Copy(77, message.id),)), 0.0)
        for origin in (Origin("101", 12345), Origin("-100", 77)):  # never seen; the desk's own copy
            async with office.desk.work() as deed:
                await amend(deed, office.anna, origin, "чужое", (), deed.now)
        assert await earlier_words(office, message) == []
        assert seen == []


async def test_an_edit_in_a_ticket_is_journalled_and_leaves_the_seal_alone(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna, "первое")
        async with office.database.read() as store:
            (message,) = await store.messages.thread(ticket.id)
            sealed = await store.tickets.sealed(ticket.id)
        await edited(office, message, "второе")
        last = (await office.journal(ticket))[-1]
        assert (last.kind, last.facts["before"], last.facts["message"]["text"]) == ("rewritten", "первое", "второе")
        async with office.database.read() as store:
            assert await store.tickets.sealed(ticket.id) == sealed
        assert (await office.now(ticket)).fingerprint == ticket.fingerprint


async def test_an_edited_note_is_not_told_to_the_customer(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        ticket = await office.registers(office.anna)
        async with office.desk.work() as deed:
            note = await deed.messages.add(office.words(office.vera, "заметка", ticket_id=ticket.id, internal=True))
        seen = events_of(office)
        async with office.desk.work() as deed:
            await amend(deed, office.vera, note.origin, "другая заметка", (), deed.now)
        assert Rewritten.__name__ not in seen
        assert await earlier_words(office, note) == ["заметка"]
