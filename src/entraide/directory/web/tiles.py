"""The map of tiles as SVG: one square for each State, with its code and a sign, so that it reads without colour too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..domain.coverage import Cell
from ..domain.tiles import size, tiles

SIDE, STEP, EDGE = 36, 40, 4
SIGNS: dict[Cell, str] = {"confirmed": "●", "not_confirmed": "○", "missing": "✕", "not_bound": "–"}
FILLS: dict[Cell, tuple[str, str]] = {
    "confirmed": ("#0b5566", "#ffffff"), "not_confirmed": ("#a6cee3", "#14242a"), "missing": ("url(#gap)", "#14242a"),
    "not_bound": ("#eeeeee", "#46585f"),
}  # fmt: skip
"""Apart in lightness as well as in hue; what is missing is hatched."""

_HATCH = (
    '<defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fddbc7"/><rect width="2" height="6" fill="#d6604d"/></pattern></defs>'
)
_TILE = (
    '<a href="{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>'
    '<g aria-hidden="true"><text x="{}" y="{}" fill="{}"{}>{}</text><text x="{}" y="{}" fill="{}"{}>{}</text></g></a>'
)
_HALO = ' stroke="#fff" stroke-width="3" paint-order="stroke"'


def picture(
    cells: Mapping[str, Cell], named: Callable[[str], str], leads: Callable[[str], str], title: str
) -> SafeString:
    """The map of the States in `cells`: `named` says what a State's tile means, `leads` where it goes."""
    columns, rows = size()
    places = tiles()
    drawn = sorted((places[code][1], places[code][0], code) for code in cells if code in places)
    body = format_html_join(
        "", _TILE, (_tile(code, cells[code], column, row, named, leads) for row, column, code in drawn)
    )
    return format_html(
        '<svg class="d-tiles" viewBox="0 0 {} {}" direction="ltr" role="group" aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}{}</svg>',
        columns * STEP + EDGE, rows * STEP + EDGE, title, SafeString(_HATCH), body,
    )  # fmt: skip


def _tile(
    code: str, cell: Cell, column: int, row: int, named: Callable[[str], str], leads: Callable[[str], str]
) -> tuple[object, ...]:
    x, y = column * STEP + EDGE, row * STEP + EDGE
    fill, ink = FILLS[cell]
    said, middle = named(code), x + SIDE // 2
    halo = SafeString(_HALO if cell == "missing" else "")
    return (
        leads(code), said, x, y, SIDE, SIDE, fill, middle, y + 16, ink, halo, code, middle, y + 30, ink, halo, SIGNS[cell],
    )  # fmt: skip


def key(cell: Cell) -> SafeString:
    """A small tile for the key beside the map."""
    fill, ink = FILLS[cell]
    return format_html(
        '<svg viewBox="0 0 20 20" aria-hidden="true">{}<rect width="20" height="20" rx="3" fill="{}"/>'
        '<text x="10" y="15" text-anchor="middle" font-size="13" fill="{}"{}>{}</text></svg>',
        SafeString(_HATCH), fill, ink, SafeString(_HALO if cell == "missing" else ""), SIGNS[cell],
    )  # fmt: skip
