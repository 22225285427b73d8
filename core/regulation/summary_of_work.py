"""Parts of a regulation's summary: what a request needs, who moves it where, what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from core.regulation import spoken
from core.regulation.model import FieldRule, Move, Regulation, State

_WHO = {
    "identified": "оформляет каждый, кто заполнил поля",
    "authorised": "оформляют только уполномоченные лица организации",
}


def cases(regulation: Regulation) -> Iterator[str]:
    """Who registers, under which number, through which channels, with which fields and files."""
    yield f"{_WHO[regulation.registration.who]} ({regulation.registration.clause})"
    yield f"номер вида {regulation.number.format.format(year=2026, counter=1)} ({regulation.number.clause})"
    for standing, said in spoken.STANDINGS.items():
        found = [f"{channel.id} ({channel.clause})" for channel in regulation.channels if channel.standing == standing]
        if found:
            yield f"{said}: {', '.join(found)}"
    written = [f"{channel.by_staff} ({channel.clause})" for channel in regulation.channels if channel.by_staff]
    if written:
        yield f"записывают сотрудники (/register): {', '.join(written)}"
    for field in regulation.fields:
        yield f"поле «{field.title}»: {', '.join(_of_field(field))} ({field.clause})"
    files = regulation.attachments
    if files:
        point = f", п. {files.point}" if files.point else ""
        yield f"файлы: {', '.join(name.upper() for name in files.allowed)} ({files.clause}{point})"


def _of_field(field: FieldRule) -> Iterator[str]:
    if field.asked == "by_staff":
        yield "только по запросу службы"
    else:
        yield "обязательно" if field.required else "по желанию"
    yield "спрашивается один раз" if field.scope == "person" else "в каждом обращении"
    if field.categories:
        yield f"категории: {', '.join(field.categories)}"
    if field.secret:
        yield "скрывается"
    if field.personal:
        yield "персональные данные"


def moves(regulation: Regulation) -> Iterator[str]:
    """Every state and what leads out of it."""
    for state in regulation.states:
        yield f"{state.title_for_staff}{_of_state(state)} ({state.clause})"
        for move in regulation.moves:
            if state.id in move.from_:
                yield f"    {_of_move(regulation, move, state)}"


def _of_state(state: State) -> str:
    notes = [
        "начальное" if state.start else "",
        "конечное" if state.final else "",
        "писать нельзя" if state.read_only else "",
        {"desk": "", "customer": "ждёт заказчика", "date": "ждёт даты"}[state.waits_for],
    ]
    said = ", ".join(note for note in notes if note)
    return f" [{said}]" if said else ""


def _of_move(regulation: Regulation, move: Move, state: State) -> str:
    what = spoken.ACTIONS.get(move.action, move.action)
    if move.after:
        what = f"срок «{spoken.CLOCKS[move.after]}» истёк"
    needs = "".join(f", {spoken.NEEDS[need]}" for need in move.requires)
    after = state if state.id in move.keeps else regulation.state(move.to)
    papers = "".join(f"; выдаётся {spoken.PAPERS[paper]}" for paper in move.issues)
    who = ", ".join(spoken.ROLES[role] for role in move.by)
    where = "состояние то же" if after is state else after.title_for_staff
    return f"{what}{needs} → {where}: {who}{papers} ({move.clause})"


def papers(regulation: Regulation) -> Iterator[str]:
    """Rates, quota, least time, numbers of papers, complaints and hand-over."""
    money, quota, complaint = regulation.money, regulation.quota, regulation.complaint
    if money:
        yield f"час работы стоит {money.rate} ₽, умножается на коэффициент приоритета ({money.clause})"
        if money.pays == "kept":
            yield f"коэффициент берётся по приоритету, который удалось выдержать ({money.kept_clause})"
    if regulation.accounting:
        least = regulation.accounting
        yield f"время учитывается порциями по {least.least_minutes} мин ({least.clause})"
    if quota:
        yield f"квота: {quota.hours} ч работы за любые {quota.days} дн. ({quota.clause})"
    for rule, said in ((regulation.act, "номер акта"), (regulation.invoice, "номер счёта")):
        if rule:
            yield f"{said} вида {rule.format.format(year=2026, counter=1)} ({rule.clause})"
    if complaint:
        yield f"жалобы идут {complaint.to} ({complaint.clause})"
    if regulation.handover:
        yield f"о смене и долгом отсутствии ответственного стороны предупреждают заранее ({regulation.handover.clause})"
