"""Figures as rows of a table with a bar each: how many were asked, and of how many some action is recorded.

The bar repeats what the numbers beside it say, so it is hidden from those who hear the page; it grows from the side on
which reading starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import direction

from ..queries import Figure

WIDTH: Final = 160


@frozen
class Bar:
    """One row. `x` and `width` are those of the whole in pixels, `acted_x` and `acted_width` those of the part with action."""

    label: str
    url: str
    figure: Figure
    x: float
    width: float
    acted_x: float
    acted_width: float


def bars(rows: Iterable[tuple[str, str, Figure]]) -> list[Bar]:
    """Label, address ("" for none) and figure of each; the longest takes all the room."""
    given = list(rows)
    longest = max((figure.count for _label, _url, figure in given), default=0) or 1
    mirrored = direction(page_language()) == "rtl"
    return [_bar(label, url, figure, WIDTH / longest, mirrored) for label, url, figure in given]


def _bar(label: str, url: str, figure: Figure, unit: float, mirrored: bool) -> Bar:
    width, acted = round(figure.count * unit, 1), round(figure.acted * unit, 1)
    return Bar(label, url, figure, WIDTH - width if mirrored else 0, width, WIDTH - acted if mirrored else 0, acted)
