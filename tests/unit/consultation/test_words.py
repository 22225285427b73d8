"""What asks nothing, what the regulation leaves out, and when the desk opens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.consultation import hours, scope
from core.consultation.courtesy import is_courtesy
from core.regulation.parse import load
from tests.office import moscow


@pytest.mark.parametrize(
    "text", ["Здравствуйте!", "Добрый день", "спасибо большое", "ок", "Ау, есть кто-нибудь?", "👍", "12345", "", "..."]
)
def test_courtesy_asks_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    ["Здравствуйте, не печатает принтер", "печать", "Добрый день, где акт", "не могу войти", "VPN", "ошибка 504"],
)
def test_whatever_names_something_asks(text: str) -> None:
    assert not is_courtesy(text)


@pytest.mark.clause("NET-4")
@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Посоветуйте книгу по программированию", True),
        ("Нужен веб-дизайн для магазина", True),
        ("нужен вебдизайн", True),
        ("помогите НАПИСАТЬ СКРИПТ рассылки", True),
        ("скрипт написать", False),  # these words in this order only
        ("Не работает интернет", False),
        ("Подписка на программу передач", False),
        ("", False),
    ],
)
def test_subjects_are_known_by_their_words(text: str, left_out: bool) -> None:
    assert (scope.beyond(load("netpoint").regulation, text) is not None) is left_out


def test_a_regulation_that_names_no_subjects_leaves_none_out() -> None:
    assert scope.beyond(load("saveit").regulation, "Научите программированию") is None


def test_the_closed_time_is_news_once() -> None:
    regulation = load("saveit").regulation
    friday, opens = moscow("2026-03-06 19:00"), moscow("2026-03-10 09:00")
    assert hours.opening(regulation, moscow("2026-03-06 12:00")) is None
    assert hours.news(regulation, None, friday) == opens
    assert hours.news(regulation, moscow("2026-03-06 17:59"), friday) == opens, "wrote while it was open"
    assert hours.news(regulation, friday - timedelta(minutes=1), friday) is None, "was told already"
    assert hours.news(regulation, moscow("2026-03-05 20:00"), friday) == opens, "was told of another night"
    assert hours.opening(load("megafon").regulation, friday) is None, "round the clock"
