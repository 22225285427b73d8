"""Who is told what, in which thread, how urgently: one line an event (house.md: events become notices)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest

from core.billing.act import Act, ActKind, Item
from core.billing.estimate import Estimate
from core.billing.invoice import Invoice
from core.bulletins import events as bulletins
from core.conversations.events import ConversationOpened, MessageEdited, MessageWritten
from core.conversations.message import Author, Message, Origin
from core.deadlines.milestones import Fact
from core.journal.erasure import WordsErased
from core.notifications import plan
from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.people.authority import SYSTEM, Actor
from core.people.person import Colleague
from core.regulation.model import Audience, Role
from core.regulation.parse import load
from core.tickets import events
from core.tickets import person_events as happened
from core.tickets.complaint import Complaint
from core.tickets.ticket import Ticket

SAVEIT = load("saveit").regulation
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
ANNA = Actor(1, "Анна", Role.CUSTOMER, "telegram")
VERA = Actor(3, "Вера", Role.ENGINEER, "telegram")
GLEB = Actor(4, "Глеб", Role.MANAGER, "telegram")
COMPLAINT = Complaint(2, 7, 1, NOW, "Вера", "Никто не ответил")
COLLEAGUES = (
    Colleague(3, "201", "Вера", Role.ENGINEER),
    Colleague(4, "202", "Глеб", Role.MANAGER),
    Colleague(5, "203", "Павел", Role.ENGINEER),
)
ESTIMATE = Estimate(1, 7, NOW, 60, 200_000, "P3", Decimal("1.7"), 340_000)
ACT = Act(1, "А-1", 7, ActKind.ACCEPTANCE, NOW, (Item("Готово"),))
INVOICE = Invoice(1, "С-1", 7, 1, NOW, 60, 200_000, "P3", "P3", Decimal("1.7"), 340_000)
WORDS = Message(9, 1, NOW, Author.CUSTOMER, "Анна", "telegram", "Не работает", Origin("101", 5), ticket_id=7)
ANSWER = replace(WORDS, id=10, author=Author.STAFF, author_name="Вера", origin=Origin("-100", 6))
NOTE = replace(ANSWER, id=11, internal=True)


def ticket(priority: str = "P3", **more: Any) -> Ticket:
    found = Ticket(7, "2026-0007", "saveit", 1, NOW, priority, "registered", "Не работает", {}, **more)
    for fact, value in ((Fact.REGISTERED, ""), (Fact.PRIORITY, priority), (Fact.STATE, "registered")):
        found.note(NOW, fact, value)
    return found


def planned(event: events.TicketEvent, colleagues: Iterable[Colleague] = COLLEAGUES) -> list[Notice]:
    """The notices of an event, without the cards that they refresh and the topic's new name."""
    *notices, card = plan.of_ticket(event, SAVEIT, colleagues)
    notices = [notice for notice in notices if notice.kind not in ("topic", "status")]
    assert (card.kind, card.to, card.urgency) == ("card", Desk("ticket:7"), Urgency.COSMETIC)
    assert card.key == "card:7"
    return notices


def told(notices: Iterable[Notice]) -> list[tuple[str, str]]:
    names = {Customer(1): "anna", Customer(4): "gleb"}
    return [(n.kind, n.to.thread if isinstance(n.to, Desk) else names[cast(Customer, n.to)]) for n in notices]


def moved(action: str, before: str, after: str, actor: Actor = VERA, **more: Any) -> events.Moved:
    return events.Moved(NOW, actor, ticket(), action, before, after, **more)


def name_of(event: events.TicketEvent) -> str:
    return event.action if isinstance(event, events.Moved) else type(event).__name__


