"""Several open requests at once: what is written can be added to any of them, and a reply belongs where it answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.tables.messages import messages
from tests.chaos.stage import PNG
from tests.desk import Desk, labels, words
from tests.stories.telling import comes, files, open_desk, state_of
from tests.stories.test_saveit import registers

EMAIL = "anna@shop.ru"
PHOTO = {"kind": "photo", "content_base64": PNG}


@pytest.mark.clause("INS-5", "INS-6")
async def test_with_many_open_requests_the_customer_picks_one_newest_first(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        numbers = [
            await files(anna, f"Не открывается страница {n}", *([EMAIL] if n == 1 else [])) for n in range(1, 11)
        ]
        await anna.writes("Пишет «нет доступа»")
        offer = await anna.last()
        assert labels(offer) == [*(f"Добавить к №{number}" for number in numbers[:1:-1]), "1 из 2", "›"]
        assert f"№ {numbers[9]} — Не открывается страница 10" in words(offer)
        await anna.presses("›", message=offer)
        offer = await anna.last()
        assert labels(offer) == [f"Добавить к №{numbers[1]}", f"Добавить к №{numbers[0]}", "‹", "2 из 2"]
        await anna.presses(f"Добавить к №{numbers[0]}", message=offer)
        await anna.reads(f"Добавлено к обращению № {numbers[0]}.")
        assert (await desk.topic_texts(numbers[0]))[-1] == "Пишет «нет доступа»"
        # Pressed once more from an old client it stays where it is.
        await anna.forges(f"p:attach:2:{await last_message(desk)}", offer)
        assert words(await anna.last()) == "Это сообщение уже входит в обращение."
        # A request that the words name stands first.
        await anna.writes(f"По обращению {numbers[3]}: заработало только утром")
        assert labels(await anna.last())[0] == f"Добавить к №{numbers[3]}"


@pytest.mark.clause("INS-5")
async def test_media_albums_and_edits_are_added_like_words(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        number = await files(anna, "Не открывается касса", EMAIL)
        other = await files(anna, "Не печатает чеки")
        # An album is offered once and added whole.
        before = len(await anna.texts())
        await anna.writes(album=[PHOTO, PHOTO | {"caption": "экран кассы"}, PHOTO])
        assert len((await anna.texts())[before:]) == 1
        await anna.presses(f"Добавить к №{number}")
        in_topic = [m for m in await desk.topic(number) if m.get("photo")]
        assert len(in_topic) == 3
        assert len({m["media_group_id"] for m in in_topic}) == 1
        # A voice, a sticker, a forwarded message: whatever people send can be added.
        await anna.writes(media={"kind": "voice"})
        await anna.presses(f"Добавить к №{other}")
        await anna.writes("Нам тоже не печатает", forward_from="Директор")
        await anna.presses(f"Добавить к №{other}")
        assert (await desk.topic_texts(other))[-1].endswith("Переслано от: Директор\nНам тоже не печатает")
        # Words of talk that were corrected after they were added are corrected wherever they stand.
        own = (await anna.writes("Касса номер три"))[0]
        await anna.presses(f"Добавить к №{other}")
        await desk.phone.edit(anna.id, own["message_id"], "Касса номер четыре")
        await desk.settled()
        assert (await desk.topic_texts(other))[-1] == "Касса номер четыре"
        assert (await desk.topic_texts("Анна"))[-1] == "Касса номер четыре"


@pytest.mark.clause("SAV-10")
async def test_a_reply_to_any_message_of_a_request_belongs_to_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna, vera = desk.anna, desk.vera
        first_words = (await anna.writes("Не открывается касса"))[0]
        await anna.presses("Согласен")
        number = await files(anna, "Пишет «нет доступа»", EMAIL)
        await files(anna, "Не печатает чеки")
        await vera.writes("/take", topic=number)
        answer = await vera.writes("Какой у вас браузер?", topic=number)
        assert answer
        own = await anna.replies(first_words, "Это с утра")
        status = await anna.reads("в работе: Вера")
        await anna.replies(status, "Спасибо")
        await anna.replies(await anna.reads("Какой у вас браузер?"), "Файрфокс")
        await anna.replies(own[0], "То есть с восьми")
        photo = await anna.writes(media=PHOTO, reply_to=first_words["message_id"])
        await anna.replies(photo[0], "Вот так это выглядит")
        topic = await desk.topic(number)
        said = [words(m) or "[фото]" for m in topic]
        assert said[-6:] == [
            "Это с утра",
            "Спасибо",
            "Файрфокс",
            "То есть с восьми",
            "[фото]",
            "Вот так это выглядит",
        ]
        # In the topic a reply answers the message that stands in this very topic, not its copy in the talk.
        numbers = {m["message_id"] for m in topic}
        answering = [m["reply_to"] for m in topic if words(m) in ("Это с утра", "То есть с восьми", "Файрфокс")]
        assert len(answering) == 3
        assert set(answering) <= numbers
        # Weeks later the old message still leads there.
        await desk.later(days=20)
        await anna.replies(first_words, "Опять то же самое")
        assert (await desk.topic_texts(number))[-1] == "Опять то же самое"


async def test_somebody_elses_message_or_request_is_one_that_does_not_exist(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        number = await files(desk.anna, "Не открывается касса", EMAIL)
        await desk.anna.writes("Пишет «нет доступа»")
        annas = await last_message(desk)
        await comes(desk.boris)
        await desk.boris.writes("Здравствуйте ещё раз")
        button = await desk.boris.last()
        for forged in (f"p:attach:1:{annas}", f"p:attach_page:{annas}:0", "p:attach_page:999:0", "p:attach:999:1"):
            await desk.boris.forges(forged, button)
            assert words(await desk.boris.last()) == "Такого обращения среди ваших нет."
        assert "Пишет «нет доступа»" not in await desk.topic_texts(number)


async def last_message(desk: Desk) -> int:
    """The id of the newest message of all."""
    async with desk.app.database.read() as store:
        found: int = (await store.connection.execute(sa.select(sa.func.max(messages.c.id)))).scalar_one()
    return found


@pytest.mark.clause("SAV-12")
async def test_whoever_only_writes_about_a_solution_is_shown_the_buttons_that_decide(tmp_path: Path) -> None:
    """«Не помогло» as a mere message decides nothing: the request would have closed over it."""
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.anna.replies(await desk.anna.reads("зарегистрировано"), "Модель HP 1020")
        assert not any("ждёт вашего решения" in text for text in await desk.anna.texts())
        await desk.vera.writes("/resolve Замените картридж", topic=number)
        done = await desk.anna.reads(f"Обращение № {number} выполнено")
        await desk.anna.presses("Не согласен")
        await desk.anna.writes("/help")  # the form was left, and its buttons are spent
        await desk.anna.replies(done, "Не помогло")
        await desk.anna.reads(f"Обращение № {number} всё ещё ждёт вашего решения")
        await desk.anna.presses("Не согласен")
        await desk.anna.writes("Картридж новый, а листы пустые")
        assert await state_of(desk, number) == "in_work"
        await desk.anna.replies(done, "Жду")
        assert sum("ждёт вашего решения" in text for text in await desk.anna.texts()) == 1
