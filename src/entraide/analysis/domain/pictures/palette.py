"""Colours that stay apart for those who see few of them and in print without any: lightness first, then hue, then a pattern."""

from __future__ import annotations

from typing import Final

INK: Final = "#14242a"
QUIET: Final = "#46585f"
GRID: Final = "#d9dfe1"
PAPER: Final = "#ffffff"
SOLID: Final = "#1b5e8a"
"""Bars and arcs."""
ZERO: Final = "#fbf6e4"
MISSING: Final = "#dcdfe0"
HELD: Final = "#b9a6c9"
EDGE: Final = "#5c6b71"
BORDER: Final = "#8a989d"
"""Between States."""
LAND: Final = "#f8f9f9"
"""Land that the picture says nothing about."""
SCALE: Final = ("#cfe3ee", "#9cc6dd", "#5fa0c6", "#2b75a6", "#0f4674", "#08264a")
"""From few to many: one hue, ever darker."""
APART: Final = ("#0b4f8a", "#d55e00", "#00795a", "#b0478b", "#5b5b5b", "#2f9fd0", "#c28a00", "#7a3fa0")
"""Series side by side, told apart also by their marks and dashes."""
SHAPES: Final = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
DASHES: Final = ([], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [4, 2, 1, 2], [1, 3], [12, 3, 3, 3])
RESPONSE: Final = {
    "replied": "#0b4f6c", "late": "#4f9ab8", "partly": "#bcdcc8", "silent": "#f6cfb2", "not_asked": "#d9dee0",
}  # fmt: skip
HATCHES: Final = {"late": "none", "partly": "rising", "silent": "falling", "held": "crossed", "missing": "level"}
"""The lines drawn over a class, so that it is told apart without colour."""
