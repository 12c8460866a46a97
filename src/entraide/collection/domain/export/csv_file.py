"""CSV: one file, or a zip with one for each table, the codebook and the notes. UTF-8, with a mark for Excel if wanted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any, Final

from . import codebook, notes, safe
from .columns import chosen
from .csv_cells import END, InCsv, line_of
from .facts import Facts, Sent
from .flattening import Flattener
from .schema import Schema
from .streams import PIECE, PRESSED, Pipe
from .tally import Tally
from .wanted import Wanted

MARK: Final = "\ufeff"
_BATCH: Final = 128


def write(schema: Schema, wanted: Wanted, sents: Iterable[Sent], facts: Facts, tally: Tally) -> Iterator[bytes]:
    """The bytes of the file, as they come."""
    tables = chosen(schema, wanted)
    flattener = Flattener(tables, schema.tables, schema.editions, wanted, InCsv(wanted.values == "labels"))
    tally.rows.update(dict.fromkeys((table.name for table in tables), 0))
    start = MARK if wanted.mark else ""
    with ExitStack() as stack:
        spools: list[IO[bytes]] = [stack.enter_context(TemporaryFile()) for _table in tables[1:]]
        main = _main(flattener, sents, spools, start, tally)
        if len(tables) == 1:
            yield from main
        else:
            yield from _zipped(schema, wanted, facts, tally, main, spools)


def _main(
    flattener: Flattener, sents: Iterable[Sent], spools: Sequence[IO[bytes]], start: str, tally: Tally
) -> Iterator[bytes]:
    """The main table as it is sent; the rows of repeats go aside, as lines."""
    lines = [Lines() for _table in flattener.tables]
    for number, columns in enumerate(flattener.columns):
        lines[number].raw(start + line_of(column.heading for column in columns))
    counts = [0] * len(lines)
    flatten = flattener.rows
    for turn, sent in enumerate(sents, start=1):
        for number, row in flatten(sent):
            lines[number].add(row)
            counts[number] += 1
        if turn % _BATCH == 0:
            for spool, one in zip(spools, lines[1:], strict=True):
                spool.write(one.take())
            yield lines[0].take()
    for spool, one in zip(spools, lines[1:], strict=True):
        spool.write(one.take())
    tally.rows.update(zip((table.name for table in flattener.tables), counts, strict=True))
    yield lines[0].take()


class Lines:
    """Rows becoming lines, kept until they are taken."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.raw = self._lines.append

    def add(self, row: list[str]) -> None:
        """A row whose cells are ready."""
        self._lines.append(",".join(row))
        self._lines.append(END)

    def take(self) -> bytes:
        """What has come together."""
        text = "".join(self._lines)
        self._lines.clear()
        return text.encode("utf-8", safe.REPLACED)


def table(rows: Iterable[Sequence[Any]], mark: bool = True) -> bytes:
    """A small table at once."""
    text = "".join(line_of(map(str, row)) for row in rows)
    return f"{MARK if mark else ''}{text}".encode("utf-8", safe.REPLACED)


def _zipped(
    schema: Schema, wanted: Wanted, facts: Facts, tally: Tally, main: Iterator[bytes], spools: Sequence[IO[bytes]]
) -> Iterator[bytes]:
    pipe = Pipe()
    names = [one.name for one in chosen(schema, wanted)]
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=PRESSED) as archive:  # type: ignore[call-overload]
        parts = [main, *(_spooled(spool) for spool in spools)]
        for name, part in zip(names, parts, strict=True):
            with archive.open(f"{name}.csv", "w", force_zip64=True) as member:
                for data in part:
                    member.write(data)
                    yield pipe.take()
        book = table([codebook.headings(wanted), *codebook.lines(schema, wanted)], wanted.mark)
        archive.writestr("codebook.csv", book)
        archive.writestr("notes.csv", table(notes.lines(schema, wanted, facts, tally), wanted.mark))
    yield pipe.take()


def _spooled(spool: IO[bytes]) -> Iterator[bytes]:
    spool.seek(0)
    while data := spool.read(PIECE):
        yield data
