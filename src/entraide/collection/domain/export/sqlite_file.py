"""One SQLite file: a table for each table with keys to the one around it, choices and a codebook, and views that say labels.

Tables hold codes; the view `replies_ar` shows the same rows with labels in Arabic. Texts are as they were given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from attrs import evolve

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import refuse

from . import codebook, notes, safe
from .columns import Column, chosen, columns_of, labels_of
from .dialect import Line, Reader, as_number, one_by_one
from .facts import Facts, Sent
from .flattening import Flattener
from .names import identifiers
from .schema import Schema, Table
from .streams import pieces
from .tally import Tally
from .wanted import Wanted

COLUMNS: Final = 1_990
_BATCH: Final = 200
_KINDS: Final = {"number": "NUMERIC", "flag": "INTEGER"}


class _Codes:
    """Values as SQLite keeps them."""

    blank: Any = None

    def reader(self, column: Column) -> Reader:
        """Numbers as numbers, everything else as it is."""
        return _number if column.sort == "number" else safe.whole

    def said(self, column: Column, code: str, words: str) -> Any:
        """The code; the views have the words."""
        return code

    def counted(self, column: Column, taken: bool) -> Any:
        """1 or 0."""
        return int(taken)

    def line(self, readers: Sequence[Reader], known: Mapping[int, Mapping[str, Any]]) -> Line:
        """Each value by its column's reader."""
        return one_by_one(readers, self.blank)


def _number(value: str) -> Any:
    number = as_number(value)
    return safe.whole(value) if number is None else number


def write(schema: Schema, wanted: Wanted, sents: Iterable[Sent], facts: Facts, tally: Tally) -> Iterator[bytes]:
    """Written into a file for the time being, then sent in pieces."""
    tables = chosen(schema, wanted)
    coded = evolve(wanted, values="codes", headings="names", missing="column")
    flattener = Flattener(tables, schema.tables, schema.editions, coded, _Codes())
    for table, columns in zip(tables, flattener.columns, strict=True):
        if len(columns) > COLUMNS:
            raise refuse("COL-480", table=table.name, count=len(columns), most=COLUMNS)
    with TemporaryDirectory(prefix="entraide-export-") as folder:
        path = Path(folder) / "export.sqlite"
        file = _File(path, flattener, tally)
        file.fill(sents)
        file.explain(schema, wanted, coded)
        rows = notes.lines(schema, wanted, facts, tally, spreadsheet=False)
        file.table("notes", ("heading", "says"), rows)
        file.close()
        yield from pieces(path)


