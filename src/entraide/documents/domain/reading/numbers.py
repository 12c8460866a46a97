"""Numbers as reports print them: I, A, أولا, ألف, 一, (a), (أ), (i). Each has a place in the row it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

Row = str
"""Which row a label counts in: chapter, sub, letter, roman, cyrillic, abjad, han, digit."""

_ORDINALS: Final = ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
_TEENS: Final = ("حادي عشر", "ثاني عشر", "ثالث عشر", "رابع عشر", "خامس عشر")
_LETTER_NAMES: Final = (
    "ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء",
    "كاف", "لام", "ميم", "نون", "سين", "عين", "فاء", "صاد", "قاف", "راء",
)  # fmt: skip
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_HAN: Final = "一二三四五六七八九"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_SHAPE: Final = re.compile(r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_FOREIGN: Final = re.compile(r"[^\D0-9]")
_LOOKALIKES: Final = str.maketrans("аеорсхіАВЕКМНОРСТХІ", "aeopcxiABEKMHOPCTXI")
_FOREIGN_DIGIT: Final = re.compile(r"[^\x00-\x7f](?<=\d)")
_ORNAMENTS: Final = str.maketrans({"ـ": None, "ً": None})

_CHAPTERS: Final[Mapping[str, int]] = {name: turn for turn, name in enumerate([*_ORDINALS, *_TEENS], 1)}
_SUBS: Final[Mapping[str, int]] = {name: turn for turn, name in enumerate(_LETTER_NAMES, 1)}


def roman(label: str) -> int:
    """The value of a Roman number in either case, up to 399; 0 when it is none. Cyrillic look-alikes are taken too."""
    small = label.translate(_LOOKALIKES).lower()
    if not _ROMAN_SHAPE.fullmatch(small):
        return 0
    values = [_ROMAN[letter] for letter in small]
    return sum(-value if value < max(values[turn + 1 :], default=0) else value for turn, value in enumerate(values))


def han(label: str) -> int:
    """The value of 一 to 九十九; 0 when it is none."""
    tens, ten, ones = label.rpartition("十")
    if not ten:
        return _HAN.find(label) + 1 if len(label) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or any(digit not in _HAN for digit in tens + ones):
        return 0
    return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(ones) + 1 if ones else 0)


def letter(label: str) -> int:
    """A is 1, Z is 26; Cyrillic look-alikes are taken for Latin letters; 0 when it is no single letter."""
    latin = label.translate(_LOOKALIKES).lower()
    return ord(latin) - 96 if len(latin) == 1 and "a" <= latin <= "z" else 0


def chapter(label: str) -> int:
    """The place of the number of a chapter: IV, رابعا, 四."""
    return roman(label) or _CHAPTERS.get(_bare(label), 0) or han(label)


def sub_chapter(label: str) -> int:
    """The place of the number of a sub-chapter: B, Б, باء."""
    small = label.lower()
    return letter(label) or _SUBS.get(_bare(label), 0) or (_CYRILLIC.find(small) + 1 if len(small) == 1 else 0)


def point_rows(label: str) -> dict[Row, int]:
    """Every row the label of a point may count in, with its place there: `i` is the ninth letter or Roman one."""
    small = label.lower()
    single = len(label) == 1
    places = {
        "letter": letter(label),
        "cyrillic": _CYRILLIC.find(small) + 1 if single else 0,
        "abjad": _abjad(_bare(label)),
        "han": han(label),
        "digit": int(label) if label.isdecimal() and len(label) < 3 else 0,
        "roman": roman(label),
    }
    return {row: place for row, place in places.items() if place}


def western(digits: str) -> str:
    """Arabic-Indic digits as 0 to 9."""
    if digits.isascii() or not _FOREIGN_DIGIT.search(digits):
        return digits
    if digits.isascii() or not _FOREIGN.search(digits):
        return digits
    return "".join(str(int(digit)) if digit.isdecimal() else digit for digit in digits)


def _bare(label: str) -> str:
    return label.translate(_ORNAMENTS).strip()


def _abjad(label: str) -> int:
    return _ABJAD.find("أ" if label == "ا" else label) + 1 if len(label) == 1 else 0
