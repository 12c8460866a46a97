"""What a report is filled from: the figures of its set, what it may quote, and the facts that the set does not know of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.results import Result
from entraide.kernel.text import Text

from ..kit import Facts

NO_TEXT: Final = Text()


@frozen
class Quote:
    """A respondent's own words, in its own language."""

    entity: str
    language: str
    text: str


@frozen
class Asked:
    """An open question: what may be quoted, and how many answers may not."""

    number: str
    label: Text
    quotes: tuple[Quote, ...]
    left_out: int


@frozen
class Step:
    """A step of the ladder: what is printed, or why nothing is."""

    name: str
    figure: Figure | None
    reason: Text
    method: Text
    title: Text = NO_TEXT


@frozen
class Material:
    """Everything a report may print. `figures` holds every figure by key; those with `held` are never shown.

    `series` are the indicators of figures asked year by year, `amounts` those of sums of money;
    `lists` are entities by the name of the list (`replied`, `organisations`, `silent`, `late`); `numbers` the numbers that
    questions bear on the paper; `pinned` the reason of every figure that another set gives.
    """

    facts: Facts
    round: str
    deadline: str
    invented: bool
    figures: Mapping[str, Figure]
    results: Mapping[str, Result]
    numbers: Mapping[str, str]
    asked: Mapping[str, Asked]
    lists: Mapping[str, tuple[str, ...]]
    series: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    climbable: tuple[str, ...] = ()
    """The figures that have a ladder; `ladders` holds those that the report prints."""
    ladders: Mapping[str, tuple[Step, ...]] = {}
    named: Mapping[str, Text] = {}
    """What those ladders are of that are not over a question."""
    pinned: Mapping[str, str] = {}

    def figure(self, key: str) -> Figure | None:
        """The figure, None when the set knows none of that key."""
        return self.figures.get(key)

    def pin(self, key: str, figure: Figure, reason: str) -> Material:
        """A copy in which one figure is that of another set, wherever it stands."""
        results = {name: _with(result, key, figure) for name, result in self.results.items()}
        return evolve(self, figures={**self.figures, key: figure}, results=results, pinned={**self.pinned, key: reason})


def _with(result: Result, key: str, figure: Figure) -> Result:
    if not any(row.figure.key == key for row in result.rows):
        return result
    return evolve(
        result, rows=tuple(evolve(row, figure=figure) if row.figure.key == key else row for row in result.rows)
    )
