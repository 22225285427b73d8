"""InSales' regulation as its shop owners and its staff live through it: round the clock, levels by kind and plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import labels, moscow, words
from tests.stories.telling import comes, files, open_desk, staff_reads

EMAIL = "anna@shop.ru"


@pytest.mark.clause("INS-1", "INS-5")
async def test_from_the_first_word_to_closed(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", at="2026-03-07 23:00") as desk:  # a Saturday before a holiday, at night
        await comes(desk.anna, "Не сохраняется карточка товара")
        await desk.anna.presses("Оформить обращение")
        kinds = await desk.anna.last()
        assert "Вёрстка — Шаблоны, разработанные InSales, и шаблонизатор liquid." in words(kinds)
        await desk.anna.presses("Вопросы по функционалу")
        await desk.anna.writes(EMAIL)
        summary = words(await desk.anna.last())
        assert "Тип обращения: Вопросы по функционалу" in summary
        assert "Тариф: другие платные тарифы" in summary
        assert "Срок (первый ответ): до вс 08.03.2026 23:00 (МСК)" in summary
        await desk.anna.presses("Зарегистрировать")
        told = words(await desk.anna.reads("зарегистрировано: № 000001"))
        assert "до вс 08.03.2026 23:00 (МСК)" in told
        await desk.vera.writes("/take", topic="000001")
        await desk.vera.writes("Обновите страницу с очисткой кэша", topic="000001")
        await desk.vera.writes("/resolve Исправлено в обновлении", topic="000001")
        await desk.anna.presses("Подтвердить решение")
        await desk.anna.reads("Обращение № 000001 закрыто")
        await desk.anna.writes("/tickets")
        assert "№ 000001 — закрыто." in words(await desk.anna.last())


@pytest.mark.clause("INS-1")
async def test_the_level_follows_from_the_kind_of_request_and_the_plan(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", at="2026-03-05 10:00") as desk:
        await files(desk.anna, "Как настроить фильтр?", EMAIL, kind="Вопросы по функционалу")
        assert "до пт 06.03.2026 10:00 (МСК)" in words(await desk.anna.reads("зарегистрировано: № 000001"))
        # A known customer files the usual kind with two presses, and changes it under «Изменить».
        await desk.anna.writes("Поехала вёрстка шапки сайта")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Изменить")
        await desk.anna.presses("Тип обращения")
        await desk.anna.presses("Вёрстка")
        await desk.anna.presses("Зарегистрировать")
        assert "до пт 06.03.2026 22:00 (МСК)" in words(await desk.anna.reads("зарегистрировано: № 000002"))
        # The plan is set by staff; open requests follow, and a plan that the regulation lacks is refused.
        await desk.vera.writes("/plan gold", topic="000001")
        assert "Есть: basic (другие платные тарифы), premium (Премиум)" in (await desk.topic_texts("000001"))[-1]
        await desk.vera.writes("/plan premium", topic="000001")
        await desk.anna.reads("Ваш тариф поддержки теперь: Премиум.")
        await desk.anna.writes("/status 000002")
        assert "до чт 05.03.2026 13:00 (МСК)" in words(await desk.anna.last())
        await files(desk.anna, "Не приходит письмо о заказе")
        assert "до чт 05.03.2026 13:00 (МСК)" in words(await desk.anna.reads("зарегистрировано: № 000003"))


@pytest.mark.clause("INS-2")
async def test_only_the_owner_transfers_the_shop(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        await comes(desk.anna, "Перепишите магазин на моего партнёра")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Передача прав на магазин")
        refusal = words(await desk.anna.last())
        assert "«Передача прав на магазин»: такие обращения принимаем только от владельца (пункт INS-2" in refusal
        await desk.vera.writes("/rank king", topic="Анна")
        assert "plain, authorised, owner" in (await desk.topic_texts("Анна"))[-1]
        await desk.vera.writes("/rank owner", topic="Анна")
        await desk.anna.reads("Мы знаем вас как владельца")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.writes(EMAIL)
        await desk.anna.presses("Изменить")
        await desk.anna.presses("Тип обращения")
        await desk.anna.presses("Передача прав на магазин")
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("Тип обращения: Передача прав на магазин")
        assert "Клиент: владелец" in words((await desk.topic("000001"))[0])


@pytest.mark.clause("INS-2")
async def test_a_draft_of_the_owners_kind_is_judged_again_when_it_is_registered(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        await comes(desk.anna, "Удалите наши старые страницы")
        await desk.vera.writes("/rank owner", topic="Анна")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Удаление контента магазина")
        await desk.anna.writes(EMAIL)
        await desk.vera.writes("/rank plain", topic="Анна")
        await desk.anna.reads("официальные обращения оформляют уполномоченные лица")
        await desk.anna.presses("Зарегистрировать")
        assert "принимаем только от владельца" in words(await desk.anna.last())
        await desk.vera.writes("/queue", chat=desk.group)
        await staff_reads(desk, "Очередь пуста.")


@pytest.mark.clause("INS-5")
async def test_a_person_is_unverified_until_staff_confirm_once(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        number = await files(desk.anna, "Не открывается касса", EMAIL)
        assert "⚠ не подтверждён" in words((await desk.topic(number))[0])
        await desk.vera.writes("/verify", topic=number)
        await desk.anna.reads("Ваши данные подтверждены")
        await desk.vera.writes(f"/ticket {number}", topic=number)
        assert "не подтверждён" not in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/verify", topic=number)
        assert "Клиент уже подтверждён." in (await desk.topic_texts(number))[-1]
        again = await files(desk.anna, "И ещё одно: не открывается склад")
        assert "не подтверждён" not in words((await desk.topic(again))[0])


@pytest.mark.clause("INS-6")
async def test_the_queue_goes_by_arrival_and_repeating_only_delays(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", at="2026-03-05 10:00") as desk:
        first = await files(desk.anna, "Не открывается касса", EMAIL)
        await desk.later(minutes=10)
        second = await files(desk.boris, "Не открывается склад", "boris@shop.ru")
        await desk.anna.replies(await desk.anna.reads("зарегистрировано"), "Ну что там?")
        await desk.anna.reads("Повторять подтверждённый запрос не нужно")
        await desk.vera.writes("/queue", chat=desk.group)
        queue = words(await staff_reads(desk, "открытых обращения"))
        assert queue.index(first) < queue.index("поступило 05.03 10:00") < queue.index(second)
        assert "поступило 05.03 10:10" in queue


@pytest.mark.clause("INS-7")
async def test_refusing_and_postponing_take_a_listed_reason(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", at="2026-03-05 10:00") as desk:
        number = await files(desk.anna, "Не считается доставка, и ещё поменяйте логотип", EMAIL)
        await desk.vera.writes("/refuse", topic=number)
        listed = await desk.topic_reads(number, "Причины по регламенту")
        assert [label for label in labels(listed) if label.isdigit()] == ["1", "2", "3", "4", "5", "6", "7"]
        assert "3. В письме несколько проблем или вопросов" in words(listed)
        assert "7. Вопрос относится к функционалу, который предоставляет сторонний сервис." in words(listed)
        await desk.vera.writes("/postpone 10.03.2026 5", topic=number)
        await desk.anna.reads("Нужна детальная диагностика")
        await desk.at(moscow("2026-03-10 00:00"))
        await desk.vera.writes("/refuse several_problems", topic=number)
        assert "оформите их, пожалуйста, по отдельности" in words(await desk.anna.reads("отказано"))


@pytest.mark.clause("INS-8")
async def test_what_belongs_to_another_desk_is_handed_on_and_never_registered(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        await comes(desk.anna, "Хотим заказать рекламу магазина")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Организация бизнеса, юридические вопросы, реклама и SEO")
        told = words(await desk.anna.reads("таким занимается отдел продаж InSales"))
        assert "Обращение не зарегистрировано, срок не идёт." in told
        await desk.topic_reads("Анна", "Этим занимается отдел продаж InSales")
        await desk.vera.writes("/queue", chat=desk.group)
        await staff_reads(desk, "Очередь пуста.")
        async with desk.app.database.read() as store:
            assert await store.timers.earliest() is None
        # The talk goes on: the consultant answers, and another question can still be filed.
        await desk.vera.writes("Передаю вас коллегам из отдела продаж", topic="Анна")
        await desk.anna.reads("Передаю вас коллегам")
        assert await files(desk.anna, "А касса не открывается", EMAIL) == "000001"


@pytest.mark.parametrize("said", ["вопросы по функционалу", "«Вопросы по»", "ВЁРСТКА", "верстка."])
async def test_a_kind_may_be_named_in_words(said: str, tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        await comes(desk.anna, "Поехала шапка")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.writes(said)
        assert "Адрес электронной почты" in words(await desk.anna.last())
        await desk.anna.writes(EMAIL)
        kind = "Вёрстка" if "рстка" in said.casefold() else "Вопросы по функционалу"
        assert f"Тип обращения: {kind}\n" in words(await desk.anna.last())
        await desk.anna.writes("Передача прав на магазин")  # nobody asks any more: these are words of talk
        await desk.topic_reads("Анна", "Передача прав на магазин")


@pytest.mark.parametrize("said", ["верст", "пе", "Передача"])
async def test_words_that_name_no_kind_or_several_are_talk(said: str, tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        await comes(desk.anna, "Поехала шапка")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.writes(said)
        await desk.topic_reads("Анна", said)
