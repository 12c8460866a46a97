"""The curve of replies as SVG: steps that differ by their strokes and not by colour alone, mirrored in Arabic.

Time runs in the direction of reading. What the picture shows stands in a table beside it; sizes are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from attrs import frozen

from entraide.kernel.languages import Language, direction

from .curve import STEPS, Curve, Step

WIDTH: Final = 720
HEIGHT: Final = 340
_START, _END, _TOP, _BOTTOM = 44, 16, 16, 44
_INK, _QUIET, _LINE = "#14242a", "#46585f", "#b9c7cb"
STROKES: Final[Mapping[Step, tuple[str, str, float]]] = {
    "invited": ("#46585f", "1.5 4", 2), "started": ("#8a5a00", "7 4", 2), "submitted": ("#0b5566", "", 3),
    "accepted": ("#1d6b3a", "12 3 2 3", 2.5),
}  # fmt: skip
"""Colour, dashes and width of each step."""
BEFORE: Final = ("#4b3f8f", "3 3", 1.5)
_FONTS: Final = "Noto Sans, Noto Sans Arabic, Noto Sans CJK SC, sans-serif"


@frozen
class Words:
    """What is written in the picture: its title and description, the steps, the deadline, a day in words by its distance."""

    title: str
    says: str
    deadline: str
    days: Mapping[int, str]


@frozen
class _Plane:
    first: int
    last: int
    highest: int
    mirrored: bool

    def x(self, day: float) -> float:
        """Across, from the side on which reading starts."""
        at = _START + (day - self.first) / max(self.last - self.first, 1) * (WIDTH - _START - _END)
        return WIDTH - at if self.mirrored else at

    def y(self, count: float) -> float:
        """Up from the bottom."""
        return HEIGHT - _BOTTOM - count / max(self.highest, 1) * (HEIGHT - _TOP - _BOTTOM)

    @property
    def inner(self) -> str:
        """The anchor of a text that begins at the axis and runs outwards."""
        return "start" if self.mirrored else "end"


def draw(made: Curve, before: Curve | None, reminded: Sequence[int], words: Words, language: Language) -> str:
    """The picture. `before` is the round before, of which what was submitted is drawn; `reminded` are days of reminders."""
    both = [made, *([before] if before and before.days else [])]
    plane = _Plane(
        min((one.days[0] for one in both if one.days), default=0),
        max((one.days[-1] for one in both if one.days), default=1),
        max(one.highest for one in both), direction(language) == "rtl",
    )  # fmt: skip
    body = "".join([*_grid(plane, words), *_reminders(plane, reminded), *_deadline(plane, words)])
    if before and before.days:
        body += _steps(plane, before.days, before.line("submitted"), BEFORE)
    body += "".join(_steps(plane, made.days, made.line(step), STROKES[step]) for step in STEPS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="e-chart" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" direction="ltr" role="img" aria-labelledby="curve-title curve-says" font-family="{_FONTS}" '
        f'font-size="13"><title id="curve-title">{escape(words.title)}</title><desc id="curve-says">{escape(words.says)}'
        f"</desc>{body}</svg>"
    )


def sample(step: Step | None) -> str:
    """A stroke for the key; None for the round before."""
    colour, dashes, width = BEFORE if step is None else STROKES[step]
    return (
        '<svg viewBox="0 0 40 10" width="40" height="10" aria-hidden="true" focusable="false">'
        f'<path d="M1 5H39" fill="none"{_stroke(colour, dashes, width)}/></svg>'
    )


def _stroke(colour: str, dashes: str, width: float) -> str:
    return f' stroke="{colour}" stroke-width="{width}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def _steps(plane: _Plane, days: Sequence[int], counts: Sequence[int], look: tuple[str, str, float]) -> str:
    """A line in stairs: a count holds until it changes."""
    parts = [f"M{plane.x(days[0]):.1f} {plane.y(counts[0]):.1f}"]
    for day, before, now in zip(days[1:], counts, counts[1:], strict=False):
        if now != before:
            parts.append(f"H{plane.x(day):.1f}V{plane.y(now):.1f}")
    parts.append(f"H{plane.x(days[-1]):.1f}")
    return f'<path d="{"".join(parts)}" fill="none"{_stroke(*look)}/>'


def _grid(plane: _Plane, words: Words) -> Iterator[str]:
    left, right = plane.x(plane.first), plane.x(plane.last)
    for count in _ticks(plane.highest):
        y = plane.y(count)
        yield f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{_LINE}"/>'
        edge = left + (8 if plane.mirrored else -8)
        yield f'<text x="{edge:.1f}" y="{y + 4:.1f}" text-anchor="{plane.inner}" fill="{_QUIET}">{count}</text>'
    for day, said in words.days.items():
        anchor = "middle"
        if day in (plane.first, plane.last):
            anchor = "start" if (day == plane.first) != plane.mirrored else "end"
        yield f'<text x="{plane.x(day):.1f}" y="{HEIGHT - 20}" text-anchor="{anchor}" fill="{_QUIET}">{escape(said)}</text>'


def _ticks(highest: int) -> list[int]:
    step = next((one for one in (1, 2, 5, 10, 20, 25, 50, 100, 200) if highest / one <= 6), 500)
    return list(range(0, highest + 1, step))


def _deadline(plane: _Plane, words: Words) -> Iterator[str]:
    if plane.first <= 0 <= plane.last:
        x, inside = plane.x(0), 6 if plane.mirrored else -6
        yield f'<path d="M{x:.1f} {_TOP}V{HEIGHT - _BOTTOM}" stroke="{_INK}" stroke-width="1.5"/>'
        yield (
            f'<text x="{x + inside:.1f}" y="{_TOP + 10}" text-anchor="{"start" if plane.mirrored else "end"}" '
            f'fill="{_INK}">{escape(words.deadline)}</text>'
        )


def _reminders(plane: _Plane, reminded: Sequence[int]) -> Iterator[str]:
    """A triangle on the axis for each day of reminding."""
    base = HEIGHT - _BOTTOM
    for day in sorted(set(reminded)):
        if plane.first <= day <= plane.last:
            x = plane.x(day)
            yield f'<path d="M{x:.1f} {base - 9}L{x - 5:.1f} {base}H{x + 5:.1f}Z" fill="{_INK}"/>'
