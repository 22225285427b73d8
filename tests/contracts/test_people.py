"""People, their addresses, the staff, dialogues, and what is open between somebody and the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.people.dialogue import Dialogue
from core.people.person import AddressState, Person
from core.regulation.model import Role
from core.tickets import dialogue, promotion, work
from storage.repositories.telegram import Topic
from tests.office import Office, office_on


async def test_a_person_comes_back_as_they_were(database_url: str) -> None:
    async with office_on(database_url) as office:
        at = office.clock.now()
        pavel = Person(0, "Павел <b>", "en", at, {"phone": "+7"}, "pavel", "2026-1", at + timedelta(hours=1), True)
        async with office.database.begin() as store:
            stored = await store.people.add(pavel, "telegram", "301")
        async with office.database.read() as store:
            assert await store.people.get(stored.id) == pavel
            assert await store.people.by_address("telegram", "301") == pavel
            assert await store.people.by_address("mail", "301") is None
            assert await store.people.by_username("PAVEL") == pavel
            assert await store.people.by_username("pave_") is None
        pavel.name, pavel.profile = "Павел", {"phone": "+8"}
        async with office.database.begin() as store:
            await store.people.save(pavel)
        async with office.database.read() as store:
            assert await store.people.get(stored.id) == pavel


async def test_one_address_leads_to_one_person(database_url: str) -> None:
    async with office_on(database_url) as office:
        with pytest.raises(IntegrityError):
            await office.joins("Самозванец", "101")


async def test_an_address_is_blocked_and_opened_again(database_url: str) -> None:
    async with office_on(database_url) as office:
        anna = office.anna.person_id or 0
        async with office.database.begin() as store:
            assert await store.people.set_address_state("telegram", "101", AddressState.BLOCKED)
            assert not await store.people.set_address_state("telegram", "101", AddressState.BLOCKED)
            assert [address.state for address in await store.people.addresses(anna)] == [AddressState.BLOCKED]
            assert await store.people.set_address_state("telegram", "101", AddressState.ACTIVE)
            assert not await store.people.set_address_state("telegram", "999", AddressState.BLOCKED)


async def test_staff_come_change_their_role_and_go(database_url: str) -> None:
    async with office_on(database_url) as office:
        vera = office.vera.person_id or 0
        async with office.database.begin() as store:
            assert [(one.name, one.role) for one in await store.people.colleagues()] == [
                ("Вера", Role.ENGINEER),
                ("Глеб", Role.MANAGER),
            ]
            await store.people.enlist(vera, Role.MANAGER)
            found = await store.people.colleague(vera)
            assert found is not None
            assert (found.role, found.external_id) == (Role.MANAGER, "201")
            await store.people.dismiss(vera)
            assert await store.people.colleague(vera) is None
            assert [one.name for one in await store.people.colleagues()] == ["Глеб"]


async def test_the_desk_awaits_one_thing_of_a_person_at_a_time(database_url: str) -> None:
    async with office_on(database_url) as office:
        anna = office.anna.person_id or 0
        async with office.database.begin() as store:
            assert await store.dialogues.of(anna) is None
            await store.dialogues.put(anna, Dialogue("consent", {"held": True}))
            await store.dialogues.put(anna, Dialogue("disagree", {"ticket": 7}))
            assert await store.dialogues.of(anna) == Dialogue("disagree", {"ticket": 7})
            await store.dialogues.end(anna)
            assert await store.dialogues.of(anna) is None


async def test_each_place_has_a_dialogue_of_its_own_and_a_message_in_private_answers_none_of_them(
    database_url: str,
) -> None:
    async with office_on(database_url) as office:
        vera = office.vera.person_id or 0
        async with office.database.begin() as store:
            await store.dialogues.put(vera, Dialogue("intake", {"n": 1}), "general")
            await store.dialogues.put(vera, Dialogue("pick", {"n": 2}), "ticket:7")
            await store.dialogues.put(vera, Dialogue("intake", {"n": 3}), "general")
        async with office.database.begin() as store:
            assert await store.dialogues.of(vera, "general") == Dialogue("intake", {"n": 3})
            assert await store.dialogues.of(vera, "ticket:7") == Dialogue("pick", {"n": 2})
            assert await store.dialogues.of(vera) is None
            found = await store.people.standing("telegram", "201", office.clock.now())
            assert found is not None
            assert found.dialogue is None
            await store.dialogues.end(vera, "general")
            assert await store.dialogues.of(vera, "general") is None
            assert await store.dialogues.of(vera, "ticket:7") is not None


async def standing(office: Office) -> tuple[str, bool, bool, bool, bool]:
    """What awaits Anna, whether she has a draft before her, whether it asks, open tickets, whether she has written."""
    async with office.database.read() as store:
        found = await store.people.standing("telegram", "101", office.clock.now())
    assert found is not None
    assert found.person.id == office.anna.person_id
    awaits = found.dialogue.awaits if found.dialogue else ""
    return awaits, found.drafting, found.answers_draft, found.has_open_tickets, found.last_wrote_at is not None


async def test_what_is_open_between_somebody_and_the_desk(database_url: str) -> None:
    async with office_on(database_url) as office:
        assert await standing(office) == ("", False, False, False, False)
        await office.says(office.anna, "ау")
        assert await standing(office) == ("", False, False, False, True)
        async with office.desk.work() as deed:
            await promotion.begin(deed, office.anna, deed.now)
            await deed.dialogues.put(office.anna.person_id or 0, Dialogue("consent"))
        assert await standing(office) == ("consent", True, True, False, True)
        async with office.desk.work() as deed:
            draft = await deed.drafts.open_of(office.anna.person_id or 0)
            assert draft is not None
            draft.asks = ""
            await deed.drafts.save(draft)
        assert await standing(office) == ("consent", True, False, False, True)
        async with office.desk.work() as deed:
            await promotion.set_aside(deed, office.anna.person_id or 0)
        assert await standing(office) == ("consent", False, False, False, True)
        ticket = await office.registers(office.anna)
        assert await standing(office) == ("consent", False, False, True, True)
        async with office.at_work(ticket) as (deed, found):
            await work.resolve(deed, office.vera, found, office.words(office.vera, "Готово"), deed.now)
            await dialogue.confirm(deed, office.anna, found, deed.now)
        assert await standing(office) == ("consent", False, False, False, True)
        async with office.database.read() as store:
            assert await store.people.standing("telegram", "999", office.clock.now()) is None


async def test_topics_and_moved_chats_are_remembered(database_url: str) -> None:
    async with office_on(database_url) as office, office.database.begin() as store:
        await store.telegram.keep_topic("ticket:7", "-100", 5, "2026-0007")
        await store.telegram.keep_card("ticket:7", 55)
        kept = Topic("ticket:7", "-100", 5, "2026-0007", 55)
        assert await store.telegram.topic("ticket:7") == await store.telegram.topic_at("-100", 5) == kept
        assert await store.telegram.topic_at("-200", 5) is None
        await store.telegram.keep_topic("ticket:7", "-100", 6, "заново")
        assert await store.telegram.topic("ticket:7") == Topic("ticket:7", "-100", 6, "заново", None)
        assert await store.telegram.chat("staff:-100") is None
        await store.telegram.move_chat("staff:-100", "-100", "-200")
        assert await store.telegram.chat("staff:-100") == "-200"
        assert await store.telegram.topic("ticket:7") is None
