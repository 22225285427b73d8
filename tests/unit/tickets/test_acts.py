"""Acts: approved or refused once, by their own customer; lists of rework (SIN-10, SIN-11)."""

from __future__ import annotations

import pytest

from core.billing.act import ActState
from core.deadlines.milestones import Fact
from core.errors import Missing, NotFound, Outdated
from core.regulation.parse import load
from core.tickets import acts, dialogue
from tests.office import moscow
from tests.unit.tickets.bookkeeping import desk_of, registers_at_sintez, resolves


@pytest.mark.clause("SIN-10", "SIN-11")
async def test_an_act_is_decided_once_by_its_own_customer(sqlite_url: str) -> None:
    async with desk_of(sqlite_url, load("sintez")) as office:
        ticket = await registers_at_sintez(office)
        await resolves(office, ticket)
        async with office.database.read() as store:
            (act,) = await store.billing.acts(ticket.id)
        assert (act.number, act.state) == ("А-2026-0001", ActState.PRESENTED)
        for who, act_id, action, error in (
            (office.boris, act.id, "confirm", NotFound),
            (office.anna, 77, "confirm", NotFound),
            (office.anna, act.id, "agree", Outdated),  # it is no act of rework
        ):
            with pytest.raises(error):
                async with office.desk.work() as deed:
                    await acts.accept(deed, who, act_id, action, deed.now)
        with pytest.raises(Missing, match="needs_your_reason"):
            async with office.desk.work() as deed:
                await acts.object_to(deed, office.anna, act.id, "disagree", office.words(office.anna, "…"), deed.now)
        async with office.desk.work() as deed:
            await acts.accept(deed, office.anna, act.id, "confirm", deed.now)
        with pytest.raises(Outdated):
            async with office.desk.work() as deed:
                await acts.accept(deed, office.anna, act.id, "confirm", deed.now)
        async with office.database.read() as store:
            (act,) = await store.billing.acts(ticket.id)
        assert (act.state, act.decided_at) == (ActState.APPROVED, moscow("2026-03-02 10:00"))


@pytest.mark.clause("SIN-11")
async def test_a_second_list_of_rework_takes_the_place_of_the_first(sqlite_url: str) -> None:
    async with desk_of(sqlite_url, load("sintez")) as office:
        ticket = await registers_at_sintez(office)
        await resolves(office, ticket)
        async with office.at_work(ticket) as (deed, found):
            words = office.words(office.anna, "Не то")
            await dialogue.disagree(deed, office.anna, found, words, deed.now)
        regulation = load("sintez").regulation
        for given in ("05.03.2026 Шапка", "05.03.2026 18:00 Шапка\n\n10.03.2026 Форма;"):
            async with office.at_work(ticket) as (deed, found):
                items = acts.read_items(given, regulation, deed.now)
                await acts.list_rework(deed, office.vera, found, items, deed.now)
        async with office.database.read() as store:
            _, first, second = await store.billing.acts(ticket.id)
        assert (first.state, second.state) == (ActState.WITHDRAWN, ActState.PRESENTED)
        with pytest.raises(Outdated):
            async with office.desk.work() as deed:
                await acts.accept(deed, office.anna, first.id, "agree", deed.now)
        async with office.desk.work() as deed:
            await acts.accept(deed, office.anna, second.id, "agree", deed.now)
        now = await office.now(ticket)
        assert now.state == "rework"
        # 18:00 in Chelyabinsk is 16:00 in Moscow.
        assert [m.instant for m in now.milestones if m.fact is Fact.REWORK] == [
            moscow("2026-03-05 16:00"),
            moscow("2026-03-10 16:00"),
        ]


@pytest.mark.clause("SIN-11")
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "needs_items"),
        (" ; \n", "needs_items"),
        ("05.03.2026", "needs_items"),
        ("05.03.2026 18:00", "needs_items"),
        ("Шапка", "bad_date"),
        ("05.03.2026 Шапка; форма", "bad_date"),
        ("31.02.2026 Шапка", "bad_date"),
        ("01.03.2026 Шапка", "date_in_past"),
    ],
)
def test_rework_that_will_not_do_is_refused(given: str, code: str) -> None:
    with pytest.raises(Missing) as refused:
        acts.read_items(given, load("sintez").regulation, moscow("2026-03-02 10:00"))
    assert refused.value.code == code
