"""The other keyboard layout, the other alphabet, and how a word sounds."""

from __future__ import annotations

import re

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS + '~{}:"<>', _RUSSIAN_KEYS + "ёхъжэбю")
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)


def in_russian_layout(typed: str) -> str:
    """What the same keys write with the Russian layout on."""
    return typed.translate(_TO_RUSSIAN)


def in_latin_layout(typed: str) -> str:
    """What the same keys write with the Latin layout on."""
    return typed.translate(_TO_LATIN)


_SYLLABLES = (
    *(("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю")),
    *(("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("jo", "е"), ("ye", "е"), ("ph", "ф"), ("ck", "к")),
    *(("x", "кс"), ("iy", "ий"), ("yy", "ый")),
)
_LETTERS = str.maketrans("abvgdezijklmnoprstufhcywq'", "абвгдезийклмнопрстуфхцывкь")


def in_cyrillic(word: str) -> str:
    """A Russian word that was written in Latin letters, as near as its letters tell."""
    for latin, russian in _SYLLABLES:
        word = word.replace(latin, russian)
    return word.translate(_LETTERS)


_SPELLED = {"ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "u", "я": "a"}
_SPELLED |= dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufie", strict=True))
_ENGLISH = (
    *(("ph", "f"), ("ck", "k"), ("x", "ks"), ("qu", "kv"), ("q", "k"), ("tch", "ch"), ("sch", "sh"), ("w", "v")),
    *(("y", "i"), ("j", "dzh"), ("oo", "u"), ("ee", "i"), ("ou", "u"), ("th", "t"), ("gh", "g"), ("kh", "h")),
)
_HARD_C = re.compile("c(?!h)")
_DOUBLED = re.compile(r"(.)\1+")


def latin_sound(word: str) -> str:
    """A key that «кубернетес» and «kubernetes» share: names are written by ear in the other alphabet."""
    word = "".join(_SPELLED.get(letter, letter) for letter in word)
    for written, heard in _ENGLISH:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", _HARD_C.sub("k", word))


_BY_EAR = (("ться", "ца"), ("тся", "ца"), ("ого", "ово"), ("его", "ево"))
_ALIKE = str.maketrans("оеэяыйщбдзжгвю", "аииаиишптсшкфу", "ьъ")


def russian_sound(word: str) -> str:
    """A key that «пороль» and «пароль», «зделать» and «сделать» share."""
    if len(word) > 4:
        for written, heard in _BY_EAR:
            word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word.translate(_ALIKE).replace("тс", "ц"))


_CYRILLIC = re.compile("[а-я]")
_LATIN = re.compile("[a-z]")


def is_cyrillic(text: str) -> bool:
    """True when there is a Russian letter in the folded text."""
    return _CYRILLIC.search(text) is not None


def is_latin(text: str) -> bool:
    """True when there is a Latin letter in the folded text."""
    return _LATIN.search(text) is not None


def sound(word: str) -> str:
    """The key under which a word of the index is found by ear."""
    return russian_sound(word) if is_cyrillic(word) else latin_sound(word)
