"""From what was reported to all States: the weighted total, its cross-check and its sensitivity, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from entraide.kernel.languages import LANGUAGES, Language
from entraide.reference.domain import entities

from ..figures import Figure
from .covariates import State, design
from .matching import matched
from .sensitivity import Point, Reversal, line, reversal
from .weights import Total, total, weights
from .wording import Filling

FEWEST = 5
"""Below this many that answered, no model of answering means anything."""
APART = 1.25
"""The larger of the two estimates must not exceed the smaller by more than a quarter."""


@frozen
class Estimated:
    """The estimate for all States. `held`: `nobody`, `negative`, `few`, `region`, `flat`, `apart`; then `total` is not to be shown."""

    held: str = ""
    why: Mapping[str, Filling] = {}
    total: Total | None = None
    checked: Decimal | None = None
    weights: Mapping[str, float] = {}
    coefficients: Mapping[str, float] = {}
    trimmed: int = 0
    line: tuple[Point, ...] = ()
    reversal: Reversal | None = None


def estimate(
    asked: Sequence[State], given: Mapping[str, float], content_hash: str, against: float | None = None
) -> Estimated:
    """The estimate over all that were asked, or the reason why it is held back."""
    held = _hopeless(given, len(asked))
    if held:
        return Estimated(held)
    plan = design(asked)
    weighted = weights(plan, frozenset(given))
    if weighted.silent_groups:
        return Estimated("region", {"groups": _named(weighted.silent_groups)})
    found, check = total(weighted, given, len(asked)), matched(plan, given, content_hash)
    if found is None or check is None:
        return Estimated("few")
    reported = math.fsum(given.values())
    about, other = rounded(found.value), rounded(check.value)
    small, large = sorted((found.value, check.value))
    common = (found, other, weighted.of, weighted.coefficients, weighted.trimmed)
    if large > APART * small:
        return Estimated("apart", {"low": min(about, other), "high": max(about, other)}, *common)
    turn = reversal(reported, found.value, 2 * reported if against is None else against)
    return Estimated("", {}, *common, line(reported, found.value), turn)


def _hopeless(given: Mapping[str, float], asked: int) -> str:
    """Why no model is even tried."""
    if not given:
        return "nobody"
    if min(given.values()) < 0:
        return "negative"
    if len(given) == asked:
        return ""
    if len(given) < FEWEST:
        return "few"
    return "flat" if max(given.values()) == min(given.values()) else ""


def rounded(value: float, way: int = 0) -> Decimal:
    """To three significant figures at most, and to whole numbers: an estimate says no more. `way` -1 down, 1 up."""
    if not math.isfinite(value):
        return Decimal(0)
    size = 10 ** max(0, math.floor(math.log10(abs(value))) - 2) if abs(value) >= 1 else 1
    turned = math.floor(value / size) if way < 0 else math.ceil(value / size) if way > 0 else round(value / size)
    return Decimal(turned) * size


def figure(
    key: str, value: Decimal, unit: str, *, base: int = 0, submissions: tuple[int, ...] = (), low: Decimal | None = None,
    high: Decimal | None = None, level: int = 0, largest: Decimal | None = None, held: str = "",
) -> Figure:  # fmt: skip
    """A figure of the ladder."""
    return Figure(key, value, base, submissions, unit, low, high, level, largest, held)


def _named(groups: Sequence[str]) -> Mapping[Language, str]:
    """Regional groups by their names in each language; a code that is none stands as it is."""
    known = {one.code: one for one in entities.groups()}
    return {
        language: "; ".join(known[code].name(language) if code in known else code or "–" for code in groups)
        for language in LANGUAGES
    }
