"""The answers to a questionnaire: a value or the reason why there is none, with flags, source and comment.

Blank is not zero. Values are canonical strings: dates as ISO 8601, numbers as "1234.5", choices separated by spaces.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, cast

from attrs import evolve, field, frozen

from entraide.kernel.audience import Audience

Missing = Literal["", "not_applicable", "not_available", "not_collected", "confidential"]
Flag = Literal["provisional", "estimated", "revised"]

MISSING: Final[tuple[Missing, ...]] = ("not_applicable", "not_available", "not_collected", "confidential")
FLAGS: Final[tuple[Flag, ...]] = ("provisional", "estimated", "revised")

_POSITION = re.compile(r"\[([0-9]{1,9})\]")


def _flags(given: Iterable[str]) -> frozenset[Flag]:
    given = frozenset(given)
    known: list[Flag] = [flag for flag in FLAGS if flag in given]
    return frozenset(known)


@frozen
class Cell:
    """One answer. `value` is None when nothing was answered; `missing` says why a figure is not given."""

    value: str | None = None
    missing: Missing = ""
    flags: frozenset[Flag] = field(factory=frozenset, converter=_flags)
    source: str = ""
    comment: str = ""
    audience: Audience | None = None

    @property
    def blank(self) -> bool:
        """Neither a value nor a reason."""
        return not self.value and not self.missing

    @property
    def empty(self) -> bool:
        """Nothing at all is recorded, not even a comment."""
        recorded = self.value or self.missing or self.flags or self.source or self.comment
        return not recorded and self.audience is None

    @property
    def fingerprint(self) -> str:
        """Short, of all that a page shows of it: whether it has changed since. Empty for an empty cell."""
        shown = evolve(self, value=self.value or None)
        if shown.empty:
            return ""
        said = json.dumps(shown.to_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """Only what is set, keys in a fixed order."""
        row: dict[str, Any] = {}
        if self.value is not None:
            row["value"] = self.value
        if self.missing:
            row["missing"] = self.missing
        if self.flags:
            row["flags"] = sorted(self.flags)
        if self.source:
            row["source"] = self.source
        if self.comment:
            row["comment"] = self.comment
        if self.audience is not None:
            row["audience"] = self.audience.value
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Cell:
        """The reverse of `to_json`; unknown codes and flags are dropped."""
        value = row.get("value")
        missing = row.get("missing", "")
        audience = row.get("audience")
        return cls(
            None if value is None else str(value),
            cast(Missing, missing if missing in MISSING else ""),
            _flags(row.get("flags", ())),
            str(row.get("source", "")),
            str(row.get("comment", "")),
            Audience(audience) if audience else None,
        )


BLANK: Final = Cell()


@frozen
class Answers(Mapping[str, Cell]):
    """Answers by concrete path, positions of repeats written out: `/data/seizures[2]/year`."""

    cells: Mapping[str, Cell] = field(factory=dict)

    def __getitem__(self, path: str) -> Cell:
        return self.cells[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def cell(self, path: str) -> Cell:
        """The cell at `path`, a blank one when nothing is recorded."""
        return self.cells.get(path, BLANK)

    def value(self, path: str) -> str:
        """The value at `path`, "" when there is none."""
        return self.cell(path).value or ""

    def with_cell(self, path: str, cell: Cell) -> Answers:
        """A copy with one cell set; an empty cell is taken out."""
        cells = {key: kept for key, kept in self.cells.items() if key != path}
        return Answers(cells if cell.empty else {**cells, path: cell})

    def merged(self, other: Mapping[str, Cell]) -> Answers:
        """A copy in which the cells of `other` replace those here."""
        cells = {**self.cells, **other}
        return Answers({path: cell for path, cell in cells.items() if not cell.empty})

    def count(self, repeat: str) -> int:
        """How many positions of the repeat at the concrete path `repeat` hold anything: the highest one used."""
        start = repeat + "["
        used = (path[len(start) :].split("]", 1)[0] for path in self.cells if path.startswith(start))
        return max((int(position) for position in used if position.isascii() and position.isdigit()), default=0)

    def to_json(self) -> dict[str, dict[str, Any]]:
        """Path → cell, in the order of the paths (positions as numbers)."""
        return {path: self.cells[path].to_json() for path in sorted(self.cells, key=sort_key)}

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, Any]]) -> Answers:
        """The reverse of `to_json`."""
        return cls({path: Cell.from_json(row) for path, row in data.items()})

    def canonical(self) -> bytes:
        """JSON of a single possible form: what is signed. Empty cells are left out."""
        rows = {path: row for path, row in self.to_json().items() if row and row != {"value": ""}}
        return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def content_hash(self) -> str:
        """SHA-256 of the canonical form, in hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()


def without_positions(path: str) -> str:
    """`/data/seizures[2]/year` → `/data/seizures/year`: the path of the question."""
    return _POSITION.sub("", path)


def positions(path: str) -> tuple[int, ...]:
    """`/data/seizures[2]/objects[1]/kind` → `(2, 1)`."""
    return tuple(int(position) for position in _POSITION.findall(path))


def concrete(path: str, repeats: Mapping[str, int]) -> str:
    """The path with positions: `concrete("/data/seizures/year", {"/data/seizures": 2})`."""
    parts: list[str] = []
    plain = ""
    for name in path.strip("/").split("/"):
        plain = f"{plain}/{name}"
        parts.append(f"{name}[{repeats[plain]}]" if plain in repeats else name)
    return "/" + "/".join(parts)


def sort_key(path: str) -> tuple[tuple[str, int], ...]:
    """Orders `[2]` before `[10]`."""
    parts = (part.partition("[") for part in path.split("/"))
    return tuple((name, int(rest.rstrip("]") or 0)) for name, _, rest in parts)
