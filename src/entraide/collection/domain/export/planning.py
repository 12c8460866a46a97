"""The rows of one table for one version of the questionnaire: what becomes of each answer is decided once.

A row is made in three steps, the first two without a function call for each cell: the cells of its columns are looked up, their
values written by the dialect, and only for those that have more than a value what stands beside it is put into its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from .columns import Column, aspect_labels
from .dialect import Dialect, Known, Reader
from .schema import Edition, Table
from .wanted import ASPECTS, Wanted

Row = list[Any]
Cell = Mapping[str, Any]
_REMEMBERED: Final = 10_000
_LEVELS: Final = {"state": 1, "parties": 2, "members": 3, "public": 4}
"""Widths as `Audience.width` has them; what is not here goes to the secretariat alone."""


@frozen
class Beside:
    """What stands beside a value: where it goes and how it is written. `homeless`: what was asked for and has no column."""

    name: str
    writers: tuple[tuple[str, int, Callable[[Any], Any]], ...]
    homeless: tuple[str, ...]


class Plan:
    """One table, one version, one sharing level for answers that say none."""

    def __init__(
        self, table: Table, columns: Sequence[Column], edition: Edition, default: str, wanted: Wanted, dialect: Dialect
    ) -> None:
        self._blank, self._wanted, self._dialect = dialect.blank, wanted, dialect
        self._least = wanted.audience.width
        self.paths: dict[str, int] = {}
        self.keys: list[Any] = [object() for _column in columns]
        self._own = [""] * len(columns)
        self._beside: dict[int, Beside] = {}
        self._each: list[tuple[int, str, Mapping[str, tuple[int, Any]], list[tuple[int, Any]]]] = []
        by_variable: dict[str, list[tuple[int, Column]]] = {}
        for place, column in enumerate(columns):
            if column.variable is not None:
                by_variable.setdefault(column.variable.identity, []).append((place, column))
        for group in by_variable.values():
            self._add(group, edition, default)
        self._line = dialect.line(*self._readers(columns))
        self._plain = not self._least and not self._each and dialect.blank is not None
        self._looks_beside = any(one.writers or one.homeless for one in self._beside.values())

    def _add(self, group: list[tuple[int, Column]], edition: Edition, default: str) -> None:
        place, column = group[0]
        variable = column.variable
        assert variable is not None
        path = variable.paths.get(edition.key)
        if path is None:
            return
        self.paths[path], self.keys[place] = place, path
        self._own[place] = edition.form.question(path).attributes.get("audience") or default
        self._beside[place] = self._besides(group)
        if column.choice:
            values = [(at, one) for at, one in group if one.choice]
            yes = {one.choice: (at, self._dialect.counted(one, True)) for at, one in values}
            no = [(at, self._dialect.counted(one, False)) for at, one in values]
            self._each.append((place, variable.name, yes, no))

    def _besides(self, group: list[tuple[int, Column]]) -> Beside:
        place, column = group[0]
        writers = [(one.aspect, at, _aspect(one, self._dialect, self._wanted)) for at, one in group if one.aspect]
        own = getattr(self._dialect, "reason", None)
        if own is not None:
            writers.append(("missing", place, own(column)))
        elif self._wanted.missing == "cell":
            labels = aspect_labels("missing", self._wanted.language)
            writers.append(
                ("missing", place, _aspect(Column(column.name, "", "code", labels=labels), self._dialect, self._wanted))
            )
        homes = {aspect for aspect, _place, _write in writers}
        name = column.variable.name if column.variable else column.name
        return Beside(
            name, tuple(writers), tuple(one for one in ASPECTS if one in self._wanted.beside and one not in homes)
        )

    def _readers(self, columns: Sequence[Column]) -> tuple[list[Reader], dict[int, dict[str, Any]]]:
        readers: list[Reader] = []
        known: dict[int, dict[str, Any]] = {}
        for place, column in enumerate(columns):
            read = self._dialect.reader(column)
            if column.variable is not None and not column.aspect and not column.choice:
                if column.variable.several:
                    read, known[place] = _joined(column, read, self._wanted), {}
                elif column.labels:
                    known[place] = {
                        code: self._dialect.said(column, code, words) for code, words in column.labels.items()
                    }
                    read = Known(known[place], read).__getitem__
            readers.append(read)
        return readers, known

    def row(self, answers: Mapping[str, Cell]) -> tuple[Row, int]:
        """The row (its first columns empty) and how many of the answers are in it."""
        if self._plain:
            find = answers.get
            try:
                values = [cell["value"] if (cell := find(key)) else "" for key in self.keys]
            except KeyError:
                return self._full(answers)
            found = len(values) - values.count("")
            alone = not self._looks_beside or sum(map(len, answers.values())) == len(answers)
            if alone and found == len(answers):
                return self._line(values), found
        return self._full(answers)

    def _full(self, answers: Mapping[str, Cell]) -> tuple[Row, int]:
        """The same for a reply in which something is not plain: what stands beside, what is held back, what has no place."""
        cells: list[Cell | None] = list(map(answers.get, self.keys))
        found = len(cells) - cells.count(None)
        if self._least:
            cells = [cell if cell and self._goes(cell, own) else None for cell, own in zip(cells, self._own, strict=True)]
        raw: list[str] = [(cell.get("value") or "") if cell else "" for cell in cells]
        row = self._line(raw[:])
        if None in row:
            self._odd(row, raw)
        for place, name, yes, no in self._each:
            self._count(row, raw[place], name, yes, no)
        for place, cell in enumerate(cells):
            if cell and (len(cell) > 1 or not raw[place]):
                self._put(row, cell, self._beside[place], place, raw[place])
        return row, found

    def _goes(self, cell: Cell, own: str) -> bool:
        return _LEVELS.get(cell.get("audience") or own, 0) >= self._least

    def _odd(self, row: Row, raw: list[str]) -> None:
        """Values that the format cannot hold where they belong are left over."""
        for place, value in enumerate(raw):
            if value and row[place] is None and not self._is_each(place):
                left_over(row, self._beside[place].name, value)

    def _is_each(self, place: int) -> bool:
        return any(place == one[0] for one in self._each)

    def _count(
        self, row: Row, value: str, name: str, yes: Mapping[str, tuple[int, Any]], no: list[tuple[int, Any]]
    ) -> None:
        if not value:
            row[no[0][0]] = self._blank
            return
        for place, cell in no:
            row[place] = cell
        for code in value.split():
            if code in yes:
                place, cell = yes[code]
                row[place] = cell
            else:
                left_over(row, name, value)

    def _put(self, row: Row, cell: Cell, beside: Beside, place: int, value: str) -> None:
        for aspect, at, write in beside.writers:
            found = cell.get(aspect)
            if found and not (at == place and value):
                row[at] = write(found)
        for aspect in beside.homeless:
            found = cell.get(aspect)
            if found:
                left_over(row, f"{beside.name}.{aspect}", found)


def _joined(column: Column, read: Reader, wanted: Wanted) -> Reader:
    """Several choices in one cell: codes with a space between them, words with a semicolon."""
    if wanted.values == "codes":
        return read
    labels = column.labels
    known: dict[str, Any] = {}

    def joined(value: str) -> Any:
        if value in known:
            return known[value]
        made = read("; ".join(labels.get(code, code) for code in value.split()) or value)
        if len(known) < _REMEMBERED:
            known[value] = made
        return made

    return joined


def _aspect(column: Column, dialect: Dialect, wanted: Wanted) -> Callable[[Any], Any]:
    write = dialect.reader(Column(column.name, "", "text"))
    if column.aspect == "flags":
        words = column.labels if wanted.values == "labels" else {}
        mark = "; " if words else " "
        return lambda flags: write(mark.join(words.get(flag, flag) for flag in sorted(flags)))
    known = {code: dialect.said(column, code, words) for code, words in column.labels.items()}
    return lambda value: known[value] if value in known else write(value)


def left_over(row: Row, name: str, value: Any) -> None:
    """Into the last column, which becomes JSON in the end."""
    if row[-1].__class__ is not dict:
        row[-1] = {}
    row[-1][name] = value
