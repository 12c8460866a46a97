"""SPSS (.sav) and Stata (.dta): numbers with labels, reasons as missing codes of the format's own, texts with their widths.

A choice is a number from 1 on, in the order of the questionnaire; its label is that of the choice (or its code), the codebook says
which code it was. Rows go into a file first, because both formats want the number of rows and the widths of texts before them.

Limits (readstat 1.1, checked on reading back): names of 64 bytes (SPSS) and 32 (Stata), kept in ASCII; labels of variables 255
bytes and 80 letters, of values 120 bytes and 32,000; texts 32,767 bytes in SPSS, any length in Stata.
"""

from __future__ import annotations

import marshal
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any, Final

import pyreadstat
from attrs import evolve

from . import codebook, csv_file, notes, safe
from .columns import Column, chosen
from .facts import Facts, Sent
from .flattening import Flattener
from .names import identifiers
from .schema import Schema
from .statistics_cells import MISSING_CODES, InNumbers, numbered
from .statistics_frame import Frame, Variable
from .streams import PRESSED, Pipe, pieces
from .tally import Tally
from .wanted import Wanted
from .words import word

_NAMES: Final = {"sav": 60, "dta": 26}
_LABEL: Final = {"sav": 252, "dta": 240}
_VALUE: Final = {"sav": 120, "dta": 2_000}
WIDEST: Final = {"sav": 32_767, "dta": 2_000_000}
_LETTERS: Final = 80
_BATCH: Final = 100


def write(schema: Schema, wanted: Wanted, sents: Iterable[Sent], facts: Facts, tally: Tally) -> Iterator[bytes]:
    """One file, or a zip with one for each table, the codebook and the notes."""
    tables = chosen(schema, wanted)
    coded = evolve(
        wanted, headings="names", missing="column", beside=[one for one in wanted.beside if one != "missing"]
    )
    cells = InNumbers(wanted.format == "dta")
    flattener = Flattener(tables, schema.tables, schema.editions, coded, cells, several="each")
    with ExitStack() as stack:
        spools = [
            _Spool(columns, stack.enter_context(TemporaryFile()), wanted.format, tally) for columns in flattener.columns
        ]
        for sent in sents:
            for number, row in flattener.rows(sent):
                spools[number].add(row)
        for table, spool in zip(tables, spools, strict=True):
            spool.flush()
            tally.rows[table.name] = spool.count
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="entraide-export-")))
        paths = []
        for table, spool in zip(tables, spools, strict=True):
            paths.append(folder / f"{table.name}.{wanted.format}")
            _Statistics(spool, wanted, facts).write(paths[-1])
        if len(paths) == 1:
            yield from pieces(paths[0])
        else:
            yield from _zipped(schema, wanted, facts, tally, paths, spools)


class _Spool:
    """The rows of a table in a file, and what has to be known of them before they are written."""

    def __init__(self, columns: tuple[Column, ...], file: IO[bytes], form: str, tally: Tally) -> None:
        self.columns, self._file, self._tally = columns, file, tally
        self.names = identifiers((column.name for column in columns), _NAMES[form])
        self.texts = [place for place, column in enumerate(columns) if not numbered(column)]
        self.widths = dict.fromkeys(self.texts, 1)
        self.most = WIDEST[form]
        self.count = 0
        self._batch: list[list[Any]] = []

    def add(self, row: list[Any]) -> None:
        """One row."""
        widths = self.widths
        for place in self.texts:
            text = row[place]
            if text is not None and len(text) > widths[place] // 4:
                width = len(text) if text.isascii() else len(text.encode())
                if width > self.most:
                    text = row[place] = safe.cut_bytes(text, self.most)
                    width = len(text.encode())
                    self._tally.cut += 1
                if width > widths[place]:
                    widths[place] = width
        self.count += 1
        self._batch.append(row)
        if len(self._batch) == _BATCH:
            self.flush()

    def flush(self) -> None:
        """Everything is in the file."""
        if self._batch:
            marshal.dump(self._batch, self._file)
            self._batch = []

    def rows(self) -> Iterator[list[Any]]:
        """All rows, from the beginning."""
        self._file.seek(0)
        done = 0
        while done < self.count:
            batch = marshal.load(self._file)  # noqa: S302 (our own file, of a moment ago)
            done += len(batch)
            yield from batch