TOPIC = "ticket:7"
EVENTS = [
    (events.Confirmed(NOW, SYSTEM, ticket()), []),
    (events.Taken(NOW, VERA, ticket(), "Вера"), [("taken", "anna"), ("desk_taken", TOPIC)]),
    (events.Said(NOW, ANNA, ticket(), WORDS), [("relay", TOPIC)]),
    (events.Said(NOW, VERA, ticket(), ANSWER), [("relay", "anna")]),
    (events.Said(NOW, VERA, ticket(), NOTE), []),
    (events.Said(NOW, VERA, ticket(), ANSWER, relay=False), []),
    (
        events.Told(NOW, VERA, ticket(), replace(ANSWER, channel="phone"), True),
        [("told", "anna"), ("desk_told", TOPIC)],
    ),
    (events.Withdrawn(NOW, VERA, ticket(), ANSWER), [("unsay", "anna")]),
    (events.Withdrawn(NOW, VERA, ticket(), NOTE), []),
    (events.Rewritten(NOW, ANNA, ticket(), WORDS, "раньше"), [("edit", TOPIC)]),
    (events.Rewritten(NOW, VERA, ticket(), ANSWER, "раньше"), [("edit", "anna")]),
    (moved("answer", "registered", "in_work"), []),
    (moved("take", "registered", "in_work"), []),
    (moved("ask", "in_work", "waiting", text="?"), [("moved_ask", "anna"), ("desk_moved", TOPIC)]),
    (moved("reply", "waiting", "in_work", ANNA), [("moved_reply", "anna"), ("desk_moved", TOPIC)]),
    (moved("postpone", "in_work", "postponed", until=NOW), [("moved_postpone", "anna"), ("desk_moved", TOPIC)]),
    (moved("resume", "postponed", "in_work", SYSTEM), [("moved_resume", "anna"), ("desk_moved", TOPIC)]),
    (moved("refuse", "in_work", "refused"), [("moved_refuse", "anna"), ("desk_moved", TOPIC)]),
    (moved("resolve", "in_work", "completed"), [("moved_resolve", "anna"), ("desk_moved", TOPIC)]),
    (moved("confirm", "completed", "closed", ANNA), [("moved_confirm", "anna"), ("desk_moved", TOPIC)]),
    (moved("disagree", "completed", "in_work", ANNA), [("moved_disagree", "anna"), ("desk_moved", TOPIC)]),
    (moved("expire", "completed", "closed", SYSTEM), [("moved_expire", "anna"), ("desk_moved", TOPIC)]),
    (
        events.PriorityChanged(NOW, VERA, ticket(), "P3", "P1", "всё стоит", NOW, NOW),
        [("priority_changed", "anna"), ("desk_priority_changed", TOPIC)],
    ),
    (
        events.RegulationAdopted(NOW, GLEB, ticket(), "saveit 1", "saveit 2", ("resolution",)),
        [("terms_moved", "anna"), ("desk_regulation_adopted", TOPIC)],
    ),
    (
        bulletins.BulletinLinked(NOW, VERA, ticket(), 3, "Авария", None),
        [("bulletin_linked", "anna"), ("desk_bulletin_linked", TOPIC)],
    ),
    (
        bulletins.BulletinChanged(NOW, VERA, ticket(), 3, "Авария", "Чиним", NOW),
        [("desk_bulletin_changed", TOPIC)],
    ),
    (bulletins.BulletinClosed(NOW, VERA, ticket(), 3, "Чиним", True), [("desk_bulletin_closed", TOPIC)]),
    (
        events.TermPromised(NOW, VERA, ticket(), NOW, NOW + timedelta(days=1), "нужен выпуск"),
        [("term_promised", "anna"), ("desk_term_promised", TOPIC)],
    ),
    (events.WorkLogged(NOW, VERA, ticket(), 10, 30, "по телефону"), [("desk_logged", TOPIC)]),
    (events.Linked(NOW, VERA, ticket(), "2026-0008"), []),
    (events.LinkMade(NOW, VERA, ticket(), "2026-0008", 8), [("desk_link_made", TOPIC)]),
    (events.ArticleDrafted(NOW, VERA, ticket(), "Статья"), []),
    (events.ArticlePublished(NOW, GLEB, ticket(), "Статья"), []),
    (events.ArticleWithdrawn(NOW, GLEB, ticket(), "Статья"), []),
    (events.LinkUndone(NOW, VERA, ticket(), "2026-0008"), [("desk_link_undone", TOPIC)]),
    (events.ClockRang(NOW, SYSTEM, ticket(), "resolution", 80, Audience.ASSIGNEE, NOW, True), [("clock_rang", TOPIC)]),
    (events.Duplicates(NOW, VERA, ticket(), "2026-0003"), []),
    (events.PlanChanged(NOW, VERA, ticket(), "standard", "extended"), []),
    (WordsErased(NOW, ANNA, ticket(), ((1, "a"),)), []),
    (events.Rated(NOW, ANNA, ticket(), 4, ""), [("desk_rated", TOPIC)]),
    (events.QueueAdvised(NOW, ANNA, ticket(), "moved_back"), [("queue_advice", "anna")]),
    (
        happened.Complained(NOW, ANNA, ticket(), COMPLAINT),
        [("complaint_filed", "anna"), ("managers_complaint", "gleb")],
    ),
    (happened.ComplaintAnswered(NOW, GLEB, ticket(), COMPLAINT), [("complaint_answered", "anna")]),
    (happened.HandedOver(NOW, VERA, ticket(), "Вера", "Павел"), [("desk_handed_over", TOPIC)]),
    (
        events.TeamChanged(NOW, VERA, ticket(), "support", "billing"),
        [("transfer", TOPIC), ("team_changed", TOPIC)],
    ),
    (
        happened.ContactChanged(NOW, VERA, ticket(), "Ольга", "Анна", (2, 1)),
        [("contact_changed", "anna"), ("desk_contact_changed", TOPIC)],
    ),
    (happened.ResponsibleAway(NOW, VERA, ticket(), "Вера", NOW, NOW), [("desk_away", TOPIC)]),
    (happened.ContactAway(NOW, ANNA, ticket(), NOW, NOW, "вместо меня Борис"), [("desk_contact_away", TOPIC)]),
    (
        happened.IdentificationAsked(NOW, VERA, ticket(), SAVEIT.fields[:2]),
        [("identify_asked", "anna"), ("desk_identify_asked", TOPIC)],
    ),
    (happened.Identified(NOW, ANNA, ticket(), "Логин"), [("desk_identified", TOPIC)]),
    (happened.SecretsRead(NOW, GLEB, ticket(), ("Паспорт",)), []),
    (
        events.ClockRang(NOW, SYSTEM, ticket(), "complaint", 80, Audience.EVERYBODY, NOW, False),
        [("managers_complaint_rang", "gleb")],
    ),
    (events.Followed(NOW, ANNA, ticket(), "2026-0008"), []),
    (events.EstimateGiven(NOW, VERA, ticket(), ESTIMATE), [("estimate_given", "anna"), ("desk_estimate_given", TOPIC)]),
    (events.EstimateDecided(NOW, ANNA, ticket(), ESTIMATE), [("estimate_decided", "anna")]),
    (events.ActPresented(NOW, VERA, ticket(), ACT, 10), [("act_presented", "anna"), ("desk_act_presented", TOPIC)]),
    (events.ActDecided(NOW, ANNA, ticket(), ACT), [("desk_act_decided", TOPIC)]),
    (
        events.ActDecided(NOW, ANNA, ticket(), replace(ACT, kind=ActKind.REWORK)),
        [("act_decided", "anna"), ("desk_act_decided", TOPIC)],
    ),
    (
        events.InvoiceIssued(NOW, VERA, ticket(), INVOICE, NOW, NOW),
        [("invoice_issued", "anna"), ("desk_invoice_issued", TOPIC)],
    ),
    (events.InvoicePaid(NOW, VERA, ticket(), INVOICE), [("invoice_paid", "anna")]),
    (
        events.QuotaExceeded(NOW, VERA, ticket(), NOW),
        [("quota_exceeded", "anna"), ("desk_quota_exceeded", TOPIC)],
    ),
    (events.ReminderRang(NOW, SYSTEM, ticket(), "acceptance", NOW), [("acceptance_reminder", "anna")]),
]


