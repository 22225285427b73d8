"""Questions of the talk: found by what waits, by whom and in which words; a consultant's presence is known."""

from __future__ import annotations

from datetime import timedelta

from core.consultation.question import Ending, Question
from core.knowledge.scoring import Band
from tests.office import moscow, office_on

NOON = moscow("2026-03-05 12:00")


async def test_a_question_waits_until_it_is_answered(database_url: str) -> None:
    async with office_on(database_url) as office:
        anna, boris = office.anna.person_id or 0, office.boris.person_id or 0
        async with office.database.begin() as store:
            early = await store.questions.add(Question(0, anna, (1,), NOON, heard=10.0))
            await store.questions.add(Question(0, boris, (2,), NOON, heard=20.0))
        async with office.database.begin() as store:
            assert [q.id for q in await store.questions.waiting(15.0, 9)] == [early.id]
            assert await store.questions.find(early.id, boris) is None, "somebody else's"
            found = await store.questions.find(early.id, anna)
            assert found == early
            found.band, found.articles, found.sections = Band.MAYBE, ({"id": "a", "title": "Т"},), ("Почта",)
            found.messages += (3,)
            found.end(Ending.HELPED, NOON)
            await store.questions.save(found)
        async with office.database.read() as store:
            assert await store.questions.waiting_of(anna) is None
            assert await store.questions.lately(anna, NOON - timedelta(hours=1)) == [found]
            assert await store.questions.of_messages(anna, [3, 99]) == [found]
            assert await store.questions.of_messages(anna, [99]) == []
            assert len(await store.questions.between(NOON, NOON + timedelta(hours=1))) == 2
            assert await store.questions.between(NOON - timedelta(hours=1), NOON) == []


async def test_a_consultant_who_was_asked_for_or_who_speaks_is_there(database_url: str) -> None:
    async with office_on(database_url) as office:
        anna = office.anna.person_id or 0
        now = office.clock.now()
        hour = timedelta(hours=1)
        async with office.database.begin() as store:
            assert not await store.questions.attended(anna, now - hour, now - hour)
            question = await store.questions.add(Question(0, anna, (), now, band=Band.NONE))
            question.end(Ending.HANDED, now)
            await store.questions.save(question)
            assert await store.questions.attended(anna, now - hour, now - hour)
            assert not await store.questions.attended(anna, now + hour, now + hour)
        await office.says(office.vera, "Слушаю", to=office.boris)
        async with office.database.read() as store:
            assert await store.questions.attended(office.boris.person_id or 0, now + hour, now - hour)
            assert not await store.questions.attended(office.boris.person_id or 0, now + hour, now + hour)
