"""Views: the facts of a notice become words and buttons. One function a kind of notice, found by its name."""

from bot.views import (
    acts,
    alarms,
    bulletins,
    complaints,
    customer,
    desk,
    explain,
    find,
    language,
    lists,
    money,
    organisations,
    people,
    promotion,
    refusals,
    register,
    reports,
    tickets,
)
from bot.views.kinds import View

VIEWS: dict[str, View] = {
    **customer.VIEWS,
    **language.VIEWS,
    **promotion.VIEWS,
    **tickets.VIEWS,
    **desk.VIEWS,
    **money.VIEWS,
    **acts.VIEWS,
    **people.VIEWS,
    **organisations.VIEWS,
    **complaints.VIEWS,
    **bulletins.VIEWS,
    **alarms.VIEWS,
    **lists.VIEWS,
    **find.VIEWS,
    **register.VIEWS,
    **explain.VIEWS,
    **reports.VIEWS,
    **refusals.VIEWS,
}
