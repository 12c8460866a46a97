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

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ARABIC: Final = (
    "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا",
    "حادي عشر", "ثاني عشر",
)  # fmt: skip
_CHINESE: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ARABIC_LETTERS: Final = ("ألف", "باء", "جيم", "دال", "هاء", "واو")

_CITED = re.compile(r"\s*\(?([^\W\d_])\)")


def letter(place: int, language: Language) -> str:
    """The label of a point by its place from 0; `aa`, `ab` … once the letters are used up."""
    signs = _OTHER.get(language, _LATIN)
    turn, at = divmod(place, len(signs))
    return (signs[turn - 1] if turn else "") + signs[at]


def chapter(place: int, language: Language) -> str:
    """The number of a chapter by its place from 0: Roman, in Arabic an ordinal, in Chinese 一."""
    return {"ar": _ARABIC, "zh": _CHINESE}.get(language, _ROMAN)[place]


def part(place: int, language: Language) -> str:
    """The letter of a sub-chapter by its place from 0."""
    return _ARABIC_LETTERS[place] if language == "ar" else _LATIN[place].upper()


def cited(label: str, language: Language) -> str:
    """`23 (c)` as the language cites it: `23 c)`, `23(c)`, `23 (ج)`."""
    gap = "" if language == "zh" else " "
    return _CITED.sub(lambda found: gap + point_mark(_relettered(found[1], language), language), label)


def _relettered(sign: str, language: Language) -> str:
    for signs in (_LATIN, *_OTHER.values()):
        if sign.lower() in signs:
            return letter(signs.index(sign.lower()), language)
    return sign
