"""Which calls a relayed message needs: every kind, every length, every mixture."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.relay.steps import ALBUM, CAPTION, ROOM, Album, Copied, Heading, Text, fits, steps
from bot.split import LONGEST, width
from bot.words import Words
from core.conversations.message import Attachment, Author, Media, Message, Origin
from core.regulation.parse import load

WORDS = Words("ru", load("saveit").regulation)
HEADING = Heading(WORDS, "2026-0001")
TOPIC = Heading(WORDS)
FILES = (
    Media.PHOTO,
    Media.DOCUMENT,
    Media.VIDEO,
    Media.VOICE,
    Media.AUDIO,
    Media.ANIMATION,
)


def said(text: str = "", kind: Media | None = None, number: int = 1, **more: Any) -> Message:
    """A word of Anna's, with a file of this kind."""
    file = Attachment(kind, f"file-{number}", "name", 1) if kind else None
    written: dict[str, Any] = {"author": Author.CUSTOMER, "author_name": "Анна", "attachment": file} | more
    return Message(
        id=number,
        person_id=1,
        at=datetime(2026, 3, 2, tzinfo=UTC),
        channel="telegram",
        text=text,
        origin=Origin("101", number),
        **written,
    )


def answered(text: str = "", kind: Media | None = None, **more: Any) -> Message:
    """A word of Vera's."""
    return said(text, kind, author=Author.STAFF, author_name="Вера", **more)


def test_a_text_is_one_call_that_an_edit_can_follow() -> None:
    assert steps([said("Привет")], TOPIC) == [Text(said("Привет"), "Привет")]


def test_an_answer_says_which_request_and_who() -> None:
    (step,) = steps([answered("Смотрим")], HEADING)
    assert isinstance(step, Text)
    assert step.text == "№ 2026-0001 · Вера\nСмотрим"
    assert step.entities == ({"type": "bold", "offset": 0, "length": 18},)


def test_a_colleague_of_the_contact_is_named_in_the_topic() -> None:
    (step,) = steps([said("И у меня")], HEADING)
    assert isinstance(step, Text)
    assert step.text == "№ 2026-0001 · Анна\nИ у меня"


def test_two_authors_are_not_joined() -> None:
    two = [said("раз", author_id=1), said("два", number=2, author_id=2)]
    assert [step.text for step in steps(two, TOPIC) if isinstance(step, Text)] == ["раз", "два"]
    assert fits(two, TOPIC) == 1


def test_a_forwarded_word_names_who_wrote_it() -> None:
    (step,) = steps([said("Всё сломалось", forwarded="Пётр")], TOPIC)
    assert isinstance(step, Text)
    assert step.text == "↪ Переслано от: Пётр\nВсё сломалось"
    assert step.entities == ({"type": "italic", "offset": 0, "length": 20},)


def test_a_long_text_is_cut_and_no_part_can_be_edited() -> None:
    found = steps([answered("слово " * 700)], HEADING)
    assert len(found) == 2
    assert all(isinstance(step, Text) and step.joined for step in found)


@given(st.text(alphabet="аб \n😀👨‍💻", min_size=1, max_size=9000))
def test_no_part_of_a_text_is_too_long_and_no_letter_is_lost(text: str) -> None:
    found = [step for step in steps([answered(text)], HEADING) if isinstance(step, Text)]
    assert all(width(step.text) <= LONGEST for step in found)
    kept = "".join(step.text for step in found).removeprefix("№ 2026-0001 · Вера\n")
    assert kept.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("kind", FILES)
def test_a_medium_of_the_customers_is_copied_as_it_is(kind: Media) -> None:
    assert steps([said("вот", kind)], TOPIC) == [Copied(said("вот", kind))]


@pytest.mark.parametrize("kind", FILES)
def test_a_medium_of_the_staffs_gets_the_heading_into_its_caption(kind: Media) -> None:
    (step,) = steps([answered("вот", kind)], HEADING)
    assert isinstance(step, Copied)
    assert step.caption == "№ 2026-0001 · Вера\nвот"


