"""The automatic numbers of a Word file, as Word would print them."""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import define, field

Element = Any

_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_HAN: Final = "一二三四五六七八九十"
_ROMANS: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@define
class Numbering:
    """Counters of every list. `levels` holds the definition of each (list, level): format, text, start."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(factory=dict)
    counters: dict[str, list[int]] = field(factory=dict)
    namespace: str = ""

    @classmethod
    def of(cls, part: Element | None, namespace: str) -> Numbering:
        """From the numbering part of the file; empty when there is none."""
        own = cls(namespace=namespace)
        if part is None:
            return own
        w = namespace
        shapes = {item.get(f"{w}abstractNumId"): item for item in part.iter(f"{w}abstractNum")}
        for num in part.iter(f"{w}num"):
            reference = num.find(f"{w}abstractNumId")
            shape = shapes.get(reference.get(f"{w}val")) if reference is not None else None
            for level in (*(shape.iter(f"{w}lvl") if shape is not None else ()), *num.iter(f"{w}lvl")):
                own._define(num.get(f"{w}numId", ""), level)
            for override in num.iter(f"{w}lvlOverride"):
                own._restart(num.get(f"{w}numId", ""), override)
        return own

    def _define(self, number: str, level: Element) -> None:
        w = self.namespace
        said = {
            key: item.get(f"{w}val", "")
            for key in ("numFmt", "lvlText", "start")
            if (item := level.find(f"{w}{key}")) is not None
        }
        start = int(said["start"]) if said.get("start", "").isdigit() else 1
        self.levels[number, _level(level.get(f"{w}ilvl"))] = (
            said.get("numFmt", "decimal"),
            said.get("lvlText", ""),
            start,
        )

    def _restart(self, number: str, override: Element) -> None:
        start = override.find(f"{self.namespace}startOverride")
        key = (number, _level(override.get(f"{self.namespace}ilvl")))
        if start is not None and key in self.levels and start.get(f"{self.namespace}val", "").isdigit():
            shape, text, _start = self.levels[key]
            self.levels[key] = (shape, text, int(start.get(f"{self.namespace}val")))

    def label(self, paragraph: Element, style: Element | None) -> str:
        """The number printed before a paragraph, with its stops and brackets; "" when it has none."""
        w = self.namespace
        properties = paragraph.find(f"{w}pPr/{w}numPr")
        if properties is None and style is not None:
            properties = style.find(f"{w}pPr/{w}numPr")
        if properties is None or (number := properties.find(f"{w}numId")) is None:
            return ""
        depth = properties.find(f"{w}ilvl")
        return self._next(number.get(f"{w}val", ""), _level(depth.get(f"{w}val") if depth is not None else "0"))

    def _next(self, number: str, depth: int) -> str:
        if (number, depth) not in self.levels:
            return ""
        counts = self.counters.setdefault(number, [])
        while len(counts) <= depth:
            counts.append(self.levels.get((number, len(counts)), ("", "", 1))[2] - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        return re.sub(r"%(\d)", lambda found: self._shown(number, int(found[1]) - 1), self.levels[number, depth][1])

    def _shown(self, number: str, depth: int) -> str:
        counts = self.counters[number]
        count = counts[depth] if depth < len(counts) else 1
        return shown(max(count, 1), self.levels.get((number, depth), ("decimal", "", 1))[0])


def shown(count: int, shape: str) -> str:
    """A count in one of Word's number formats."""
    if shape in ("bullet", "none"):
        return ""
    if shape in ("lowerLetter", "upperLetter"):
        letters = chr(96 + (count - 1) % 26 + 1) * ((count - 1) // 26 + 1)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if shape == "upperRoman" else _roman(count)
    rows = {"arabicAbjad": _ABJAD, "arabicAlpha": _ABJAD, "russianLower": _CYRILLIC, "russianUpper": _CYRILLIC.upper()}
    row = rows.get(shape) or (_HAN if "hinese" in shape or "deograph" in shape or "aiwan" in shape else "")
    return row[count - 1] if 0 < count <= len(row) else _tens(count) if row is _HAN else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMANS:
        text += letters * (count // value)
        count %= value
    return text


def _tens(count: int) -> str:
    tens, ones = divmod(count, 10)
    return (_HAN[tens - 1] if 1 < tens < 10 else "") + "十" + (_HAN[ones - 1] if ones else "")


def _level(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
