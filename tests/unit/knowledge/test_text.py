"""Texts as words and passages; keys and layouts; synonyms."""

from __future__ import annotations

from core.knowledge import glossary
from core.knowledge.article import Article, is_link, problem
from core.knowledge.keyboard import in_cyrillic, in_latin_layout, in_russian_layout, latin_sound, russian_sound
from core.knowledge.text import PASSAGE, passages, words


def test_words_are_folded_and_a_stress_mark_does_not_cut_one() -> None:
    assert words("Ещё раз: «Счёт-фактура», cто\u0301ит SSL_2!") == [
        "еще",
        "раз",
        "счет",
        "фактура",
        "cтоит",
        "ssl",
        "2",
    ]


def test_passages_are_cut_at_lines_and_sentences_and_lose_no_word() -> None:
    body = "\n".join(f"Строка {number}. " + "слово " * 40 for number in range(30)) + "\n" + "х" * 2500
    found = passages(body)
    assert all(len(passage) <= PASSAGE for passage in found)
    assert "".join("".join(found).split()) == "".join(body.split())
    assert passages("") == [""]


def test_a_passage_holds_what_fits() -> None:
    assert passages("Раз. Два.\n\nТри.", size=20) == ["Раз. Два.\nТри."]
    assert passages("Первое предложение. Второе.", size=20) == ["Первое предложение.", "Второе."]


def test_the_same_keys_in_the_other_layout() -> None:
    assert in_russian_layout("rfr edtkbxbnm lbcr") == "как увеличить диск"
    assert in_russian_layout("gj;fkeqcnf") == "пожалуйста"
    assert in_latin_layout("лгиусед") == "kubectl"


def test_russian_in_latin_letters() -> None:
    assert in_cyrillic("zakryvayushie") == "закрываюшие"
    assert russian_sound(in_cyrillic("zakryvayushie")) == russian_sound("закрывающие")


def test_what_sounds_alike_has_one_key() -> None:
    for written, right in (("пороль", "пароль"), ("зделать", "сделать"), ("личново", "личного"), ("дизка", "диска")):
        assert russian_sound(written) == russian_sound(right)
    for written, right in (("нвидиа", "nvidia"), ("линукс", "linux"), ("кубернетес", "kubernetes")):
        assert latin_sound(written) == latin_sound(right)
    assert russian_sound("пароль") != russian_sound("парад")


def test_a_phrase_of_the_glossary_adds_the_words_of_the_others() -> None:
    groups = glossary.groups([["ось", "операционная система"], ["пусто"], ["ЛК", "личный кабинет"]], lambda word: word)
    assert len(groups) == 2
    assert glossary.widened(["поставить", "ось"], groups) == ["операционная", "система"]
    assert glossary.widened(["операционная", "сервер", "система"], groups) == []
    assert glossary.widened(["личный", "кабинет"], groups) == ["лк"]


def test_an_article_says_what_is_wrong_with_it() -> None:
    assert problem(Article("1", "Как войти", "Нажмите «Войти».")) == ""
    assert problem(Article("1", " ", "текст")) == "no title"
    assert problem(Article("1", "х" * 301, "текст")) == "the title is longer than 300 characters"
    assert problem(Article("1", "Заголовок", " ")) == "neither text nor link"
    assert problem(Article("1", "Заголовок", "", link="https://example.ru/a")) == ""
    assert "not an http" in problem(Article("1", "Заголовок", "текст", link="javascript:alert(1)"))
    assert "1 000 000" in problem(Article("1", "Заголовок", "х" * 1_000_001))
    assert not is_link("https://[broken")
    assert not is_link("https://example.ru/a b")


def test_any_change_changes_the_digest() -> None:
    one = Article("1", "Как войти", "Нажмите «Войти».")
    assert one.digest == Article("1", "Как войти", "Нажмите «Войти».").digest
    assert one.digest != Article("1", "Как войти", "Нажмите «Войти».", wordings=("вход",)).digest