@pytest.mark.parametrize("kind", [Media.STICKER, Media.VIDEO_NOTE, Media.OTHER])
def test_what_takes_no_caption_is_copied_without_one(kind: Media) -> None:
    assert steps([answered("", kind)], HEADING) == [Copied(answered("", kind))]


def test_what_takes_no_caption_is_followed_by_who_sent_it_first() -> None:
    sticker = said("", Media.STICKER, forwarded="Пётр")
    assert steps([sticker], TOPIC) == [Copied(sticker), Text(sticker, "↪ Переслано от: Пётр", joined=True)]


@pytest.mark.parametrize("length", [CAPTION - 18, CAPTION, 4096])
def test_a_caption_without_room_follows_as_a_text_and_is_whole(length: int) -> None:
    copied, *texts = steps([answered("ы" * length, Media.PHOTO)], HEADING)
    assert isinstance(copied, Copied)
    assert copied.bare
    assert "".join(step.text for step in texts if isinstance(step, Text)) == "№ 2026-0001 · Вера\n" + "ы" * length


def test_a_caption_that_just_fits_stays_where_it_is() -> None:
    (step,) = steps([answered("ы" * (CAPTION - 19), Media.PHOTO)], HEADING)
    assert isinstance(step, Copied)
    assert not step.bare


def test_an_album_is_one_call_in_the_order_of_its_numbers() -> None:
    kinds = (Media.PHOTO, Media.VIDEO, Media.PHOTO)
    parts = [said(str(n), kind, n, album="a") for n, kind in enumerate(kinds, 1)]
    assert steps(parts[::-1], TOPIC) == [Album(tuple(parts))]


def test_an_album_with_a_long_caption_goes_bare_and_its_words_follow() -> None:
    parts = [said("ы" * 1500, Media.PHOTO, 1, album="a"), said("и вот", Media.PHOTO, 2, album="a")]
    album, *texts = steps(parts, TOPIC)
    assert album == Album(tuple(parts), bare=True)
    assert [step.text for step in texts if isinstance(step, Text)] == ["ы" * 1500, "и вот"]


def test_more_than_an_album_takes_are_two() -> None:
    parts = [said("", Media.PHOTO, n, album="a") for n in range(1, ALBUM + 3)]
    assert [len(step.messages) for step in steps(parts, TOPIC) if isinstance(step, Album)] == [10, 2]


def test_a_late_part_of_an_album_travels_alone() -> None:
    late = said("поздно", Media.PHOTO, album="a")
    assert steps([late], TOPIC) == [Copied(late)]


def test_a_mixture_keeps_its_order_and_joins_what_can_be_joined() -> None:
    parts = [
        said("раз", number=1),
        said("два", number=2),
        said("", Media.VOICE, 3),
        said("три", number=4),
        said("", Media.PHOTO, 5, album="a"),
        said("", Media.PHOTO, 6, album="a"),
    ]
    joined, voice, single, album = steps(parts, TOPIC)
    assert joined == Text(parts[0], "раз\n\nдва", joined=True)
    assert voice == Copied(parts[2])
    assert single == Text(parts[3], "три")
    assert album == Album(tuple(parts[4:]))


def test_joined_answers_are_signed_once_and_forwarded_words_each() -> None:
    (step,) = steps([answered("раз"), answered("два", forwarded="Пётр"), answered("три")], HEADING)
    assert isinstance(step, Text)
    assert step.text == "№ 2026-0001 · Вера\nраз\n\n↪ Переслано от: Пётр\nдва\n\nтри"


def test_a_hundred_texts_become_as_few_messages_as_hold_them() -> None:
    texts = [said("я" * 390, number=n) for n in range(100)]
    found = [step for step in steps(texts, TOPIC) if isinstance(step, Text)]
    assert len(found) == 10
    assert all(width(step.text) <= ROOM for step in found)


def test_what_fits_is_what_one_message_takes() -> None:
    texts = [answered("я" * 900, number=n) for n in range(10)]
    count = fits(texts, HEADING)
    assert count == 4
    assert len(steps(texts[:count], HEADING)) == 1
    assert fits([said("раз"), said("", Media.PHOTO, 2), said("два", number=3)], TOPIC) == 1
    assert fits([replace(texts[0], text="я" * 4090), texts[1]], HEADING) == 1
