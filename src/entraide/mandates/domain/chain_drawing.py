"""The chain of a mandate as a picture: a row for each mandate in the order of time, arcs beside them, then the evidence.

An SVG of our own in CSS pixels, mirrored where reading starts on the right, readable without colour and on paper. The
page says the same as an ordered list; the numbers in the picture are those of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from attrs import frozen

from entraide.kernel.languages import Language, direction

WIDTH: Final = 640
ROW: Final = 58
BOX: Final = 42
LANE: Final = 16
LANES: Final = 6
_GUTTER: Final = 24 + LANE * LANES
_INK, _BRAND = "#0b0c0c", "#0b5566"
_FONTS: Final = "Noto Sans, Noto Sans Arabic, Noto Sans CJK SC"
_LONGEST: Final = 58


@frozen
class Node:
    """One row: two lines of words. `this` is the mandate whose page it is."""

    title: str
    line: str
    this: bool = False


@frozen
class Arc:
    """From the place of one row to that of another, counted from 0; dashed for what only names the other."""

    from_: int
    to: int
    dashed: bool = False


@frozen
class Words:
    """What the picture says in words: its name, its description, the name of the line of evidence, first and last day."""

    title: str
    description: str
    evidence: str
    first: str
    today: str


def draw(
    nodes: Sequence[Node], arcs: Sequence[Arc], evidence: Sequence[date], now: date, words: Words, language: Language
) -> str:  # fmt: skip
    """The picture; what it shows is escaped here."""
    page = _Page(direction(language) == "rtl")
    parts = [page.arc(arc, at % LANES) for at, arc in enumerate(arcs)]
    parts += [page.node(node, at) for at, node in enumerate(nodes)]
    height = len(nodes) * ROW + 8
    if evidence:
        parts += page.line(evidence, now, height, words)
        height += 70
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="e-chart" role="img" aria-labelledby="chain-title chain-says"'
        f' width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" direction="ltr" font-family="{_FONTS}"'
        f' font-size="13"><title id="chain-title">{escape(words.title)}</title>'
        f'<desc id="chain-says">{escape(words.description)}</desc>{"".join(parts)}</svg>'
    )


@frozen
class _Page:
    """Where things stand, measured from the side on which reading starts."""

    mirrored: bool

    def x(self, at: float, width: float = 0) -> float:
        return WIDTH - at - width if self.mirrored else at

    def text(self, at: float, y: float, words: str, bold: bool = False) -> str:
        anchor, weight = "end" if self.mirrored else "start", ' font-weight="700"' if bold else ""
        said = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        # The words keep their own direction inside a picture that is laid out from left to right.
        turned = ' direction="rtl" unicode-bidi="plaintext"' if self.mirrored else ""
        anchor = "start" if self.mirrored else anchor
        return (
            f'<text x="{self.x(at):.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{_INK}"{weight}{turned}>'
            f"{escape(said)}</text>"
        )

    def node(self, node: Node, at: int) -> str:
        top, width = at * ROW + 8, WIDTH - _GUTTER - 4
        box = (
            f'<rect x="{self.x(_GUTTER, width):.0f}" y="{top}" width="{width}" height="{BOX}" fill="#ffffff"'
            f' stroke="{_BRAND}" stroke-width="{4 if node.this else 1.5}"/>'
        )
        return (
            box
            + self.text(_GUTTER + 10, top + 17, node.title, node.this)
            + self.text(_GUTTER + 10, top + 34, node.line)
        )

    def arc(self, arc: Arc, lane: int) -> str:
        """Out of one box, along a lane of the gutter, into the other, with a head."""
        first, last = (one * ROW + 8 + BOX / 2 + move for one, move in ((arc.from_, 6), (arc.to, -6)))
        lane_x, edge, head = self.x(_GUTTER - 18 - lane * LANE), self.x(_GUTTER), self.x(_GUTTER - 8)
        dashes = ' stroke-dasharray="5 4"' if arc.dashed else ""
        return (
            f'<path d="M{edge:.0f} {first:.0f}H{lane_x:.0f}V{last:.0f}H{edge:.0f}" fill="none" stroke="{_BRAND}"'
            f' stroke-width="1.5"{dashes}/><path d="M{edge:.0f} {last:.0f}L{head:.0f} {last - 4:.0f}V{last + 4:.0f}Z"'
            f' fill="{_BRAND}"/>'
        )

    def line(self, evidence: Sequence[date], now: date, top: float, words: Words) -> list[str]:
        """The evidence as strokes on a line from the first of it to today."""
        first = min(evidence)
        days = max((now - first).days, 1)
        width, y = WIDTH - _GUTTER - 10, top + 34
        parts = [
            self.text(_GUTTER, top + 14, words.evidence),
            f'<path d="M{self.x(_GUTTER):.0f} {y:.0f}H{self.x(_GUTTER + width):.0f}" stroke="{_INK}"/>',
            self.text(_GUTTER, y + 24, words.first),
        ]
        ends = self.x(_GUTTER + width)
        parts.append(
            f'<text x="{ends:.0f}" y="{y + 24:.0f}" text-anchor="{"start" if self.mirrored else "end"}"'
            f' fill="{_INK}">{escape(words.today)}</text>'
        )
        for day in sorted(set(evidence)):
            at = self.x(_GUTTER + width * min(1.0, max(0.0, (day - first).days / days)))
            parts.append(f'<path d="M{at:.1f} {y - 8:.0f}V{y + 8:.0f}" stroke="{_BRAND}" stroke-width="2.5"/>')
        return parts
