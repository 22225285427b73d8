"""A customer's erasure on both databases: words and addresses go, facts and everybody else's rows stay."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import cli
from bot.files import keep
from core.billing.act import Act, ActKind, Item
from core.conversations.message import Attachment, Media
from core.errors import Missing, NotFound
from core.journal import erasure
from core.journal.chain import broken
from core.journal.dossier import dossier
from core.notifications.notice import Customer, Desk, Notice
from core.people.dialogue import Dialogue
from core.people.organisation import Organisation
from core.regulation.model import Rank
from core.tickets import dialogue, invitations, membership, work
from core.tickets.ticket import Ticket
from storage import schema
from storage.retention import forget_orphans
from storage.tables.notifications import outbox
from tests.office import Office, office_on, power_cut

SHARED, OWN = "a" * 64, "b" * 64


async def closed(office: Office) -> Ticket:
    """Anna's request with a file of her own, one that Boris sent too, and a solution that she confirmed."""
    ticket = await office.registers(office.anna, "Не открывается отчёт")
    for who, digest in ((office.anna, OWN), (office.anna, SHARED), (office.boris, SHARED)):
        file = Attachment(Media.DOCUMENT, "f", "паспорт.pdf", 5, "kept", "pdf", digest)
        await office.says(who, "Скан", attachment=file)
    async with office.desk.work() as deed:
        found = await deed.tickets.get(ticket.id)
        await work.log(deed, office.vera, found, 20, "звонила Анна", deed.now)
        items = (Item("Исправить Анне", deed.now),)
        await deed.billing.add_act(Act(0, "А-1", found.id, ActKind.REWORK, deed.now, items, reason="Анна против"))
        await work.resolve(deed, office.vera, found, office.words(office.vera, "Готово", ticket_id=found.id), deed.now)
        await dialogue.confirm(deed, office.anna, found, deed.now)
    return ticket


async def erased(office: Office) -> erasure.PersonErased:
    assert office.anna.person_id is not None
    async with office.desk.work() as deed:
        return await erasure.erase(deed, office.anna, office.anna.person_id, deed.now)


