"""The letters under which points stand, and the numbers of chapters, in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from entraide.documents.domain.writing.marks import point_mark
from entraide.kernel.languages import Language

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_OTHER: Final[Mapping[str, str]] = {"ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "ru": "абвгдежзиклмнопрстуфхцчшщэюя"}
"""Arabic counts by the abjad; Russian passes over ё, й and the signs."""

_ROMAN: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ARABIC: Final = (
    "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا",
    "حادي عشر", "ثاني عشر", "ثالث عشر", "رابع عشر", "خامس عشر", "سادس عشر", "سابع عشر", "ثامن عشر", "تاسع عشر", "عشرون",
)  # fmt: skip
_CHINESE: Final = "一二三四五六七八九十"
_ARABIC_LETTERS: Final = (
    "ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون", "سين", "عين", "فاء",
    "صاد", "قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد", "ظاء", "غين",
)  # fmt: skip

_CITED = re.compile(r"\s*\(?([^\W\d_])\)")


def letter(place: int, language: Language) -> str:
    """The label of a point by its place from 0; `aa`, `ab` … once the letters are used up."""
    signs = _OTHER.get(language, _LATIN)
    turn, at = divmod(place, len(signs))
    return (signs[turn - 1] if turn else "") + signs[at]


def chapter(place: int, language: Language) -> str:
    """The number of a chapter by its place from 0: Roman, in Arabic an ordinal, in Chinese 一."""
    if language == "ar":
        return _ARABIC[place] if place < len(_ARABIC) else str(place + 1)
    return _chinese(place + 1) if language == "zh" else _roman(place + 1)


def _roman(number: int) -> str:
    for value, sign in _ROMAN:
        if number >= value:
            return sign + _roman(number - value)
    return ""


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = ("" if tens < 2 else _CHINESE[tens - 1]) + ("十" if tens else "")
    return lead + (_CHINESE[ones - 1] if ones else "")


def part(place: int, language: Language) -> str:
    """The letter of a sub-chapter by its place from 0."""
    if language == "ar":
        return _ARABIC_LETTERS[place] if place < len(_ARABIC_LETTERS) else str(place + 1)
    return letter(place, "en").upper()


def cited(label: str, language: Language) -> str:
    """`23 (c)` as the language cites it: `23 c)`, `23(c)`, `23 (ج)`."""
    gap = "" if language == "zh" else " "
    return _CITED.sub(lambda found: gap + point_mark(_relettered(found[1], language), language), label)


def _relettered(sign: str, language: Language) -> str:
    for signs in (_LATIN, *_OTHER.values()):
        if sign.lower() in signs:
            return letter(signs.index(sign.lower()), language)
    return sign
