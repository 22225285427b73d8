"""Money, papers, people and complaints in hostile hands: absurd numbers, huge texts, foreign buttons, wrong moments."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from core.regulation.parse import load, parse
from tests.chaos.stage import acquainted, registered, troubled
from tests.desk import Desk, labels, words
from tests.stories.telling import comes, files, group_texts, said, state_of

FORM = ["ООО «Ромашка»", "anna@romashka.ru"]
CONTRACT = "НП-4417"
OUTDATED = "Эта кнопка устарела. Выберите действие внизу или просто напишите."
FOREIGN = "Такого обращения среди ваших нет."
LONG = "раз & <два> " * 330
LONGEST = 4096


@asynccontextmanager
async def at_plarson(url: str, folder: Path) -> AsyncIterator[tuple[Desk, str]]:
    """Paid work: Anna is authorised and has a request, Dina keeps the books."""
    async with troubled(url, folder, regulation="plarson") as desk:
        await comes(desk.anna)
        await desk.vera.writes("/rank authorised", topic="Анна")
        dina = desk.join("dina", 203, "Дина")
        await desk.phone.act(dina.id, "join", chat=desk.group)
        await desk.settled()
        await desk.gleb.writes("/role Дина accounting", chat=desk.group)
        yield desk, await files(desk.anna, "Поправьте шаблон", *FORM)


@asynccontextmanager
async def at_netpoint(url: str, folder: Path) -> AsyncIterator[tuple[Desk, str]]:
    """Complaints and identities: Anna has a request that Vera is on; Gleb, a manager, is reached in private."""
    async with troubled(url, folder, regulation="netpoint") as desk:
        await desk.gleb.starts()
        number = await files(desk.anna, "Нет интернета", CONTRACT)
        await desk.vera.writes("/take", topic=number)
        yield desk, number


async def adopts(desk: Desk, name: str, old: str, new: str) -> None:
    """The desk goes on under another edition of its regulation, as after a restart."""
    text = load(name).text
    assert old in text
    desk.app.desk.in_force = parse(text.replace(old, new), f"{name}@another")
    desk.app.desk.known.clear()
    await desk.app.desk.open()


@pytest.mark.clause("PLR-4")
async def test_a_price_in_no_number_of_hours(sqlite_url: str, tmp_path: Path) -> None:
    """Whole minutes above nothing, in plain digits, are a time; whatever else is typed is told what would be."""
    nonsense = "|1e9|99999999999999|0|-1|0,001|NaN|inf|½|٢|2٫5|0:60|1/2|²|\u200b2|+2|2ч|0x10|1_0"
    async with at_plarson(sqlite_url, tmp_path) as (desk, number):
        for given in nonsense.split("|"):
            await desk.vera.writes(f"/estimate {given}", topic=number)
            assert "Напишите часы после команды" in await said(desk, number), given
        for given in ("999999", "-5", "0", "1e3", "½", "²", "NaN", "9" * 4000):
            await desk.vera.writes(f"/log {given} дело", topic=number)
            assert (await said(desk, number)).startswith("Напишите минуты после команды"), given
        assert await state_of(desk, number) == "new"
        async with desk.app.database.read() as store:
            assert await store.billing.estimates(1) == []
            assert await store.billing.work_on(1) == []


@pytest.mark.clause("PLR-4", "PLR-15")
async def test_the_greatest_price_and_the_longest_words_arrive(database_url: str, tmp_path: Path) -> None:
    """Ten thousand hours and texts that fill a message: both sides read all of it, in as many messages as it takes."""
    async with at_plarson(database_url, tmp_path) as (desk, number):
        await desk.vera.writes(f"/priority high {LONG}", topic=number)
        await desk.vera.writes(f"/estimate 9999,5 {LONG}", topic=number)
        offer = await desk.anna.last()
        assert labels(offer) == ["Согласен", "Отказаться"]
        await desk.anna.presses("Согласен")
        await desk.vera.writes(f"/log 99999 {LONG}", topic=number)
        await desk.vera.writes(f"/resolve {LONG}", topic=number)
        await desk.anna.presses("Подтвердить решение")
        await desk.vera.writes(f"/accept {LONG}", topic=number)
        await desk.anna.reads("Счёт № С-2026-0001")
        for command in ("/history", "/why", "/queue", f"/ticket {LONG}", f"/assign {LONG}", f"/identify {LONG}"):
            await desk.vera.writes(command, topic=number)
        heard = "".join(await desk.anna.texts())
        assert "9999 ч 30 мин × 2 000,00 ₽ за час × 1,3 = 25 998 700,00 ₽" in heard
        assert heard.count("раз & <два>") == 4 * LONG.count("раз")
        assert all(len(text) <= LONGEST for text in (*await desk.anna.texts(), *await group_texts(desk)))


@pytest.mark.clause("SIN-11")
async def test_two_hundred_items_of_rework(sqlite_url: str, tmp_path: Path) -> None:
    """The list goes in pieces, with the buttons under the last; its number of items is not the desk's to judge."""
    async with troubled(sqlite_url, tmp_path, regulation="sintez") as desk:
        number = await files(desk.anna, "Старый телефон на сайте", "Контакты", "Замените телефон", "anna@romashka.ru")
        await desk.vera.writes("/take", topic=number)
        await desk.vera.writes(f"/resolve {LONG}", topic=number)
        await desk.anna.presses("Не согласен")
        await desk.anna.writes(LONG)
        for wordless in ("😀", "...", "\u200b", "…;10.03.2026 шапка"):
            await desk.vera.writes(f"/rework 10.03.2026 {wordless}", topic=number)
            assert await state_of(desk, number) == "disputed", wordless
        await desk.vera.writes("/rework " + "; ".join(["10.03.2026 <b>&"] * 200), topic=number)
        assert labels(await desk.anna.last()) == ["Согласен", "Отказаться"]
        assert "200. <b>& — до вт 10.03.2026 18:00 (челябинское время)" in words(await desk.anna.last())
        await desk.anna.presses("Отказаться")
        await desk.anna.writes(media={"kind": "photo"})
        assert "причину словами" in words(await desk.anna.last())
        await desk.anna.writes(media={"kind": "photo", "caption": "тут не так"})
        assert [m for m in await desk.topic(number) if m.get("photo")]
        await desk.vera.writes(f"/rework 10.03.2026 {LONG}", topic=number)
        await desk.vera.writes("/act", topic=number)
        assert "".join(await desk.topic_texts(number)).count("200. <b>&") == 2


