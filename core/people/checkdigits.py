"""Check digits of Russian taxpayer and state registration numbers: a slip of the finger is found at once."""

from __future__ import annotations

import re

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, *_INN_10)
_INN_12 = (3, *_INN_11)


def inn(digits: str) -> bool:
    """A taxpayer number: ten digits of an organisation or twelve of a person, the last one or two of them checking.

    Weights of the Federal Tax Service's order MMV-7-6/435@ of 29.06.2012.
    """
    if re.fullmatch(r"[0-9]{10}", digits):
        return _weighed(digits, _INN_10) == digits[9]
    if re.fullmatch(r"[0-9]{12}", digits):
        return _weighed(digits, _INN_11) == digits[10] and _weighed(digits, _INN_12) == digits[11]
    return False


def ogrn(digits: str) -> bool:
    """A state registration number: thirteen digits (organisation) or fifteen (sole trader), the last one checking."""
    if not re.fullmatch(r"[0-9]{13}|[0-9]{15}", digits):
        return False
    body = digits[:-1]
    return str(int(body) % (len(body) - 1) % 10) == digits[-1]


def _weighed(digits: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10)
