"""Case records and labels out of CSV, within limits of size, as normalised columns.

Read in parts, so that the raw text of a million records never lies in memory at once. What is wrong comes as numbered problems
with the line it stands in; nothing is linked then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.csv as arrow_csv
from attrs import define, field

from entraide.kernel.problems import Problem, Refused

from .normalising import RAW, normalise

MOST_BYTES = 2_000_000_000
MOST_RECORDS = 3_000_000
MOST_LABELS = 1_000_000
MOST_PROBLEMS = 20
_BLOCK = 16 << 20
LABELS = ("rec_id_a", "rec_id_b", "same")


@define
class _Wrong:
    """Problems found so far; lines that do not fit are kept, up to a number that a person still reads."""

    problems: list[Problem] = field(factory=list)

    def row(self, row: arrow_csv.InvalidRow) -> str:
        if len(self.problems) < MOST_PROBLEMS:
            said = {"expected": row.expected_columns, "actual": row.actual_columns}
            self.problems.append(Problem("ANA-353", said, line=row.number or 0))
        return "skip"


def records(path: Path, tell: Callable[[int], None] = lambda _rows: None) -> pa.Table:
    """Normalised columns of a CSV file of case records; columns that are not known are ignored. Raises Refused (ANA-352 to 357)."""
    parts, rows = [], 0
    for raw in _parts(path, RAW):
        rows += raw.num_rows
        if rows > MOST_RECORDS:
            raise Refused(Problem("ANA-355", {"limit": MOST_RECORDS}))
        parts.append(normalise(raw))
        tell(rows)
    if not rows:
        raise Refused(Problem("ANA-356"))
    table = pa.concat_tables(parts)
    numbers = pa.array(range(table.num_rows), pa.int32())
    table = table.set_column(table.schema.get_field_index("rec"), "rec", numbers)
    _once(table)
    return table


def labels(path: Path) -> pa.Table:
    """`rec_id_a, rec_id_b, same` (1 or 0) of a CSV file. Raises Refused (ANA-352 to 355, 358)."""
    table = pa.concat_tables(list(_parts(path, LABELS)))
    if table.num_rows > MOST_LABELS:
        raise Refused(Problem("ANA-355", {"limit": MOST_LABELS}))
    said = table["same"].to_pylist()
    wrong = [
        Problem("ANA-358", {"found": str(one)[:40]}, line=place)
        for place, one in enumerate(said, 2)
        if one not in ("0", "1")
    ]
    if wrong:
        raise Refused(*wrong[:MOST_PROBLEMS])
    return table.set_column(2, "same", pa.array([one == "1" for one in said]))


def _parts(path: Path, columns: Sequence[str]) -> Iterator[pa.Table]:
    if path.stat().st_size > MOST_BYTES:
        raise Refused(Problem("ANA-355", {"limit": MOST_BYTES}))
    _has(path, columns)
    wrong = _Wrong()
    try:
        reader = arrow_csv.open_csv(
            path,
            read_options=arrow_csv.ReadOptions(block_size=_BLOCK, use_threads=False),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=wrong.row),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()),
                include_columns=list(columns),
                strings_can_be_null=False,
            ),
        )
        for batch in reader:
            yield pa.Table.from_batches([batch])
    except pa.ArrowInvalid as error:
        raise Refused(Problem("ANA-354", {"reason": str(error).splitlines()[0][:160]})) from None
    if wrong.problems:
        raise Refused(*wrong.problems)


def _has(path: Path, columns: Sequence[str]) -> None:
    """Refuse a file whose first line lacks a column, or is not text."""
    with path.open("rb") as file:
        first = file.readline(100_000)
    try:
        header = [name.strip().strip('"') for name in first.decode("utf-8-sig").strip().split(",")]
    except UnicodeDecodeError:
        raise Refused(Problem("ANA-354", {"reason": "UTF-8"}, line=1)) from None
    if not first.strip():
        raise Refused(Problem("ANA-356"))
    missing = [name for name in columns if name not in header]
    if missing:
        raise Refused(Problem("ANA-352", {"columns": ", ".join(missing)}, line=1))


def _once(table: pa.Table) -> None:
    """Refuse numbers of reports that are empty or stand twice."""
    with duckdb.connect(":memory:") as connection:
        connection.register("given", table)
        found = connection.execute(
            "select coalesce(rec_id, ''), min(rec) + 2 as line from given group by rec_id having count(*) > 1 or coalesce(rec_id, '') = ''"
            f" order by line limit {MOST_PROBLEMS}"
        ).fetchall()
    if found:
        raise Refused(*(Problem("ANA-357", {"report": name or "–"}, line=line) for name, line in found))
