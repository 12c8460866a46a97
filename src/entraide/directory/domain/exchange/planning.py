"""What an import would do, authority by authority: new, changed, same, conflicting, faulty, or doubtful whom it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal

from attrs import asdict, evolve, field, frozen

from entraide.kernel.problems import Problem, stops
from entraide.reference.domain.folding import fold

from ..faults import problems_of
from ..record import Record
from .cells import cells_of
from .drafting import drafted
from .listed import Act, Listed, Person
from .opening import Sheet
from .reading import Said
from .shape import COLUMNS, KEPT, TOLD

Kind = Literal["new", "changed", "same", "conflict", "faulty", "doubtful"]
KINDS: Final[tuple[Kind, ...]] = ("new", "changed", "conflict", "doubtful", "faulty", "same")
COMPARED: Final = tuple(key for key in COLUMNS if key not in (*KEPT, *TOLD))
ALIKE: Final = 0.6
MOST_NEAR: Final = 5


@frozen
class Step:
    """One authority of a table. `rows` are its lines from 0 below the headings; `cells` are before and after by column,
    for what differs; `near` entries whose names are alike; `id` is the entry that it changes, 0 for none, and `version`
    that entry's when the plan was made. `replaces`: `contacts` are all there are to be; otherwise they only come to those named.
    """

    rows: tuple[int, ...]
    kind: Kind
    after: Record
    id: int = 0
    version: int = 0
    acts: tuple[Act, ...] = ()
    contacts: tuple[Person, ...] | None = None
    cells: Mapping[str, tuple[str, str]] = field(factory=dict)
    problems: tuple[Problem, ...] = ()
    near: tuple[int, ...] = ()
    replaces: bool = False

    def to_json(self) -> dict[str, Any]:
        """As it is kept until it is taken."""
        return {
            "rows": [*self.rows], "kind": self.kind, "after": self.after.to_json(), "id": self.id, "version": self.version,
            "acts": [[one.kind, one.reference, one.dated.isoformat()] for one in self.acts],
            "contacts": None if self.contacts is None else [asdict(one) for one in self.contacts],
            "cells": {key: [*pair] for key, pair in self.cells.items()}, "near": [*self.near],
            "replaces": self.replaces,
            "problems": [[one.code, dict(one.params), one.place, one.line] for one in self.problems],
        }  # fmt: skip

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Step:
        """Read back."""
        return cls(
            tuple(row["rows"]), row["kind"], Record.from_json(row["after"]), row["id"], row["version"],
            tuple(Act(kind, reference, date.fromisoformat(day)) for kind, reference, day in row["acts"]),
            None if row["contacts"] is None else tuple(Person(**one) for one in row["contacts"]),
            {key: (pair[0], pair[1]) for key, pair in row["cells"].items()},
            tuple(Problem(code, params, place, line) for code, params, place, line in row["problems"]), tuple(row["near"]),
            bool(row.get("replaces")),
        )  # fmt: skip


class Standing:
    """The directory as an import finds it: entries by number, by State and name, and those with names alike."""

    def __init__(self, entries: Sequence[Listed]) -> None:
        self.by_id = {one.id: one for one in entries}
        self._named: dict[tuple[str, str], int] = {}
        self._of: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for one in (one for one in entries if one.standing != "withdrawn"):
            for name in names(one.record):
                self._named.setdefault((one.record.entity, name), one.id)
                self._of[one.record.entity].append((one.id, _triples(name)))

    def found(self, entity: str, said: Sequence[str]) -> Listed | None:
        """The entry of a State that is called the same in some language."""
        number = next((self._named[entity, name] for name in said if (entity, name) in self._named), 0)
        return self.by_id.get(number)

    def near(self, entity: str, said: Sequence[str]) -> tuple[int, ...]:
        """Entries of the State with names alike, the most alike first."""
        weights: dict[int, float] = {}
        for name in said:
            wanted = _triples(name)
            for number, triples in self._of[entity]:
                weights[number] = max(weights.get(number, 0), _likeness(wanted, triples))
        close = sorted((weight, number) for number, weight in weights.items() if weight >= ALIKE)
        return tuple(number for _weight, number in close[::-1][:MOST_NEAR])


def names(record: Record) -> tuple[str, ...]:
    """Every name of an authority, folded."""
    return tuple(filter(None, map(_fold, (*record.name.versions.values(), record.original_name))))


_fold: Final = lru_cache(maxsize=100_000)(fold)
"""A name is folded when it is read, when it is compared and when it is written."""


def _triples(name: str) -> frozenset[str]:
    padded = f"  {name} "
    return frozenset(padded[turn : turn + 3] for turn in range(len(padded) - 2))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def plan(sheet: Sheet, said: Sequence[Said], standing: Standing) -> Iterator[Step]:
    """A step for each authority of the table."""
    for one in said:
        yield _step(sheet, one, standing)


def _step(sheet: Sheet, said: Said, standing: Standing) -> Step:
    number, version = said.given.get("id", 0), said.given.get("version", 0)
    line = sheet.first + said.rows[0] + 1
    base = standing.by_id.get(number) if number else standing.found(said.given.get("entity", ""), said.names)
    problems = [*said.problems]
    if number and base is None:
        problems.append(Problem("DIR-306", {"entry": number}, str(line), line))
    elif base and said.given.get("entity", base.record.entity) != base.record.entity:
        problems.append(Problem("DIR-307", {"entry": base.id, "entity": base.record.entity}, str(line), line))
        base = None
    return stepped(said, base, kept=bool(number and version), line=line, problems=problems, standing=standing)


def stepped(
    said: Said, base: Listed | None, *, kept: bool, line: int, problems: Sequence[Problem], standing: Standing,
    sure: bool = False,
) -> Step:  # fmt: skip
    """The step of one authority; `sure` when a person said that it is none of those with names alike."""
    after = drafted(said, base, kept)
    found = (*problems, *problems_of(after.record, line))
    step = Step(
        said.rows, "new", after.record, acts=after.acts[len(base.acts) if base else 0 :],
        contacts=after.contacts if after.contacts != (base.contacts if base else ()) else None, problems=found,
    )  # fmt: skip
    if base:
        replaces = kept and base.persons  # who does not see those named cannot mean them to go
        step = evolve(
            step, id=base.id, version=base.version, cells=differences(base, after), kind="changed", replaces=replaces
        )
    if stops(found):
        return evolve(step, kind="faulty")
    if base is None:
        near = () if sure else standing.near(after.record.entity, names(after.record))
        doubt = Problem("DIR-310", {}, str(line), line)
        return evolve(step, kind="doubtful", near=near, problems=(*found, doubt)) if near else step
    if not step.cells:
        return evolve(step, kind="same")
    if kept and said.given["version"] != base.version:
        return evolve(step, kind="conflict", problems=(*found, Problem("DIR-309", {}, str(line), line)))
    return step


def differences(before: Listed, after: Listed) -> dict[str, tuple[str, str]]:
    """Before and after by column, in codes, for what differs."""
    old, new = cells_of(before), cells_of(after)
    return {key: (old[key], new[key]) for key in COMPARED if old[key] != new[key]}
