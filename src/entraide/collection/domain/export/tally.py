"""What came of an export while it was written: rows of each table, cells cut. Known when the file has ended."""

from __future__ import annotations

from attrs import define, field


@define
class Tally:
    """`rows`: by the name of the table. `cut`: cells that a format could not hold whole."""

    rows: dict[str, int] = field(factory=dict)
    cut: int = 0

    def add(self, table: str) -> None:
        """One row more."""
        self.rows[table] = self.rows.get(table, 0) + 1
