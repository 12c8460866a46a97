"""From a flat row of blocks to headings with what stands below them, and from loose `(a)` paragraphs to points.

The organisation's own files mark a heading by the style of its paragraph alone (H1, H23), and where a list was not
recognised its points stand as paragraphs numbered `(a)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from entraide.documents.domain import tree as t

from . import numbers
from .limits import MAX_DEPTH

_STYLE: Final = re.compile(r"^[_\s]*H[_\s]*(Ch|M|\d)", re.IGNORECASE)
_RANKS: Final = {"ch": 0, "m": 0, "1": 1, "2": 2, "3": 2, "4": 4, "5": 5, "6": 5}
_LONGEST: Final = 400
_NO_HEADING: Final = (";", "；", "؛", ",", "，", "،", ":", "：")
_TYPED: Final = re.compile(r"^(?:([IVXLC]{1,6}|[A-Z])\.|([一二三四五六七八九十]{1,3})、)\s*(?=\S)")
_TYPED_POINT: Final = re.compile(r"^\(([^\W\d_]{1,4})\)\s+(?=\S)")
_POINT: Final = re.compile(r"^\(?\s*([^\W_]{1,4})\s*[)）]\s*$")


@frozen
class Heading:
    """A heading met among the blocks. `rank` is what it is nested by: 0 for chapters, 5 for the least."""

    number: str
    words: str
    rank: int


def rank_of(style: str) -> int | None:
    """The rank of a paragraph's style in the organisation's template; None for the styles of running text."""
    found = _STYLE.match(style or "")
    return _RANKS.get(found[1].lower()) if found else None


def as_heading(paragraph: t.Paragraph, rank: int) -> Heading | None:
    """The heading that a paragraph of such a style is; None when its words say that it is text after all."""
    words = paragraph.text.strip()
    if not words or len(words) > _LONGEST or paragraph.points or words.endswith(_NO_HEADING):
        return None
    number = paragraph.number
    typed = None if number else _TYPED.match(words)
    return Heading(number or (typed[1] or typed[2] if typed else ""), words[typed.end() if typed else 0 :], rank)


@define
class _Open:
    heading: Heading
    blocks: list[t.Block] = field(factory=list)
    sections: list[t.Section] = field(factory=list)


def nested(
    parts: Iterable[t.Block | Heading | t.Section], level: int = 1
) -> tuple[tuple[t.Block, ...], tuple[t.Section, ...]]:
    """The blocks before the first heading, and sections out of what follows: headings with the blocks below them,
    sections that are whole already. Blocks that follow a section stand in one without a heading.
    """
    loose: list[t.Block] = []
    done: list[t.Section] = []
    stack: list[_Open] = []
    for part in parts:
        if isinstance(part, t.Section):
            (stack[-1].sections if stack else done).append(part)
        elif isinstance(part, Heading):
            while stack and (stack[-1].heading.rank >= part.rank or len(stack) >= MAX_DEPTH):
                _close(stack, done, level)
            stack.append(_Open(part))
        elif stack and not stack[-1].sections:
            stack[-1].blocks.append(part)
        elif stack or done:
            _follow(stack[-1].sections if stack else done, part, level + len(stack))
        else:
            loose.append(part)
    while stack:
        _close(stack, done, level)
    return tuple(loose), tuple(done)


def _follow(sections: list[t.Section], block: t.Block, level: int) -> None:
    last = sections[-1]
    if last == t.Section("", "", level, last.blocks):
        sections[-1] = evolve(last, blocks=(*last.blocks, block))
    else:
        sections.append(t.Section("", "", level, (block,)))


def _close(stack: list[_Open], done: list[t.Section], level: int) -> None:
    last = stack.pop()
    made = t.Section(
        last.heading.number, last.heading.words, level + len(stack), tuple(last.blocks), tuple(last.sections)
    )
    (stack[-1].sections if stack else done).append(made)


@define
class _Lists:
    """The lists open under a paragraph: for each, where its labels stand in their rows, and its points."""

    held: list[dict[str, int]] = field(factory=list)
    points: list[list[t.Point]] = field(factory=list)

    def take(self, label: str, paragraph: t.Paragraph) -> None:
        rows = numbers.point_rows(label)
        depth = self._depth(rows)
        while len(self.held) > depth + 1:
            self._fold()
        if len(self.held) == depth:
            self.held.append({})
            self.points.append([])
        kept = {row: place for row, place in rows.items() if self.held[depth].get(row, place - 1) == place - 1}
        self.held[depth] = kept or rows
        self.points[depth].append(t.Point(label, paragraph.runs, paragraph.points, paragraph.guid))

    def _depth(self, rows: dict[str, int]) -> int:
        for depth in range(len(self.held) - 1, -1, -1):
            if any(self.held[depth].get(row) == place - 1 for row, place in rows.items() if place > 1):
                return depth
        if 1 in rows.values() and len(self.held) < MAX_DEPTH:
            return len(self.held)
        return max(len(self.held) - 1, 0)

    def _fold(self) -> None:
        inner = tuple(self.points.pop())
        self.held.pop()
        last = self.points[-1].pop()
        self.points[-1].append(evolve(last, points=(*last.points, *inner)))

    def all(self) -> tuple[t.Point, ...]:
        while len(self.held) > 1:
            self._fold()
        return tuple(self.points[0]) if self.points else ()


def typed(block: t.Block, printed: str) -> tuple[t.Block, str]:
    """A paragraph whose label stands in its words, `(a)<tab>To open`, with the label taken out of them."""
    if printed or not isinstance(block, t.Paragraph) or block.number or not block.runs:
        return block, printed
    found = _TYPED_POINT.match(block.runs[0].text)
    if not found or not numbers.point_rows(found[1]):
        return block, printed
    first = evolve(block.runs[0], text=block.runs[0].text[found.end() :])
    kept = (first, *block.runs[1:]) if first.text or first.note else block.runs[1:]
    return evolve(block, number=found[1], runs=kept), found[0].strip()


def with_points(blocks: Sequence[tuple[t.Block, str]]) -> list[t.Block]:
    """Blocks whose paragraphs numbered `(a)`, `b)` have become points of the paragraph before them.

    Each block comes with its number as printed, brackets and all. A `(a)` that follows no paragraph stays one.
    """
    done: list[t.Block] = []
    lists: _Lists | None = None
    for block, printed in blocks:
        label = _label(printed)
        if label and isinstance(block, t.Paragraph) and done and isinstance(done[-1], t.Paragraph):
            lists = lists or _Lists()
            lists.take(label, block)
            continue
        _settle(done, lists)
        lists = None
        done.append(block)
    _settle(done, lists)
    return done


def _settle(done: list[t.Block], lists: _Lists | None) -> None:
    last = done[-1] if done else None
    if lists and isinstance(last, t.Paragraph):
        done[-1] = evolve(last, points=(*last.points, *lists.all()))


def _label(printed: str) -> str:
    found = _POINT.match(printed)
    return found[1] if found and not found[1].isdecimal() else ""
