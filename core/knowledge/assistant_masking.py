"""Personal data and secrets are masked before a question leaves the house: rather too much than too little."""

from __future__ import annotations

import re
from collections.abc import Callable

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_SECRET = (
    r"\b(?:парол\w{1,3}|пин(?:-?\s?код\w{0,2})?|токен\w{0,2}|секрет\w{0,2}|ключ\w{0,2}|код\w{0,2} (?:из )?(?:смс|sms)"
    r"|password|passwd|pass|pwd|pin|cv[vc]2?|token|secret|bearer|api[-_ ]?key)\b"
)
_NAMED = re.compile(
    rf"(?P<told>{_SECRET}(?:\s+[а-яё]+){{0,3}}\s*[:=]\s*)\S+?(?=[,;]?(?:\s|$))"
    rf"|(?P<name>{_SECRET}\s*(?:[—-]|это|is)?\s*)(?P<value>[^\s,;]*[A-Za-z0-9][^\s,;]*)"
    rf"|(?P<far>{_SECRET}(?:\s+[а-яё]+){{1,3}}\s+)(?=\S*[A-Za-z])(?=\S*\d)\S+?(?=[,;]?(?:\s|$))",
    re.IGNORECASE,
)
"""What follows the name of a secret: at once, after a colon, or later when it looks like nothing else."""
_IN_ADDRESS = re.compile(r"(?<=://)[^\s/@:]+:[^\s/@]+(?=@)")
_TOKEN = re.compile(
    r"\b\d{6,}:[\w-]{30,}|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?|\b(?:sk|ghp|gho|glpat|xox[abp])[-_][\w-]{10,}"
    r"|\b(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[A-Za-z0-9+/_-]{24,}={0,2}"
)
_DASH = r"\u2010-\u2015-"
_DIGITS = re.compile(rf"(?<!\d)\d(?:[\s.{_DASH}]{{0,2}}\d){{12,18}}(?!\d)")
_SNILS = re.compile(
    rf"(?<!\d)\d{{3}}[\s.{_DASH}]\d{{3}}[\s.{_DASH}]\d{{3}}[\s.{_DASH}]?\d{{2}}(?!\d)|(?<=снилс )\d{{11}}\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    rf"(?<!\d)(?:\+7|[78])(?:[\s().{_DASH}]{{0,2}}\d){{10}}(?!\d)|\+\d(?:[\s().{_DASH}]{{0,2}}\d){{7,14}}"
    rf"|(?<!\d)\(?\d{{3}}\)?[\s{_DASH}]{{1,2}}\d{{3}}[\s{_DASH}]\d{{2}}[\s{_DASH}]?\d{{2}}(?!\d)"
)
_PASSPORT = re.compile(
    rf"(?<!\d)\d{{2}}[\s{_DASH}]?\d{{2}}[\s,]{{0,2}}(?:№\s?|N\s?|номер\s)?\d{{6}}(?!\d)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<!\d)\d{20}(?!\d)|(?<=инн )\d{12}\b|(?<=инн: )\d{12}\b", re.IGNORECASE)
"""Of a bank account; of a person, for the tax office."""


def masked(text: str) -> str:
    """The text with what is personal or secret in it replaced by what it was."""
    text = _NAMED.sub(lambda found: f"{found['name'] or found['told'] or found['far']}<secret>", text)
    text = _IN_ADDRESS.sub("<secret>", text)
    text = _EMAIL.sub("<email>", text)
    text = _TOKEN.sub("<secret>", text)
    text = _DIGITS.sub(_if(_is_card, "<card>"), text)
    for pattern, name in (
        (_SNILS, "<snils>"),
        (_PHONE, "<phone>"),
        (_PASSPORT, "<passport>"),
        (_NUMBER, "<number>"),
    ):
        text = pattern.sub(name, text)
    return text


def _if(holds: Callable[[str], bool], name: str) -> Callable[[re.Match[str]], str]:
    return lambda found: name if holds(found.group()) else found.group()


def _is_card(number: str) -> bool:
    """The check digit of a bank card's number is right (Luhn), alone or with the month and the code after it."""
    digits = [int(char) for char in number if char.isdigit()]
    return any(_checks(digits[at : at + 16]) for at in range(len(digits) - 15)) or _checks(digits)


def _checks(digits: list[int]) -> bool:
    backwards = digits[::-1]
    doubled = (sum(divmod(2 * digit, 10)) for digit in backwards[1::2])
    return (sum(backwards[::2]) + sum(doubled)) % 10 == 0
