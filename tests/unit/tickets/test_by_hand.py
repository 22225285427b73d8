"""What staff write down: who is found, what is asked, what is refused, and whose the request becomes."""

from __future__ import annotations

import pytest

from core.errors import NotAllowed, Outdated, Refusal
from core.regulation.parse import load
from core.tickets import by_hand, intake
from core.tickets.intake import Intake
from tests.office import FIELDS, Office, office_on

NETPOINT = load("netpoint")


def words(office: Office, text: str) -> list[dict[str, object]]:
    return intake.said(Intake(), office.words(office.vera, text)).words


def called(office: Office, **more: object) -> Intake:
    """Everything that NetPoint asks of somebody new who calls."""
    known = {"contract": "НП-1", "phone": "+79001234567"}
    given = Intake("phone", 0, "Сидоров Пётр", "", "normal", known, words(office, "Нет интернета"))
    for name, value in more.items():
        setattr(given, name, value)
    return given


async def test_a_caller_is_found_by_any_spelling_of_the_telephone_and_by_number(database_url: str) -> None:
    async with office_on(database_url, edition=NETPOINT) as office:
        async with office.desk.work() as deed:
            ticket = await by_hand.register(deed, office.vera, called(office), "-100", deed.now)
        async with office.desk.work() as deed:
            for given in (
                "8 (900) 123-45-67",
                "+7 900 1234567",
                "1234567",
                "сидоров",
                "ПЕТР",
                "нп-1",
                f"№{ticket.number}",
            ):
                assert [person.id for person in await by_hand.found(deed, given)] == [ticket.person_id], given
            for given in ("8 (900) 123-45-68", "99999", "Иванов Пётр", "", "%", "Вера"):
                assert await by_hand.found(deed, given) == [], given


async def test_each_question_follows_the_last_answer_and_the_telephone_is_asked_where_nobody_else_does(
    sqlite_url: str,
) -> None:
    async with office_on(sqlite_url, edition=NETPOINT) as office:
        rules, given = NETPOINT.regulation, Intake()
        assert intake.asks(given, rules) == "channel"
        given = intake.through(given, office.vera, rules, "sms")
        assert intake.asks(given, rules) == "person"
        given = intake.of_stranger(given, rules, "Сидоров Пётр")
        assert intake.asks(given, rules) == "words"
        given = intake.said(given, office.words(office.vera, "Нет интернета"))
        assert [rule.id for rule in [intake.unfilled(given, rules)] if rule] == ["contract"]
        given = intake.stated(given, rules, "НП-1")
        assert [rule.id for rule in [intake.unfilled(given, rules)] if rule] == ["phone"]
        given = intake.stated(given, rules, "8 900 123 45 67")
        assert given.fields == {"contract": "НП-1", "phone": "+79001234567"}
        assert intake.asks(given, rules) == "priority"
        assert intake.asks(intake.of_urgency(given, rules, "normal"), rules) == ""
        with pytest.raises(Outdated):
            intake.of_urgency(given, rules, "P9")
        with pytest.raises(Outdated):
            intake.through(Intake(), office.vera, rules, "mail")
        with pytest.raises(NotAllowed):
            intake.through(Intake(), office.anna, rules, "sms")


async def test_a_kind_that_belongs_to_another_desk_is_not_written_down() -> None:
    rules = load("insales").regulation
    elsewhere = next(category for category in rules.categories if category.elsewhere)
    with pytest.raises(Refusal) as caught:
        intake.of_kind(Intake("phone", 1), rules, elsewhere.id)
    assert caught.value.facts["elsewhere"] == elsewhere.elsewhere


async def test_nothing_is_registered_before_everything_is_said(sqlite_url: str) -> None:
    async with office_on(sqlite_url, edition=NETPOINT) as office:
        lackings: list[dict[str, object]] = [
            {"priority": ""},
            {"words": []},
            {"fields": {}},
            {"channel": ""},
            {"person_id": None},
        ]
        for lacking in lackings:
            with pytest.raises(Outdated):
                async with office.desk.work() as deed:
                    await by_hand.register(deed, office.vera, called(office, **lacking), "-100", deed.now)


async def test_two_callers_with_one_telephone_are_two_people(sqlite_url: str) -> None:
    async with office_on(sqlite_url, edition=NETPOINT) as office:
        found = set()
        for name in ("Сидоров Пётр", "Сидорова Вера"):
            async with office.desk.work() as deed:
                found.add(
                    (await by_hand.register(deed, office.vera, called(office, name=name), "-100", deed.now)).person_id
                )
        assert len(found) == 2


async def test_what_is_prepared_joins_the_draft_that_the_customer_has_begun(sqlite_url: str) -> None:
    async with office_on(sqlite_url) as office:
        draft_id = await office.drafts(office.anna, "Не открывается отчёт", phone="+70000000000")
        anna = office.anna.person_id or 0
        given = Intake("phone", anna, "Анна", "", "P2", FIELDS, words(office, "И ещё не печатает принтер"))
        async with office.desk.work() as deed:
            draft = await by_hand.prepare(deed, office.vera, given, "-100", deed.now)
        assert draft.id == draft_id
        assert draft.priority == "P2"
        assert len(draft.chosen) == 2
        assert draft.fields["phone"] == "+70000000000"  # what the customer wrote themselves stands
        with pytest.raises(Outdated):  # advice is not registered by staff
            async with office.desk.work() as deed:
                await by_hand.register(deed, office.vera, given, "-100", deed.now)
