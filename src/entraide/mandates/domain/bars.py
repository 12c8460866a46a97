"""A stacked bar as SVG, readable without colour: each part has its own pattern of light and dark, mirrored in Arabic.

What it shows stands in the table beside it, so the picture itself is silent to a screen reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from entraide.kernel.languages import Language, direction

WIDTH: Final = 320
HEIGHT: Final = 20
FILLS: Final[Mapping[str, str]] = {
    "implemented": "#0f5132", "continuing": "#2a8a5f", "in_progress": "#8fd0b0", "needs_resources": "#f4c95d",
    "stagnant": "#c8553d", "not_started": "#d9dcde", "not_applicable": "#ffffff", "acted": "#1d4f91", "none": "#e3e7ea",
}  # fmt: skip
"""In the order in which they stand: from done to not begun."""


def swatch(part: str) -> str:
    """The colour of one part, for the legend."""
    return _svg(HEIGHT, _part(0, HEIGHT, part))


def bar(parts: Mapping[str, int], language: Language) -> str:
    """The parts of a whole, in the order of FILLS; "" of nothing."""
    whole = sum(parts.values())
    if not whole:
        return ""
    at, drawn = 0.0, []
    for part in FILLS:
        width = WIDTH * parts.get(part, 0) / whole
        if width:
            drawn.append(_part(WIDTH - at - width if direction(language) == "rtl" else at, width, part))
            at += width
    return _svg(WIDTH, "".join(drawn))


def _part(at: float, width: float, part: str) -> str:
    return (
        f'<rect x="{at:.1f}" y="0.5" width="{width:.1f}" height="{HEIGHT - 1}" fill="{FILLS[part]}" stroke="#0b0c0c" '
        'stroke-width="0.5"/>'
    )


def _svg(width: int, inner: str) -> str:
    return (
        f'<svg class="e-chart" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" direction="ltr" '
        f'aria-hidden="true" focusable="false">{inner}</svg>'
    )