@pytest.mark.clause("SAV-15", "SAV-18")
@pytest.mark.parametrize(
    ("event", "expected"),
    EVENTS,
    ids=[name_of(event) for event, _ in EVENTS],
)
def test_an_event_is_told_to_those_whom_it_concerns(event: events.TicketEvent, expected: list[tuple[str, str]]) -> None:
    assert told(planned(event)) == expected


def test_the_topic_gets_its_new_name_with_another_priority_and_when_it_is_closed() -> None:
    renamed = [
        name_of(event)
        for event, _ in EVENTS
        if any(notice.kind == "topic" for notice in plan.of_ticket(event, SAVEIT, COLLEAGUES))
    ]
    assert renamed == ["refuse", "confirm", "expire", "PriorityChanged"]


@pytest.mark.clause("PLR-15")
def test_accounting_is_called_by_name_when_an_invoice_waits_for_payment() -> None:
    dina = Colleague(6, "204", "Дина", Role.ACCOUNTING)
    event = events.InvoiceIssued(NOW, VERA, ticket(), INVOICE, None, None)
    _, notice = planned(event, (*COLLEAGUES, dina))
    assert notice.facts["mentions"] == [{"id": "204", "name": "Дина"}]


def test_every_event_of_a_ticket_stands_in_that_table() -> None:
    known = {kind.__name__ for kind in events.TicketEvent.__subclasses__()}
    assert known - {"Registered"} == {type(event).__name__ for event, _ in EVENTS}


@pytest.mark.clause("SAV-3", "SAV-16")
def test_a_registration_confirms_to_the_customer_and_opens_the_topic() -> None:
    event = events.Registered(NOW, ANNA, ticket("P3"), (9, 12))
    notices = list(plan.of_ticket(event, SAVEIT, COLLEAGUES))
    assert told(notices) == [
        ("registered", "anna"),
        ("card", TOPIC),
        ("desk_registered", "talk:1"),
        ("relay", TOPIC),
        ("relay", TOPIC),
    ]
    confirmation = notices[0]
    assert (confirmation.ticket_id, confirmation.urgency) == (7, Urgency.ANSWER)
    assert confirmation.facts["number"] == "2026-0007"
    assert confirmation.facts["priority"] == "P3"
    assert [(term["clock"], term["due"], term["clause"]) for term in confirmation.facts["terms"]] == [
        ("resolution", "2026-03-13T18:00:00+03:00", "SAV-17")
    ]


