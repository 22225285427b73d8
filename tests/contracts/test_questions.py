"""Questions of the talk: found by what waits, by whom and in which words; a consultant's presence is known."""

from __future__ import annotations

from datetime import timedelta

from core.consultation.answer import answer
from core.consultation.question import Ending, Question
from core.consultation.take import take
from core.journal import erasure
from core.knowledge.scoring import Band
from core.knowledge.search import Found, Hit
from tests.office import Office, moscow, office_on, power_cut

FOUND = Found(
    Band.ANSWER, (Hit("ssl", "Сертификат", "https://e.ru/ssl", "Домены", "Сертификат\nСтавят в панели.", 9.0),)
)

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


async def asks(office: Office, text: str, wall: float = 1.0) -> None:
    """Anna writes in talk, on a desk that has articles."""
    office.desk.consults = lambda: True
    async with office.desk.work() as deed:
        await take(deed, office.anna, office.words(office.anna, text), deed.now, deed.now, wall)


async def waiting(office: Office) -> list[Question]:
    async with office.database.read() as store:
        return await store.questions.waiting(1e12, 9)


async def answers(office: Office, question: Question) -> Question | None:
    async with office.desk.work() as deed:
        return await answer(deed, question, FOUND, deed.now)


async def kinds(office: Office) -> list[str]:
    """What waits to be told."""
    return [parcel.notice.kind for parcel in await office.waiting()]


async def test_what_was_said_meanwhile_belongs_to_the_question(database_url: str) -> None:
    async with office_on(database_url) as office:
        await asks(office, "Как установить")
        (half,) = await waiting(office)
        await asks(office, "сертификат?", wall=2.0)
        (whole,) = await waiting(office)
        assert (whole.id, len(whole.messages), whole.heard) == (half.id, 2, 2.0)
        assert await answers(office, half) is None, "looked up before all was said"
        assert await answers(office, whole) is not None
        assert (await kinds(office)).count("answered") == 1
        assert await answers(office, whole) is None, "two processes looked it up"
        assert (await kinds(office)).count("answered") == 1
        assert await waiting(office) == []


async def test_an_answer_that_a_power_cut_took_is_given_again(database_url: str) -> None:
    async with office_on(database_url) as office:
        await asks(office, "Как установить сертификат?")
        (question,) = await waiting(office)
        with power_cut() as cut:
            async with office.desk.work() as deed:
                await answer(deed, question, FOUND, deed.now)
                cut()
        assert await waiting(office) == [question]
        assert "answered" not in await kinds(office)
        await answers(office, question)
        assert (await kinds(office)).count("answered") == 1


async def test_a_consultant_who_answered_meanwhile_is_not_talked_over(database_url: str) -> None:
    async with office_on(database_url) as office:
        await asks(office, "Как установить сертификат?")
        (question,) = await waiting(office)
        await office.at("2026-03-02 10:01")
        await office.says(office.vera, "Сейчас сделаю", to=office.anna)
        kept = await answers(office, question)
        assert kept is not None
        assert (kept.band, kept.told) == (Band.ANSWER, False), "counted, and found when a request is filed"
        assert "answered" not in await kinds(office)


async def test_erasure_takes_what_was_understood_and_what_waits(database_url: str) -> None:
    async with office_on(database_url) as office:
        anna = office.anna.person_id or 0
        async with office.database.begin() as store:
            await store.questions.add(Question(0, anna, (), NOON, band=Band.NONE, said="телефон Анны"))
            await store.questions.add(Question(0, anna, (), NOON))
        async with office.desk.work() as deed:
            await erasure.erase(deed, office.anna, anna, deed.now)
        async with office.database.read() as store:
            assert [q.said for q in await store.questions.lately(anna, NOON - timedelta(days=1))] == [""]
