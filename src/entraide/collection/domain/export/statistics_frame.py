"""A table as pyreadstat wants it, without ever being in memory.

pyreadstat writes rows one after the other, but takes a whole frame of pandas or polars to ask it for its columns and rows. This is
such a frame as far as pyreadstat asks: it knows names, types and widths, and reads its rows from a file as they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import narwhals.stable.v2 as nw
from attrs import frozen


@frozen
class Variable:
    """A variable of the file. `width`: bytes of the longest text in it, 0 for a number."""

    name: str
    width: int = 0


class Series:
    """One column, as far as types and widths are asked of it: a single value stands for all."""

    def __init__(self, name: str, width: int) -> None:
        self.name = name
        self.dtype = nw.String() if width else nw.Object()
        self._values: list[Any] = ["x" * width] if width else [1.0]

    def null_count(self) -> int:
        """Any cell may be empty."""
        return 1

    def drop_nulls(self) -> Series:
        """What is left without them."""
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return 1

    def __getitem__(self, place: int) -> Any:
        return self._values[place]


class Frame(nw.DataFrame[Any]):
    """`rows` opens the rows anew each time: lists of float, str and None, in the order of the variables."""

    def __init__(self, variables: tuple[Variable, ...], count: int, rows: Callable[[], Iterator[list[Any]]]) -> None:
        self._variables, self._count, self._open = variables, count, rows

    @property
    def implementation(self) -> Any:  # type: ignore[override]
        """As polars: empty cells are None."""
        return nw.Implementation.POLARS

    def __native_namespace__(self) -> Any:
        return nw

    @property
    def columns(self) -> list[str]:
        """The names of the variables."""
        return [one.name for one in self._variables]

    def iter_columns(self) -> Iterator[Any]:
        """The variables as series."""
        return (Series(one.name, one.width) for one in self._variables)

    def __len__(self) -> int:
        return self._count

    def iter_rows(self, *_args: Any, **_named: Any) -> Iterator[Any]:
        """The rows, from their file."""
        return self._open()

    def __getitem__(self, name: Any) -> Any:
        """The values of one column, for texts that Stata keeps apart from rows."""
        place = self.columns.index(name)
        return ("" if row[place] is None else row[place] for row in self._open())
