"""The automatic numbers of a Word file, as Word would print them."""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import define, field, frozen

Element = Any

_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHA: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_HAN: Final = "一二三四五六七八九十"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMANS: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"),
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST: Final = 9
"""Longer numbers than of so many digits are no numbers of a paragraph."""
_DEEPEST: Final = 8
_HIGHEST_ROMAN: Final = 3999


@frozen
class Level:
    """One level of a list: format, text with %1 …, first number, and after which level it begins anew."""

    shape: str
    text: str
    start: int
    legal: bool = False


@define
class Numbering:
    """Counters of every list. Lists of one definition count on together, until one says where it starts."""

    levels: dict[tuple[str, int], Level] = field(factory=dict)
    shapes: dict[str, str] = field(factory=dict)
    overrides: dict[tuple[str, int], int] = field(factory=dict)
    counters: dict[str, dict[int, int]] = field(factory=dict)
    styled: dict[str, tuple[str, int]] = field(factory=dict)
    used: set[str] = field(factory=set)
    namespace: str = ""

    @classmethod
    def of(cls, part: Element | None, namespace: str) -> Numbering:
        """From the numbering part of the file; empty when there is none."""
        own = cls(namespace=namespace)
        if part is None:
            return own
        w = namespace
        shapes = {item.get(f"{w}abstractNumId", ""): item for item in part.iter(f"{w}abstractNum")}
        linked = {
            link.get(f"{w}val", ""): item
            for item in shapes.values()
            if (link := item.find(f"{w}styleLink")) is not None
        }
        for num in part.iter(f"{w}num"):
            own._list(num, shapes, linked)
        return own

    def _list(self, num: Element, shapes: dict[str, Element], linked: dict[str, Element]) -> None:
        w = self.namespace
        number = num.get(f"{w}numId", "")
        reference = num.find(f"{w}abstractNumId")
        name = reference.get(f"{w}val", "") if reference is not None else ""
        shape = shapes.get(name)
        link = shape.find(f"{w}numStyleLink") if shape is not None else None
        if link is not None:
            shape = linked.get(link.get(f"{w}val", ""), shape)
        self.shapes[number] = name
        for level in shape.findall(f"{w}lvl") if shape is not None else ():
            self._define(number, level)
        for override in num.findall(f"{w}lvlOverride"):
            depth = whole_number(override.get(f"{w}ilvl"))
            start = override.find(f"{w}startOverride")
            for level in override.findall(f"{w}lvl"):
                self._define(number, level)
                self.shapes[number] = f"{name}+{number}"
            if start is not None:
                self.overrides[number, depth] = whole_number(start.get(f"{w}val"), 1)

    def _define(self, number: str, level: Element) -> None:
        w = self.namespace
        said = {
            key: item.get(f"{w}val", "")
            for key in ("numFmt", "lvlText", "start", "pStyle")
            if (item := level.find(f"{w}{key}")) is not None
        }
        depth = whole_number(level.get(f"{w}ilvl"))
        start = whole_number(said.get("start"), 1)
        legal = level.find(f"{w}isLgl") is not None
        self.levels[number, depth] = Level(said.get("numFmt", "decimal"), said.get("lvlText", ""), start, legal)
        if said.get("pStyle"):
            self.styled.setdefault(said["pStyle"], (number, depth))

    def label(self, paragraph: Element, style: Element | None, names: tuple[str, ...] = ()) -> str:
        """The number printed before a paragraph, with its stops and brackets; "" when it has none.

        `style` holds the numbering that the paragraph's style gives it; `names` are that style and those it is based on.
        """
        w = self.namespace
        own = paragraph.find(f"{w}pPr/{w}numPr")
        given = style.find(f"{w}pPr/{w}numPr") if style is not None else None
        number = next((found for found in (_said(own, w, "numId"), _said(given, w, "numId")) if found is not None), "")
        depth = next((found for found in (_said(own, w, "ilvl"), _said(given, w, "ilvl")) if found is not None), "")
        if number in ("", "0"):
            return ""
        styled = next((self.styled[name] for name in names if name in self.styled), None)
        if not depth and own is None and styled and styled[0] == number:
            return self._next(*styled)
        return self._next(number, whole_number(depth))

    def _next(self, number: str, depth: int) -> str:
        level = self.levels.get((number, depth))
        if level is None or depth > _DEEPEST:
            return ""
        counts = self.counters.setdefault(self.shapes.get(number, number), {})
        if number not in self.used:
            self.used.add(number)
            for (name, overridden), start in self.overrides.items():
                if name == number:
                    counts.pop(overridden, None)
                    self.levels[number, overridden] = _starting(self.levels.get((number, overridden), level), start)
            level = self.levels[number, depth]
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        return re.sub(
            r"%([1-9])", lambda found: self._shown(number, int(found[1]) - 1, level.legal, counts), level.text
        )

    def _shown(self, number: str, depth: int, legal: bool, counts: dict[int, int]) -> str:
        level = self.levels.get((number, depth), Level("decimal", "", 1))
        count = counts.setdefault(depth, level.start)
        return str(count) if legal else shown(count, level.shape)


def _starting(level: Level, start: int) -> Level:
    return Level(level.shape, level.text, start, level.legal)


def _said(properties: Element | None, w: str, key: str) -> str | None:
    found = properties.find(f"{w}{key}") if properties is not None else None
    return found.get(f"{w}val", "") if found is not None else None


def shown(count: int, shape: str) -> str:
    """A count in one of Word's number formats; in digits where the format has no sign for it."""
    if shape in ("bullet", "none"):
        return ""
    if shape in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (count - 1) % 26) * min((count - 1) // 26 + 1, 9) if count > 0 else str(count)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in ("lowerRoman", "upperRoman"):
        roman = _roman(count) if 0 < count <= _HIGHEST_ROMAN else str(count)
        return roman.upper() if shape == "upperRoman" else roman
    if shape == "decimalZero":
        return f"{count:02d}"
    rows = {
        "arabicAbjad": _ABJAD, "arabicAlpha": _ALPHA, "russianLower": _CYRILLIC, "russianUpper": _CYRILLIC.upper(),
        "ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES,
    }  # fmt: skip
    row = rows.get(shape) or (_HAN if "hinese" in shape or "deograph" in shape or "aiwan" in shape else "")
    if not 0 < count <= len(row):
        return _tens(count) if row is _HAN and 0 < count < 100 else str(count)
    return row[count - 1]


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMANS:
        text += letters * (count // value)
        count %= value
    return text


def _tens(count: int) -> str:
    tens, ones = divmod(count, 10)
    return (_HAN[tens - 1] if 1 < tens < 10 else "") + "十" + (_HAN[ones - 1] if ones else "")


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """A number of at most nine plain digits; `otherwise` for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _MOST else otherwise