class _File:
    def __init__(self, path: Path, flattener: Flattener, tally: Tally) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        for said in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000", "temp_store=FILE"):
            self._base.execute(f"PRAGMA {said}")
        self._base.execute("BEGIN")
        self._flattener, self._tally = flattener, tally
        self.tables = flattener.tables
        self.names = identifiers((table.name for table in self.tables), 60)
        self.columns = [identifiers((column.name for column in columns), 60) for columns in flattener.columns]
        for number in range(len(self.tables)):
            self._create(number)

    def _create(self, number: int) -> None:
        columns, names = self._flattener.columns[number], self.columns[number]
        parts = [f'"{name}" {_KINDS.get(column.sort, "TEXT")}' for name, column in zip(names, columns, strict=True)]
        parts[0] += " PRIMARY KEY"
        if number:
            around = next(at for at, one in enumerate(self.tables) if one.name == self.tables[number].parent)
            parts.append(f'FOREIGN KEY (parent_key) REFERENCES "{self.names[around]}" ("{self.columns[around][0]}")')
        self._base.execute(f'CREATE TABLE "{self.names[number]}" ({", ".join(parts)}) WITHOUT ROWID')

    def fill(self, sents: Iterable[Sent]) -> None:
        """All rows."""
        rows: list[list[list[Any]]] = [[] for _table in self.tables]
        puts = [
            f'INSERT OR REPLACE INTO "{name}" VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
            for name, columns in zip(self.names, self.columns, strict=True)
        ]
        counts = [0] * len(rows)
        for turn, sent in enumerate(sents, start=1):
            for number, row in self._flattener.rows(sent):
                rows[number].append(row)
            if turn % _BATCH == 0:
                self._flush(puts, rows, counts)
        self._flush(puts, rows, counts)
        self._tally.rows.update(zip((table.name for table in self.tables), counts, strict=True))

    def _flush(self, puts: list[str], rows: list[list[list[Any]]], counts: list[int]) -> None:
        for number, waiting in enumerate(rows):
            if waiting:
                self._base.executemany(puts[number], waiting)
                counts[number] += len(waiting)
                waiting.clear()

    def explain(self, schema: Schema, wanted: Wanted, coded: Wanted) -> None:
        """Choices, the codebook and the views, each in every language of the questionnaire and the one chosen."""
        spoken = {language for edition in schema.editions for language in edition.form.languages} | {wanted.language}
        languages = [language for language in LANGUAGES if language in spoken]
        self._base.execute(
            "CREATE TABLE choices (table_name TEXT, column_name TEXT, language TEXT, value TEXT, label TEXT,"
            " PRIMARY KEY (table_name, column_name, language, value)) WITHOUT ROWID"
        )
        book: list[list[str]] = []
        for language in languages:
            spelt = evolve(coded, language=language)
            for number, table in enumerate(self.tables):
                self._label(number, table, spelt)
                for column, name in zip(columns_of(table, spelt), self.columns[number], strict=True):
                    book += ([language, *line] for line in codebook.of_column(schema, table, column, name, spelt))
        self.table("codebook", ("language", *codebook.HEADINGS), book)

    def _label(self, number: int, table: Table, spelt: Wanted) -> None:
        language, shown, choices = spelt.language, [], []
        for column, name in zip(columns_of(table, spelt), self.columns[number], strict=True):
            labels = _labels(column, language)
            choices += [(self.names[number], name, language, code, label) for code, label in labels.items()]
            shown.append(_said(self.names[number], name, column, language) if labels else f't."{name}"')
        self._base.executemany("INSERT OR IGNORE INTO choices VALUES (?, ?, ?, ?, ?)", choices)
        view = f"{self.names[number]}_{language}"
        self._base.execute(f'CREATE VIEW "{view}" AS SELECT {", ".join(shown)} FROM "{self.names[number]}" t')  # noqa: S608

    def table(self, name: str, columns: tuple[str, ...], rows: Iterable[Iterable[str]]) -> None:
        """A small table of texts."""
        named = ", ".join(f'"{column}"' for column in columns)
        self._base.execute(f'CREATE TABLE "{name}" ({named})')
        places = ", ".join("?" * len(columns))
        put = f'INSERT INTO "{name}" VALUES ({places})'  # noqa: S608
        self._base.executemany(put, ([safe.whole(one) for one in row] for row in rows))

    def close(self) -> None:
        """Everything is in the file."""
        self._base.execute("COMMIT")
        self._base.close()


def _labels(column: Column, language: Language) -> dict[str, str]:
    if column.choice:
        return {}
    if column.variable is not None and not column.aspect:
        return {code: safe.whole(label) for code, label in labels_of(column.variable.choices, language).items()}
    return dict(column.labels)


def _said(table: str, name: str, column: Column, language: Language) -> str:
    """The label of a code, the labels of several, the value itself where there is none."""
    one = (
        f"SELECT c.label FROM choices c WHERE c.table_name = '{table}' AND c.column_name = '{name}'"  # noqa: S608
        f" AND c.language = '{language}' AND c.value = "
    )
    if column.variable is not None and column.variable.several and not column.aspect:
        codes = f"""json_each('["' || replace(replace(replace(t."{name}", '\\', '\\\\'), '"', '\\"'), ' ', '","') || '"]')"""
        each = f"SELECT group_concat(coalesce(({one} e.value), e.value), '; ') FROM {codes} e"  # noqa: S608
        return f'CASE WHEN t."{name}" IS NOT NULL THEN ({each}) END AS "{name}"'
    return f'coalesce(({one} t."{name}"), t."{name}") AS "{name}"'
