"""A likely repeat: likeness makes a question, names that differ are said, other people's requests do not count."""

from __future__ import annotations

from itertools import combinations

import pytest

from core.tickets import promotion, repeat
from tests.office import Office, office_on

SAME = [
    ("Не открывается отчёт за февраль", "Отчет за февраль не открывается"),
    ("Не открывается касса", "Касса опять не открывается, пишет нет доступа"),
    ("Не приходят письма о заказах", "Письма о новых заказах до сих пор не приходят"),
    ("Поехала вёрстка шапки сайта", "Шапка сайта съехала, вёрстка поехала"),
    ("Не печатает принтер", "Принтер так и не печатает"),
    ("Добавьте пользователя Петров", "Просьба добавить пользователя Петров в систему"),
    ("Не грузятся картинки товаров", "Картинки товаров не загружаются в каталоге"),
    ("Обновите сертификат на домене example.ru", "Истёк сертификат домена example.ru, обновите пожалуйста"),
]


def test_the_same_told_in_other_words_is_alike() -> None:
    assert [pair for pair in SAME if repeat.similarity(*pair) < repeat.ALIKE] == []


def test_different_problems_are_not_alike_though_they_begin_with_the_same_words() -> None:
    different = [(one, other) for left, right in combinations(SAME, 2) for one in left for other in right]
    assert len(different) > 100
    assert [pair for pair in different if repeat.similarity(*pair) >= repeat.ALIKE] == []


def test_likeness_is_a_share() -> None:
    assert repeat.similarity("Ёлка", "елка") == 1.0
    assert repeat.similarity("", "") == repeat.similarity("…", "касса") == 0.0
    assert repeat.similarity("касса", "касса касса") == 1.0
    assert repeat.similarity("касса", "склад") == repeat.similarity("склад", "касса") < 0.1


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("Не открывается shop-a.ru", "Не открывается shop-b.ru", (("shop-a.ru",), ("shop-b.ru",))),
        ("Не отвечает 10.0.0.5", "Не отвечает 10.0.0.15", (("10.0.0.5",), ("10.0.0.15",))),
        ("Где заказ № 17?", "Где заказ №18?", (("№ 17",), ("№18",))),
        ("Где заказ 4512?", "Где заказ 4513?", (("4512",), ("4513",))),
        ("Отчёт за февраль", "Отчёт за январь", (("февраль",), ("январь",))),
        ("Упал vm-12", "Упал vm-15", (("vm-12",), ("vm-15",))),
        ("Сайт магазин.рф за май", "Сайт лавка.рф за июнь", (("магазин.рф", "май"), ("лавка.рф", "июнь"))),
    ],
)
def test_what_is_named_differently_is_said(here: str, there: str, said: tuple[tuple[str, ...], ...]) -> None:
    assert repeat.differing(here, there) == said


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Отчёт за февраль", "В феврале отчёт"),
        ("Заказ № 4512", "заказ 4512 не виден"),
        ("Сайт Shop-A.ru", "сайт shop-a.ru"),
        ("Не открывается shop-a.ru и shop-b.ru", "Не открывается shop-b.ru"),
        ("Не открывается shop-a.ru", "Не открывается сайт"),
        ("Вот экран.png", "Вот снимок.jpg"),
        ("Пишите на anna@shop.ru", "Пишите на anna@mail.ru"),
        ("Мартовские маркеты", "Майские макеты"),
        ("", ""),
    ],
)
def test_what_is_named_alike_or_on_one_side_only_is_not(here: str, there: str) -> None:
    assert repeat.differing(here, there) == ((), ())


async def likely(office: Office, *texts: str) -> repeat.Repeat | None:
    for text in texts:
        await office.says(office.anna, text)
    async with office.desk.work() as deed:
        draft = await promotion.begin(deed, office.anna, deed.now)
        return await repeat.likely(deed, office.anna, draft)


@pytest.mark.clause("INS-6", "PLR-5")
async def test_only_the_customers_own_open_requests_are_compared(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.registers(office.boris, "Не печатает принтер")
        closed = await office.registers(office.anna, "Не печатает наш принтер")
        async with office.at_work(closed) as (deed, ticket):
            ticket.closed_at = deed.now
            await deed.save(ticket)
        assert await likely(office, "Принтер не печатает") is None
        assert await likely(office, "Здравствуйте!") is None


@pytest.mark.clause("INS-6", "PLR-5")
async def test_the_most_alike_is_named_whatever_stands_around_it(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        await office.registers(office.anna, "Добрый день!", "Не приходят письма о заказах")
        wanted = await office.registers(office.anna, "Здравствуйте", "Не открывается отчёт за февраль", "Спасибо")
        await office.answers(wanted, "Не печатает принтер?")  # words of staff are nobody's complaint
        found = await likely(office, "Здравствуйте ещё раз", "Отчёт за март не открывается")
        assert found is not None
        assert (found.ticket.number, found.here, found.there) == (wanted.number, ("март",), ("февраль",))
