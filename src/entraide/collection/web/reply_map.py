"""The map of replies: the directory's map of tiles, a square for each State asked, with its code and a sign for its state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entraide.directory.domain.tiles import size, tiles

SIDE, STEP, EDGE = 36, 40, 4
SIGNS: Final[Mapping[str, str]] = {
    "invited": "○", "drafting": "◐", "submitted": "●", "accepted": "✓", "asked_back": "↩", "withdrawn": "✕",
}  # fmt: skip
FILLS: Final[Mapping[str, tuple[str, str]]] = {
    "invited": ("#ffffff", "#14242a"), "drafting": ("#f4d58d", "#14242a"), "submitted": ("#5aa3b5", "#14242a"),
    "accepted": ("#0b5566", "#ffffff"), "asked_back": ("#e9a08f", "#14242a"), "withdrawn": ("#d9dcde", "#14242a"),
}  # fmt: skip
"""Apart in lightness as well as in hue; the sign says the same without either."""
OTHER: Final = ("#d9dcde", "#14242a")

_TILE = (
    '<a href="{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" stroke="#46585f"/>'
    '<g aria-hidden="true"><text x="{}" y="{}" fill="{}">{}</text><text x="{}" y="{}" fill="{}">{}</text></g></a>'
)


def picture(
    states: Mapping[str, str], named: Callable[[str], str], leads: Callable[[str], str], title: str
) -> SafeString:
    """The map of those asked: `named` says what a tile means, `leads` where it goes. Others have no tile, nor organisations."""
    columns, rows = size()
    body = format_html_join("", _TILE, _tiles(states, named, leads))
    return format_html(
        '<svg class="d-tiles" viewBox="0 0 {} {}" direction="ltr" role="group" aria-label="{}" '
        'xmlns="http://www.w3.org/2000/svg">{}</svg>',
        columns * STEP + EDGE, rows * STEP + EDGE, title, body,
    )  # fmt: skip


def _tiles(
    states: Mapping[str, str], named: Callable[[str], str], leads: Callable[[str], str]
) -> Iterator[tuple[object, ...]]:
    places = tiles()
    for row, column, code in sorted((places[code][1], places[code][0], code) for code in states if code in places):
        x, y = column * STEP + EDGE, row * STEP + EDGE
        fill, ink = FILLS.get(states[code], OTHER)
        middle, sign = x + SIDE // 2, SIGNS.get(states[code], "·")
        yield (leads(code), named(code), x, y, SIDE, SIDE, fill, middle, y + 16, ink, code, middle, y + 30, ink, sign)


def key(state: str) -> SafeString:
    """A small tile for the key beside the map."""
    fill, ink = FILLS[state]
    return format_html(
        '<svg viewBox="0 0 20 20" aria-hidden="true"><rect width="20" height="20" rx="3" fill="{}" stroke="#46585f"/>'
        '<text x="10" y="15" text-anchor="middle" font-size="13" fill="{}">{}</text></svg>',
        fill, ink, SIGNS[state],
    )  # fmt: skip
