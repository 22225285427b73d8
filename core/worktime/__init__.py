"""Which minutes count: calendars, the Russian working year, open time, terms, deadlines and their reasons.

Read in this order: ``days``, ``sources``, ``russia``, ``calendar`` (what a date looks like); ``instants``,
``rates``, ``meter``, ``opentime``, ``workdates`` (counting); ``terms``, ``course``, ``pauses``, ``deadline``,
``spans``, ``explain`` (terms). The law of this room is rules.md, sections 1 to 3.
"""

from core.worktime.calendar import Calendar, DatedException, zone_named
from core.worktime.days import Day, DayKind, Interval, interval
from core.worktime.deadline import Due, deadline, left, moment, postpone, spent
from core.worktime.explain import Explanation, explain
from core.worktime.meter import NeverOpens
from core.worktime.opentime import OpenTime, open_between, open_time
from core.worktime.pauses import Pause
from core.worktime.rates import Rates
from core.worktime.russia import RussianHolidays, YearFile, norm_hours
from core.worktime.sources import Closed, HolidaySource, ListedHolidays, YearFacts
from core.worktime.spans import Reason, Span, condensed
from core.worktime.terms import Term, Unit
from core.worktime.workdates import WorkDates, work_dates

__all__ = [
    "Calendar",
    "Closed",
    "DatedException",
    "Day",
    "DayKind",
    "Due",
    "Explanation",
    "HolidaySource",
    "Interval",
    "ListedHolidays",
    "NeverOpens",
    "OpenTime",
    "Pause",
    "Rates",
    "Reason",
    "RussianHolidays",
    "Span",
    "Term",
    "Unit",
    "WorkDates",
    "YearFacts",
    "YearFile",
    "condensed",
    "deadline",
    "explain",
    "interval",
    "left",
    "moment",
    "norm_hours",
    "open_between",
    "open_time",
    "postpone",
    "spent",
    "work_dates",
    "zone_named",
]