@pytest.mark.clause("SAV-15", "SAV-18")
async def test_a_reason_without_a_word_is_none(sqlite_url: str, tmp_path: Path) -> None:
    """The customer reads the reason: pictures, dots and invisible characters give none."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "Не открывается отчёт")
        number = await registered(desk, desk.anna)
        for command in ("/priority P1", "/term 25.12.2026"):
            for reason in ("", "😀", "...", "\u200b", "\u2800"):
                await desk.vera.writes(f"{command} {reason}", topic=number)
                assert "причин" in await said(desk, number), (command, reason)


@pytest.mark.clause("PLR-4", "PLR-15")
async def test_pressed_three_times_at_once(database_url: str, tmp_path: Path) -> None:
    """Each decision is taken once; the presses that came too late are told so and nothing about the workflow."""
    async with at_plarson(database_url, tmp_path) as (desk, number):
        await desk.vera.writes("/estimate 2 правка", topic=number)
        offer = await desk.anna.last()

        async def thrice(player: int, label: str, chat: int | None = None, message_id: int | None = None) -> None:
            presses = (desk.phone.press(player, label, chat=chat, message_id=message_id) for _ in range(3))
            await asyncio.gather(*presses, return_exceptions=True)  # the buttons may be gone by then
            await desk.settled()

        await thrice(desk.anna.id, "Согласен", message_id=offer["message_id"])
        await desk.vera.writes("/log 5 правка", topic=number)
        await desk.vera.writes("/resolve готово", topic=number)
        solution = await desk.anna.last()
        await thrice(desk.anna.id, "Подтвердить решение", message_id=solution["message_id"])
        await desk.anna.forges("p:confirm:1:1", solution)
        assert words(await desk.anna.last()).startswith(f"Обращение № {number}\n")  # out of date: the card as it is now
        await thrice(desk.vera.id, "Принято", chat=desk.group)
        await thrice(desk.dina.id, "Оплачено", chat=desk.group)
        told = await desk.anna.texts()
        for once in ("Вы согласились на", "Вы приняли работу", "Счёт № С-2026-0001 по", "оплачен, спасибо!"):
            assert len([text for text in told if once in text]) == 1, once
        assert not any("В состоянии" in text for text in told)
        assert await state_of(desk, number) == "paid"


@pytest.mark.clause("PLR-4", "PLR-15", "SIN-10")
async def test_buttons_of_others(sqlite_url: str, tmp_path: Path) -> None:
    """Boris forges the numbers of Anna's papers and the staff's buttons, the staff press what is the customer's."""
    async with at_plarson(sqlite_url, tmp_path) as (desk, number):
        await desk.vera.writes("/estimate 2 правка", topic=number)
        await comes(desk.boris)
        message, heard = await desk.boris.last(), len(await desk.boris.texts())
        for deed in ("e_agree", "e_decline", "a_confirm", "a_agree", "a_disagree", "a_decline", "complain"):
            for paper in ("1", "2", "999999999999", "9223372036854775807"):
                await desk.boris.forges(f"p:{deed}:{paper}:", message)
        for deed in ("s_work", "s_accept", "s_pay", "s_take", "complaint_answer", "complaint_send", "complaint_drop"):
            await desk.boris.forges(f"p:{deed}:1:", message)
        assert set((await desk.boris.texts())[heard:]) == {FOREIGN, OUTDATED}
        card = (await desk.topic(number))[0]
        for who in (desk.vera, desk.dina):
            for deed in ("e_agree", "a_confirm", "s_pay", "s_work", "s_accept"):
                for paper in ("1", "77", "9223372036854775807"):
                    data = f"p:{deed}:{paper}:"
                    await desk.phone.press(who.id, data=data, chat=desk.group, message_id=card["message_id"])
        await desk.settled()
        assert await state_of(desk, number) == "feedback"
        await desk.boris.writes("/invoices")
        assert words(await desk.boris.last()) == "Счетов у вас нет."


