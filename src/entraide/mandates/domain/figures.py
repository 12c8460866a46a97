"""What the register comes to: how many were asked, how many acted upon, after how long. Always with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

from .counting import ENOUGH, per_cent

Axis = Literal["body", "addressee", "topic", "year"]
AXES: Final[tuple[Axis, ...]] = ("body", "addressee", "topic", "year")
UNKNOWN_YEAR: Final = "1"
"""Of what was adopted on a day that nobody knows."""


@frozen
class Figure:
    """One line. `count` recommendations, `acted` of them with a validated action; `days` is the median from adoption to
    the first action over `rests_on` of them. `states` counts those with an addressee in each state of implementation.
    """

    key: str
    count: int
    acted: int
    days: int | None = None
    rests_on: int = 0
    states: Mapping[str, int] = field(factory=dict)

    @property
    def share(self) -> int:
        """Of those with any action, in per cent."""
        return int(per_cent(self.acted, self.count))

    @property
    def median(self) -> int | None:
        """The median in days; None on fewer than `ENOUGH`."""
        return self.days if self.rests_on >= ENOUGH else None


def to_json(figure: Figure) -> dict[str, object]:
    """For programs: the median is null where it would rest on too few."""
    return {
        "key": figure.key, "recommendations": figure.count, "with_action": figure.acted, "share": figure.share,
        "median_days": figure.median, "median_rests_on": figure.rests_on, "states": dict(figure.states),
    }  # fmt: skip
