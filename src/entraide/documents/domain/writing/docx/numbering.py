"""Word's own numbering showing the tree's numbers: every list is given its start; what cannot be counted is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import frozen

from entraide.documents.domain.writing.elements import Element
from entraide.kernel.languages import Language

from .styles import COLUMN
from .xml import shown, w

_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_HAN = "一二三四五六七八九十"
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = tuple(("x" * ten) + one for ten in range(4) for one in _ONES)[1:]


def _among(signs: Sequence[str]) -> Callable[[str], int]:
    places = {sign: place for place, sign in enumerate(signs, 1)}
    return lambda label: places.get(label, 0)


FORMATS: Final[dict[str, Callable[[str], int]]] = {
    "decimal": lambda label: int(label) if label.isascii() and label.isdigit() else 0,
    "lowerLetter": _among(_LATIN),
    "lowerRoman": _among(_ROMAN),
    "upperLetter": _among(_LATIN.upper()),
    "arabicAbjad": _among(_ABJAD),
    "russianLower": _among(_CYRILLIC),
    "chineseCounting": _among(_HAN),
}
"""Word's name of a way to count → the place of a label in it, 0 when it is none of its labels."""

_LEVELS: Final = 3
_STEP: Final = 567
_BULLET: Final = "bullet"


@frozen
class Series:
    """One list: how it counts, how its marks look (`%` is the number), where it starts, how deep it stands."""

    form: str
    pattern: str
    start: int
    level: int
    opening: bool = False
    """Whether paragraphs of this list open with a blank, as those of resolutions do."""


def counted(labels: Sequence[str]) -> tuple[str, int] | None:
    """The way to count these labels and the first number; None when they do not follow each other in any way."""
    found = []
    for form, place_of in FORMATS.items():
        places = [place_of(label) for label in labels]
        if places and places[0] and places == list(range(places[0], places[0] + len(places))):
            found.append((places[0] != 1, form, places[0]))
    return min(found, key=lambda row: row[0])[1:] if found else None


class Numbers:
    """The lists of one document; gives each its `numId`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.series: list[Series] = []

    def number(self, series: Series) -> int:
        """The `numId` of a new list."""
        self.series.append(series)
        return len(self.series)

    def bullets(self) -> int:
        """The `numId` of the unnumbered lists."""
        series = Series(_BULLET, "–", 1, 1)
        if series not in self.series:
            self.series.append(series)
        return self.series.index(series) + 1


def write_numbering(numbers: Numbers) -> bytes:
    """The numbering part: one abstract list for each way to count, one list with its start for each series."""
    side = "right" if numbers.language == "ar" else "left"
    kinds = list(dict.fromkeys(_kind(series) for series in numbers.series))
    root = w("numbering", *(_abstract(place, *kind, side) for place, kind in enumerate(kinds)))
    for place, series in enumerate(numbers.series, 1):
        number = w("num", w("abstractNumId", val=kinds.index(_kind(series))), numId=place)
        if series.form != _BULLET:
            start = w("startOverride", val=series.start)
            number.append(w("lvlOverride", start, ilvl=series.level))
        root.append(number)
    return shown(root)


def _kind(series: Series) -> tuple[str, str, bool]:
    return series.form, series.pattern, series.opening


def _abstract(place: int, form: str, pattern: str, opening: bool, side: str) -> Element:
    levels = [_level(level, form, pattern, opening, side) for level in range(_LEVELS)]
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=place)


def _level(level: int, form: str, pattern: str, opening: bool, side: str) -> Element:
    # The side on which a mark is flush is a side of the page (ECMA-376, lvlJc): "left" pushes Arabic ones out of the column.
    blank = _STEP if opening else 0
    text = COLUMN + _STEP * (level + 1)
    indent = w("ind", start=text, end=COLUMN, hanging=_STEP)
    if level == 0:
        indent = w("ind", start=COLUMN, end=COLUMN, firstLine=blank)
    tabs = w("tabs", w("tab", val="num", pos=COLUMN + blank + _STEP + 57)) if level == 0 else None
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("suff", val="tab"),
        w("lvlText", val=pattern.replace("%", f"%{level + 1}")),
        w("lvlJc", val=side),
        w("pPr", tabs, indent),
        ilvl=level,
    )
