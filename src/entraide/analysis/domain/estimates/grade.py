"""A grade from A to D for each estimate, by four published rules: the worst of the four is the grade."""

from __future__ import annotations

from typing import Final

from attrs import frozen

GRADES: Final = "ABCD"
LIMITS: Final = {
    "reporters": (60.0, 40.0, 25.0),
    "largest": (25.0, 40.0, 60.0),
    "recall": (95.0, 90.0, 75.0),
    "width": (25.0, 50.0, 100.0),
}
"""A, B, C up to (or down to) these; beyond is D. All in per cent: of States asked that gave a number; share of the largest

reporter; links found; width of the interval of the figure itself."""
MORE_IS_BETTER: Final = frozenset({"reporters", "recall"})


@frozen
class Rule:
    """One rule: its value in per cent and the grade that it alone would give. A value of None does not apply."""

    name: str
    value: float | None
    grade: str


@frozen
class Grade:
    """The grade and the rules that made it."""

    letter: str
    rules: tuple[Rule, ...]


def grade(reporters: float | None, largest: float | None, recall: float | None, width: float | None) -> Grade:
    """The worst of the rules that apply; D when none does."""
    said = {"reporters": reporters, "largest": largest, "recall": recall, "width": width}
    rules = tuple(Rule(name, value, "" if value is None else _letter(name, value)) for name, value in said.items())
    return Grade(max((rule.grade for rule in rules if rule.grade), default="D"), rules)


def _letter(name: str, value: float) -> str:
    for letter, limit in zip(GRADES, LIMITS[name], strict=False):
        if value >= limit if name in MORE_IS_BETTER else value <= limit:
            return letter
    return "D"
