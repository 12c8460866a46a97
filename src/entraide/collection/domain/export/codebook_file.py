"""The codebook alone, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from entraide.kernel.languages import direction

from . import codebook
from .facts import Facts, Sent
from .schema import Schema
from .streams import pieces
from .tally import Tally
from .wanted import Wanted
from .words import word
from .xlsx_file import NAME, OPTIONS, Looks, tell


def write(schema: Schema, wanted: Wanted, sents: Iterable[Sent], facts: Facts, tally: Tally) -> Iterator[bytes]:
    """Every column of every table that is wanted; no reply is read."""
    lines = [codebook.headings(wanted), *codebook.lines(schema, wanted)]
    tally.rows["codebook"] = len(lines) - 1
    with TemporaryDirectory(prefix="entraide-export-") as folder:
        path = Path(folder) / "codebook.xlsx"
        with xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": folder}) as book:
            looks = Looks(book, direction(wanted.language) == "rtl")
            tell(looks.sheet(word("codebook", wanted.language)[:NAME]), looks, lines, heading=True)
            book.set_properties({"title": facts.title, "created": facts.made.replace(tzinfo=None)})
        yield from pieces(path)
