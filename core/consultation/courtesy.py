"""Greetings, thanks and other words that ask nothing: the articles keep silent on them."""

from __future__ import annotations

from core.knowledge.text import words

LONGEST = 6
"""Words of courtesy alone are never more; who greets and asks in one message uses another word."""
_WORDS = """
здравствуйте здравствуй здрасте приветствую привет хай салют добрый доброе доброго доброй день дня утро утра вечер
вечера ночи времени суток всем вам спасибо спс благодарю большое огромное очень заранее пожалуйста пжл ок окей хорошо
отлично супер понятно понял поняла ясно да нет неа ага угу все всё алло ау кто нибудь есть тут здесь на месте можно
вопрос у меня я хочу спросить помогите поможете подскажите скажите жду до свидания
hello hi hey thanks thank you very much good morning afternoon evening ok okay yes no please bye help me
"""
_COURTESY = frozenset(words(_WORDS))


def is_courtesy(text: str) -> bool:
    """True for words that no article could answer, and for no words at all."""
    said = words(text)
    return len(said) <= LONGEST and all(word in _COURTESY or not word.isalpha() for word in said)
