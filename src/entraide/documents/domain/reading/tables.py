"""Tables of Word and PDF files: the list of documents in rows that the annex reader knows, every other table whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from entraide.documents.domain import symbols
from entraide.documents.domain import tree as t

from .calls import sure
from .lines import join

Cells = Sequence[Sequence[str]]
"""A row: for each cell the paragraphs or lines in it."""
_NUMERIC = re.compile(r"[\s\d.,%+\-–—()]*\d[\s\d.,%+\-–—()]*")


def lines_of_table(rows: Sequence[Cells]) -> Iterator[tuple[str, t.Table | None]]:
    """The words of a table, row by row when it is a list of documents or has one row, else once with the table."""
    if is_list(rows) or len(rows) < 2:
        yield from ((words, None) for row in rows if (words := row_text(row)))
        return
    cells = [tuple(_cell(cell) for cell in row) for row in rows]
    text = " ".join(part for row in rows for cell in row for part in cell)
    yield text, t.Table("", cells[0], tuple(cells[1:]))


def _cell(parts: Sequence[str]) -> t.Cell:
    text, calls = sure(join(parts))
    runs: list[t.Run] = []
    end = 0
    for at, number in calls:
        runs.append(t.Run(text[end:at], note=number))
        end = at
    runs.append(t.Run(text[end:]))
    return t.Cell(tuple(run for run in runs if run.text or run.note) or (t.Run(""),), bool(_NUMERIC.fullmatch(text)))


def is_list(rows: Sequence[Cells]) -> bool:
    """Whether a table is the list of documents: symbols in the first column below the head."""
    return len(rows) > 1 and all(row and row[0] and symbols.parse(_symbols(row[0])) for row in rows[1:])


def _symbols(cell: Sequence[str]) -> str:
    """The symbols of a cell, one on each line or broken over two, as one joint symbol."""
    whole = ""
    for part in cell:
        broken = whole and (whole[-1] in "-/" or symbols.is_broken(whole, part))
        whole = whole + part if broken or not whole else f"{whole}-{part}"
    return whole.replace("--", "-")


def row_text(row: Cells) -> str:
    """A row as one line: symbols, agenda items, title."""
    first, *others = row
    joined = _symbols(first) if symbols.parse(_symbols(first)) else join(first)
    spaced = [_items(cell) if turn == 0 and len(others) > 1 else join(cell) for turn, cell in enumerate(others)]
    return " ".join(part for part in (joined, *spaced) if part)


def _items(cell: Sequence[str]) -> str:
    """The agenda items of a cell; a bare letter gets its brackets: in a line it could not be told from the title."""
    if not any(sign.isdigit() for part in cell for sign in part):
        return join(cell)
    return re.sub(r"(\d) ?([^\W\d_])(?![\w)）])", r"\1 (\2)", ", ".join(cell))
