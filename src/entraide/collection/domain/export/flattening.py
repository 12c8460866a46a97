"""From answers to rows of all tables: the main one, and a row for each position of a repeat with the keys that tie it.

What no column takes (an unknown path, a figure that is no number where only numbers can stand) goes as JSON into the last column,
so that nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from entraide.kernel.audience import Audience

from .columns import Column, columns_of
from .dialect import Dialect
from .facts import HEAD, Raw, Sent
from .planning import Plan, Row, left_over
from .schema import Edition, Table
from .wanted import Wanted

_POSITION = re.compile(r"\[\d{1,9}\]")
_REMEMBERED: Final = 100_000
_NOWHERE: Final = -1
Answers = dict[str, Any]


@frozen
class Found:
    """A concrete path inside a repeat, taken apart once: which table, which position, which question."""

    table: int
    prefix: str
    path: str


class Flattener:
    """Rows for one reply after another. `tables` are those wanted of all that are `known`; `columns` belong to them."""

    def __init__(
        self, tables: tuple[Table, ...], known: tuple[Table, ...], editions: tuple[Edition, ...], wanted: Wanted, dialect: Dialect,
        several: str = "",
    ) -> None:  # fmt: skip
        self.tables, self.known, self._wanted, self._dialect = tables, known, wanted, dialect
        self.columns = tuple(columns_of(table, wanted, several) for table in tables)
        self._editions = {edition.key: edition for edition in editions}
        self._heads = [_head(columns, dialect) for columns in self.columns]
        self._plans: dict[tuple[str, str], list[Plan]] = {}
        self._deep: dict[str, dict[str, Found | None]] = {}
        self._homes = {edition.key: self._home(edition) for edition in editions}
        around = {table.name: number for number, table in enumerate(tables)}
        self._around = [around.get(table.parent, 0) for table in tables]
        self._rest = dialect.reader(Column("left_over", "", "text"))

    def rows(self, sent: Sent) -> list[tuple[int, Row]]:
        """The row of the main table, then those of repeats: each with the number of its table."""
        try:
            return self._rows(sent, sent.answers)
        except (AttributeError, TypeError):  # an answer that is not as answers are
            return self._rows(sent, _mended(sent.answers))

    def _rows(self, sent: Sent, answers: Raw) -> list[tuple[int, Row]]:
        key = (sent.edition, sent.default)
        plans = self._plans.get(key) or self._prepare(key)
        row, found = plans[0].row(answers)
        self._begin(row, sent)
        if found == len(answers):
            if row[-1].__class__ is dict:
                self._close(row)
            return [(0, row)]
        return self._below(sent, plans, row, answers)

    def _below(self, sent: Sent, plans: list[Plan], row: Row, answers: Raw) -> list[tuple[int, Row]]:
        """What stands in repeats or nowhere."""
        below: dict[tuple[int, str], Answers] = {}
        flat = plans[0].paths
        for path, cell in answers.items():
            if path in flat:
                continue
            found = self._find(sent.edition, path)
            if found is None:
                if self._wanted.audience is Audience.SECRETARIAT:
                    left_over(row, path, cell)
            elif found.table != _NOWHERE:
                self._gather(below, found.table, found.prefix)[found.path] = cell
        rows = [(0, row)]
        for table, prefix in sorted(below, key=_order):
            made, _count = plans[table].row(below[table, prefix])
            self._tie(made, sent, table, prefix)
            rows.append((table, made))
        for _table, one in rows:
            if one[-1].__class__ is dict:
                self._close(one)
        return rows

    def _gather(self, below: dict[tuple[int, str], Answers], table: int, prefix: str) -> Answers:
        """The answers of a position of a repeat; with it, the positions around it are there."""
        known = below.get((table, prefix))
        if known is not None:
            return known
        if self._around[table]:
            self._gather(below, self._around[table], _outer(prefix))
        return below.setdefault((table, prefix), {})

    def _tie(self, row: Row, sent: Sent, table: int, prefix: str) -> None:
        """The keys of a row of a repeat: its own, that of the row around it, the reply's, its State, its position."""
        root = self._editions[sent.edition].form.root
        position = prefix[prefix.rfind("[") + 1 : -1]
        around = _outer(prefix).removeprefix(root)
        keys = (
            f"{sent.key}{prefix.removeprefix(root)}", f"{sent.key}{around}", sent.key, str(sent.facts.get("entity", "")), position,
        )  # fmt: skip
        for place, value in enumerate(keys):
            row[place] = self._heads[table][place](value) if value else self._dialect.blank

    def _begin(self, row: Row, sent: Sent) -> None:
        facts, heads = sent.facts, self._heads[0]
        row[0] = heads[0](sent.key)
        for place, (name, _sort) in enumerate(HEAD[1:], start=1):
            value = facts.get(name)
            if value is not None and value != "":
                row[place] = heads[place](_canonical(value))

    def _close(self, row: Row) -> None:
        row[-1] = self._rest(json.dumps(row[-1], ensure_ascii=False, sort_keys=True, default=str))

    def _prepare(self, key: tuple[str, str]) -> list[Plan]:
        edition, default = self._editions[key[0]], key[1]
        pairs = zip(self.tables, self.columns, strict=True)
        plans = [Plan(table, columns, edition, default, self._wanted, self._dialect) for table, columns in pairs]
        self._plans[key] = plans
        return plans

    def _home(self, edition: Edition) -> dict[str, tuple[int, str, int]]:
        """Path of a question → number of its table, path of its repeat, how many positions lead there."""
        numbers = {table.name: number for number, table in enumerate(self.tables)}
        by_name = {table.name: table for table in self.known}
        found = {}
        for table in self.known:
            depth, around = 0, table
            while around.identity:
                depth, around = depth + 1, by_name[around.parent]
            for variable in table.variables:
                if edition.key in variable.paths:
                    home = (numbers.get(table.name, _NOWHERE), table.paths.get(edition.key, ""), depth)
                    found[variable.paths[edition.key]] = home
        return found

    def _find(self, edition: str, path: str) -> Found | None:
        known = self._deep.setdefault(edition, {})
        if path in known:
            return known[path]
        plain, found = _POSITION.sub("", path), None
        home = self._homes[edition].get(plain)
        if home is not None and home[1]:
            table, repeat, depth = home
            prefix = path[: path.rfind("]") + 1]
            if _POSITION.sub("", prefix) == repeat and prefix.count("[") == depth:
                found = Found(table, prefix, plain)
        if len(known) < _REMEMBERED:
            known[path] = found
        return found


