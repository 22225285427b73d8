"""A question in a customer's own spelling finds the article, and what was understood is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.knowledge.article import Article
from core.knowledge.scoring import Band, Thresholds
from core.knowledge.search import NOTHING
from storage.search import file
from storage.search.base import KnowledgeBase
from storage.search.build import replacing
from tests.unit.search.conftest import ARTICLES


@pytest.mark.parametrize(
    ("question", "said", "first"),
    [
        ("Как увеличить диск?", "", "disk"),
        ("дисками", "", "disk"),
        ("rfr edtkbxbnm lbcr", "как увеличить диск", "disk"),
        ("pf,sk gfhjkm", "забыл пароль", "password"),
        ("kak uvelichit disk", "как увеличит диск", "disk"),
        ("забыл пороль", "забыл пароль", "password"),
        ("лгиусед", "kubectl", "kubectl"),
        ("кубернетеса нет", "kubernetes нет", "kubectl"),
        ("нвидиа драйвер", "nvidia драйвер", "linux"),
        ("закрывающие дакументы", "закрывающие документы", "papers"),
        ("двух факторная", "", "twofactor"),
        ("незабыли ли пароль", "не забыли ли пароль", "password"),
        ("верните средства", "", "refund"),
        ("сделать бэкап", "", "backup"),
        ("скачать счёт-фактуру", "", "papers"),
    ],
)
def test_what_was_meant_is_found(base: KnowledgeBase, question: str, said: str, first: str) -> None:
    found = base.found(question)
    assert (found.said, found.hits[0].id) == (said, first)


@pytest.mark.parametrize("question", ["картридж", "стихотворение", "роутер мигает"])
def test_a_word_of_the_language_is_not_mended_into_one_of_the_articles(base: KnowledgeBase, question: str) -> None:
    found = base.found(question)
    assert found.said == ""
    assert found.band is Band.NONE


@pytest.mark.parametrize(
    "question",
    [
        "",
        " \n",
        "???",
        "😀",
        '"',
        "' OR 1=1 --",
        "NEAR(диск пароль)",
        "диск*",
        "-диск",
        "title:диск",
        "\0",
        "а" * 50_000,
        "диск " * 5_000,
        "ёЁ\u0301",
        "x" * 39,
        "\ud800",
        "AND OR NOT",
    ],
)
def test_nothing_that_can_be_written_breaks_the_search(base: KnowledgeBase, question: str) -> None:
    assert base.found(question).band in Band


def test_a_hit_brings_what_is_shown(base: KnowledgeBase) -> None:
    hit = base.found("новый размер диска").hits[0]
    assert (hit.title, hit.link, hit.section) == ("Как увеличить диск", "https://e.ru/disk", "Диски")
    assert hit.snippet == "Остановите сервер. Задайте новый размер диска."


def test_another_wording_is_found_but_not_shown(base: KnowledgeBase) -> None:
    assert base.found("верните средства").hits[0].snippet == "Деньги возвращают по заявлению."


def test_the_snippet_is_the_passage_that_fits(tmp_path: Path) -> None:
    body = (
        "\n".join(f"Глава {number}. " + "Прочее о разном. " * 45 for number in range(4)) + "\nПринтер печатает счета."
    )
    with replacing(tmp_path / "kb.db") as building:
        building.add(Article("long", "Длинная статья", body))
        building.finish([])
    assert KnowledgeBase(tmp_path / "kb.db").found("принтер").hits[0].snippet.endswith("Принтер печатает счета.")


async def test_the_door_is_open_without_articles_too(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path / "kb.db")
    assert await base.search("как войти") is NOTHING
    (tmp_path / "kb.db").write_bytes("это не индекс".encode() * 1000)
    assert await base.search("как войти") is NOTHING


def test_an_index_that_was_replaced_is_noticed(base: KnowledgeBase, index: Path) -> None:
    assert base.found("увеличить диск").hits[0].id == "disk"
    with replacing(index) as building:
        building.remove("disk")
        building.add(Article("volume", "Увеличить диск в панели", "Нажмите на диск.", "", "Диски"))
        building.finish([])
    assert base.found("увеличить диск").hits[0].id == "volume"
    index.unlink()
    assert base.found("увеличить диск") is NOTHING


def test_a_damaged_file_is_no_answer_and_no_error(base: KnowledgeBase, index: Path) -> None:
    whole = index.read_bytes()
    index.write_bytes(whole[: len(whole) // 3])
    assert base.found("увеличить диск") == NOTHING


def test_the_bands_of_the_installation_hold(base: KnowledgeBase, index: Path) -> None:
    sure = base.found("увеличить диск").confidence
    file.keep_thresholds(index, Thresholds(sure + 1, sure - 1), "")
    assert base.found("увеличить диск").band is Band.MAYBE
    file.keep_thresholds(index, Thresholds(sure, sure - 1), "")
    assert base.found("увеличить диск").band is Band.ANSWER


def test_an_article_taken_out_leaves_no_trace(index: Path, tmp_path: Path) -> None:
    """Adding and removing is the same as never having known it: no words, no stems, no passages."""
    other = tmp_path / "other.db"
    shutil.copy(index, other)
    with replacing(other) as building:
        building.add(Article("extra", "Лишняя статья", "Совсем другие слова. " * 200, "", "Диски", ("иначе",)))
        building.finish([["бэкап", "резервная копия"]])
    assert KnowledgeBase(other).found("лишняя статья").hits[0].id == "extra"
    with replacing(other) as building:
        building.remove("extra")
        building.remove("never there")
        building.finish([["бэкап", "резервная копия"]])
    for table in ("articles", "passages", "headings", "words", "terms"):
        rows = [file.open_to_read(path).execute(f"SELECT * FROM {table}").fetchall() for path in (index, other)]  # type: ignore[union-attr]
        assert rows[0] == rows[1], table
    assert KnowledgeBase(other).found("лишняя статья").said == ""


def test_an_error_while_building_leaves_the_old_index(base: KnowledgeBase, index: Path) -> None:
    before = index.read_bytes()

    def building_that_fails() -> None:
        with replacing(index) as building:
            building.remove("disk")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        building_that_fails()
    assert index.read_bytes() == before
    assert not list(index.parent.glob("*.building"))


def test_an_index_of_another_format_is_made_anew(index: Path) -> None:
    import sqlite3

    with sqlite3.connect(index) as connection:
        file.note(connection, "format", "0")
    connection.close()
    assert KnowledgeBase(index).found("увеличить диск") == NOTHING
    with replacing(index) as building:
        assert building.digests() == {}
        building.add(ARTICLES[0])
        building.finish([])
    assert KnowledgeBase(index).found("увеличить диск").hits[0].id == "disk"
