"""A regulation in plain Russian, each rule with its clause: what ``regulation show`` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from core.regulation import spoken
from core.regulation.calendars import CalendarRules
from core.regulation.checks import offset_agrees_with_zone
from core.regulation.model import ClockName, Regulation, Target
from core.regulation.summary_of_work import cases, moves, papers
from core.regulation.terms import NO_TERM

_PAUSED = (ClockName.REACTION, ClockName.UPDATE, ClockName.RESOLUTION)


def summary(regulation: Regulation) -> str:
    """The whole regulation, section by section; a section that has nothing to say is left out."""
    parts: tuple[tuple[str, Callable[[Regulation], Iterable[str]]], ...] = (
        ("Рабочее время", _time),
        ("Что нужно для обращения", cases),
        ("Уровни", _levels),
        ("Сроки", _terms),
        ("Предупреждения", _warnings),
        ("Очередь", _queue),
        ("Состояния и переходы", moves),
        ("Деньги и документы", papers),
        ("Причины отсрочки и отказа", _reasons),
    )
    lines = [regulation.title, f"Версия {regulation.version}. Представляется так: «Это {regulation.desk}»."]
    for title, find in parts:
        if said := list(find(regulation)):
            lines += ["", title.upper(), *(f"  {line}" for line in said)]
    return "\n".join(lines) + "\n"


def _time(regulation: Regulation) -> Iterator[str]:
    yield from _calendar(regulation.calendar)
    if warning := offset_agrees_with_zone(regulation):
        yield f"предупреждение: {warning}"
    for name, rules in regulation.calendars.items():
        yield f"Календарь «{name}», по которому считают даты отдельных сроков:"
        yield from (f"  {line}" for line in _calendar(rules))


def _calendar(rules: CalendarRules) -> Iterator[str]:
    yield f"{spoken.week(dict(rules.week.items()))} ({rules.clause})"
    yield f"зона {rules.zone} ({rules.zone_name}), в тексте UTC{rules.stated_offset}"
    if rules.holidays == "RU":
        short = "предпраздничные дни на час короче" if rules.shorten else "предпраздничные дни обычные"
        yield f"праздники, переносы и рабочие субботы России; {short}"
    else:
        yield "праздников нет"
    for rule in rules.exceptions:
        yield f"{rule.date:%d.%m.%Y}: {spoken.intervals(rule.hours) or 'закрыто'} {rule.name}".rstrip()


def _levels(regulation: Regulation) -> Iterator[str]:
    for priority in regulation.priorities:
        notes = [
            "по умолчанию" if priority is regulation.default_priority else "",
            "вне очереди" if priority.out_of_turn else "",
            "сразу поднимает всех" if priority.alarm else "",
            f"коэффициент {priority.coefficient}" if priority.coefficient != 1 else "",
        ]
        yield f"приоритет {priority.id} «{priority.title}»{_notes(notes)} ({priority.clause})"
        yield f"    {priority.description}"
        if priority.signs:
            yield f"    предлагаем по словам: {', '.join(priority.signs)}"
    for plan in regulation.plans:
        notes = ["по умолчанию" if plan.id == regulation.default_plan else "", "в первую очередь" if plan.first else ""]
        yield f"тариф {plan.id} «{plan.title}»{_notes(notes)} ({plan.clause})"
    for category in regulation.categories:
        notes = [
            "по умолчанию" if category.id == regulation.default_category else "",
            spoken.RANKS[category.who],
            f"передаётся: {category.elsewhere}" if category.elsewhere else "",
            f"команда: {category.team}" if category.team else "",
            f"разделы базы знаний: {', '.join(category.sections)}" if category.sections else "",
        ]
        yield f"категория {category.id} «{category.title}»{_notes(notes)} ({category.clause})"


def _terms(regulation: Regulation) -> Iterator[str]:
    if not regulation.targets:
        return
    yield from _table(
        [
            ("срок", "для чего", "сколько", "когда стоит или идёт", "пункт"),
            *(
                (
                    spoken.CLOCKS[target.clock],
                    ", ".join((*target.priorities, *target.plans, *target.categories)) or "всё",
                    _amount(regulation, target),
                    _standing(regulation, target),
                    target.clause if not target.point else f"{target.clause}, п. {target.point}",
                )
                for target in regulation.targets
            ),
        ]
    )


def _amount(regulation: Regulation, target: Target) -> str:
    if target.like:
        has = any(other.clock is target.like for other in regulation.targets)
        return f"как «{spoken.CLOCKS[target.like]}»" + ("" if has else ": числа нет, не идёт")
    said = spoken.term(target.term) if target.term is not NO_TERM else "по согласованному акту"
    said += f", календарь «{target.dates}»" if target.dates else ""
    return said + (", сверх квоты ждёт" if target.quota else "")


def _standing(regulation: Regulation, target: Target) -> str:
    said = []
    if target.clock is ClockName.ACCEPTANCE:
        runs = [state.title_for_staff for state in regulation.states if target.awaits_customer_in(state)]
        said.append("идёт: " + ", ".join(runs))
    elif target.clock in _PAUSED:
        still = [state.title_for_staff for state in regulation.states if target.stands_still_in(state)]
        said += ["стоит: " + ", ".join(still)] if still else []
    if target.on_reopening == "restart":
        said.append("при возобновлении заново")
    if target.on_reopening == "count":
        said.append("время проверки считается")
    if target.remind_at:
        said.append(f"напоминание при {target.remind_at} %")
    return "; ".join(said)


def _warnings(regulation: Regulation) -> Iterator[str]:
    for rule in regulation.escalations:
        clocks = ", ".join(spoken.CLOCKS[clock] for clock in rule.clocks)
        asks = "; нужен новый срок с причиной" if rule.asks_new_term else ""
        yield f"{rule.at} % срока ({clocks}): {spoken.AUDIENCES[rule.to]}{asks} ({rule.clause})"


def _queue(regulation: Regulation) -> Iterator[str]:
    queue = regulation.queue
    if queue is None:
        return
    yield f"{', затем '.join(spoken.ORDER[ground] for ground in queue.order)} ({queue.clause})"
    if queue.nudge:
        yield f"на повторное сообщение: «{queue.nudge}»"


def _reasons(regulation: Regulation) -> Iterator[str]:
    for reason in regulation.reasons:
        actions = ", ".join(spoken.ACTIONS.get(action, action) for action in reason.actions)
        links = ", с номером другого обращения" if reason.links else ""
        ban = f", нецензурные слова просят заменить: {reason.obscenity_clause}" if reason.obscenity_clause else ""
        subjects = f", узнаём по словам: {', '.join(reason.subjects)}" if reason.subjects else ""
        yield f"{reason.text} [{actions}{links}{ban}{subjects}] ({reason.clause})"


def _notes(notes: Iterable[str]) -> str:
    said = ", ".join(note for note in notes if note)
    return f": {said}" if said else ""


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)
