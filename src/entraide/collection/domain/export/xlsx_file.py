"""A workbook: a sheet for each table, the notes, the codebook. Rows past the end of a sheet go on with the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlsxwriter

from entraide.kernel.languages import direction
from entraide.kernel.problems import refuse

from . import codebook, notes, safe
from .columns import Column, chosen
from .facts import Facts, Sent
from .flattening import Flattener
from .schema import Schema
from .streams import pieces
from .tally import Tally
from .wanted import Wanted
from .words import word
from .xlsx_rows import InCells, RowSheet, widths

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384
NAME: Final = 31
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
OPTIONS: Final = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def write(
    schema: Schema, wanted: Wanted, sents: Iterable[Sent], facts: Facts, tally: Tally, rows_a_sheet: int = ROWS
) -> Iterator[bytes]:
    """Written into a folder for the time being (rows, and the file they are packed into), then sent in pieces."""
    tables = chosen(schema, wanted)
    with TemporaryDirectory(prefix="entraide-export-") as folder:
        path = Path(folder) / "export.xlsx"
        book = xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": folder})
        book.use_zip64()
        looks = Looks(book, direction(wanted.language) == "rtl")
        cells = InCells(wanted.values == "labels", looks.indexes(), word("cut_end", wanted.language), tally)
        flattener = Flattener(tables, schema.tables, schema.editions, wanted, cells)
        for table, columns in zip(tables, flattener.columns, strict=True):
            if len(columns) > COLUMNS:
                raise refuse("COL-480", table=table.name, count=len(columns), most=COLUMNS)
            tally.rows[table.name] = 0
        writer = _Sheets(book, looks, flattener, wanted, rows_a_sheet)
        texts = [
            looks.sheet(name)
            for name in writer.names([word("notes", wanted.language), word("codebook", wanted.language)])
        ]
        counts = [0] * len(tables)
        for sent in sents:
            for number, row in flattener.rows(sent):
                writer.add(number, row)
                counts[number] += 1
        tally.rows.update(zip((table.name for table in tables), counts, strict=True))
        writer.end()
        tell(texts[0], looks, notes.lines(schema, wanted, facts, tally))
        tell(texts[1], looks, [codebook.headings(wanted), *codebook.lines(schema, wanted)], heading=True)
        book.set_properties(
            {"title": facts.title, "created": facts.made.replace(tzinfo=None), "comments": facts.banner}
        )
        book.close()
        yield from pieces(path)


class Looks:
    """Formats, and sheets that read from right to left where the language does."""

    def __init__(self, book: Any, backwards: bool) -> None:
        self.book, self.backwards = book, backwards
        order = {"reading_order": 2} if backwards else {}
        self.head = book.add_format(
            {"bold": True, "bg_color": "#dee8f2", "bottom": 1, "text_wrap": True, "valign": "top", **order}
        )
        self.text = book.add_format({"text_wrap": True, "valign": "top", **order})
        self.days = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}), "time": book.add_format({"num_format": "hh:mm:ss"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }  # fmt: skip

    def indexes(self) -> dict[str, int]:
        """The numbers under which the styles of days are kept in the file."""
        return {name: int(look._get_xf_index()) for name, look in self.days.items()}

    def sheet(self, name: str) -> RowSheet:
        """A new sheet."""
        sheet: RowSheet = self.book.add_worksheet(name, worksheet_class=RowSheet)
        if self.backwards:
            sheet.right_to_left()
        return sheet


class _Sheets:
    """The sheets of the tables, the present one of each."""

    def __init__(self, book: Any, looks: Looks, flattener: Flattener, wanted: Wanted, rows_a_sheet: int) -> None:
        self._looks, self._flattener, self._most = looks, flattener, rows_a_sheet
        self._taken: set[str] = set()
        titles = [
            table.label.shown_in(wanted.language).text if wanted.headings == "labels" and table.identity else table.name
            for table in flattener.tables
        ]
        self._titles = self.names([title or table.name for title, table in zip(titles, flattener.tables, strict=True)])
        self._sheets = [self._begin(number, title) for number, title in enumerate(self._titles)]
        self._next = [1] * len(self._sheets)

    def names(self, titles: list[str]) -> list[str]:
        """As programs take them: 31 signs, none of their own marks, each once."""
        return [self._name(title) for title in titles]

    def _name(self, title: str, turn: int = 1) -> str:
        plain = safe.whole(" ".join(title.translate(_NOT_IN_NAMES).split())) or "sheet"
        while True:
            end = f" ({turn})" if turn > 1 else ""
            name = safe.cut(plain, NAME - len(end)).strip() + end
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
            turn += 1

    def _begin(self, number: int, name: str) -> RowSheet:
        sheet = self._looks.sheet(name)
        columns: tuple[Column, ...] = self._flattener.columns[number]
        for first, last, width in widths(columns):
            sheet.set_column(first, last, width)
        for place, column in enumerate(columns):
            sheet.write_string(
                0, place, safe.cut(safe.whole(safe.guarded(column.heading)), safe.CELL), self._looks.head
            )
        sheet.freeze_panes(1, 1)
        sheet.begin(len(columns))
        return sheet

    def add(self, number: int, row: list[str]) -> None:
        """One row, on the next sheet when this one is full."""
        if self._next[number] >= self._most:
            self._sheets[number].end(self._next[number])
            self._sheets[number] = self._begin(number, self._name(self._titles[number], 2))
            self._next[number] = 1
        self._sheets[number].add(self._next[number], row)
        self._next[number] += 1

    def end(self) -> None:
        """No more rows come."""
        for sheet, last in zip(self._sheets, self._next, strict=True):
            sheet.end(last)


def tell(sheet: Any, looks: Looks, rows: Iterable[Iterable[str]], heading: bool = False) -> None:
    """A sheet of texts: with a heading above, or with one before each line."""
    sheet.set_column(0, 1, 40)
    for turn, row in enumerate(rows):
        for place, text in enumerate(row):
            look = looks.head if (heading and turn == 0) or (not heading and place == 0) else looks.text
            sheet.write_string(turn, place, safe.cut(safe.whole(safe.guarded(text)), safe.CELL), look)
    if heading:
        sheet.freeze_panes(1, 0)