def _outer(prefix: str) -> str:
    """`/data/a[1]/b[2]` → `/data/a[1]`; "" for the outermost."""
    return prefix[: prefix.rfind("]", 0, -1) + 1]


def _head(columns: tuple[Column, ...], dialect: Dialect) -> list[Callable[[str], Any]]:
    """How the keys and facts are written."""
    return [_fact(column, dialect) for column in columns if column.aspect == "fact"]


def _fact(column: Column, dialect: Dialect) -> Callable[[str], Any]:
    write = dialect.reader(column)
    if column.sort == "code":
        known = {code: dialect.said(column, code, words) for code, words in column.labels.items()}
        return lambda value: known[value] if value in known else write(value)
    if column.sort == "flag":
        yes, no = dialect.counted(column, True), dialect.counted(column, False)
        return lambda value: yes if value == "1" else no
    return write


def _canonical(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.strftime("%Y-%m-%dT%H:%M:%S") if hasattr(value, "strftime") else str(value)


def _order(where: tuple[int, str]) -> tuple[int, tuple[int, ...]]:
    return where[0], tuple(int(one[1:-1]) for one in _POSITION.findall(where[1]))


def _mended(answers: Any) -> Raw:
    """Answers of any shape as cells whose values are texts."""
    pairs = answers.items() if isinstance(answers, Mapping) else ()
    return {str(path): _cell(cell) for path, cell in pairs}


def _cell(cell: Any) -> dict[str, Any]:
    if not isinstance(cell, Mapping):
        return {} if cell is None else {"value": str(cell)}
    kept = {name: cell[name] for name in cell if cell[name] is not None}
    kept.update(
        {name: str(kept[name]) for name in ("value", "missing", "source", "comment", "audience") if name in kept}
    )
    if not isinstance(kept.get("flags", []), list):
        kept["flags"] = [str(kept["flags"])]
    return kept
