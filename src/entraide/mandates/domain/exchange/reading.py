"""The lines of an uploaded table as rows of the register, each with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from entraide.kernel.problems import Problem, Refused

from .csv_sheet import unguarded
from .fingerprints import Fingerprint, digest, parsed, read_only
from .opening import BROKEN, Table
from .shape import BY_KEY, EDITABLE, READ_ONLY, Key, tidy
from .wording import days, understood

_NUMBER: Final = re.compile(r"\d{1,18}")


@frozen
class FileRow:
    """A line of the file. `cells` holds only the columns that were changed in the file since it left."""

    place: str
    key: Key
    left: Fingerprint
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = field(default=())


@frozen
class Lines:
    """What a file holds: rows that are known again, and lines of which nothing can be said but why. `notes` say what of
    the file is not read.
    """

    rows: tuple[FileRow, ...]
    strangers: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def read_rows(table: Table) -> Lines:
    """Every line that is not blank."""
    rows: list[FileRow] = []
    strangers: list[Problem] = []
    for line, cells in enumerate(table.lines):
        if not any(tidy(str(cell)) for cell in cells):
            continue
        try:
            rows.append(_row(table, line))
        except Refused as refusal:
            strangers += refusal.problems
    return Lines(tuple(rows), tuple(strangers), _notes(table))


def _notes(table: Table) -> tuple[Problem, ...]:
    """Columns that are not known (MAN-431), and those that are not there (MAN-432)."""
    unknown = tuple(Problem("MAN-431", {"heading": heading[:60]}) for heading in table.unknown)
    absent = (key for key in EDITABLE if key not in table.columns)
    return (*unknown, *(Problem("MAN-432", {"column": key}) for key in absent))


def _cell(table: Table, line: int, column: str) -> Any:
    cells, place = table.lines[line], table.columns.get(column, -1)
    return cells[place] if 0 <= place < len(cells) else ""


def _row(table: Table, line: int) -> FileRow:
    place = table.place(line)
    ids = [_number(table, line, column) for column in ("mandate", "addressee")]
    left = parsed(str(_cell(table, line, "fingerprint")))
    if left is None:
        raise Refused(Problem("MAN-414", {}, place))
    problems = [] if _same_words(table, line, left) else [Problem("MAN-413", {"mandate": ids[0]}, place)]
    cells = {}
    for column in (key for key in EDITABLE if key in table.columns):
        value = _changed(table, line, column, left, problems)
        if value is not None:
            cells[column] = value
    return FileRow(place, (ids[0], ids[1]), left, cells, tuple(problems))


def _number(table: Table, line: int, column: str) -> int:
    """An id; refused with MAN-407 when it is none."""
    value = _cell(table, line, column)
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else tidy(str(value))
    if not _NUMBER.fullmatch(text):
        raise Refused(Problem("MAN-407", {"value": text[:40]}, table.place(line, column)))
    return int(text)


def _same_words(table: Table, line: int, left: Fingerprint) -> bool:
    """Whether the cells that are only read still belong to these ids: sorting a part of the columns tears rows apart."""
    if any(key not in table.columns for key in READ_ONLY):
        return True
    values = {key: understood(key, _cell(table, line, key)) for key in READ_ONLY}
    bare = {key: unguarded(value) for key, value in values.items()}
    return left.read_only in (read_only(values), read_only(bare))


def _changed(table: Table, line: int, column: str, left: Fingerprint, problems: list[Problem]) -> str | None:
    """The new value of a cell; None when it is as it left or cannot be taken."""
    from_here = table.marks.get((table.first + line, table.columns[column]))
    if from_here:
        code = "MAN-423" if from_here == BROKEN else "MAN-408"
        problems.append(Problem(code, {}, table.place(line, column)))
        return None
    cell = _cell(table, line, column)
    if BY_KEY[column].kind == "day" and any(_as_it_left(column, day, left) for day in days(cell)):
        return None
    try:
        value = understood(column, cell)
    except Refused as refusal:
        problems += [Problem(one.code, one.params, table.place(line, column)) for one in refusal.problems]
        return None
    return None if _as_it_left(column, value, left) else value


def _as_it_left(column: str, value: str, left: Fingerprint) -> bool:
    """A table that was saved as a workbook still has the apostrophe before what looks like a formula."""
    return left.cells[column] in (digest(column, value), digest(column, unguarded(value)))
