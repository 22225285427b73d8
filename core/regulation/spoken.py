"""The words of a regulation's summary: terms, hours, roles and actions in Russian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from core.regulation.calendars import WEEKDAYS
from core.regulation.model import Audience, ClockName, Rank, Role
from core.worktime import Interval, Term, Unit

_FORMS = {
    Unit.MINUTES: ("минута", "минуты", "минут"),
    Unit.HOURS: ("час", "часа", "часов"),
    Unit.WORKING_MINUTES: ("рабочая минута", "рабочие минуты", "рабочих минут"),
    Unit.WORKING_HOURS: ("рабочий час", "рабочих часа", "рабочих часов"),
    Unit.WORKING_DAYS: ("рабочий день", "рабочих дня", "рабочих дней"),
    Unit.DAYS: ("день", "дня", "дней"),
    Unit.WEEKS: ("неделя", "недели", "недель"),
    Unit.MONTHS: ("месяц", "месяца", "месяцев"),
}
_DAYS = dict(zip(WEEKDAYS, ("пн", "вт", "ср", "чт", "пт", "сб", "вс"), strict=True))

CLOCKS = {
    ClockName.REGISTRATION: "регистрация",
    ClockName.REACTION: "реакция",
    ClockName.UPDATE: "ответ на новое сообщение",
    ClockName.RESOLUTION: "решение",
    ClockName.ACCEPTANCE: "проверка заказчиком",
    ClockName.COMPLAINT: "ответ на жалобу",
    ClockName.REWORK: "доработка",
}
ROLES = {
    Role.CUSTOMER: "заказчик",
    Role.ENGINEER: "специалист",
    Role.MANAGER: "руководитель",
    Role.ACCOUNTING: "бухгалтерия",
    Role.SYSTEM: "сама программа",
}
AUDIENCES = {
    Audience.ASSIGNEE: "ответственному",
    Audience.ON_DUTY: "всем, кто на месте",
    Audience.MANAGERS: "руководителям",
    Audience.ACCOUNTING: "бухгалтерии",
    Audience.EVERYBODY: "всем",
}
RANKS = {
    Rank.PLAIN: "",
    Rank.AUTHORISED: "только уполномоченные лица",
    Rank.OWNER: "только владелец",
}
STANDINGS = {"official": "официально", "advice": "консультация", "talk": "разговор"}
ORDER = {
    "plan": "тарифы, которые обслуживаются первыми",
    "critical": "приоритеты вне очереди",
    "priority": "по приоритету",
    "arrival": "по поступлению",
    "update": "по последнему сообщению заказчика: новое сдвигает в конец",
}
ACTIONS = {
    "take": "взять в работу",
    "answer": "ответить",
    "ask": "задать вопрос",
    "reply": "написать",
    "postpone": "отложить",
    "resume": "продолжить",
    "refuse": "отказать",
    "resolve": "объявить решённым",
    "confirm": "подтвердить решение",
    "disagree": "не согласиться с решением",
    "expire": "по истечении срока",
    "estimate": "оценить стоимость",
    "agree": "согласиться",
    "decline": "отказаться",
    "work": "начать работу",
    "accept": "принять и закрыть",
    "pay": "подтвердить оплату",
    "rework": "составить перечень доработок",
}
NEEDS = {
    "text": "с текстом",
    "reason": "с причиной",
    "until": "до даты",
    "estimate": "с оценкой",
    "items": "с перечнем доработок",
    "agreement": "если оценка согласована",
    "approval": "если заказчик принял",
    "invoice": "если счёт выставлен",
}
PAPERS = {"act": "акт", "rework_act": "двусторонний акт доработок", "invoice": "счёт"}


def counted(number: int, forms: Sequence[str]) -> str:
    """``21 час``, ``2 часа``, ``5 часов``."""
    tens, ones = number % 100, number % 10
    few = 2 if 11 <= tens <= 14 or ones == 0 or ones > 4 else 0 if ones == 1 else 1
    return f"{number} {forms[few]}"


def term(value: Term) -> str:
    """«4 рабочих часа», «15 минут в рабочее время или 1 час в нерабочее»."""
    if value.rates is not None:
        parts = [f"{_clock_time(value.seconds / value.rates.working)} в рабочее время"]
        if value.rates.off:
            parts.append(f"{_clock_time(value.seconds / value.rates.off)} в нерабочее")
        return " или ".join(parts)
    return counted(value.whole, _FORMS[value.unit])


def _clock_time(seconds: Fraction | int) -> str:
    minutes = int(seconds / 60)
    return counted(minutes, _FORMS[Unit.MINUTES]) if minutes % 60 else counted(minutes // 60, _FORMS[Unit.HOURS])


def week(hours: Mapping[str, Sequence[Interval]]) -> str:
    """«пн–пт 09:00–18:00»: neighbouring days of the same hours together; closed days are not named."""
    groups: list[tuple[list[str], str]] = []
    for day in WEEKDAYS:
        said = intervals(hours.get(day, ()))
        if groups and groups[-1][1] == said:
            groups[-1][0].append(_DAYS[day])
        else:
            groups.append(([_DAYS[day]], said))
    return ", ".join(
        f"{days[0] if len(days) == 1 else f'{days[0]}–{days[-1]}'} {said}" for days, said in groups if said
    )


def intervals(hours: Sequence[Interval]) -> str:
    return " и ".join(f"{_time(start)}–{_time(end)}" for start, end in hours)


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"
