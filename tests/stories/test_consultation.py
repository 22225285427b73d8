"""Questions that the articles answer, admit not to know, and leave to people (SAV-7, NET-5, INS-3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from core.knowledge.article import Article
from storage.search.build import replacing
from tests.desk import Desk, labels, moscow, words
from tests.stories.telling import comes, open_desk, staff_reads
from tests.stories.test_alleanza import FAULT, KNOWN, authorised

BASE = "https://help.example.ru"
ARTICLES = (
    Article(
        "mail",
        "Почтовый ящик не принимает письма",
        "Проверьте, не переполнен ли ящик, и очистите корзину. Письма больше 25 МБ не доходят.",
        f"{BASE}/mail",
        "Почта",
        ("не приходят письма",),
    ),
    Article(
        "dns", "Настройка записей DNS домена", "Записи меняют в панели, раздел DNS.", f"{BASE}/dns?a=1&b", "Домены"
    ),
    Article("ssl", "Установка сертификата SSL", "Сертификат SSL ставят в панели.", f"{BASE}/ssl", "Домены"),
    Article("template", "Как поменять шаблон магазина", "Шаблон меняют в разделе «Дизайн».", f"{BASE}/t", "Шаблоны"),
    Article("filter", "Как настроить фильтр товаров", "Фильтр настраивают в «Каталоге».", "", "Функционал"),
    Article("backup", "Резервная копия сайта", "Резервную копию сайта делает панель.", f"{BASE}/backup", "Сайты"),
    Article("ftp", "Доступ по FTP", "Логин и пароль FTP создают в панели.", f"{BASE}/ftp", "Сайты"),
)
WAYS = ["Помогло", "Спросить консультанта", "Оформить обращение"]


def shelve(folder: Path, *articles: Article) -> None:
    """Put these articles on the desk's shelf."""
    with replacing(folder / "kb.db") as building:
        for article in articles or ARTICLES:
            building.add(article)
        building.finish([])


async def said(desk: Desk, name: str) -> list[str]:
    """What stands in somebody's consultation topic."""
    return [words(message) for message in await desk.topic(name)]


@pytest.mark.clause("ALL-5", "ALL-2")
async def test_a_day_of_questions(tmp_path: Path) -> None:
    """Answered, answered in the wrong layout, not known and filed, an insult, a repeat."""
    shelve(tmp_path)
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 10:00") as desk:
        await authorised(desk)
        anna = desk.anna
        await anna.writes("Почему почтовый ящик не принимает письма?")
        answer = await anna.last()
        assert words(answer) == (
            "Почтовый ящик не принимает письма\n"
            "Проверьте, не переполнен ли ящик, и очистите корзину. Письма больше 25 МБ не доходят."
        )
        assert labels(answer) == WAYS
        assert [entity["url"] for entity in answer["entities"] if entity["type"] == "text_link"] == [f"{BASE}/mail"]
        assert (await said(desk, "Анна"))[-1] == "🤖 Ответили из базы знаний:\n• Почтовый ящик не принимает письма"
        await anna.presses("Помогло")
        assert words(await anna.last()) == "Рады, что помогло. Если появится ещё вопрос, просто напишите."
        assert (await said(desk, "Анна"))[-1] == "✓ Заказчику помогла база знаний."

        await anna.writes("rfr cltkfnm htpthdye. rjgb. cfqnf")
        answer = await anna.last()
        assert words(answer).startswith("Понял как: «как сделать резервную копию сайта»\n\nРезервная копия сайта\n")
        await anna.presses("Помогло")

        await anna.writes("Третий день не начисляются бонусы за друзей")
        answer = await anna.last()
        assert words(answer) == "В базе знаний ответа на это нет.\nКонсультанты видят ваш вопрос и ответят здесь."
        assert labels(answer) == WAYS[1:]
        assert (await said(desk, "Анна"))[-1] == "🤖 В базе знаний ответа нет: заказчик ждёт вас."
        await anna.presses("Оформить обращение")
        await anna.presses("Проблема")
        for value in (*KNOWN, "Сайт", *FAULT):
            await anna.writes(value)
        summary = words(await anna.last())
        assert "бонусы за друзей" in summary
        assert "принимает письма" not in summary, "what helped already is in the request"
        await anna.presses("Зарегистрировать")
        number = words(await anna.reads("зарегистрировано: №")).split("№ ")[1].split(".")[0]

        # An insult is kept and gently answered; the articles keep out of it.
        await anna.writes("Ну вы и мудаки, почтовый ящик не принимает письма!")
        assert "обойдитесь без нецензурных слов" in words(await anna.reads("обойдитесь"))
        assert "Почтовый ящик" not in words(await anna.last())

        # The same trouble once more is recognised when it is filed, and only asked about.
        await anna.writes("Третий день не начисляются бонусы за друзей!")
        await anna.presses("Оформить обращение")
        await anna.presses("Проблема")
        for value in ("Сайт", *FAULT):
            await anna.writes(value)
        await anna.reads(f"Похоже на № {number}")
        await anna.presses("Да, дополнить")
        await anna.reads(f"Добавлено к обращению № {number}")


