"""What somebody may have meant who disguises a word: every way in which a text can be read aloud.

Look-alike letters and digits (xyй, 6лять), letters apart (с у к а, х.у.й), letters repeated, Latin letters for Russian
sounds (blyat), the keyboard in the other language ([eq). Addresses of the web and of mail are names and are not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

UNSEEN = re.compile("[\u00ad\u0300-\u036f\u180e\u200b-\u200f\u2060-\u2064\ufe0f\ufeff]")
"""Characters of no width, and marks set over letters."""
ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}|(?<!\S)@[a-z0-9_]{4,}"
)
REPEATED = re.compile(r"([^\W\d_е])\1+|(е)\2{2,}")
CYRILLIC = re.compile(r"[а-я]+")
ODD = re.compile(r"[a-z0-9@$€#*]|[а-я][^\sа-я]+[а-я]|\b[а-я]\b")
"""What has to be there for a disguise; most messages have none of it and are read once."""
MIXED = re.compile(r"[a-zа-я0-9@$€]+")
LATIN_LETTER = re.compile(r"[a-z]")
LATIN = re.compile(r"[a-z0-9@$]+")
STRETCH = re.compile(r"(?<![\w*])(?:[a-zа-я0-9@](?: {1,3}|[.,_*|/~-]{1,2})){2,}[a-zа-я0-9@](?![\w*])")
PIECES = re.compile(r"(?<![a-zа-я0-9@])[a-zа-я0-9@]+(?:[-._~|/\\'`^=:+,*]+[a-zа-я0-9@]+)+")
LOOSE = re.compile(r"[/\\:+=,*]")
"""Signs that stand between words as well: they join only short pieces."""
JOINT = re.compile(r"[-._~|/\\'`^=:+,*]+")
TORN = (
    re.compile(r"\b([бгдезйлмнпрстфхцчшщыьэю]) ([а-я]{2,})\b"),
    re.compile(r"\b([а-я]{2,}) ([гзйлмнптхцчшщьъюя])\b"),
)
"""A word torn in two: one of the pieces is a letter that is no word."""
ON_A_BRANCH = re.compile(r"\bна суку\b")
"""Where somebody sits in the proverb."""
PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")

TWINS = str.maketrans("ёіїєўүұҳѕјοαερχυκ", "еииеууухсйоаерхук")
LETTERS = "abcdefghijklmnoprstuvwxyz0134689@$€"
BY_LOOK = str.maketrans(LETTERS, "аьсдефднийклмпорястившхузоизчбвяасе")
BY_SOUND = str.maketrans(LETTERS, "абсдефгхийклмнопрстуввхйзоиечбвяасе")
DRAWN = re.compile(r"(?=[a-z0-9]*[xyu3])[abcehkmoptxyuzn0346]{4,}")
"""Latin letters that make a Russian word when looked at: cyka."""
AS_DIGITS = str.maketrans("01346@$", "oizhbas")
KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюе")


def clean(text: str) -> str:
    """The text in small letters without addresses, invisible characters and twins of Russian letters."""
    text = unicodedata.normalize("NFKC", text).lower()
    if not text.isascii():
        text = PICTURE.sub("*", UNSEEN.sub("", text).translate(TWINS))
    return ADDRESS.sub(" ", text) if "@" in text or "://" in text or "www." in text else text


def once(word: str) -> str:
    """The word with every repeated letter written once; е twice stays («переехать»)."""
    return REPEATED.sub(r"\1\2", word)


def russian(text: str) -> Iterator[str]:
    """The words of a clean text as Russian ones, in every reading."""
    yield from CYRILLIC.findall(ON_A_BRANCH.sub(" ", once(text)))
    if not ODD.search(text):
        return
    for token in MIXED.findall(text):
        if CYRILLIC.search(token):
            if not token.isalpha() or LATIN.search(token):
                yield from _both(token)
        elif DRAWN.fullmatch(once(token)) and not token.isdigit():
            yield once(token.translate(BY_LOOK))
    for pieces in PIECES.findall(text):
        parts = JOINT.split(pieces)
        glued = LOOSE.search(pieces) is None or max(map(len, parts)) <= 2
        if glued and CYRILLIC.search(pieces) and sum(map(len, parts)) > 2:  # «е.б.» may be anybody's initials
            yield from _both("".join(parts))
    for stretch in STRETCH.findall(text):
        joined = re.sub(r"[\s.,_*|/~-]+", "", stretch)
        if joined.isascii():
            continue
        yield from _both(joined)
        if joined[0] in "авикосуя":
            yield from _both(joined[1:])
    for way in TORN:
        yield from (once(first + second) for first, second in way.findall(text))


def latin(text: str) -> Iterator[str]:
    """The words of a clean text that are written in Latin letters, digits read as the letters they stand for."""
    for token in LATIN.findall(text):
        word = token.translate(AS_DIGITS)
        if word.isalpha():
            yield once(word)
    for stretch in STRETCH.findall(text):
        if stretch.isascii():
            yield once(re.sub(r"[^a-z]", "", stretch))


def by_look(text: str) -> str:
    """A clean text with its half Russian words as they look."""
    return MIXED.sub(lambda token: _looks(token.group()), text)


def _looks(token: str) -> str:
    return token.translate(BY_LOOK) if CYRILLIC.search(token) and LATIN_LETTER.search(token) else token


def _both(token: str) -> Iterator[str]:
    for table in (BY_LOOK, BY_SOUND):
        word = once(token.translate(table))
        if CYRILLIC.fullmatch(word):
            yield word


def typed(text: str) -> Iterator[str]:
    """What the keys of a clean text would have written in the Russian layout, with and without the signs around."""
    for chunk in text.split():
        if chunk.isascii() and len(chunk) > 2 and LATIN_LETTER.search(chunk):
            yield from _keys(chunk)


def _keys(chunk: str) -> Iterator[str]:
    for keys in {chunk, chunk.rstrip(".,!?:;)\"'"), chunk.strip(".,!?:;()\"'")}:
        word = CYRILLIC.fullmatch(keys.translate(KEYS))
        if word:
            yield once(word.group())