class _Statistics:
    """One table as a file of SPSS or Stata."""

    def __init__(self, spool: _Spool, wanted: Wanted, facts: Facts) -> None:
        self._spool, self._wanted, self._facts = spool, wanted, facts
        self._pairs = list(zip(spool.columns, spool.names, strict=True))

    def write(self, path: Path) -> None:
        """Write it."""
        form, spool = self._wanted.format, self._spool
        variables = tuple(Variable(name, spool.widths.get(place, 0)) for place, name in enumerate(spool.names))
        frame = Frame(variables, spool.count, spool.rows)
        given: dict[str, Any] = {
            "column_labels": [self._label(column) for column, _name in self._pairs],
            "variable_value_labels": {name: labels for column, name in self._pairs if (labels := self._values(column))},
            "variable_format": self._formats(), "file_label": safe.cut_bytes(self._facts.title, 60 if form == "sav" else 80, ""),
        }  # fmt: skip
        figures = [name for column, name in self._pairs if _takes_reason(column)]
        if form == "sav":
            range_: Any = {"lo": min(MISSING_CODES.values()), "hi": max(MISSING_CODES.values())}
            said = [f"{one}: {two}" for one, two in self._notes()]
            pyreadstat.write_sav(
                frame, path, row_compress=True, missing_ranges={name: [range_] for name in figures}, note=said,
                variable_measure={name: _measure(column) for column, name in self._pairs}, **given,
            )  # fmt: skip
        else:
            letters = [chr(ord("a") + place) for place in range(len(MISSING_CODES))]
            pyreadstat.write_dta(frame, path, version=14, missing_user_values=dict.fromkeys(figures, letters), **given)

    def _notes(self) -> Iterator[tuple[str, str]]:
        yield self._facts.title, self._facts.made.strftime("%Y-%m-%d")
        yield word("for_whom", self._wanted.language), notes.whom(self._wanted, self._facts)

    def _label(self, column: Column) -> str:
        """The words of the question; where names were wanted, the name as it is."""
        text = column.name if self._wanted.headings == "names" else column.label
        if self._wanted.format == "dta":
            text = text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"
        return safe.cut_bytes(text, _LABEL[self._wanted.format])

    def _values(self, column: Column) -> dict[Any, str]:
        most, language = _VALUE[self._wanted.format], self._wanted.language
        if column.sort == "flag":
            return {1: word("yes", language), 0: word("no", language)}
        if numbered(column) and column.labels:
            said = self._wanted.values == "labels"
            pairs = enumerate(column.labels.items(), start=1)
            return {turn: safe.cut_bytes(label if said else code, most) for turn, (code, label) in pairs}
        if not _takes_reason(column):
            return {}
        if self._wanted.format == "sav":
            return {number: word(code, language) for code, number in MISSING_CODES.items()}
        return {chr(ord("a") + place): word(code, language) for place, code in enumerate(MISSING_CODES)}

    def _formats(self) -> dict[str, str]:
        stata = self._wanted.format == "dta"
        days: Mapping[str, str] = (
            {"date": "%td", "moment": "%tc"} if stata else {"date": "SDATE10", "moment": "DATETIME20"}
        )
        return {name: days[column.sort] for column, name in self._pairs if column.sort in days}


def _takes_reason(column: Column) -> bool:
    return column.sort == "number" and column.variable is not None and not column.aspect


def _measure(column: Column) -> str:
    return "scale" if column.sort in ("number", "date", "moment") else "nominal"


def _zipped(
    schema: Schema, wanted: Wanted, facts: Facts, tally: Tally, paths: list[Path], spools: list[_Spool]
) -> Iterator[bytes]:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=PRESSED) as archive:  # type: ignore[call-overload]
        for path in paths:
            with archive.open(path.name, "w", force_zip64=True) as member:
                for data in pieces(path):
                    member.write(data)
                    yield pipe.take()
        book = [codebook.headings(wanted)]
        for table, spool in zip(chosen(schema, wanted), spools, strict=True):
            for column, name in zip(spool.columns, spool.names, strict=True):
                book += _counted(column, list(codebook.of_column(schema, table, column, name, wanted)))
        archive.writestr("codebook.csv", csv_file.table(book, wanted.mark))
        archive.writestr("notes.csv", csv_file.table(notes.lines(schema, wanted, facts, tally), wanted.mark))
    yield pipe.take()


def _counted(column: Column, lines: list[list[str]]) -> list[list[str]]:
    """The lines of the codebook with the number that stands for each code."""
    place = codebook.HEADINGS.index("code")
    for turn, line in enumerate(lines[1:], start=1):
        if numbered(column):
            line[place] = f"{turn} = {line[place]}"
    return lines
