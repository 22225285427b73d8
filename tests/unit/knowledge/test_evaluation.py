"""The figures of an evaluation are those that one would count by hand."""

from __future__ import annotations

import pytest

from core.errors import ConfigurationError
from core.knowledge import evaluation
from core.knowledge.evaluation import Answered, Question
from core.knowledge.scoring import Band, Evidence, Thresholds, by_both, by_words, confidence, coverage, rarity
from core.knowledge.search import Hit, sections


def answered(confidence: float, place: int, type: str = "para") -> Answered:
    """A question whose right article came at this place; 0 for not at all, -1 for a question without an answer."""
    right = frozenset() if place < 0 else frozenset({"right"})
    found = tuple("right" if at == place else f"wrong {at}" for at in range(1, 6))
    return Answered(Question("вопрос", right, type), found, confidence, confidence / 1000)


ASKED = [answered(9, 1), answered(5, 1), answered(2, 3), answered(1, 0)]
NONE = [answered(number / 10, -1, "oos_near") for number in range(1, 10)] + [answered(6, -1, "oos_near")]


def test_figures_are_counted() -> None:
    figures = evaluation.figures(ASKED, NONE)
    assert (figures.questions, figures.r1, figures.r3) == (4, 0.5, 0.75)
    assert figures.auc == pytest.approx((10 + 9 + 9 + 9) / 40)
    # Nine of ten without an answer are at 0.9 or lower: above that stand all four, two of them rightly answered.
    assert figures.right_at_90 == 0.5


def test_a_draw_counts_half() -> None:
    assert evaluation.figures([answered(3, 1)], [answered(3, -1)]).auc == 0.5


def test_without_questions_that_have_no_answer_two_figures_are_unknown() -> None:
    figures = evaluation.figures(ASKED, [])
    assert (figures.auc, figures.right_at_90) == (None, None)
    assert evaluation.thresholds(ASKED) is None


def test_bands_begin_where_the_unanswerable_end_and_where_the_right_ones_are_kept() -> None:
    bands = evaluation.thresholds(ASKED + NONE)
    assert bands is not None
    assert bands.answer == pytest.approx(0.9)
    assert bands.band(0.9) is not Band.ANSWER
    assert bands.maybe <= bands.answer
    wide = Thresholds(3.0, 2.0)
    assert [wide.band(sure) for sure in (3.0, 2.9, 2.0, 1.9)] == [Band.ANSWER, Band.MAYBE, Band.MAYBE, Band.NONE]


def test_the_figures_are_about_chat_where_there_is_chat() -> None:
    both = [answered(1, 1, "natural"), answered(1, 1, "typo"), *NONE]
    assert [one.question.type for one in evaluation.measured_on(both)] == ["typo"]
    assert len(evaluation.measured_on([answered(1, 1, "natural"), *NONE])) == 1


def test_questions_are_read_and_every_wrong_line_is_named() -> None:
    found = evaluation.read(
        '{"q": "как?", "gold": ["a"], "type": "para", "scope": "articles"}\n\n{"q": "нет", "gold": []}'
    )
    assert found == [Question("как?", frozenset({"a"}), "para", articles_only=True), Question("нет", frozenset())]
    with pytest.raises(ConfigurationError) as caught:
        evaluation.read('{"q": "как?", "gold": ["a"]}\n[]\n{"q": 1, "gold": []}\nне JSON')
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["line 2", "line 3", "line 4"]
    with pytest.raises(ConfigurationError, match="at least one line"):
        evaluation.read('{"q": "как?", "gold": []}')


def test_95_of_100_were_quicker() -> None:
    assert evaluation.percentile_95([answered(number, 1) for number in range(1, 101)]) == pytest.approx(0.095)


def test_the_best_passage_leads_and_title_and_section_help() -> None:
    long, short = Evidence(1, (2.0, 2.0, 2.0)), Evidence(2, (4.0,))
    assert [one.article for one in by_words([long, short], 2)] == [2, 1]
    assert Evidence(1, (1.0,), title=1.0, section=1.0).score == pytest.approx(2.0)
    assert Evidence(1, (1.0, 0.5, 0.5, 0.5)).score == pytest.approx(1.2)
    assert Evidence(1, (), title=1.0).score == pytest.approx(0.7)


def test_likeness_and_words_are_stretched_over_the_question_s_own_range() -> None:
    found = [Evidence(1, (10.0,), likeness=0.79), Evidence(2, (2.0,), likeness=0.90), Evidence(3, (0.0,), likeness=0.7)]
    ranked = by_both(found, 3)
    assert [one.article for one in ranked] == [2, 1, 3]
    assert ranked[0].score == pytest.approx(0.7 + 0.3 * 0.2)
    assert by_both([], 3) == []


def test_a_word_that_every_passage_holds_tells_nothing() -> None:
    assert rarity(100, 1) > rarity(100, 10) > rarity(100, 100) > 0
    assert coverage({"диск": 3.0, "как": 1.0}, ["диск", "увеличить"]) == 0.75
    assert coverage({}, ["диск"]) == 0.0


def test_the_confidence_does_not_grow_with_the_number_of_articles() -> None:
    small, large = (confidence(rarity(size, 1) * 3, size, [0.5]) for size in (1_000, 100_000))
    assert small == pytest.approx(large, abs=0.1)


def test_sections_are_voted_for_by_rank() -> None:
    hits = [
        Hit(str(at), "", "", section, "", 1.0) for at, section in enumerate(("Сеть", "Диски", "Диски", "", "Счета"))
    ]
    assert sections(hits) == ["Сеть", "Диски", "Счета"]
    assert sections(hits, most=1) == ["Сеть"]