async def test_the_person_and_all_words_go_and_the_facts_stay(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await closed(office)
        await office.says(office.boris, "Слова Бориса")
        done = await erased(office)
        assert (done.tickets, done.files) == ((ticket.id,), (OWN,))
        async with office.database.read() as store:
            person = await store.people.get(done.person_id)
            assert (person.name, person.profile, person.consent_at) == ("—", {}, None)
            assert person.erased_at is not None
            assert await store.people.by_address("telegram", "101") is None
            kept = await store.tickets.peek(ticket.id)
            assert (kept.number, kept.fingerprint, kept.milestones) == (
                ticket.number, ticket.fingerprint, kept.milestones,
            )  # fmt: skip
            assert (kept.subject, kept.fields, await store.tickets.sealed(ticket.id)) == ("—", {}, "")
            entries = await store.journal.entries(ticket.id)
            assert broken(entries) == []
            assert entries[-1].kind == "words_erased"
            (worked,) = await store.billing.work_on(ticket.id)
            assert (worked.minutes, worked.text) == (20, "")
            (act,) = await store.billing.acts(ticket.id)
            assert (act.number, act.reason, [item.text for item in act.items]) == ("А-1", "", [""])
            assert act.items[0].due is not None
            messages = await store.messages.all_of(done.person_id)
            assert messages
            assert {(message.text, message.attachment) for message in messages} == {("", None)}
            boris = office.boris.person_id
            assert boris is not None
            assert "Слова Бориса" in {message.text for message in await store.messages.all_of(boris)}


async def test_it_is_the_person_who_goes_whatever_they_are_called(database_url: str) -> None:
    """A namesake keeps their words, and the person's earlier name goes with their later one."""
    async with office_on(database_url) as office:
        anna = office.anna
        namesake = await office.joins("Анна", "103")
        ticket = await office.registers(namesake, "Не открывается отчёт")
        async with office.at_work(ticket) as (deed, found):
            organisation = await deed.organisations.add(Organisation(0, "Ромашка", deed.now))
            for one in (namesake, anna):
                assert one.person_id is not None
                await membership.admit(deed, one, one.person_id, organisation, Rank.OWNER, deed.now)
            await invitations.invite(deed, anna, organisation, Rank.PLAIN, deed.now)
        for one, text in ((anna, "Слова до свадьбы"), (namesake, "Слова тёзки")):
            async with office.at_work(ticket) as (deed, found):
                await dialogue.write(deed, one, found, office.words(one, text), deed.now)
        async with office.desk.work() as deed:
            assert anna.person_id is not None
            married = await deed.people.get(anna.person_id)
            married.name = "Анна Петрова"
            await deed.people.save(married)
            await erasure.erase(deed, replace(anna, name=married.name), married.id, deed.now)
        entries = await office.journal(ticket)
        assert broken(entries) == []
        said_by = [(entry.actor, entry.facts["message"]["text"]) for entry in entries if entry.kind == "said"]
        assert said_by == [("—", ""), ("Анна", "Слова тёзки")]
        async with office.database.read() as store:
            assert [one.by for one in await store.invitations.all()] == ["—"]
            assert [one.by for one in await store.people.changes(married.id)] == ["—"]
            assert [one.by for one in await store.people.changes(namesake.person_id or 0)] == ["Анна"]


async def test_what_was_written_before_it_was_noted_by_whom_is_the_only_namesakes(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.joins("Вера", "103")  # who has never had to do with the request
        ticket = await office.registers(office.anna, "Не открывается отчёт")
        before = await office.journal(ticket)
        await schema.migrate(office.database, "-1")
        await schema.migrate(office.database)
        after = await office.journal(ticket)
        assert [entry.actor_id for entry in after if entry.role == "customer"] == [office.anna.person_id]
        assert [replace(entry, actor_id=None) for entry in after] == [replace(one, actor_id=None) for one in before]


async def test_what_staff_were_to_be_told_or_are_writing_down_of_them_names_nobody(database_url: str) -> None:
    async with office_on(database_url) as office:
        await closed(office)
        async with office.desk.work() as deed:
            for to in (Desk("general"), Customer(office.boris.person_id or 0)):
                about = {"name": "Анна", "numbers": ["2026-0001"], "by": {"names": ["Анна", "Борис"]}, "text": "Анна!"}
                deed.tell(Notice(to, "erasure_wished", about))
            await deed.dialogues.put(
                office.vera.person_id or 0,
                Dialogue("intake", {"intake": {"person_id": office.anna.person_id}}),
                "general:",
            )
            other = Dialogue("intake", {"intake": {"person_id": office.boris.person_id}})
            await deed.dialogues.put(office.gleb.person_id or 0, other, "general:")
        await erased(office)
        async with office.database.read() as store:
            rows = await store.connection.execute(sa.select(outbox.c.facts).where(outbox.c.kind == "erasure_wished"))
            named = {"name": "—", "numbers": ["2026-0001"], "by": {"names": ["—", "Борис"]}, "text": "Анна!"}
            assert list(rows.scalars()) == [named, named]  # a word of a sentence is nobody's name for certain
            assert await store.dialogues.of(office.vera.person_id or 0, "general:") is None
            assert await store.dialogues.of(office.gleb.person_id or 0, "general:") == other


async def test_an_erasure_that_is_undone_leaves_everything(database_url: str) -> None:
    async with office_on(database_url) as office:
        await closed(office)
        anna = office.anna.person_id
        assert anna is not None
        async with office.database.read() as store:
            before = await dossier(store, anna, office.clock.now())
        with power_cut() as cut:
            async with office.desk.work() as deed:
                await erasure.erase(deed, office.anna, anna, deed.now)
                cut()
        async with office.database.read() as store:
            assert await dossier(store, anna, office.clock.now()) == before


async def test_who_cannot_be_erased(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, "Не открывается отчёт")
        with pytest.raises(Missing, match="erase_open") as refused:
            await erased(office)
        assert refused.value.facts == {"numbers": ticket.number}
        vera = office.vera.person_id
        assert vera is not None
        with pytest.raises(Missing, match="erase_staff"):
            async with office.desk.work() as deed:
                await erasure.erase(deed, office.vera, vera, deed.now)
        boris = office.boris.person_id
        assert boris is not None
        async with office.desk.work() as deed:
            await erasure.erase(deed, office.gleb, boris, deed.now)
        with pytest.raises(NotFound, match="no_such_person"):
            async with office.desk.work() as deed:
                await erasure.erase(deed, office.gleb, boris, deed.now)


async def test_files_that_nothing_refers_to_leave_the_disk_after_a_day(database_url: str, tmp_path: Path) -> None:
    async with office_on(database_url) as office:
        file = Attachment(Media.DOCUMENT, "f", "a.pdf", 5, "kept", "pdf", OWN)
        await office.says(office.anna, "Скан", attachment=file)
        for digest, age in ((OWN, 200_000), (SHARED, 200_000), ("c" * 64, 0)):
            place = tmp_path / "files" / digest[:2] / digest
            place.parent.mkdir(parents=True)
            place.write_bytes(b"x")
            written = place.stat().st_mtime - age
            os.utime(place, (written, written))
        await forget_orphans(office.database, tmp_path / "files")
        assert sorted(file.name for file in (tmp_path / "files").glob("*/*")) == [OWN, "c" * 64]
        await forget_orphans(office.database, tmp_path / "nowhere")


async def test_a_file_that_comes_again_is_not_swept_away_before_its_message_says_so(
    database_url: str, tmp_path: Path
) -> None:
    async with office_on(database_url) as office:
        sent = Attachment(Media.DOCUMENT, "f", "a.pdf", 5)
        kept = keep(tmp_path, sent, "счёт".encode())
        place = tmp_path / kept.digest[:2] / kept.digest
        os.utime(place, (0, 0))
        assert keep(tmp_path, sent, "счёт".encode()) == kept
        await forget_orphans(office.database, tmp_path)
        assert place.read_text(encoding="utf-8") == "счёт"
        os.utime(place, (0, 0))
        await forget_orphans(office.database, tmp_path)
        assert not place.exists()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    output = capsys.readouterr()
    return ended.value.code, output.out + output.err


def test_the_command_erases_a_customer_and_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio

    url = f"sqlite+aiosqlite:///{tmp_path}/desk.db"

    async def prepared() -> Ticket:
        async with office_on(url) as office:
            return await closed(office)

    ticket = asyncio.run(prepared())
    for digest in (OWN, SHARED):
        (tmp_path / "files" / digest[:2]).mkdir(parents=True)
        (tmp_path / "files" / digest[:2] / digest).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("FILES_DIR", str(tmp_path / "files"))
    assert run(capsys, "erase", "nobody")[0] == 2
    assert run(capsys, "erase", "@nobody") == (1, "клиента @nobody в базе нет\n")
    assert run(capsys, "erase", "99")[0] == 1
    assert run(capsys, "erase", "3") == (1, "это сотрудник: сначала он должен выйти из группы поддержки\n")
    assert run(capsys, "erase", "1") == (0, "1: данные удалены; обращений без имени и слов: 1, файлов: 1\n")
    assert run(capsys, "erase", "1") == (1, "клиента 1 в базе нет\n")
    assert [file.name for file in sorted((tmp_path / "files").rglob("*")) if file.is_file()] == [SHARED]
    code, told = run(capsys, "ticket", "verify", ticket.number)
    assert code == 0
    assert "цепочка цела" in told
    assert "текст удалён по требованию клиента" in told
