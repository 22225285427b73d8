"""Checks of numbering, queue, money, categories and fields: a key must be able to do what it says."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from core.regulation.checking.problem import Problem
from core.regulation.model import Rank, Regulation


def a_number_has_a_counter(regulation: Regulation) -> Iterator[Problem]:
    for table in ("number", "act", "invoice"):
        rule = getattr(regulation, table)
        if rule is None:
            continue
        try:
            parts = [(name, width) for _, name, width, _ in string.Formatter().parse(rule.format) if name]
            if any(re.search(r"\d{3}", width or "") for _, width in parts):
                raise ValueError
            rule.format.format(year=2026, counter=1)
        except (ValueError, KeyError, IndexError, AttributeError):
            what = "допустимы только {year} и {counter}, например {year}-{counter:04}"
            yield Problem((table, "format"), what)
            continue
        if "counter" not in (name for name, _ in parts):
            yield Problem((table, "format"), "в номере нет {counter}: номера повторялись бы")


def the_queue_can_be_kept(regulation: Regulation) -> Iterator[Problem]:
    queue = regulation.queue
    if queue is None:
        return
    path = ("queue", "order")
    for index, ground in enumerate(queue.order):
        if ground in queue.order[:index]:
            yield Problem(path, f"«{ground}» уже есть раньше")
    first = [plan.id for plan in regulation.plans if plan.first]
    critical = [priority.id for priority in regulation.priorities if priority.out_of_turn]
    for ground, having, lacking in (
        ("plan", first, "«plan» ничего не меняет: ни у одного тарифа нет first = true"),
        ("critical", critical, "«critical» ничего не меняет: ни у одного приоритета нет out_of_turn = true"),
    ):
        if ground in queue.order and not having:
            yield Problem(path, lacking)
        if having and ground not in queue.order:
            yield Problem(path, f"«{having[0]}» должен идти раньше других, но в порядке нет «{ground}»")
    if not {"arrival", "update"} & set(queue.order):
        yield Problem(path, "равных некому рассудить: закончите порядок на «arrival» или «update»")


def money_is_complete(regulation: Regulation) -> Iterator[Problem]:
    if regulation.money is None:
        for index, priority in enumerate(regulation.priorities):
            if priority.coefficient != 1:
                yield Problem(("priorities", index, "coefficient"), "нет таблицы [money]: умножать нечего")
    elif regulation.money.pays == "kept" and regulation.money.kept_clause is None:
        yield Problem(("money", "pays"), "назовите пункт в kept_clause: на него ссылается счёт")
    actions = {move.action for move in regulation.moves}
    issued = {paper for move in regulation.moves for paper in move.issues}
    for index, move in enumerate(regulation.moves):
        path = ("moves", index, "requires")
        if "estimate" in move.requires and regulation.money is None:
            yield Problem(path, "нет таблицы [money]: оценку не посчитать")
        if "agreement" in move.requires and "estimate" not in actions:
            yield Problem(path, "соглашаться не с чем: нет перехода «estimate»")
        if "invoice" in move.requires and "invoice" not in issued:
            yield Problem(path, 'ни один переход не выставляет счёт: добавьте issues = ["invoice"]')
        for paper, table in (("act", "act"), ("rework_act", "act"), ("invoice", "invoice")):
            if paper in move.issues and getattr(regulation, table) is None:
                yield Problem(("moves", index, "issues"), f"нет таблицы [{table}]: документу не дать номер")
        if "invoice" in move.issues and regulation.money is None:
            yield Problem(("moves", index, "issues"), "нет таблицы [money]: счёт не посчитать")


def a_category_can_be_chosen(regulation: Regulation) -> Iterator[Problem]:
    open_to_all = [c.id for c in regulation.categories if c.who is Rank.PLAIN and not c.elsewhere]
    if regulation.categories and not open_to_all:
        yield Problem(("categories",), "ни одну категорию не может выбрать обычный заказчик")
        return
    for index, category in enumerate(regulation.categories):
        if category.id == regulation.default_category and category.id not in open_to_all:
            key = "elsewhere" if category.elsewhere else "who"
            what = "категория по умолчанию должна быть открыта всем; отметьте default = true у другой"
            yield Problem(("categories", index, key), what)
        if category.elsewhere and category.who is not Rank.PLAIN:
            what = "обращение уходит в другой отдел и здесь не оформляется: who лишний"
            yield Problem(("categories", index, "who"), what)


def personal_data_is_marked(regulation: Regulation) -> Iterator[Problem]:
    for index, field in enumerate(regulation.fields):
        if field.kind == "passport" and not field.secret:
            yield Problem(("fields", index, "kind"), "паспортные данные скрываются: добавьте secret = true")
        if field.secret and not field.personal:
            what = "скрываются персональные данные: добавьте personal = true"
            yield Problem(("fields", index, "secret"), what)
