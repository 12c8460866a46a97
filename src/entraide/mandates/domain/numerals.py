"""Numbers as papers print them: digits of any script, ordinals and cardinals in words, Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

from entraide.kernel.languages import Language

from .vocabulary import table
from .words import fold

Sort = Literal["ordinals", "cardinals"]

_DIGITS: Final = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_HAN_NUMERAL: Final = re.compile(r"[零一二三四五六七八九十百两]+")
_HAN: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_ENDING: Final = 3
"""How many letters of inflection may follow a stem."""


def number_in(text: str, language: Language, sort: Sort) -> int | None:
    """`thirty-first`, `31st`, `тридцать первой`, `الحادية والثلاثين`, `第三十一`: 31. None when no number is told, or digits tell two."""
    digits = {int(found) for found in _DIGITS.findall(text)}
    if digits:
        return digits.pop() if len(digits) == 1 else None
    if language == "zh":
        found = _HAN_NUMERAL.search(text)
        return han_number(found[0]) if found else None
    return _in_words(fold(text), language, sort)


def han_number(printed: str) -> int:
    """`三十一`: 31. What is no numeral counts nothing."""
    total = 0
    for sign, unit in (("百", 100), ("十", 10)):
        head, found, tail = printed.partition(sign)
        if found:
            total += unit * (_HAN.get(head.lstrip("零"), 1) if head else 1)
            printed = tail
    return total + _HAN.get(printed.lstrip("零"), 0)


def _in_words(folded: str, language: Language, sort: Sort) -> int | None:
    """The last number told: in "un délai de six mois" it is six."""
    last, total = 0, 0
    for word in _LETTERS.findall(folded.replace("quatre-vingt", "quatrevingt")):
        value = _value(word, language, sort)
        if not value and word not in table("numerals")[language]["and"]:
            last, total = total or last, 0
        total += value
    return total or last or None


@cache
def _value(word: str, language: Language, sort: Sort) -> int:
    """What one word adds: an ordinal may begin with cardinals ("trente et unième", "twenty-first")."""
    stems: Mapping[str, int] = table("numerals")[language][sort]
    value = _stem(word, stems)
    if not value and language == "ar" and word.startswith("و"):
        value = _stem(word[1:], stems)
    if not value and sort == "ordinals":
        value = _stem(
            word, {stem: number for stem, number in table("numerals")[language]["cardinals"].items() if number > 9}
        )
    return value


def _stem(word: str, stems: Mapping[str, int]) -> int:
    """The longest stem counts; what is glued to it adds to it (decimo-tercer)."""
    stem = max((stem for stem in map(fold, stems) if word.startswith(stem)), key=len, default="")
    if not stem:
        return 0
    value = next(number for told, number in stems.items() if fold(told) == stem)
    rest = word[len(stem) :]
    if len(rest) <= _ENDING:
        return value
    glued = next((_stem(rest[cut:], stems) for cut in (0, 1, 2) if _stem(rest[cut:], stems)), 0)
    return value + glued if glued and value >= 10 else 0