@pytest.mark.clause("NET-7")
async def test_a_complaint_between_two_managers(database_url: str, tmp_path: Path) -> None:
    """Both begin to answer, one is first. The other is told so once, and what they write next is ordinary talk."""
    async with at_netpoint(database_url, tmp_path) as (desk, number):
        ivan = desk.join("ivan", 205, "<b>Иван</b> & Ко")
        await ivan.starts()
        await desk.phone.act(ivan.id, "join", chat=desk.group)
        await desk.settled()
        await desk.gleb.writes("/role <b>Иван</b> & Ко manager", chat=desk.group)
        await comes(desk.boris)
        for given in (number, "", "1", "№", "000002", LONG):
            await desk.boris.writes(f"/complain {given}")
            assert "жалоб" not in words(await desk.boris.last()).lower(), given
        await desk.anna.writes(f"/complain {number}")
        for photo in ({"kind": "photo"}, {"kind": "photo", "caption": "секретное фото"}):
            await desk.anna.writes(media=photo)
            assert "напишите это текстом" in words(await desk.anna.last())
        await desk.anna.writes("секретная жалоба <b>")
        asked = await desk.anna.last()
        await desk.anna.presses("Отправить жалобу")
        await desk.anna.forges("p:complaint_send:1:", asked)
        assert words(await desk.anna.last()).startswith(f"Обращение № {number}\n")  # out of date: the card as it is now
        await desk.anna.writes(f"/complain {number}")
        assert "уже у руководства" in words(await desk.anna.last())
        for stranger in (desk.boris, desk.anna, desk.vera):
            await stranger.starts()
            await stranger.forges("p:complaint_answer:1:", await stranger.last())
            assert words(await stranger.last()) == FOREIGN
        for manager in (desk.gleb, ivan):
            await manager.presses("Ответить на жалобу")
        await desk.gleb.writes(media={"kind": "photo", "caption": "секретный снимок"})
        assert "напишите это текстом" in words(await desk.gleb.last())
        await desk.gleb.writes("секретный ответ")
        await desk.anna.reads("секретный ответ")
        await ivan.writes("секретный второй ответ")
        assert words(await ivan.last()) == "На эту жалобу уже ответили."
        await ivan.writes("обычный вопрос")
        assert words(await ivan.last()) != "На эту жалобу уже ответили."
        await desk.vera.writes("/history", topic=number)
        assert not any("секретн" in text for text in await group_texts(desk))
        assert len([text for text in await desk.anna.texts() if "ответ на вашу жалобу" in text.lower()]) == 1


