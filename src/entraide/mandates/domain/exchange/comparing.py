"""What a file would change: each row against the register of today and against what the row was when it left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import field, frozen

from entraide.kernel.problems import Problem
from entraide.kernel.transitions import Transitions

from ..life import IMPLEMENTATION, LIFE, RESPONSE
from .fingerprints import digest, identity
from .reading import FileRow, Lines
from .shape import EDITABLE, OF_MANDATE, Key, Row, fitting

AXES: Final[Mapping[str, Transitions]] = {"life": LIFE, "response": RESPONSE, "implementation": IMPLEMENTATION}
LIMITS: Final[Mapping[str, int]] = {"deadline": 120, "deliverable": 20_000, "note": 5_000, "resources": 5_000}
TOPIC_LIMIT: Final = 60


@frozen
class Change:
    """One cell that the file changes; `place` is the line of the file."""

    key: Key
    column: str
    before: str
    after: str
    place: str


@frozen
class Conflict:
    """A cell that was changed in the file and in the register: what it was is known to neither, both are shown."""

    key: Key
    column: str
    register: str
    file: str
    place: str


@frozen
class Comparison:
    """Everything the file would do. Changes of rows in `held` are held back by a problem of their own.

    `missing` rows left with the file and did not come back: nothing happens to them. `notes` hold nothing back.
    """

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    held: frozenset[Key] = field(factory=frozenset)
    unchanged: int = 0
    doubled: int = 0
    missing: int = 0
    rows: int = 0
    notes: tuple[Problem, ...] = ()

    @property
    def free(self) -> tuple[Change, ...]:
        """What can be taken: a mandate with a problem in any of its rows waits as a whole."""
        waiting = {key[0] for key in self.held}
        return tuple(one for one in self.changes if one.key[0] not in waiting)


def compare(lines: Lines, now: Mapping[Key, Row]) -> Comparison:
    """The differences, row by row in the order of the file. Problems: MAN-406 to MAN-416, see the catalogue."""
    found = _Found(now, list(lines.strangers))
    for rows in _by_key(lines.rows).values():
        found.take(rows)
    found.once_a_mandate()
    known = len({row.key for row in lines.rows})
    left = max((row.left.rows for row in lines.rows), default=0)
    return Comparison(
        tuple(found.changes), tuple(found.conflicts), tuple(found.problems), frozenset(found.held),
        unchanged=found.unchanged, doubled=len(lines.rows) - known,
        missing=max(0, left - known - len(lines.strangers)), rows=len(lines.rows) + len(lines.strangers),
        notes=lines.notes,
    )  # fmt: skip


def _by_key(rows: Sequence[FileRow]) -> dict[Key, list[FileRow]]:
    grouped: dict[Key, list[FileRow]] = defaultdict(list)
    for row in rows:
        grouped[row.key].append(row)
    return grouped


def verb_to(axis: Transitions, before: str, after: str) -> str | None:
    """The verb that leads from one state to another in one step; None when there is none."""
    return next((verb for verb, state in axis.table.get(before, {}).items() if state == after), None)


class _Found:
    """What has been found so far."""

    def __init__(self, now: Mapping[Key, Row], problems: list[Problem]) -> None:
        self.now, self.problems = now, problems
        self.changes: list[Change] = []
        self.conflicts: list[Conflict] = []
        self.held: set[Key] = set()
        self.unchanged = 0

    def take(self, rows: list[FileRow]) -> None:
        """One row of the register, however often it stands in the file."""
        here = self.now.get(rows[0].key)
        own = [row for row in rows if here is not None and row.left.identity == identity(here)]
        for row in (row for row in rows if row not in own):
            self.problems.append(Problem("MAN-406", {"mandate": row.key[0], "addressee": row.key[1]}, row.place))
        if here is not None and own:
            self._known(here, own)

    def _known(self, here: Row, rows: list[FileRow]) -> None:
        for row in rows:
            for problem in row.problems:
                self.hold(row.key, problem)
        cells = self._agreed(rows)
        before = len(self.changes) + len(self.conflicts)
        for column in (key for key in EDITABLE if key in cells):
            self._compare(here, column, cells[column], rows)
        if before == len(self.changes) + len(self.conflicts) and not any(row.problems for row in rows):
            self.unchanged += 1

    def hold(self, key: Key, problem: Problem) -> None:
        """A problem, and the row that waits for it."""
        self.problems.append(problem)
        self.held.add(key)

    def _agreed(self, rows: list[FileRow]) -> dict[str, str]:
        """What the copies of one row say; MAN-412 where they say different things."""
        cells: dict[str, str] = {}
        for row in rows:
            for column, value in row.cells.items():
                if cells.setdefault(column, value) != value:
                    self.hold(row.key, Problem("MAN-412", {"column": column}, row.place))
        return cells

    def _compare(self, here: Row, column: str, value: str, rows: list[FileRow]) -> None:
        standing = here.value(column)
        if digest(column, standing) == digest(column, value):
            return
        row = next(one for one in rows if column in one.cells)
        if digest(column, standing) != row.left.cells[column]:
            self.conflicts.append(Conflict(here.key, column, standing, value, row.place))
            self.hold(here.key, Problem("MAN-411", {"column": column}, row.place))
            return
        if problem := _obstacle(column, standing, value, row.place):
            self.hold(here.key, problem)
            return
        self.changes.append(Change(here.key, column, standing, value, row.place))

    def once_a_mandate(self) -> None:
        """What belongs to the mandate stands in each of its rows: taken once, MAN-416 where the rows differ."""
        kept: dict[tuple[int, str], Change] = {}
        out = []
        for change in self.changes:
            if change.column not in OF_MANDATE:
                out.append(change)
                continue
            first = kept.setdefault((change.key[0], change.column), change)
            if first is change:
                out.append(change)
            elif first.after != change.after:
                self.hold(change.key, Problem("MAN-416", {"column": change.column}, change.place))
        self.changes = out


def _obstacle(column: str, before: str, after: str, place: str) -> Problem | None:
    if column in AXES and verb_to(AXES[column], before, after) is None:
        return Problem("MAN-415", {"before": before, "after": after}, place)
    limit = LIMITS.get(column)
    if limit is not None and len(after) > limit:
        return Problem("MAN-420", {"column": column, "limit": limit}, place)
    if column == "topics" and any(len(topic) > TOPIC_LIMIT for topic in after.split("; ")):
        return Problem("MAN-420", {"column": column, "limit": TOPIC_LIMIT}, place)
    if fitting(before) != before:
        return Problem("MAN-421", {"column": column}, place)
    return None
