"""What a request being written down needs of the rows: the draft as it was, messages by their numbers and albums."""

from __future__ import annotations

from core.tickets import promotion
from tests.office import office_on


async def test_a_draft_comes_back_as_it_was_stored(database_url: str) -> None:
    async with office_on(database_url) as office:
        for text in ("Первое", "Второе", "Третье"):
            await office.says(office.anna, text)
        async with office.desk.work() as deed:
            draft = await promotion.begin(deed, office.anna, deed.now)
            assert (draft.attended, draft.apart, draft.twin, draft.compared) == (True, (), "", False)
            draft.deal(draft.chosen[-1:])
            draft.attended, draft.twin, draft.compared = False, "2026-0007", True
            await deed.drafts.save(draft)
        async with office.database.read() as store:
            found = await store.drafts.open_of(office.anna.person_id or 0)
        assert found == draft
        assert found is not None
        assert (len(found.own), len(found.apart)) == (2, 1)


async def test_messages_are_found_by_their_numbers_and_by_their_album(database_url: str) -> None:
    async with office_on(database_url) as office:
        one = await office.says(office.anna, "раз", album="a")
        alone = await office.says(office.anna, "два")
        three = await office.says(office.anna, "три", album="a")
        other = await office.says(office.boris, "четыре", album="a")
        async with office.database.read() as store:
            assert await store.messages.several([three.id, one.id, 999]) == [one, three]
            assert await store.messages.several(()) == []
            assert await store.messages.album(three) == [one, three]
            assert await store.messages.album(alone) == [alone]
            assert await store.messages.album(other) == [other]