@pytest.mark.clause("NET-7")
async def test_who_is_no_manager_any_more_answers_no_complaint(sqlite_url: str, tmp_path: Path) -> None:
    """Nor is what they write as an answer shown in the group; the last manager cannot be made none."""
    async with at_netpoint(sqlite_url, tmp_path) as (desk, number):
        await desk.anna.writes(f"/complain {number}")
        await desk.anna.writes("секретная жалоба")
        await desk.anna.presses("Отправить жалобу")
        await desk.gleb.presses("Ответить на жалобу")
        for role in ("engineer", "accounting"):
            await desk.gleb.writes(f"/role Глеб {role}", chat=desk.group)
            assert (await group_texts(desk))[-1].startswith("Глеб — единственный руководитель.")
        await desk.gleb.writes("/role Вера manager", chat=desk.group)
        await desk.gleb.writes("/role Глеб engineer", chat=desk.group)
        await desk.gleb.writes("секретный ответ")
        assert words(await desk.gleb.last()) == "Это может сделать только руководитель."
        await desk.gleb.writes("обычный вопрос")
        assert words(await desk.gleb.last()) != "Это может сделать только руководитель."
        assert not any("секретн" in text for text in await group_texts(desk))
        assert not any("секретный ответ" in text for text in await desk.anna.texts())


@pytest.mark.clause("NET-3")
async def test_an_identity_in_pictures_and_for_a_closed_request(sqlite_url: str, tmp_path: Path) -> None:
    """A picture is refused rather than lost, each field is asked once, and a closed request asks nothing any more."""
    async with at_netpoint(sqlite_url, tmp_path) as (desk, number):
        await desk.vera.writes("/identify login <b>", topic=number)
        assert "В регламенте нет поля «<b>»" in await said(desk, number)
        await desk.vera.writes("/identify login login Логин passport login", topic=number)
        assert "Понадобятся: Логин, Паспортные данные." in words(await desk.anna.last())
        for photo in ({"kind": "photo"}, {"kind": "photo", "caption": "4506 123456"}):
            await desk.anna.writes(media=photo)
            assert "напишите это текстом" in words(await desk.anna.last())
        await desk.anna.writes("anna-home")
        assert words(await desk.anna.last()).startswith("Паспортные данные")
        await desk.vera.writes("/refuse 1", topic=number)
        await desk.anna.writes("4506 123456")
        assert f"Обращение № {number} закрыто" in words(await desk.anna.last())
        await desk.vera.writes("/identify passport", topic=number)
        assert f"Обращение № {number} закрыто" in await said(desk, number)
        await desk.anna.writes("Новая беда")
        await desk.anna.reads("Консультант получил")
        assert not any("123456" in text for text in await group_texts(desk))
        async with desk.app.database.read() as store:
            assert "passport" not in (await store.tickets.peek(1)).fields


@pytest.mark.clause("NET-3", "NET-7")
async def test_the_last_question_is_the_one_that_is_answered(sqlite_url: str, tmp_path: Path) -> None:
    """A complaint was begun, then a form by its button: what is typed next answers the form."""
    async with at_netpoint(sqlite_url, tmp_path) as (desk, _):
        await desk.boris.starts()
        await desk.boris.presses("Согласен")
        second = await files(desk.boris, "Не работает телефон", CONTRACT)
        await desk.boris.writes("Ещё одно")
        await desk.boris.writes(f"/complain {second}")
        await desk.boris.presses("Оформить обращение")
        await desk.boris.presses("Изменить")
        await desk.boris.presses("✎ Номер договора")
        await desk.boris.writes("НП-9")
        assert "Номер договора: НП-9" in words(await desk.boris.last())


