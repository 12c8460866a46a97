"""Numbers, days, letters and chapter numbers as each of the six languages writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from statistics import median
from typing import Final

from babel import Locale
from babel.numbers import format_decimal

from entraide.documents.domain.writing.marks import point_mark
from entraide.documents.domain.writing.words import spelled
from entraide.kernel.languages import Language

_SIGNS: Final = {"ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "ru": "абвгдежзиклмнопрстуфхцчшщэюя"}
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ARABIC: Final = ("", "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
_TEENS: Final = (
    "", "حادي عشر", "ثاني عشر", "ثالث عشر", "رابع عشر", "خامس عشر", "سادس عشر", "سابع عشر", "ثامن عشر", "تاسع عشر",
)  # fmt: skip
_CHINESE: Final = "〇一二三四五六七八九"
ENOUGH: Final = 3
"""On fewer than that no median is given: it would say more of the single case than of the whole."""
_CITED = re.compile(r"\s*\(([^\W\d_])\)")


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse("zh_Hans" if language == "zh" else language)


def number(value: int | Decimal, language: Language) -> str:
    """`1 234,5` in French and, as in papers of the United Nations, in Arabic with European digits."""
    if language == "ar":
        return format_decimal(value, locale="fr").replace("\u202f", "\u00a0")
    return format_decimal(value, locale=_locale(language))


def per_cent(part: int, whole: int) -> Decimal:
    """A share in per cent, without decimals; 0 of nothing."""
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP) if whole else Decimal(0)


def middle(values: Sequence[int]) -> int | None:
    """The median, rounded; None where it would rest on fewer than `ENOUGH`."""
    return round(median(values)) if len(values) >= ENOUGH else None


def day(iso: str, language: Language) -> str:
    """A day in words."""
    return spelled(iso, language)


def letter(place: int, language: Language) -> str:
    """The label of a point by its place from 0."""
    signs = _SIGNS.get(language, _LATIN)
    turn, at = divmod(place, len(signs))
    return (signs[turn - 1] if turn else "") + signs[at]


def chapter(place: int, language: Language) -> str:
    """The number of a chapter by its place from 0: Roman, in Arabic an ordinal, in Chinese 一; digits once they run out."""
    turn = place + 1
    if language == "ar":
        return _ordinal(turn)
    if language == "zh":
        tens, ones = divmod(turn, 10)
        head = ("" if tens < 2 else _CHINESE[tens]) + "十" if 0 < tens < 10 else ""
        return head + (_CHINESE[ones] if ones else "") if turn < 100 else str(turn)
    return _roman(turn) if turn < 90 else str(turn)


def _ordinal(turn: int) -> str:
    if turn <= 10:
        return _ARABIC[turn]
    return _TEENS[turn - 10] if turn < 20 else str(turn)


def _roman(turn: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (turn // value)
        turn %= value
    return out


def cited(label: str, language: Language) -> str:
    """`23 (c)` as the language cites it: `23 c)`, `23(c)`, `23 (ج)`. Roman numerals of points below stay."""
    gap = "" if language == "zh" else "\u00a0"
    return _CITED.sub(lambda found: gap + point_mark(_relettered(found[1], language), language), label, count=1)


def _relettered(sign: str, language: Language) -> str:
    for signs in (_LATIN, *_SIGNS.values()):
        if sign.lower() in signs:
            return letter(signs.index(sign.lower()), language)
    return sign
