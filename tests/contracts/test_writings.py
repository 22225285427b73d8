"""Articles that the desk writes, on both databases: drafts, a colleague's reading, what holds, what is kept of it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.errors import Missing, NotAllowed, Outdated
from core.journal import erasure
from core.knowledge.article import Article
from core.knowledge.offer import Offer, Offered
from core.knowledge.search import Held
from core.knowledge.writing import Stage, Word, Writing
from core.people.authority import Actor
from core.regulation.model import Role
from core.tickets import dialogue, drafting, publishing, work
from core.tickets.ticket import Ticket
from storage.retention import forget_old
from storage.tables.knowledge import writing_deeds
from tests.office import Office, moscow, office_on

FILE = Held(Article("printer", "Принтер не печатает", "Перезапустите службу", "https://x.ru/p", "Печать"), "digest")


async def resolved(office: Office, text: str = "Обновите драйвер", subject: str = "Плоттер не печатает") -> Ticket:
    ticket = await office.registers(office.anna, subject)
    async with office.at_work(ticket) as (deed, found):
        await work.resolve(deed, office.vera, found, office.words(office.vera, text, ticket_id=found.id), deed.now)
    return ticket


async def of(office: Office, ticket: Ticket, who: Actor | None = None) -> Writing:
    async with office.at_work(ticket) as (deed, found):
        return await drafting.of_ticket(deed, who or office.vera, found, f"ticket:{found.id}", deed.now)


async def from_nothing(office: Office, title: str = "Плоттер") -> int:
    """A draft of Vera's that waits to be read."""
    async with office.desk.work() as deed:
        draft = await drafting.from_nothing(deed, office.vera, title, "general", "", deed.now)
        await drafting.reword(deed, office.vera, draft.id, "body", "Обновите драйвер", deed.now)
        await drafting.submit(deed, office.vera, draft.id, deed.now)
    return draft.id


async def published(office: Office, writing_id: int, held: Held | None = None) -> Writing:
    async with office.desk.work() as deed:
        return await publishing.publish(deed, office.gleb, writing_id, held, deed.now)


async def words_of(office: Office) -> list[Word]:
    async with office.database.read() as store:
        return await store.writings.words()


async def deeds(office: Office, writing_id: int) -> list[tuple[str, str, str]]:
    async with office.database.read() as store:
        rows = await store.connection.execute(
            sa.select(writing_deeds).where(writing_deeds.c.writing_id == writing_id).order_by(writing_deeds.c.id)
        )
        return [(row.by, row.deed, row.words) for row in rows]


async def test_an_answer_becomes_a_draft_without_anything_personal(database_url: str) -> None:
    async with office_on(database_url) as office:
        answer = "Анна, ООО «Ромашка» подождёт. Звоните: +7 473 202-24-87"
        ticket = await resolved(office, answer, "Плоттер у Ивановой, пароль qwerty12")
        office.clock.jump(moscow("2026-03-02 11:00"))
        await office.answers(ticket, "Рады помочь!")
        draft = await of(office, ticket)
        assert draft.body == "<name>, <name> подождёт. Звоните: <phone>"
        assert (draft.title, draft.stage, draft.key) == ("Плоттер у <name>, пароль <secret>", Stage.DRAFT, "")
        with pytest.raises(Missing, match="article_under_way"):
            await of(office, ticket, office.gleb)
        entry = (await office.journal(ticket))[-1]
        assert (entry.kind, entry.actor, entry.facts["article"]) == ("article_drafted", "Вера", draft.title)


