"""What an indicator gives: figures under dimensions, in one order, with everything that is printed beside them.

A table, a chart, a map, a sentence and an export are all made from a `Result`; none of them counts anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from .figures import Figure

Of = Literal["entity", "group", "language", "party", "year", "choice", "question", "currency", "code", "place"]
"""What the values of a dimension are: `entity` a State's or organisation's code, `group` a regional group's, and so on."""


@frozen
class Dimension:
    """A column that figures stand under. `labels` names the values that are neither entities nor groups nor languages."""

    name: str
    of: Of
    label: Text
    labels: Mapping[str, Text] = {}


@frozen
class Row:
    """One cell: the value of each dimension, in their order, and the figure."""

    under: tuple[str, ...]
    figure: Figure


@frozen
class Result:
    """An indicator over one frozen set, as readers of `audience` may see it. `content_hash` is that of the set.

    `params` are the values the indicator was asked with; `dropped` says that its question is not in the questionnaire.
    """

    indicator: str
    content_hash: str
    label: Text
    unit: str
    method: Text
    dimensions: tuple[Dimension, ...]
    rows: tuple[Row, ...]
    audience: Audience
    params: Mapping[str, str] = {}
    dropped: bool = False
    sql: str = ""
    """The statement that counted it; empty where a reader may not see it."""

    def figure(self, *under: str) -> Figure:
        """The figure under these values; KeyError when there is none."""
        return {row.under: row.figure for row in self.rows}[under]
