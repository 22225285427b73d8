"""What a regulation's parts must be able to do together: faults that take more than one changed line."""

from __future__ import annotations

from importlib import resources

import pytest

from core.errors import RegulationError
from core.regulation.checks import check, offset_agrees_with_zone
from core.regulation.model import Regulation
from core.regulation.parse import load, parse

PRESETS = resources.files("core.regulation") / "presets"


def problems(preset: str, *changes: tuple[str, str], everywhere: bool = False) -> list[str]:
    """What is told about a preset with these changes, without file and line."""
    text = (PRESETS / f"{preset}.toml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after) if everywhere else text.replace(before, after, 1)
    with pytest.raises(RegulationError) as caught:
        parse(text, "test.toml")
    return [problem.split(": ", 1)[1] for problem in caught.value.problems]


def without(regulation: Regulation, **parts: object) -> list[str]:
    return [str(problem) for problem in check(regulation.model_copy(update=parts))]


def test_five_faults_over_the_new_tables_are_five_lines_in_the_order_of_the_file() -> None:
    found = problems(
        "plarson",
        ('order = ["priority", "update"]', 'order = ["priority", "update", "update"]'),
        ("rate = 2000", "rate = 0"),
        ('coefficient = "1.7"', "coefficient = 1.7"),
        ('runs_in = ["solved", "feedback"]', 'runs_in = ["solved", "lost"]'),
        ("links = true", 'links = "да"'),
    )
    assert [line.split(": ")[0] for line in found] == [
        "queue.order",
        "money.rate",
        "priorities.1.coefficient",
        "targets.4.runs_in",
        "reasons.0.links",
    ]


def test_without_money_everything_that_costs_is_named() -> None:
    assert without(load("plarson").regulation, money=None) == [
        "priorities.0.coefficient: нет таблицы [money]: умножать нечего",
        "priorities.1.coefficient: нет таблицы [money]: умножать нечего",
        "priorities.2.coefficient: нет таблицы [money]: умножать нечего",
        "moves.2.requires: нет таблицы [money]: оценку не посчитать",
        "moves.10.issues: нет таблицы [money]: счёт не посчитать",
        "moves.11.issues: нет таблицы [money]: счёт не посчитать",
    ]


def test_papers_need_a_number_of_their_own() -> None:
    assert without(load("plarson").regulation, invoice=None) == [
        "moves.10.issues: нет таблицы [invoice]: документу не дать номер",
        "moves.11.issues: нет таблицы [invoice]: документу не дать номер",
    ]
    assert without(load("sintez").regulation, act=None) == [
        "moves.7.issues: нет таблицы [act]: документу не дать номер",
        "moves.10.issues: нет таблицы [act]: документу не дать номер",
    ]


def test_payment_needs_an_invoice_and_agreement_an_estimate() -> None:
    issues = 'issues = ["invoice"]\n'
    assert problems("plarson", (issues, ""), everywhere=True) == [
        'moves.12.requires: ни один переход не выставляет счёт: добавьте issues = ["invoice"]'
    ]
    assert problems("plarson", ('action = "estimate"', 'action = "evaluate"')) == [
        "moves.6.requires: соглашаться не с чем: нет перехода «estimate»",
        "moves.7.requires: соглашаться не с чем: нет перехода «estimate»",
    ]


def test_quota_and_complaint_need_table_and_target_alike() -> None:
    netpoint, plarson = load("netpoint").regulation, load("plarson").regulation
    assert without(plarson, quota=None) == ["targets.3.quota: нет таблицы [quota]: сколько часов и за сколько дней"]
    assert without(netpoint, complaint=None) == ["targets.0.clock: нет таблицы [complaint]: кому идут жалобы"]
    assert without(netpoint, targets=(), escalations=()) == [
        'complaint: у жалобы нет срока: добавьте [[targets]] с clock = "complaint"'
    ]


def test_a_like_of_a_like_leads_nowhere() -> None:
    circle = '[[targets]]\nclock = "reaction"\nlike = "update"\nclause = "NET-9"\n\n[[targets]]\nclock = "update" '
    assert problems("netpoint", ('[[targets]]\nclock = "update" ', circle)) == [
        "targets.1.like: срок «update» сам взят у другого: назовите тот, у которого есть term",
        "targets.2.like: срок «reaction» сам взят у другого: назовите тот, у которого есть term",
    ]


def test_two_states_that_lead_to_each_other_only_are_an_island() -> None:
    island = """
[[states]]
id = "left"
title = "слева"
clause = "MGF-1"

[[states]]
id = "right"
title = "справа"
clause = "MGF-1"

[[moves]]
action = "resume"
from = ["left"]
to = "right"
by = ["manager"]
clause = "MGF-1"

[[moves]]
action = "take"
from = ["right"]
to = "left"
by = ["manager"]
clause = "MGF-1"

[[moves]]
action = "answer\""""
    assert problems("megafon", ('\n[[moves]]\naction = "answer"', island)) == [
        "states.5.id: в состояние «left» нельзя попасть из начального",
        "states.5.id: из состояния «left» нельзя дойти до конечного",
        "states.6.id: в состояние «right» нельзя попасть из начального",
        "states.6.id: из состояния «right» нельзя дойти до конечного",
    ]


def test_a_regulation_must_come_to_an_end() -> None:
    assert problems(
        "megafon",
        ("final = true", ""),
        ('from = ["registered", "in_work"]', 'from = ["registered", "in_work", "closed"]'),
    ) == ["states: нет конечного состояния (final = true): обращение не кончится никогда"]


def test_final_and_read_only_together_say_the_same_twice() -> None:
    assert problems("megafon", ("final = true", "final = true\nread_only = true")) == [
        "states.4.read_only: final уже значит, что писать нельзя: read_only здесь лишний"
    ]


def test_somebody_must_be_able_to_choose_a_category() -> None:
    insales = load("insales").regulation
    owners = tuple(c for c in insales.categories if c.who == "owner")
    targets = tuple(t.model_copy(update={"categories": ("shop_transfer",)}) for t in insales.targets[2:])
    assert without(insales, categories=owners, targets=targets) == [
        "categories: ни одну категорию не может выбрать обычный заказчик"
    ]


def test_a_stated_offset_of_a_named_calendar_is_compared_too() -> None:
    text = (PRESETS / "netpoint.toml").read_text(encoding="utf-8")
    own, named = text.split("[calendars.russian]")
    assert offset_agrees_with_zone(parse(f"{own}[calendars.russian]{named.replace('+03', '+04')}").regulation) == (
        "в тексте регламента указано UTC+04:00, а в зоне Europe/Moscow — UTC+03:00; верим зоне"
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "a = " + "[" * 100_000,
        "a = " + "9" * 5000,
        "\0",
        "\ufeffname = 1",
        'name = "\ud7ff"',
        "a.b.c=1\na.b=2",
    ],
)
def test_whatever_the_file_holds_there_is_no_traceback(text: str) -> None:
    with pytest.raises(RegulationError) as caught:
        parse(text, "test.toml")
    assert all(problem.startswith("test.toml:") for problem in caught.value.problems)


@pytest.mark.parametrize("name", ["", ".", "/", "x" * 5000, "нет такого.toml"])
def test_a_name_that_is_no_file_is_one_line(name: str) -> None:
    with pytest.raises(RegulationError, match="не найден: укажите путь к файлу TOML или имя из списка: alleanza"):
        load(name)
