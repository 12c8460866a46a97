"""Which replies an export takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, get_args

from attrs import frozen

Which = Literal["standing", "accepted", "all", "draft"]
WHICH: Final[tuple[Which, ...]] = get_args(Which)


@frozen
class Chosen:
    """`which`: what stands for each State, only what was accepted, every version sent (a State's own draft with them), the draft.

    `entities` and `group` (the code of a regional group) empty: all of them. `states` are those of `facts.STATES`. `since` and
    `until` are days of sending (UTC), both included. `earlier`: with the rounds before on the same subject.
    """

    which: Which = "standing"
    entities: tuple[str, ...] = ()
    group: str = ""
    states: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    earlier: bool = False

    def to_json(self) -> dict[str, Any]:
        """As it is kept, to be repeated."""
        return {
            "which": self.which, "entities": list(self.entities), "group": self.group, "states": list(self.states),
            "since": self.since.isoformat() if self.since else None, "until": self.until.isoformat() if self.until else None,
            "earlier": self.earlier,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Chosen:
        """The reverse."""
        which: Which = next((one for one in WHICH if one == data.get("which")), "standing")
        since, until = data.get("since"), data.get("until")
        return cls(
            which, tuple(data.get("entities", ())), str(data.get("group", "")), tuple(data.get("states", ())),
            date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None,
            bool(data.get("earlier", False)),
        )  # fmt: skip
