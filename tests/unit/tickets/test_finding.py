"""What is looked for and how it is shown: words without their letter case, a fragment around them."""

from __future__ import annotations

import pytest

from core.errors import Missing
from core.tickets.finding import AROUND, folded, fragment, words_of


def text_of(pieces: list[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in pieces)


def hits(pieces: list[tuple[str, bool]]) -> list[str]:
    return [text for text, hit in pieces if hit]


def test_letters_are_folded_and_masked_values_are_left_out() -> None:
    assert folded(("ПРИНТЕР", "Ёлка", "45 •• ••••56", "HP")) == "принтер\nелка\nhp"


def test_a_question_is_words_each_once_without_the_sign_of_a_number() -> None:
    assert words_of("  Принтер №2026-0001  принтер ") == ["принтер", "2026-0001"]


@pytest.mark.parametrize("given", ["", "   ", "№", "а " * 9 + "б в г д е ж з и", "ы" * 201])
def test_a_question_without_words_or_with_far_too_many_is_refused(given: str) -> None:
    with pytest.raises(Missing):
        words_of(given)


def test_a_fragment_shows_what_stands_around_the_first_word_and_marks_every_hit() -> None:
    text = "начало " * 20 + "Не печатает\nПРИНТЕР в бухгалтерии, принтер новый" + " конец" * 40
    found = fragment(text, ["принтер"])
    assert hits(found) == ["ПРИНТЕР", "принтер"]
    assert text_of(found).startswith("…")
    assert text_of(found).endswith("…")
    assert len(text_of(found)) <= 3 * AROUND + 2
    assert "Не печатает ПРИНТЕР в бухгалтерии" in text_of(found)


def test_a_short_text_is_shown_whole_and_one_without_the_word_from_its_beginning() -> None:
    assert fragment("Всё ещё не печатает", ["все", "еще"]) == [
        ("Всё", True),
        (" ", False),
        ("ещё", True),
        (" не печатает", False),
    ]
    assert fragment("Анна", ["романшка"]) == [("Анна", False)]
    assert fragment("", ["принтер"]) == []


def test_a_letter_that_folds_to_two_moves_no_mark() -> None:
    assert hits(fragment("Straße принтер", ["принтер"])) == []
