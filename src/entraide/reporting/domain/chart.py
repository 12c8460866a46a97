"""The chart of invited and replied by regional group: an SVG of our own, mirrored in Arabic, readable without colour.

Invited is an outline and replied is solid, each bar with its number; sizes are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from attrs import frozen

from entraide.kernel.languages import Language, direction

WIDTH: Final = 600
_BAR, _GAP, _ROW, _HEAD, _MARGIN, _NUMBER = 12, 3, 56, 34, 8, 48
_INK, _REPLIED = "#0b0c0c", "#1d4f91"
_FONTS: Final = "Noto Sans, Noto Sans Arabic, Noto Sans CJK SC"


@frozen
class Bars:
    """One group: how many were invited and replied, and the two numbers as they are written."""

    label: str
    invited: int
    replied: int
    invited_text: str
    replied_text: str


def draw(rows: Sequence[Bars], invited: str, replied: str, language: Language) -> str:
    """The picture. `invited` and `replied` are the words of the legend."""
    page = _Page(direction(language) == "rtl")
    longest = max((row.invited for row in rows), default=1) or 1
    parts = _legend(page, invited, replied)
    for place, row in enumerate(rows):
        parts += _group(page, row, _HEAD + place * _ROW, (WIDTH - 2 * _MARGIN - _NUMBER) / longest)
    height = _HEAD + len(rows) * _ROW
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'direction="ltr" font-family="{_FONTS}" font-size="13">{body}</svg>'
    )


@frozen
class _Page:
    """Where things stand: measured from the side on which reading starts."""

    mirrored: bool

    def text(self, at: float, y: float, words: str) -> str:
        x, anchor = (WIDTH - at, "end") if self.mirrored else (at, "start")
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'

    def bar(self, at: float, y: float, width: float, solid: bool) -> str:
        x = WIDTH - at - width if self.mirrored else at
        fill = _REPLIED if solid else "#ffffff"
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_BAR}" fill="{fill}" '
            f'stroke="{_REPLIED}" stroke-width="1.5"/>'
        )


def _legend(page: _Page, invited: str, replied: str) -> list[str]:
    parts = []
    for at, words, solid in ((_MARGIN, invited, False), (WIDTH / 2, replied, True)):
        parts += [page.bar(at, 6, 24, solid), page.text(at + 32, 17, words)]
    return parts


def _group(page: _Page, row: Bars, top: float, unit: float) -> list[str]:
    parts = [page.text(_MARGIN, top + 14, row.label)]
    bars = ((row.invited, row.invited_text, False), (row.replied, row.replied_text, True))
    for place, (value, text, solid) in enumerate(bars):
        y = top + 20 + place * (_BAR + _GAP)
        if value:
            parts.append(page.bar(_MARGIN, y, value * unit, solid))
        parts.append(page.text(_MARGIN + value * unit + 6, y + _BAR - 1, text))
    return parts
