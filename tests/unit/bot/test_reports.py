"""A report's words and what its picture is told to show."""

from __future__ import annotations

from typing import Any

from bot.views import VIEWS, reports
from bot.words import Words, plain
from core.regulation.parse import load

RU = Words("ru", load("plarson").regulation)


def counted(total: int, *by: list[Any]) -> dict[str, Any]:
    return {"total": total, "by": list(by)}


FACTS: dict[str, Any] = {
    "since": "2026-03-01",
    "until": "2026-03-31",
    "goes_on": False,
    "registered": counted(12, ["срочный", 5], ["обычный", 7]),
    "closed": counted(9, ["обычный", 9]),
    "open": counted(3, ["обычный", 3]),
    "late": counted(1, ["обычный", 1]),
    "clocks": [
        {
            "clock": "reaction",
            "on_time": 199,
            "late": 1,
            "priorities": [["срочный", 99, 1], ["обычный", 100, 0]],
            "weeks": [["2026-03-01", "2026-03-01", 0, 0], ["2026-03-02", "2026-03-08", 199, 1]],
        }
    ],
    "reaction": 5400,
    "reactions": [["срочный", 1200], ["обычный", 7200]],
    "refused": [["Задача <повторяет> другую", 2]],
    "rated": 3,
    "rating": "4.7",
    "minutes": 750,
    "invoiced": [2, 1_234_500],
    "paid": [1, 1_000_000],
    "questions": {
        "total": 9,
        "answered": 4,
        "offered": 2,
        "helped": 3,
        "handed": 2,
        "promoted": 1,
        "unknown": [["Где <мой> заказ?", 2]],
    },
}


def test_a_report_in_words() -> None:
    assert plain(VIEWS["report"](RU, FACTS).html) == (
        "Отчёт: 01.03.2026–31.03.2026\n\n"
        "Зарегистрировано: 12 (срочный 5, обычный 7)\n"
        "Закрыто: 9\n"
        "Открыто на конец: 3\n"
        "Из них просрочено: 1\n\n"
        "Соблюдение сроков\n"
        "Реакция: 199 из 200 (99 %)\n"  # not a hundred
        "    срочный 99/100 · обычный 100/100\n"
        "Обычно отвечаем за 1 ч 30 мин (медиана, по времени нормы)\n"
        "    срочный 20 мин · обычный 2 ч\n\n"
        "Отказов: 2\n"
        "– Задача <повторяет> другую: 2\n\n"
        "Средняя оценка: 4,7 из 5 (оценок: 3)\n"
        "Учтено времени: 12 ч 30 мин\n"
        "Счетов выставлено: 2 на 12 345,00 ₽; оплачено: 1 на 10 000,00 ₽\n\n"
        "Вопросов в беседах: 9\n"
        "База знаний: ответила на 4, предложила статьи по 2, помогла с 3.\n"
        "Позвали консультанта: 2 · стали обращениями: 1\n"
        "Чего база знаний не знает:\n"
        "– Где <мой> заказ?: 2"
    )


def test_the_picture_has_a_row_for_each_clock_and_a_bar_for_each_week() -> None:
    assert reports.chart(RU, FACTS) == {
        "title": "Сроки по неделям: 01.03.2026–31.03.2026",
        "on_time": "вовремя",
        "late": "с опозданием",
        "rows": [
            {"title": "Реакция", "share": "вовремя 99 %", "bars": [["01.03", 0, 0], ["02.03–08.03", 199, 1]]},
        ],
    }
