"""Personal data and secrets are masked before a question leaves the house: rather too much than too little."""

from __future__ import annotations

import re
from collections.abc import Callable

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_NAMED = re.compile(
    r"(?P<name>\b(?:пароль|парол[ея]м?|пин-?код|токен|секрет|ключ|password|passwd|pass|pwd|token|secret|api[-_ ]?key)\b"
    r"\s*(?:[:=—-]|это|is)?\s*)(?P<value>[^\s,;]*[A-Za-z0-9][^\s,;]*)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"(?<=://)[^\s/@:]+:[^\s/@]+(?=@)")
_TOKEN = re.compile(
    r"\b\d{6,}:[\w-]{30,}|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?|\b(?:sk|ghp|gho|glpat|xox[abp])[-_][\w-]{10,}"
    r"|\b(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[A-Za-z0-9+/_-]{24,}={0,2}"
)
_DIGITS = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_SNILS = re.compile(r"(?<!\d)\d{3}[- ]\d{3}[- ]\d{3}[- ]?\d{2}(?!\d)|(?<=снилс )\d{11}\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<!\d)(?:\+7|[78])[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)|\+\d(?:[\s()-]{0,2}\d){7,14}"
)
_PASSPORT = re.compile(r"(?<!\d)\d{2}\s?\d{2}\s?(?:№\s?|N\s?)?\d{6}(?!\d)")


def masked(text: str) -> str:
    """The text with what is personal or secret in it replaced by what it was."""
    text = _NAMED.sub(lambda found: f"{found['name']}<secret>", text)
    text = _IN_ADDRESS.sub("<secret>", text)
    text = _EMAIL.sub("<email>", text)
    text = _TOKEN.sub("<secret>", text)
    text = _DIGITS.sub(_if(_is_card, "<card>"), text)
    for pattern, name in ((_SNILS, "<snils>"), (_PHONE, "<phone>"), (_PASSPORT, "<passport>")):
        text = pattern.sub(name, text)
    return text


def _if(holds: Callable[[str], bool], name: str) -> Callable[[re.Match[str]], str]:
    return lambda found: name if holds(found.group()) else found.group()


def _is_card(number: str) -> bool:
    """The check digit of a bank card's number is right (Luhn)."""
    digits = [int(char) for char in number if char.isdigit()][::-1]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