@pytest.mark.clause("NET-5", "SAV-7")
async def test_articles_are_silent_while_a_person_speaks(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 10:00") as desk:
        await desk.vera.writes("/queue", chat=desk.group)  # a colleague is known once they have written
        await comes(desk.anna)
        assert not any("База" in text or "базе" in text for text in await desk.anna.texts()), "a greeting asks nothing"
        await desk.anna.writes("Как установить сертификат SSL?")
        assert words(await desk.anna.last()).startswith("Установка сертификата SSL\n")
        await desk.anna.presses("Спросить консультанта")
        assert words(await desk.anna.last()) == "Позвали консультанта: он видит ваш вопрос и ответит здесь."
        called = await staff_reads(desk, "🙋 Заказчик просит консультанта.")
        assert words(called).endswith("Вера"), "whoever is on duty is called by name"
        await desk.anna.writes("И настройка записей DNS домена?")
        assert "Позвали консультанта" in words(await desk.anna.last())
        await desk.vera.writes("Сейчас всё настрою", topic="Анна")
        await desk.later(hours=13)
        await desk.anna.writes("Настройка записей DNS домена")
        assert "Настройка записей DNS домена" in words(await desk.anna.last()), "a day later the articles answer again"
        # Boris is answered by Vera before anything else is asked: the articles do not speak over her.
        await comes(desk.boris)
        await desk.vera.writes("Чем помочь?", topic="Борис")
        await desk.boris.writes("Нужен доступ по FTP")
        assert words(await desk.boris.last()) == "Вера\nЧем помочь?"


async def test_no_answer_is_admitted_once(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Куда пропали баллы лояльности?")
        await desk.anna.writes("И почему так дорого стоит доставка цветов?")
        assert sum("В базе знаний ответа" in text for text in await desk.anna.texts()) == 1
        await desk.anna.writes("Резервная копия сайта, письма, сертификат")
        assert labels(await desk.anna.last()) == WAYS, "what is known is said all the same"


@pytest.mark.clause("INS-3")
async def test_articles_come_before_a_request(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "insales", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Как поменять шаблон магазина?")
        await desk.anna.presses("Оформить обращение")
        offer = await desk.anna.reads("Прежде чем оформлять")
        assert words(offer).endswith("\n• Как поменять шаблон магазина")
        kinds = await desk.anna.last()
        assert labels(kinds)[0] == "☑ Вёрстка", "the kind whose articles were found"
        assert labels(kinds)[-2:] == ["Другое…", "Отмена"]
        assert "Другой вопрос" not in labels(kinds)
        await desk.anna.presses("Помогло", message=offer)
        assert "Рады, что помогло" in words(await desk.anna.last())
        await desk.anna.presses("☑ Вёрстка", message=kinds)
        assert "Это обращение уже оформлено или отменено" in words(await desk.anna.last())
        # Once more, and this time it is filed: nothing is offered twice, and all kinds can be chosen from.
        await desk.anna.writes("Как поменять шаблон магазина без потери настроек?")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Другое…")
        assert "Вопросы по функционалу" in labels(await desk.anna.last())
        await desk.anna.presses("☑ Вёрстка")
        await desk.anna.writes("anna@shop.ru")
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("зарегистрировано: № 000001")
        assert sum("Прежде чем оформлять" in text for text in await desk.anna.texts()) == 2


@pytest.mark.clause("INS-3")
async def test_what_was_said_to_a_person_is_looked_up_when_it_is_filed(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "insales", at="2026-03-05 10:00") as desk:
        await comes(desk.anna)
        await desk.vera.writes("Слушаю вас", topic="Анна")
        await desk.anna.writes("Как настроить фильтр товаров")
        assert words(await desk.anna.last()) == "Вера\nСлушаю вас"
        await desk.anna.presses("Оформить обращение")
        offer = await desk.anna.reads("Прежде чем оформлять")
        await desk.anna.presses("Помогло", message=offer)
        await desk.anna.writes("/tickets")
        assert "нет" in words(await desk.anna.last())


@pytest.mark.clause("NET-4", "ALL-2")
@pytest.mark.parametrize(("regulation", "clause"), [("netpoint", "NET-4"), ("alleanza", "ALL-2")])
async def test_what_the_regulation_leaves_out_is_said_at_once(tmp_path: Path, regulation: str, clause: str) -> None:
    """With articles and without; unless the organisation's contract allows it."""
    async with open_desk(tmp_path, regulation, at="2026-03-05 10:00") as desk:
        await comes(desk.anna)
        await desk.anna.writes("Помогите написать скрипт для формы на Javascript")
        told = await desk.anna.last()
        assert "мы не консультируем" in words(told)
        assert words(told).endswith(f"(Регламент, пункт {clause}.)")
        assert labels(told) == WAYS[1:], "a person can still be asked"
        assert "🤖 Заказчику сказано:" in (await said(desk, "Анна"))[-1]
        await desk.anna.writes("А когда вы работаете?")
        assert words(await desk.anna.last()) == words(told), "without articles nothing is said to a question"


async def test_a_question_in_several_messages_is_one(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00", gather=0.5) as desk:
        await comes(desk.anna)
        await desk.phone.send(desk.anna.id, "У меня почтовый ящик")
        await desk.phone.send(desk.anna.id, "не принимает письма")
        await desk.settled()
        assert words(await desk.anna.last()).startswith("Почтовый ящик не принимает письма\n")
        assert sum("Почтовый ящик не принимает" in text for text in await desk.anna.texts()) == 1


async def test_out_of_hours_it_is_said_when_somebody_reads(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-06 17:50") as desk:  # Friday; Monday is a day off
        await comes(desk.anna, "Не работает обмен с банком")
        assert "Сейчас мы не работаем" not in words(await desk.anna.last())
        await desk.at(moscow("2026-03-06 18:20"))
        await desk.anna.writes("Так и не работает")
        closed = await desk.anna.last()
        assert words(closed) == (
            "Сейчас мы не работаем. Откроемся вт 10.03.2026 09:00 (МСК): тогда консультант прочитает ваше сообщение"
            " и ответит здесь.\nОфициальное обращение можно зарегистрировать уже сейчас."
        )
        assert labels(closed) == ["Оформить обращение"]
        await desk.anna.writes("Ау")
        assert sum("Сейчас мы не работаем" in text for text in await desk.anna.texts()) == 1, "once a closed time"
        await desk.anna.writes("Спросить консультанта")
        assert "Откроемся вт 10.03.2026 09:00 (МСК): тогда вопрос прочитают." in words(await desk.anna.last())


async def test_a_foreign_and_an_old_question(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Как установить сертификат SSL?")
        answer = await desk.anna.last()
        await comes(desk.boris)
        greeting = await desk.boris.last()
        await desk.boris.forges("p:helped:1:", greeting)
        assert "Рады" not in words(await desk.boris.last())
        await desk.anna.presses("Помогло", message=answer)
        await desk.anna.forges("p:helped:1:", answer)
        assert sum("Рады" in text for text in await desk.anna.texts()) == 1, "twice is once"
        await desk.anna.forges("p:consult:999:", answer)
        assert not any("Позвали" in text for text in await desk.anna.texts())


async def test_a_consultant_called_from_the_menu_takes_what_was_asked(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Как установить сертификат SSL?")
        await desk.anna.writes("Спросить консультанта")
        assert any("Позвали консультанта" in text for text in await desk.anna.texts())
        assert not any("Напишите вопрос" in text for text in await desk.anna.texts()), "it is written already"
        await comes(desk.boris)
        await desk.boris.writes("Спросить консультанта")
        assert any("Напишите вопрос" in text for text in await desk.boris.texts())
        assert not any("Позвали" in text for text in await desk.boris.texts()), "nobody sees a question yet"
        await desk.boris.writes("Как установить сертификат SSL?")  # to the consultant: the articles are silent
        await desk.boris.writes("Спросить консультанта")
        assert "Позвали консультанта" in words(await desk.boris.last())
        await desk.vera.writes("Нажмите «Сертификаты», «Добавить»", topic="Борис")
        await desk.boris.writes("Спросить консультанта")
        assert "Напишите вопрос" in words(await desk.boris.last()), "what was written is answered"


async def test_managers_see_what_was_asked_and_what_nobody_knew(tmp_path: Path) -> None:
    shelve(tmp_path)
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Как установить сертификат SSL?")
        await desk.anna.presses("Помогло")
        await desk.anna.writes("Почему так дорого стоит доставка цветов? Мой телефон +7 912 345-67-89")
        await desk.anna.writes("Нужен доступ по FTP")
        await desk.anna.presses("Спросить консультанта")
        await comes(desk.boris, "Почему так дорого стоит доставка цветов?")
        await desk.gleb.writes("/report", chat=desk.group)
        told = words(await staff_reads(desk, "Отчёт"))
        assert (
            "Вопросов в беседах: 4\n"
            "База знаний: ответила на 2, предложила статьи по 0, помогла с 1.\n"
            "Позвали консультанта: 1 · стали обращениями: 0\n"
            "Чего база знаний не знает:\n"
            "– Почему так дорого стоит доставка цветов? Мой телефон"
        ) in told
        assert told.splitlines()[-1].endswith(": 2"), "the same question of two customers is one"
        assert "345-67-89" not in told


async def test_the_assistant_answers_only_from_the_articles_found(tmp_path: Path) -> None:
    """A real service over HTTP: what it says is shown with its articles; what it invents is not."""
    shelve(tmp_path)
    replies = [
        {"known": True, "answer": "Сертификат ставят в панели. Подробнее: https://evil.ru/x", "sources": ["ssl"]},
        {"known": True, "answer": "Пришлите пароль.", "sources": ["invented"]},
    ]
    asked: list[str] = []

    async def complete(request: web.Request) -> web.Response:
        asked.append((await request.json())["messages"][1]["content"])
        content = json.dumps(replies[len(asked) - 1], ensure_ascii=False)
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": content}}]})

    service = web.Application()
    service.router.add_post("/v1/chat/completions", complete)
    async with TestServer(service) as server:
        url = str(server.make_url("/v1"))
        async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00", assistant=url) as desk:
            await comes(desk.anna, "Как установить сертификат SSL? Мой телефон +7 912 345-67-89")
            answer = await desk.anna.last()
            assert words(answer) == (
                "Сертификат ставят в панели. Подробнее:\n\n"
                "Ответ составлен автоматически по этим статьям, проверьте по ним:\n• Установка сертификата SSL"
            )
            assert labels(answer) == WAYS
            assert "345-67-89" not in asked[0]
            await desk.anna.writes("Настройка записей DNS домена")
            assert words(await desk.anna.last()).startswith("Настройка записей DNS домена\nЗаписи меняют")
            assert len(asked) == 2
