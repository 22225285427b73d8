"""Obscene words of which letters are hidden: «х*й», «п…ц», «б***ь». Enough is left for everybody to read them."""

from __future__ import annotations

import re

HIDDEN = r"(?:[*#@$%&?!_•✱×]+|\.{2,})"
TOKEN = re.compile(rf"(?<![\w*])(?:[а-я]+(?:{HIDDEN}[а-я]+)+[*#@]*|[*#@]+[а-я]{{2,}})(?![\w*])")
LATIN_TOKEN = re.compile(r"(?<![\w*])[a-z]+[*#@$!_•]+[a-z]+(?![\w*])")
ONLY_BEGUN = re.compile(
    r"\b(?:на|по|до|ни|какого|нет|за|не|по|один) ?х(?:[*#_•]{1,3}|\.{2,3})(?!\w)"
    r"|(?<![\w*])(?:х|б)(?:\*\*\*?|##)(?![\w*])|(?<![\w*])(?:(?:на|по|о)?ху|xy|пиз|еб|заеб|бля?)[*#@•]+(?![\w*])|\bпи[*#•]{2,}|\bf\*{2,3}(?![\w*])"
)
"""Words of which only the beginning is left: «на х..», «ху*», «бл*»."""
HYPHEN = re.compile(
    r"\b(?:(?:на|по|ни|до)?х[-.](?:й|я|ю|ем|йн[яюией]+|ево|евый)|п-здец|пи-?-дец|б-?-?дь|бл-[дт]?ь|с-ка)\b"
)


def _written(families: str) -> str:
    """Stems and endings, «ху:й я ю», one word a line."""
    words: list[str] = []
    for family in families.split("|"):
        stem, endings = family.strip().split(":")
        words += [stem + ending.strip("-") for ending in endings.split()]
    return "\n".join(words)


WORDS = _written(
    "ху:й я ю е и ем ями ев йня йню йни йней йло йла ево евый евая евое евые евого ета ету еты есос есосы ярить як ли "
    "| наху:й я ю | поху:й ю | ниху:я | доху:я | неху:й | аху:ел ели еть енно | оху:ел ели ела енно енный еть "
    "| оху:евший евшие "
    "| пизд:- а ы е у ой ец еца ецу ить ит еть ят атый атая юк юли юлей обол | спизд:ил или ила ить "
    "| распизд:яй яи яйство | опизд:енел енели | впизд:у | допизд:ы "
    "| бля:дь ть ди дей дство дский дская дские дина цкий "
    "| еб:- ать ал али ала ан аный анный аная анная аное анное аные анные аных ут ет ешь у ло ла лан ланы лани уч учий "
    "учая учее учие нул нулся нулись нулась нутый нись ись ашит анутый анутая анутое анутые | твоюеб:- "
    "| заеб:ал али ала ало ись ать ут ет ывает | отъеб:ись итесь ать | уеб:ок ки ище ища ищи ать | въеб:ать ал "
    "| выеб:ать ываться ывайтесь он | наеб:ать али ал алово ывают ываете | проеб:али ал ать | доеб:ались ался аться "
    "| разъеб:ать али | долбоеб:- ы ов ам | поеб:ать ень | съеб:ал ались ался | муда:к ки ков кам ком | муди:ла лы "
    "| пидор:- ы ов ас асы асов | пидр:- ы | пидар:ас асы асов | сук:а и | гандон:- ы | гондон:- ы | залуп:а у ы "
    "| шлюх:а и | говн:о а юк юки"
)
ENGLISH = _written(
    "fuck:- ing ed er | motherfuck:er ing | shit:- | bitch:- es | suka:- | blya:t d | huy:- | nahu:y i "
    "| pizd:a ec ets | ebat:- "
)


def masked(text: str) -> bool:
    """Whether a clean text hides letters of an obscene word."""
    if ONLY_BEGUN.search(text) or HYPHEN.search(text):
        return True
    return any(_is_one(token.group(), WORDS) for token in TOKEN.finditer(text)) or any(
        _is_one(token.group(), ENGLISH) for token in LATIN_TOKEN.finditer(text)
    )


def _is_one(token: str, words: str) -> bool:
    """A sign hides about one letter: nobody counts them exactly."""
    pattern = re.sub(HIDDEN, lambda signs: f".{{{max(1, len(signs.group()) - 2)},{len(signs.group()) + 3}}}", token)
    return re.search(rf"^{pattern}$", words, re.MULTILINE) is not None
