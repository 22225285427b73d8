"""Obscene words are recognised under every disguise; words that only sound so are nobody's fault (ALL-5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.knowledge.manners import obscene
from core.regulation import parse
from tests.texts import ROOT

pytestmark = pytest.mark.clause("ALL-5")


def lines(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text("utf-8").splitlines()


def test_obscene_words_are_recognised_alone_and_in_a_sentence() -> None:
    missed = [text for text in lines("obscene.txt") if not obscene(text) or not obscene(f"Добрый день! {text} уже час")]
    assert not missed


def test_ordinary_words_are_never_taken_for_obscene_ones() -> None:
    taken = [text for text in lines("ordinary.txt") if obscene(text) or obscene(f"Добрый день! {text}, помогите")]
    assert not taken


def test_what_the_product_itself_says_is_decent() -> None:
    texts = [path.read_text("utf-8") for path in sorted(ROOT.glob("locales/*/LC_MESSAGES/*.po"))]
    texts += [path.read_text("utf-8") for path in sorted(ROOT.glob("core/regulation/presets/*.toml"))]
    texts += [path.read_text("utf-8") for path in sorted(ROOT.glob("docs/**/*.md"))]
    assert len(texts) > len(parse.presets())
    assert not [line for text in texts for line in text.splitlines() if obscene(line)]


@pytest.mark.parametrize("text", ["", " ", "\n", "0", "***", "…", "🙂", "\ud83d", "а" * 4096, "х." * 2048, "f*" * 2048])
def test_texts_without_words_are_decent(text: str) -> None:
    assert not obscene(text)


@pytest.mark.parametrize(
    "text", ["Х\u200bУ\u200bЙ", "х\u0336у\u0336й\u0336", "ｈｕｙ", "х\u00adуй", "ху\u0438\u0306", "nа\u200b хуй"]
)
def test_invisible_characters_hide_nothing(text: str) -> None:
    assert obscene(text)
