"""Obscene wording where the regulation forbids it: relayed, gently answered, counted, a ground for refusal (ALL-5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, Player, labels, words
from tests.stories.telling import comes, files, open_desk, staff_reads
from tests.stories.test_alleanza import KNOWN, authorised

pytestmark = pytest.mark.clause("ALL-5")
ASKED = "обойдитесь без нецензурных слов"


async def times_asked(player: Player) -> int:
    return sum(ASKED in text for text in await player.texts())


async def topic(desk: Desk, name: str) -> list[str]:
    return [words(message) for message in await desk.topic(name)]


async def test_an_insult_is_relayed_answered_once_and_counted(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Не открывается сайт")
        await desk.anna.writes("да почините вы уже, бл*ть")
        asked = words(await desk.anna.reads(ASKED))
        assert asked == (
            "Ваше сообщение мы получили. Пожалуйста, обойдитесь без нецензурных слов, об этом просит регламент"
            " (пункт ALL-5). Сообщение можно изменить или написать заново."
        )
        seen = await topic(desk, "Анна")
        relayed = next(n for n, text in enumerate(seen) if "почините вы уже" in text)
        assert seen[relayed + 1] == (
            "🙊 Нецензурные слова. Таких сообщений за 30 дней: 1.\nЗаказчика попросили написать иначе."
        )
        # The second one in the same conversation is not lectured about; staff see that it is the second.
        await desk.anna.writes("xyйня, а не хостинг")
        assert (await topic(desk, "Анна"))[-1] == "🙊 Нецензурные слова. Таких сообщений за 30 дней: 2."
        assert await times_asked(desk.anna) == 1
        # In a conversation of another day it is asked again.
        await desk.later(hours=13)
        await desk.anna.writes("опять сайт пиздой накрылся")
        assert await times_asked(desk.anna) == 2
        # After a month nobody remembers.
        await desk.later(days=31)
        await desk.anna.writes("Сука, снова")
        await staff_reads(desk, "Таких сообщений за 30 дней: 1.")


async def test_staff_may_refuse_for_it_and_see_how_often_it_happened(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 10:00") as desk:
        await authorised(desk)
        number = await files(desk.anna, "Не открывается сайт", *KNOWN, "Сайт")
        confirmation = await desk.anna.reads("зарегистрировано")
        await desk.anna.replies(confirmation, "вы там охуели?")
        await desk.anna.replies(confirmation, "заебали")
        assert (await topic(desk, number))[-1] == (
            "🙊 Нецензурные слова. Таких сообщений за 30 дней: 2.\n"
            "Регламент позволяет отказать по этой причине: /refuse obscene"
        )
        await desk.vera.writes("/refuse", topic=number)
        listed = await staff_reads(desk, "Причины по регламенту")
        assert "ругательствами. Таких сообщений за 30 дней: 2\n" in words(listed)
        assert words(listed).count("Таких сообщений") == 1
        await desk.vera.presses(labels(listed)[3], chat=desk.group, message=listed)
        await desk.anna.reads(f"По обращению № {number} отказано")


async def test_who_rewords_a_message_has_said_nothing(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Не открывается сайт")
        (sent,) = await desk.anna.writes("пиздец, всё лежит")
        await desk.anna.reads(ASKED)
        await desk.phone.edit(desk.anna.id, sent["message_id"], "Всё лежит")
        await desk.settled()
        (sent,) = await desk.anna.writes("Ответьте, пожалуйста")
        await desk.phone.edit(desk.anna.id, sent["message_id"], "Ответьте, суки")
        await desk.settled()
        assert (await topic(desk, "Анна"))[-1].startswith("🙊 Нецензурные слова. Таких сообщений за 30 дней: 1.")


async def test_words_of_others_and_words_that_only_sound_so_are_nobodys_fault(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Подстрахуйте нас, колебания пинга, на худой конец верните копию")
        await desk.anna.writes("ну и хуйня", forward_from="Пётр")
        await desk.vera.writes("Нихуя себе", topic="Анна")
        assert await times_asked(desk.anna) == 0
        assert not any("🙊" in text for text in await topic(desk, "Анна"))


async def test_a_regulation_that_forbids_nothing_asks_nothing(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        await comes(desk.anna, "Пиздец, ничего не работает")
        assert await times_asked(desk.anna) == 0
        assert not any("🙊" in text for text in await topic(desk, "Анна"))
