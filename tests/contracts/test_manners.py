"""How often somebody swore lately, on both databases: what they reworded and what others wrote does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.office import office_on


@pytest.mark.clause("ALL-5")
async def test_obscene_messages_of_a_person_are_counted_since_an_instant(database_url: str) -> None:
    async with office_on(database_url) as office:
        said = [await office.says(office.anna, words) for words in ("раз", "два", "три")]
        await office.says(office.boris, "четыре")
        async with office.desk.work() as work:
            for message in said[:2]:
                await work.messages.edit(replace(message, obscene=True, edited_at=work.now), message)
            start, person = said[0].at, said[0].person_id
            assert await work.messages.obscene(person, start) == [message.at for message in said[:2]]
            assert await work.messages.obscene(person, said[1].at + timedelta(seconds=1)) == []
            assert (await work.messages.get(said[1].id)).obscene
            await work.messages.edit(said[0].edited("раз", (), work.now), said[0])
            assert await work.messages.obscene(person, start) == [said[1].at]