@pytest.mark.clause("SIN-12")
async def test_absences_that_cannot_be(sqlite_url: str, tmp_path: Path) -> None:
    """Reversed, past or far; announced by a customer without a request; stood in for by nobody there is."""
    never = ("", "вчера", "20.03 10.03", "01.01.2026 02.01.2026", "31.12.9999 31.12.9999", "30.02 31.02", "10.03")
    async with at_plarson(sqlite_url, tmp_path) as (desk, number):
        await comes(desk.boris)
        for given in never:
            for player, where in ((desk.boris, None), (desk.vera, number)):
                await (player.writes(f"/away {given}", topic=where) if where else player.writes(f"/away {given}"))
        told = (*await desk.boris.texts(), *await group_texts(desk))
        assert not any("вас не будет" in text or "не будет с" in text for text in told)
        for nobody in ("@anna", "Анна", "Вера", "Дина", "@", LONG):
            await desk.vera.writes(f"/away 10.03 20.03 {nobody}"[:LONGEST], topic=number)
        await desk.vera.writes("/back", topic=number)
        assert await said(desk, number) == "О вашем отсутствии не объявляли."
        for nobody in ("@anna", "Борис", "Дина", ""):
            await desk.vera.writes(f"/assign {nobody}", topic=number)
        async with desk.app.database.read() as store:
            assert (await store.tickets.peek(1)).assignee_id is None
        await desk.boris.writes(f"/away 10.03 20.03 <b>&{LONG}")
        assert "Записано" in words(await desk.boris.last())
        assert "".join(await desk.topic_texts("Борис")).count("раз & <два>") == LONG.count("раз")


@pytest.mark.clause("PLR-2")
async def test_unauthorised_again_before_the_last_press(sqlite_url: str, tmp_path: Path) -> None:
    async with at_plarson(sqlite_url, tmp_path) as (desk, number):
        await desk.anna.writes("Ещё одна просьба")
        await desk.anna.presses("Оформить обращение")
        await desk.vera.writes("/rank plain", topic=number)
        await desk.anna.presses("Зарегистрировать")
        assert "(пункт PLR-2 регламента)" in words(await desk.anna.last())
        async with desk.app.database.read() as store:
            assert len(await store.tickets.open()) == 1


@pytest.mark.clause("PLR-4", "PLR-7")
async def test_the_regulation_changes_under_a_draft_and_an_estimate(sqlite_url: str, tmp_path: Path) -> None:
    """A request is registered only under a priority there is; what was agreed under the old edition holds."""
    async with at_plarson(sqlite_url, tmp_path) as (desk, number):
        await desk.vera.writes("/estimate 2 правка", topic=number)
        offer = await desk.anna.last()
        await desk.anna.writes("Ещё одна просьба")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Изменить")
        await desk.anna.presses("Приоритет")
        await desk.anna.presses("срочный")
        await adopts(desk, "plarson", '"urgent"', '"hasty"')
        await desk.anna.presses("Зарегистрировать")
        assert words(await desk.anna.last()).startswith("Регламент за это время изменился.")
        await desk.anna.writes("/ticket")
        assert "Приоритет: обычный" in words(await desk.anna.last())
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("зарегистрировано: № 00002")
        await desk.anna.presses("Согласен", message=offer)
        await desk.anna.reads("Вы согласились на 4 000,00 ₽")
        await desk.vera.writes("/priority hasty иначе никак", topic=number)
        assert "нет приоритета «hasty»" in await said(desk, number)


@pytest.mark.clause("INS-2", "INS-8")
@pytest.mark.parametrize(
    ("line", "told"), [('who = "owner"', "«Вёрстка»"), ('elsewhere = "соседи"', "Регламент за это время изменился.")]
)
async def test_a_kind_of_request_is_taken_no_more(line: str, told: str, sqlite_url: str, tmp_path: Path) -> None:
    """Between the choice and «Зарегистрировать» the kind became the owner's, or another desk's."""
    async with troubled(sqlite_url, tmp_path, regulation="insales") as desk:
        await comes(desk.anna, "Поехала вёрстка шапки сайта")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Вёрстка")
        await desk.anna.writes("anna@shop.ru")
        await adopts(desk, "insales", 'title = "Вёрстка"', f'title = "Вёрстка"\n{line}')
        await desk.anna.presses("Зарегистрировать")
        assert words(await desk.anna.last()).startswith(told)
        async with desk.app.database.read() as store:
            assert await store.tickets.open() == []


async def test_a_card_under_an_edition_that_this_process_has_not_met(sqlite_url: str, tmp_path: Path) -> None:
    """The sender alone in its process shows a request by its own regulation, and not by the one in force."""
    async with at_plarson(sqlite_url, tmp_path) as (desk, number):
        await desk.vera.writes("/estimate 2 правка", topic=number)
        await adopts(desk, "plarson", '"feedback"', '"waits"')
        facts = await desk.app.front.sender._channel._threads.card_facts(1)
        assert facts["state"] == "обратная связь"