@pytest.mark.clause("SAV-17")
def test_priority_one_alarms_everybody_at_once() -> None:
    event = events.Registered(NOW, ANNA, ticket("P1"), (9,))
    (alarm,) = [n for n in plan.of_ticket(event, SAVEIT, COLLEAGUES) if n.kind == "alarm"]
    assert (alarm.urgency, alarm.to) == (Urgency.ALARM, Desk(TOPIC))
    assert [person["name"] for person in alarm.facts["mentions"]] == ["Вера", "Глеб", "Павел"]
    assert not any(
        n.kind == "alarm"
        for priority in ("P2", "P3", "P4")
        for n in plan.of_ticket(events.Registered(NOW, ANNA, ticket(priority), (9,)), SAVEIT, COLLEAGUES)
    )


@pytest.mark.clause("SAV-18")
@pytest.mark.parametrize(
    ("to", "assignee", "called"),
    [
        (Audience.ASSIGNEE, 3, ["Вера"]),
        (Audience.ASSIGNEE, None, ["Вера", "Глеб", "Павел"]),  # nobody's ticket is everybody's
        (Audience.MANAGERS, 3, ["Глеб"]),
        (Audience.EVERYBODY, 3, ["Вера", "Глеб", "Павел"]),
        (Audience.ON_DUTY, 3, ["Вера", "Павел"]),
    ],
)
def test_a_clock_calls_those_whom_its_level_is_for(to: Audience, assignee: int | None, called: list[str]) -> None:
    (rang,) = planned(events.ClockRang(NOW, SYSTEM, ticket(assignee_id=assignee), "resolution", 80, to, NOW, True))
    assert [person["name"] for person in rang.facts["mentions"]] == called
    assert rang.urgency is Urgency.ALARM


@pytest.mark.clause("SIN-12")
def test_whoever_is_away_is_not_on_duty_and_their_ticket_is_everybodys() -> None:
    vera = replace(COLLEAGUES[0], away_from=NOW - timedelta(days=1), away_until=NOW + timedelta(days=1))
    staff = (vera, *COLLEAGUES[1:])

    def called(to: Audience) -> list[str]:
        event = events.ClockRang(NOW, SYSTEM, ticket(assignee_id=3), "resolution", 80, to, NOW, True)
        (rang,) = planned(event, staff)
        return [person["name"] for person in rang.facts["mentions"]]

    assert called(Audience.ON_DUTY) == ["Павел"]
    assert called(Audience.ASSIGNEE) == ["Вера", "Глеб", "Павел"]


def test_alarms_overtake_answers_and_answers_overtake_relays() -> None:
    assert Urgency.ALARM < Urgency.ANSWER < Urgency.RELAY < Urgency.COSMETIC
    (to_customer,) = planned(events.Said(NOW, VERA, ticket(), ANSWER))
    (to_topic,) = planned(events.Said(NOW, ANNA, ticket(), WORDS))
    assert (to_customer.urgency, to_topic.urgency) == (Urgency.ANSWER, Urgency.RELAY)


def test_the_parts_of_an_album_travel_together() -> None:
    part = replace(WORDS, album="a1")
    (relay,) = planned(events.Said(NOW, ANNA, ticket(), part))
    assert (relay.key, relay.delay) == ("album:a1", plan.ALBUM_GATHERS)
    (alone,) = planned(events.Said(NOW, ANNA, ticket(), WORDS))
    assert (alone.key, alone.delay) == ("", 0.0)


def test_talk_is_relayed_between_the_customer_and_the_topic_of_their_talk() -> None:
    words, answer = replace(WORDS, ticket_id=None), replace(ANSWER, ticket_id=None)
    assert told(plan.of_conversation(ConversationOpened(NOW, ANNA, 1))) == [("talk_opened", "anna")]
    assert told(plan.of_conversation(MessageWritten(NOW, ANNA, words))) == [("relay", "talk:1")]
    assert told(plan.of_conversation(MessageWritten(NOW, VERA, answer))) == [("relay", "anna")]
    assert told(plan.of_conversation(MessageEdited(NOW, ANNA, words, ""))) == [("edit", "talk:1")]
    assert told(plan.of_conversation(MessageEdited(NOW, VERA, answer, ""))) == [("edit", "anna")]


def test_what_goes_to_one_topic_keeps_its_order() -> None:
    streams = {
        notice.stream
        for event, _ in EVENTS
        for notice in planned(event)
        if notice.to == Desk(TOPIC) and notice.urgency is Urgency.RELAY
    }
    assert streams == {TOPIC}
