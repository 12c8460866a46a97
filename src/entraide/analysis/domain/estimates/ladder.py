"""The ladder: reported, distinct, all States, undetected, value; always in this order, each with its method or why it is not there.

Nothing depends on the order in which replies came, and a set gives the same ladder for ever (see draws.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from entraide.kernel.text import Text

from ..figures import Figure
from . import grade as grades
from .climbing import Estimated, estimate, figure, rounded
from .covariates import State
from .distinct import bracket
from .recapture import Lists, recaptured
from .sensitivity import Point, Reversal
from .value import Values, one_figure
from .wording import Filling, between, say

NO_LISTS = Lists((), {})
STEPS = ("reported", "distinct", "all_states", "undetected", "value")


@frozen
class Given:
    """A number that one entity gave, and in which submission."""

    entity: str
    value: Decimal
    submission: int = 0


@frozen
class Cases:
    """What linkage found: n reports in C clusters, audited precision and recall (None: not audited), the lists of the cases.

    `deduplicated`: the number of distinct cases of each State, where the indicator counts cases.
    """

    reports: int
    clusters: int
    precision: float | None = None
    recall: float | None = None
    deduplicated: Mapping[str, float] = {}
    lists: Lists = NO_LISTS


@frozen
class Step:
    """A rung. Either a figure with the sentence that says it, or `held` with the reason in words; always the method."""

    name: str
    title: Text
    figure: Figure | None
    low: Decimal | None
    high: Decimal | None
    held: str
    reason: Text
    method: Text
    sentence: Text


@frozen
class Ladder:
    """The steps in their order, and what stands behind the estimate for all States.

    `others`: how many that are not States (or were not asked) gave a number; it is not in any step. `missing`: States asked that
    gave none. `checked`: the cross-check by matching.
    """

    indicator: str
    unit: str
    steps: tuple[Step, ...]
    grade: grades.Grade
    weights: Mapping[str, float]
    coefficients: Mapping[str, float]
    trimmed: int
    checked: Decimal | None
    sensitivity: tuple[Point, ...]
    reversal: Reversal | None
    missing: tuple[str, ...]
    others: int

    def step(self, name: str) -> Step:
        """The step of that name; KeyError for another."""
        return {step.name: step for step in self.steps}[name]


def ladder(
    indicator: str, unit: str, asked: Sequence[State], given: Sequence[Given], content_hash: str, *,
    cases: Cases | None = None, values: Values | None = None, currency: str = "", against: float | None = None,
) -> Ladder:  # fmt: skip
    """The ladder of one indicator. `against` is the total that the headline compares with; without it, twice what was reported."""
    states = {row.entity for row in asked}
    ours = sorted((row for row in given if row.entity in states), key=lambda row: (row.entity, row.submission))
    amounts = {row.entity: float(row.value) for row in ours}
    whole = _Whole(indicator, unit, tuple(asked), tuple(ours), content_hash)
    counted = dict(cases.deduplicated) if cases and cases.deduplicated else amounts
    judged = estimate(
        asked, {entity: counted[entity] for entity in sorted(counted) if entity in states}, content_hash, against
    )
    steps = (
        whole.reported(), whole.distinct(cases), whole.all_states(judged), whole.undetected(cases),
        whole.value(values, currency),
    )  # fmt: skip
    return Ladder(
        indicator, unit, steps, _grade(whole, cases, judged), judged.weights, judged.coefficients, judged.trimmed,
        judged.checked, judged.line, judged.reversal, tuple(sorted(states - amounts.keys())), len(given) - len(ours),
    )  # fmt: skip


def _grade(whole: _Whole, cases: Cases | None, judged: Estimated) -> grades.Grade:
    asked = len(whole.asked)
    width = None
    if judged.total and judged.total.value > 0 and not judged.held:
        width = 100 * (judged.total.high - judged.total.low) / judged.total.value
    recall = None if cases is None else 100 * (cases.recall or 0.0)
    return grades.grade(100 * len(whole.given) / asked if asked else 0.0, whole.largest(), recall, width)


@frozen
class _Whole:
    indicator: str
    unit: str
    asked: tuple[State, ...]
    given: tuple[Given, ...]
    content_hash: str

    def total(self) -> Decimal:
        return sum((row.value for row in self.given), Decimal(0))

    def largest(self) -> float | None:
        total = self.total()
        return float(max(row.value for row in self.given) * 100 / total) if total > 0 else None

    def reported(self) -> Step:
        held = "nobody" if not self.given else "negative" if any(row.value < 0 for row in self.given) else ""
        if held:
            return self._held("reported", held)
        total, largest = self.total(), self.largest()
        share = Decimal(str(round(largest or 0.0, 1))).normalize()
        made = figure(
            self._key("reported"), total, self.unit, base=len(self.asked), largest=share if total else None,
            submissions=tuple(sorted({row.submission for row in self.given})),
        )  # fmt: skip
        return self._said("reported", made, len(self.given), total=total, asked=len(self.asked), share=share + 0)

    def distinct(self, cases: Cases | None) -> Step:
        if cases is None or not cases.reports:
            return self._held("distinct", "no_cases")
        found = None
        if cases.precision is not None and cases.recall is not None:
            found = bracket(cases.reports, cases.clusters, cases.precision, cases.recall)
        if found is None:
            return self._held("distinct", "unaudited")
        low, high = Decimal(math.floor(found.low)), Decimal(math.ceil(found.high))
        made = figure(self._key("distinct"), high, "cases", base=cases.reports, low=low, high=high)
        return self._said("distinct", made, cases.reports, low=low, high=high)

    def all_states(self, judged: Estimated) -> Step:
        if judged.held or judged.total is None:
            return self._held("all_states", judged.held, **judged.why)
        total = judged.total
        value, low, high = rounded(total.value), rounded(total.low, -1), rounded(total.high, 1)
        made = figure(
            self._key("all_states"), value, self.unit, base=len(self.asked), low=low, high=high, level=total.level
        )
        return self._said("all_states", made, len(self.asked), value=value, low=low, high=high, level=total.level)

    def undetected(self, cases: Cases | None) -> Step:
        if cases is None or not cases.reports:
            return self._held("undetected", "no_cases")
        found = recaptured(cases.lists, cases.recall, self.content_hash)
        if found.held:
            return self._held("undetected", found.held)
        value, low, high = rounded(found.value), rounded(found.low, -1), rounded(found.high, 1)
        made = figure(
            self._key("undetected"), value, "cases", base=found.observed, low=low, high=high, level=found.level
        )
        return self._said(
            "undetected", made, found.observed, value=value, low=low, high=high, level=found.level,
            least=rounded(found.least), most=rounded(found.most),
        )  # fmt: skip

    def value(self, values: Values | None, currency: str) -> Step:
        if values is None or values.held or values.median is None or values.p10 is None or values.p90 is None:
            return self._held("value", "few_values" if values and values.held == "few" else "no_values")
        median, ten, ninety = ((_one(s.low), _one(s.high)) for s in (values.median, values.p10, values.p90))
        made = figure(
            self._key("value"), _one((values.median.low + values.median.high) / 2), currency, base=values.objects,
            low=ten[0], high=ninety[1], level=80,
        )  # fmt: skip
        return self._said(
            "value", made, values.valued, objects=values.objects, share=_percent(values.share), currency=currency,
            median=between(*median), p10=ten[0], p90=ninety[1], top=_percent(values.top_share or 0.0),
        )  # fmt: skip

    def _key(self, step: str) -> str:
        return f"ladder.{self.indicator}.{step}"

    def _said(self, name: str, made: Figure, n: int, **fill: Filling) -> Step:
        sentence = say(f"says.{name}", n, **fill)
        return Step(
            name, say(f"step.{name}"), made, made.low, made.high, "", Text(), say(f"method.{name}"), sentence
        )  # fmt: skip

    def _held(self, name: str, held: str, **why: Filling) -> Step:
        reason = say(f"held.{held}", None, **why)
        made = figure(self._key(name), Decimal(0), self.unit, held=held)
        return Step(name, say(f"step.{name}"), made, None, None, held, reason, say(f"method.{name}"), reason)


def _one(value: float) -> Decimal:
    return Decimal(str(one_figure(value))).normalize() + 0


def _percent(value: float) -> Decimal:
    return Decimal(str(round(value, 1))).normalize() + 0
