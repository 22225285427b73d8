"""What the desk writes itself: whose word holds, what must not be shown to others, how much of it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.errors import Missing, Outdated
from core.knowledge.article import Article
from core.knowledge.offer import Offer, Offered, answer, cut, offered
from core.knowledge.search import Held, Hit
from core.knowledge.writing import LONGEST, Stage, Word, Writing, check, holding, text_of, title_of, unnamed

FILE = {"printer": "today's digest"}
OURS = Word("printer", 7, "today's digest", hidden=False)
OWN = Word("desk:3", 3, "", hidden=False)


@pytest.mark.parametrize(
    ("word", "holds"),
    [
        (OURS, True),
        (Word("printer", 7, "today's digest", hidden=True), True),
        (Word("printer", 7, "yesterday's digest", hidden=False), False),
        (Word("printer", 7, "yesterday's digest", hidden=True), False),
        (Word("scanner", 7, "its digest", hidden=False), False),
        (OWN, True),
        (Word("desk:3", 3, "", hidden=True), False),
    ],
    ids=["put right", "hidden", "file changed", "hidden, file changed", "file gone", "own", "own withdrawn"],
)
def test_the_word_of_the_desk_holds_until_the_file_says_something_else(word: Word, holds: bool) -> None:
    assert holding([word], FILE) == ({word.key: word} if holds else {})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Анна Иванова, ваш пароль: qwerty12", "<name>, ваш пароль: <secret>"),
        ("иванова просила, Ивановская область", "<name> просила, Ивановская область"),
        ("Для ООО «Ромашка» и ромашка: +7 473 202-24-87", "Для <name> и ромашка: <phone>"),
        ("Анне Ивановой ответили, Анну Иванову поблагодарили", "<name> ответили, <name> поблагодарили"),
        ("Счёт Анны: аннулируйте", "Счёт <name>: аннулируйте"),
        ("Для ООО «Ромашки» и ромашки", "Для <name> и ромашки"),
        ("Дом 5, ящик 12", "Дом 5, ящик 12"),
        ("Пишите на help@company.ru", "Пишите на <email>"),
    ],
)
def test_nothing_of_the_customer_goes_to_others(text: str, left: str) -> None:
    assert unnamed(text, ["Анна Иванова", "ООО «Ромашка»", "12", "5"]) == left


def test_a_text_without_anybody_known_is_only_masked() -> None:
    assert unnamed("Анна, привет", []) == "Анна, привет"


def _writing(**given: str) -> Writing:
    new = Writing(5, "", Stage.DRAFT, "Плоттер", "Обновите", 1, "Вера", datetime(2026, 3, 5, tzinfo=UTC), "general")
    return replace(new, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": "  "}, "article_needs_title"),
        ({"body": "\n"}, "article_needs_text"),
        ({"body": "Пишите <name> на <email>, <name>"}, "article_masked"),
        ({"title": "Звонит <phone>"}, "article_masked"),
    ],
)
def test_what_customers_must_not_read_is_not_submitted(given: dict[str, str], code: str) -> None:
    with pytest.raises(Missing, match=code):
        check(_writing(**given))


def test_a_new_article_gets_an_id_that_no_source_has() -> None:
    check(_writing())
    assert _writing().article == Article("desk:5", "Плоттер", "Обновите")


@pytest.mark.parametrize("given", ["", "…", "x" * 301])
def test_a_title_is_one_short_line(given: str) -> None:
    assert title_of(" Плоттер \n не  печатает") == "Плоттер не печатает"
    with pytest.raises(Missing):
        title_of(given)


@pytest.mark.parametrize("given", ["", "🙂", "я" * (LONGEST + 1)])
def test_a_text_goes_into_one_message(given: str) -> None:
    assert text_of(" раз\n\nдва ") == "раз\n\nдва"
    with pytest.raises(Missing):
        text_of(given)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Коротко", "Коротко"),
        ("Первая строка тут\nвторая строка", "Первая строка тут…"),
        ("Первое дело. Второе дело длинное", "Первое дело.…"),
        ("а" * 40, "а" * 19 + "…"),
    ],
)
def test_a_long_text_ends_where_a_reader_would_pause(text: str, shown: str) -> None:
    assert cut(text, 20) == shown
    assert len(cut(text, 20)) <= 20


def test_an_article_without_a_link_is_sent_whole_and_one_with_a_link_in_part() -> None:
    links = {"а": "https://x.ru/a", "б": "", "в": ""}
    hits = [Hit(name, name.upper(), link, "", "часть", 1.0) for name, link in links.items()]
    whole = [Held(Article("a", "А", "целое"), "d"), Held(Article("b", "Б", "целое"), "d"), None]
    articles = offered(hits, whole)
    assert [one.text for one in articles] == ["часть", "целое", "часть"]
    assert answer(articles[0]) == ("А\n\nчасть\n\nhttps://x.ru/a", ({"type": "bold", "offset": 0, "length": 1},))
    assert answer(Offered("e", "🙂 Да", "", "текст"))[1][0]["length"] == 5  # Telegram counts in UTF-16
    offer = Offer(1, 1, datetime(2026, 3, 5, tzinfo=UTC), articles)
    assert offer.nth(3).title == "В"
    for number in (0, 4):
        with pytest.raises(Outdated):
            offer.nth(number)
