"""One request is one problem: two are dealt onto two requests, a repeat of an open one is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import labels, words
from tests.stories.telling import comes, files, open_desk

EMAIL = "anna@shop.ru"


@pytest.mark.clause("SAV-9", "PLR-11", "INS-7")
async def test_two_problems_become_two_linked_requests(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Здравствуйте, это Анна", EMAIL)
        for text in ("Не считается доставка", "Пишет «нет тарифа»", "И ещё поменяйте логотип"):
            await anna.writes(text)
        await anna.presses("Оформить обращение")
        await anna.presses("Это две разные проблемы")
        screen = await anna.last()
        assert labels(screen) == [
            "1️⃣ Не считается доставка",
            "1️⃣ Пишет «нет тарифа»",
            "2️⃣ И ещё поменяйте логотип",
            "Готово",
            "Это одна проблема",
        ]
        # Moved there and back, in place; neither request may be left empty.
        await anna.presses("1️⃣ Пишет «нет тарифа»", message=screen)
        await anna.presses("1️⃣ Не считается доставка", message=screen)
        assert "хотя бы одно сообщение" in words(await anna.last())
        await anna.presses("2️⃣ Пишет «нет тарифа»", message=screen)
        await anna.presses("Готово", message=screen)
        first = words(await anna.last())
        assert "• Не считается доставка\n• Пишет «нет тарифа»" in first
        assert "логотип" not in first
        assert "Вторая проблема, 1 сообщение, — следующим, отдельным обращением." in first
        await anna.presses("Зарегистрировать")

        # The second one has a summary, a kind and a press of its own.
        second = words(await anna.last())
        assert "Это вторая проблема; первая — обращение № 000002." in second
        assert "• И ещё поменяйте логотип" in second
        assert "Не считается доставка" not in second
        await anna.presses("Изменить")
        await anna.presses("Тип обращения")
        await anna.presses("Вёрстка")
        await anna.presses("Зарегистрировать")
        told = words(await anna.reads("зарегистрировано: № 000003"))
        assert "Оно выделено из обращения № 000002." in told
        assert "Тип обращения: Вёрстка" in told
        assert "Связано: 000003" in words((await desk.topic("000002"))[0])
        assert "Связано: 000002" in words((await desk.topic("000003"))[0])
        assert "И ещё поменяйте логотип" not in await desk.topic_texts("000002")
        assert (await desk.topic_texts("000003"))[1:] == ["И ещё поменяйте логотип"]
        # Pressed again, the first summary registers nothing anew.
        async with desk.app.database.read() as store:
            assert len(await store.tickets.open()) == 3


@pytest.mark.clause("SAV-9")
async def test_it_may_turn_out_to_be_one_problem_or_only_the_first_is_registered(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Здравствуйте, это Анна", EMAIL)
        await anna.writes("Не считается доставка")
        await anna.presses("Оформить обращение")
        assert "Это две разные проблемы" not in labels(await anna.last())
        await anna.forges("p:d_split:2:", await anna.last())
        assert words(await anna.last()).startswith("Сообщение здесь одно.")
        await anna.writes("Поменяйте логотип")
        await anna.presses("Оформить обращение")
        await anna.presses("Это две разные проблемы")
        await anna.presses("Это одна проблема")
        assert "Вторая проблема" not in words(await anna.last())
        await anna.presses("Это две разные проблемы")
        assert "1 из 2" not in labels(await anna.last())
        # What is left out of the request altogether is no second problem.
        await anna.presses("Готово")
        await anna.presses("Изменить")
        await anna.presses("☑ Поменяйте логотип")
        await anna.presses("Готово")
        assert "Вторая проблема" not in words(await anna.last())
        await anna.presses("Изменить")
        await anna.presses("☑ Все сообщения")
        await anna.presses("Готово")
        await anna.presses("Это две разные проблемы")
        await anna.presses("Готово")
        await anna.presses("Зарегистрировать")
        await anna.reads("Это вторая проблема; первая — обращение № 000002.")
        await anna.presses("Отмена")
        assert "Ничего не зарегистрировано" in words(await anna.last())
        async with desk.app.database.read() as store:
            assert [ticket.links for ticket in await store.tickets.open()] == [(), ()]


@pytest.mark.clause("SAV-9")
async def test_a_second_problem_is_not_lost_when_the_first_belongs_to_another_desk(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Здравствуйте, это Анна", EMAIL)
        await anna.writes("Хотим заказать рекламу магазина")
        await anna.writes("И не открывается касса")
        await anna.presses("Оформить обращение")
        await anna.presses("Это две разные проблемы")
        await anna.presses("Готово")
        await anna.presses("Изменить")
        await anna.presses("Тип обращения")
        await anna.presses("Организация бизнеса, юридические вопросы, реклама и SEO")
        await anna.reads("таким занимается отдел продаж InSales")
        assert "• И не открывается касса" in words(await anna.last())
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000002")


@pytest.mark.clause("INS-6", "PLR-5")
async def test_a_likely_repeat_is_asked_about_once_and_added(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        number = await files(anna, "Не открывается отчёт за февраль", EMAIL)
        await anna.writes("Так и не открывается отчёт за февраль!")
        await anna.writes("Ошибка 17")
        await anna.presses("Оформить обращение")
        question = await anna.last()
        assert words(question) == f"Похоже на № {number}: «Не открывается отчёт за февраль». Это о том же?"
        assert labels(question) == ["Да, дополнить", "Нет, другое"]
        await anna.presses("Да, дополнить")
        await anna.reads(f"Добавлено к обращению № {number}.")
        topic = await desk.topic_texts(number)
        assert [text for text in topic if text in ("Так и не открывается отчёт за февраль!", "Ошибка 17")] == [
            "Так и не открывается отчёт за февраль!",
            "Ошибка 17",
        ]
        await anna.forges("p:d_same:2:1", question)
        assert "Зарегистрировать" not in labels(await anna.last())
        async with desk.app.database.read() as store:
            assert len(await store.tickets.open()) == 1


@pytest.mark.clause("INS-6", "PLR-5")
async def test_what_looks_alike_but_names_another_thing_is_said_and_never_in_the_way(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        number = await files(anna, "Не открывается отчёт за февраль", EMAIL)
        await anna.writes("Не открывается отчёт за март")
        await anna.presses("Оформить обращение")
        assert words(await anna.last()) == (
            f"Похоже на № {number}: «Не открывается отчёт за февраль». Это о том же?\n"
            "Но названо разное: здесь март, там февраль."
        )
        # Whoever does not answer and comes back is not asked again.
        await anna.presses("Оформить обращение")
        assert "Зарегистрировать" in labels(await anna.last())
        await anna.presses("Нет, другое")
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000002")
        # Another problem takes two presses still.
        await anna.writes("Поменялся логотип в письмах")
        await anna.presses("Оформить обращение")
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000003")


async def test_a_repeat_of_somebody_elses_request_is_nobodys_business(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        await files(desk.anna, "Не открывается отчёт за февраль", EMAIL)
        await files(desk.boris, "Не печатаются чеки", "boris@shop.ru")
        await comes(desk.join("dina", 104, "Дина"))
        await desk.boris.writes("Не открывается отчёт за февраль")
        await desk.boris.presses("Оформить обращение")
        assert "Похоже" not in words(await desk.boris.last())
        await desk.boris.forges("p:d_same:3:1", await desk.boris.last())
        assert words(await desk.boris.last()) == "Такого обращения среди ваших нет."


async def test_many_messages_are_dealt_out_page_by_page(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Здравствуйте, это Анна", EMAIL)
        for number in range(1, 11):
            await anna.writes(f"Не считается доставка, заказ {number}")
        await anna.presses("Оформить обращение")
        await anna.presses("Это две разные проблемы")
        assert [label for label in labels(await anna.last()) if "из" in label.split()] == ["1 из 2"]
        await anna.presses("›")
        assert labels(await anna.last())[:3] == [
            "1️⃣ Не считается доставка, заказ 9",
            "2️⃣ Не считается доставка, заказ 10",
            "‹",
        ]
