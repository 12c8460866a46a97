"""Points under a paragraph: which letters begin a list, go on with it, or open one inside."""

from __future__ import annotations

import re

from attrs import define, field

from . import numbers
from .draft import DraftParagraph, DraftPoint, Passage
from .limits import MAX_DEPTH
from .lines import Line
from .marks import Mark

_ANNOUNCES = re.compile(r"[:：][\s\d¹²³]*$")
_BETWEEN = re.compile(r"(?:[;；؛:：,，、.。]|\b(?:and|et|y|e|и|و|和|or|ou|o|或|أو))[\s\d¹²³]*$")


@define
class Level:
    """One open list: the rows its labels may count in, with the last place reached."""

    rows: dict[str, int]
    point: DraftPoint


@define
class PointStack:
    """The lists open under the current paragraph, outermost first."""

    levels: list[Level] = field(factory=list)

    def take(self, paragraph: DraftParagraph, before: Passage, mark: Mark, line: Line) -> tuple[DraftPoint | None, str]:
        """The point that this line begins, with the label before it when some were jumped; None when it begins none."""
        text = before.text
        rows = numbers.point_rows(mark.label)
        announced = bool(_ANNOUNCES.search(text))
        if not (line.opens or announced or (self.levels and _BETWEEN.search(text))):
            return None, ""
        depth, jump = self._depth(rows, announced, line)
        if depth is None:
            return None, ""
        return self._put(paragraph, mark, line, rows, depth), jump

    def _depth(self, rows: dict[str, int], announced: bool, line: Line) -> tuple[int | None, str]:
        first = 1 in rows.values() and len(self.levels) < MAX_DEPTH
        if first and (announced or not self.levels):
            return len(self.levels), ""
        for depth in range(len(self.levels) - 1, -1, -1):
            if self._next(depth, rows, 1):
                return depth, ""
        if first:
            return len(self.levels), ""
        for depth in range(len(self.levels) - 1, -1, -1):
            if self._next(depth, rows, 9) and line.opens:
                return depth, self.levels[depth].point.label
        return (0, "-") if not self.levels and announced and line.opens else (None, "")

    def _next(self, depth: int, rows: dict[str, int], reach: int) -> bool:
        held = self.levels[depth].rows
        return any(0 < place - held[row] <= reach for row, place in rows.items() if row in held)

    def _put(self, paragraph: DraftParagraph, mark: Mark, line: Line, rows: dict[str, int], depth: int) -> DraftPoint:
        point = DraftPoint([mark.rest], line.number, line.number, mark.label, emphasis=[*line.emphasis])
        home = self.levels[depth - 1].point.points if depth else paragraph.points
        home.append(point)
        held = self.levels[depth].rows if depth < len(self.levels) else {}
        del self.levels[depth:]
        kept = {row: place for row, place in rows.items() if row in held and place > held[row]}
        fresh = {row: place for row, place in rows.items() if place == 1} or rows
        self.levels.append(Level(kept or fresh, point))
        return point