async def test_only_a_resolved_request_with_an_answer_makes_an_article(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        await office.answers(ticket)
        with pytest.raises(Missing, match="article_needs_resolved"):
            await of(office, ticket)
        refused = await office.registers(office.boris)
        async with office.at_work(refused) as (deed, found):
            reason = deed.regulation.reasons_for("refuse")[0]
            await work.refuse(deed, office.vera, found, reason, "", deed.now)
        with pytest.raises(Missing, match="article_needs_answer"):
            await of(office, refused)
        with pytest.raises(NotAllowed):
            await of(office, ticket, office.anna)


async def test_a_colleague_reads_it_returns_it_and_publishes_it(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await resolved(office)
        draft = await of(office, ticket)
        async with office.desk.work() as deed:
            await drafting.submit(deed, office.vera, draft.id, deed.now)
        async with office.desk.work() as deed:
            with pytest.raises(Missing, match="article_needs_colleague"):
                await publishing.publish(deed, office.vera, draft.id, None, deed.now)
            with pytest.raises(Missing, match="article_needs_words"):
                await publishing.send_back(deed, office.gleb, draft.id, "…", deed.now)
            with pytest.raises(NotAllowed):
                await publishing.publish(deed, office.anna, draft.id, None, deed.now)
            back = await publishing.send_back(deed, office.gleb, draft.id, "Короче", deed.now)
            assert (back.stage, back.words, back.judge) == (Stage.DRAFT, "Короче", "Глеб")
        async with office.desk.work() as deed:
            with pytest.raises(Missing, match="article_of_another"):
                await drafting.reword(deed, office.gleb, draft.id, "title", "Иначе", deed.now)
            await drafting.reword(deed, office.vera, draft.id, "title", "Плоттер", deed.now)
            await drafting.submit(deed, office.vera, draft.id, deed.now)
        done = await published(office, draft.id)
        assert done.article == Article(f"desk:{draft.id}", "Плоттер", "Обновите драйвер")
        assert await words_of(office) == [Word(f"desk:{draft.id}", draft.id, "", hidden=False)]
        assert await deeds(office, draft.id) == [
            ("Вера", "drafted", ""),
            ("Вера", "submitted", ""),
            ("Глеб", "returned", "Короче"),
            ("Вера", "reworded", "title"),
            ("Вера", "submitted", ""),
            ("Глеб", "published", ""),
        ]
        kinds = [(entry.kind, entry.actor) for entry in await office.journal(ticket)]
        assert kinds[-1] == ("article_published", "Глеб")
        with pytest.raises(Outdated):
            await published(office, draft.id)


async def test_who_is_alone_at_the_desk_publishes_their_own_and_may_take_it_back(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.joins("Рита", role=Role.ACCOUNTING)  # reads no articles
        waits = await from_nothing(office)
        async with office.desk.work() as deed:
            mine = await publishing.send_back(deed, office.vera, waits, "", deed.now)
            assert mine.stage is Stage.DRAFT
            await drafting.submit(deed, office.vera, waits, deed.now)
            assert office.gleb.person_id is not None
            await deed.people.dismiss(office.gleb.person_id)
        async with office.desk.work() as deed:
            done = await publishing.publish(deed, office.vera, waits, None, deed.now)
        assert (done.stage, done.judge) == (Stage.PUBLISHED, "Вера")


async def test_another_version_takes_the_place_of_the_first(database_url: str) -> None:
    async with office_on(database_url) as office:
        first = await published(office, await from_nothing(office))
        held = Held(first.article, "")
        async with office.desk.work() as deed:
            draft = await drafting.anew(deed, office.vera, held, "general", "", deed.now)
            with pytest.raises(Missing, match="article_under_way"):
                await drafting.anew(deed, office.gleb, held, "general", "", deed.now)
            await drafting.reword(deed, office.vera, draft.id, "body", "Включите", deed.now)
            await drafting.submit(deed, office.vera, draft.id, deed.now)
        second = await published(office, draft.id, held)
        assert second.key == first.key
        assert await words_of(office) == [Word(first.key, second.id, "", hidden=False)]
        async with office.database.read() as store:
            before, after = await store.writings.several([first.id, second.id])
        assert (before.stage, after.stage) == (Stage.REPLACED, Stage.PUBLISHED)
        async with office.desk.work() as deed:
            with pytest.raises(Outdated):
                await publishing.withdraw(deed, office.vera, first.id, deed.now)
            await publishing.withdraw(deed, office.vera, second.id, deed.now)
        assert await words_of(office) == [Word(first.key, second.id, "", hidden=True)]
        async with office.desk.work() as deed:
            assert [one.id for one in await deed.writings.withdrawn(5)] == [second.id]
            await publishing.restore(deed, office.gleb, second.id, deed.now)
            with pytest.raises(Outdated):
                await publishing.restore(deed, office.gleb, second.id, deed.now)
        assert await words_of(office) == [Word(first.key, second.id, "", hidden=False)]


async def test_the_article_of_a_file_that_changes_while_it_is_put_right(database_url: str) -> None:
    async with office_on(database_url) as office:
        async with office.desk.work() as deed:
            draft = await drafting.anew(deed, office.vera, FILE, "general", "", deed.now)
            assert (draft.key, draft.over, draft.section) == ("printer", "digest", "Печать")
            await drafting.submit(deed, office.vera, draft.id, deed.now)
        await published(office, draft.id, Held(FILE.article, "newer digest"))
        assert await words_of(office) == [Word("printer", draft.id, "newer digest", hidden=False)]
        async with office.desk.work() as deed:
            hidden = await publishing.hide(deed, office.vera, Held(FILE.article, "newest"), "general", "", deed.now)
        assert await words_of(office) == [Word("printer", hidden.id, "newest", hidden=True)]
        async with office.desk.work() as deed:
            with pytest.raises(Outdated, match="article_gone"):
                await publishing.hide(deed, office.vera, None, "general", "", deed.now)
            gone = await drafting.anew(deed, office.vera, Held(Article("fax", "Факс", "Да"), "d"), "", "", deed.now)
            await drafting.submit(deed, office.vera, gone.id, deed.now)
        own = await published(office, gone.id, None)
        assert (own.key, own.over) == (f"desk:{gone.id}", ""), "its file is gone: it is the desk's own"


async def test_who_is_forgotten_leaves_no_draft_behind(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await resolved(office)
        draft = await of(office, ticket)
        async with office.at_work(ticket) as (deed, found):
            await dialogue.confirm(deed, office.anna, found, deed.now)
        assert office.anna.person_id is not None
        async with office.desk.work() as deed:
            await erasure.erase(deed, office.anna, office.anna.person_id, deed.now)
        async with office.database.read() as store:
            (left,) = await store.writings.several([draft.id])
        assert (left.stage, left.title, left.body) == (Stage.DROPPED, "", "")
        assert all("Плоттер" not in str(entry.facts) for entry in await office.journal(ticket))


async def test_what_was_offered_is_kept_for_a_press_and_not_for_long(database_url: str) -> None:
    async with office_on(database_url) as office:
        assert office.vera.person_id is not None
        articles = (Offered("vpn", "VPN", "https://x.ru", "Да"),)
        async with office.desk.work() as deed:
            offer = await deed.offers.add(Offer(0, office.vera.person_id, deed.now, articles))
            assert await deed.offers.get(offer.id) == offer
            assert await deed.offers.get(offer.id + 1) is None
        await forget_old(office.database)
        async with office.database.read() as store:
            assert await store.offers.get(offer.id) is None, "March is long ago"
