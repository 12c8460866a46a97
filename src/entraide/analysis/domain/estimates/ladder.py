"""The ladder: reported, distinct, all States, undetected, value; always in this order, each with its method or why it is not there.

Nothing depends on the order in which replies came, and a set gives the same ladder for ever (see draws.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from entraide.kernel.text import Text

from ..figures import Figure
from . import grade as grades
from .climbing import Estimated, estimate, figure, rounded
from .covariates import State
from .distinct import Bracket, Drawn, bracket, drawn
from .recapture import Lists, recaptured
from .sensitivity import Point, Reversal
from .value import Values, one_figure
from .wording import Filling, between, joined, say
from .worth import Worth

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

    `deduplicated`: the number of distinct cases of each State, where the indicator counts cases. `bound`: False when reports were
    never linked. `basis`: what the precision rests on (see trust.py). `least` and `most`: how far below and above each case found
    the linking's own bracket goes. `records` and `pairs`: for draws of the links. `counts`: `cases` or `objects`.
    """

    reports: int
    clusters: int
    precision: float | None = None
    recall: float | None = None
    deduplicated: Mapping[str, float] = {}
    lists: Lists = NO_LISTS
    bound: bool = True
    basis: str = ""
    least: float = 1.0
    most: float = 1.0
    records: tuple[int, ...] = ()
    pairs: tuple[tuple[int, int, float], ...] = ()
    counts: str = "cases"
    worth: Worth | None = None

    def bracket(self) -> Bracket | None:
        """From how many to how many distinct ones; None where links are not known well enough."""
        if self.precision is None or self.recall is None:
            return None
        found = bracket(self.reports, self.clusters, self.precision, self.recall)
        if found is None:
            return None
        low, high = min(found.low, self.clusters * self.least), max(found.high, self.clusters * self.most)
        return Bracket(self.reports, self.clusters, max(low, 1.0), min(high, float(self.reports)))

    def unknown(self) -> str:
        """Why there is no bracket."""
        if not self.bound:
            return "unlinked"
        if self.clusters >= self.reports:
            return "no_links"
        return "no_recall" if self.recall is None else "unaudited"


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

    `others`: how many that are not States (or were not asked) gave a number; reports of cases by them stand in the step of distinct
    cases, and nothing else of them in any step. `missing`: States asked that
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
    cases: Cases | None = None
    drawn: Drawn | None = None

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
    chance = _drawn(cases, content_hash)
    worth = cases.worth if cases else None
    steps = (
        whole.reported(), whole.distinct(cases, chance), whole.all_states(judged, shared=bool(cases and cases.deduplicated)),
        whole.undetected(cases), whole.worth(worth) if worth else whole.value(values, currency),
    )  # fmt: skip
    return Ladder(
        indicator, unit, steps, _grade(whole, cases, judged), judged.weights, judged.coefficients, judged.trimmed,
        judged.checked, judged.line, judged.reversal, tuple(sorted(states - amounts.keys())), len(given) - len(ours), cases, chance,
    )  # fmt: skip


def _drawn(cases: Cases | None, content_hash: str) -> Drawn | None:
    """Over the links; None where there is no bracket, or where the draws fall outside of it."""
    found = cases.bracket() if cases and cases.pairs and cases.clusters < cases.reports else None
    if cases is None or found is None:
        return None
    place = {record: number for number, record in enumerate(cases.records)}
    made = drawn(len(place), [(place[a], place[b], p) for a, b, p in cases.pairs], content_hash)
    return made if made and found.low <= made.mean <= found.high else None


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

    def distinct(self, cases: Cases | None, chance: Drawn | None = None) -> Step:
        if cases is None or not cases.reports:
            return self._held("distinct", "no_cases")
        found = cases.bracket()
        if not cases.bound or cases.clusters >= cases.reports or found is None:
            return self._held("distinct", cases.unknown())
        low, high = Decimal(math.floor(found.low)), Decimal(math.ceil(found.high))
        value = Decimal(round(chance.mean)) if chance else high
        made = figure(self._key("distinct"), value, cases.counts, base=cases.reports, low=low, high=high)
        said = say(
            "says.distinct_objects" if cases.counts == "objects" else "says.distinct", cases.reports, low=low, high=high
        )
        method = joined(say("method.distinct"), say(f"basis.{cases.basis}")) if cases.basis else say("method.distinct")
        return Step("distinct", say("step.distinct"), made, low, high, "", Text(), method, said)

    def all_states(self, judged: Estimated, shared: bool = False) -> Step:
        method = joined(say("method.all_states"), say("method.shared")) if shared else say("method.all_states")
        if judged.held or judged.total is None:
            return evolve(self._held("all_states", judged.held, **judged.why), method=method)
        total = judged.total
        value, low, high = rounded(total.value), rounded(total.low, -1), rounded(total.high, 1)
        unit = {"reports": "cases"}.get(self.unit, self.unit) if shared else self.unit
        made = figure(self._key("all_states"), value, unit, base=len(self.asked), low=low, high=high, level=total.level)
        return evolve(
            self._said("all_states", made, len(self.asked), value=value, low=low, high=high, level=total.level),
            method=method,
        )

    def undetected(self, cases: Cases | None) -> Step:
        if cases is None or not cases.reports:
            return self._held("undetected", "no_cases")
        if cases.counts == "objects" or not cases.bound:
            return self._held("undetected", "not_cases" if cases.bound else "unlinked")
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

    def worth(self, worth: Worth) -> Step:
        """In dollars at the rates of the set where there are any, else in the currency most often used."""
        if worth.converted is not None and not worth.converted.held:
            made = self.value(worth.converted, "USD")
            told = say("says.converted", None, some=worth.from_values, all=worth.of_values)
            return evolve(made, sentence=joined(made.sentence, told))
        for currency, found in worth.by_currency.items():
            if not found.held:
                return self.value(found, currency)
        return self.value(next(iter(worth.by_currency.values()), None), "")

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
