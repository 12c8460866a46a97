"""The plot's pixels, measured from the side on which reading starts."""

from __future__ import annotations

from attrs import frozen


@frozen
class Plane:
    """A plot so wide; in Arabic its start is at the right."""

    width: float
    mirrored: bool

    def x(self, at: float) -> float:
        """Where that is from the left."""
        return round(self.width - at if self.mirrored else at, 1)

    def span(self, one: float, two: float) -> dict[str, float]:
        """`x` and `x2`, from left to right."""
        a, b = sorted((self.x(one), self.x(two)))
        return {"x": a, "x2": b}

    @property
    def align(self) -> str:
        """Words that begin at a place."""
        return "right" if self.mirrored else "left"

    @property
    def against(self) -> str:
        """Words that end at a place."""
        return "left" if self.mirrored else "right"
