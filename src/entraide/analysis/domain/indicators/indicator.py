"""An indicator as data: what is counted, among whom, how, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import evolve, field, frozen

from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

Kind = Literal[
    "count", "reporters", "sum", "share", "part", "distinct", "median", "quantile", "rate", "largest",
]  # fmt: skip
"""count: rows; reporters: who stands behind them, of all that replied; sum: of a column; share: rows that meet a condition,
of all; part: rows of all rows; distinct: different values of a column beside the rows; median and quantile: of a column;
rate: a sum, or a count, for each year of the set; largest: the largest reporter's share of a sum in per cent."""

Operator = Literal["is", "not", "in", "at_least", "at_most", "given"]


@frozen
class Condition:
    """`field` compared with `values`. `given` asks only whether there is a value: `yes` or `no`."""

    field: str
    operator: Operator
    values: tuple[str, ...]


@frozen
class Measure:
    """How it is counted. `column` for sums, medians and what is distinct; `at` per cent for quantiles."""

    kind: Kind
    column: str = ""
    when: tuple[Condition, ...] = ()
    at: int = 50


@frozen
class Suppression:
    """What may not be printed for readers who may not see every answer behind a cell.

    `contributors`: fewer of them that keep theirs than this (but at least one) hold the cell; `cell`: a count below it is
    told as a range; `dominance`: a reporter with more than so many per cent of a sum holds it (0: not asked).
    """

    cell: int = 0
    contributors: int = 0
    dominance: int = 0


@frozen
class Indicator:
    """One line of the catalogue, or one derived from a questionnaire.

    `question` is the name of a question, or the stem of a series, that must be in the questionnaire; `key` a pattern for the
    keys of its figures where they are not `<name>.<dimensions>`; `same` counts only reporters that reported every year;
    `top` keeps so many of the last dimension's values under each of the others and adds the rest up as `other`.
    """

    name: str
    population: str
    measure: Measure
    label: Text
    method: Text
    by: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    unit: str = "replies"
    suppression: Suppression = Suppression()
    audience: Audience = Audience.PUBLIC
    question: str = ""
    key: str = ""
    same: bool = False
    top: int = 0
    values: Mapping[str, tuple[str, ...]] = field(factory=dict, eq=False)
    """The values that a dimension has whether anybody gave them or not: a choice nobody chose is told as 0."""
    labels: Mapping[str, Mapping[str, Text]] = field(factory=dict, eq=False)
    """Words for values of a dimension, by dimension and value."""
    derived: bool = False
    on_request: bool = False
    """Too large to be counted with all the others: only when it is asked for by name."""

    @property
    def shape(self) -> tuple[object, ...]:
        """What it has in common with others that differ only in the question: one query answers all of them."""
        own = "" if self.question else self.name
        return own, self.population, self.measure, self.by, self.where, self.same, self.derived

    def asked_with(self, params: Mapping[str, str]) -> Indicator:
        """The indicator narrowed to values of fields of its population."""
        more = tuple(Condition(name, "is", (value,)) for name, value in sorted(params.items()))
        return evolve(self, where=(*self.where, *more))
