"""How replies came in: counted day by day, and by region, always with the numbers that a rate is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

from attrs import frozen

Step = Literal["invited", "started", "submitted", "accepted"]
STEPS: Final[tuple[Step, ...]] = ("invited", "started", "submitted", "accepted")


@frozen
class Course:
    """The days on which one reply took each step for the first time; None for a step not taken."""

    entity: str
    group: str
    invited: date
    started: date | None = None
    submitted: date | None = None
    accepted: date | None = None


@frozen
class Line:
    """One step over the days: how many replies had taken it by each of `Curve.days`."""

    step: Step
    counts: tuple[int, ...]


@frozen
class Curve:
    """Cumulated counts by day from the deadline (negative before it)."""

    days: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def highest(self) -> int:
        """The largest count."""
        return max((max(line.counts, default=0) for line in self.lines), default=0)

    def line(self, step: Step) -> tuple[int, ...]:
        """The counts of one step."""
        return next(line.counts for line in self.lines if line.step == step)

    def at(self, step: Step, day: int) -> int:
        """How many had taken a step by a day; those of the last day for one after it."""
        known = [count for one, count in zip(self.days, self.line(step), strict=True) if one <= day]
        return known[-1] if known else 0


def curve(courses: Sequence[Course], deadline: date, until: date) -> Curve:
    """The curve of a round from the first invitation to `until`."""
    first = min((course.invited for course in courses), default=until)
    days = tuple(range((first - deadline).days, max((until - deadline).days, (first - deadline).days) + 1))
    return Curve(days, tuple(Line(step, _cumulated(courses, step, deadline, days)) for step in STEPS))


def _cumulated(courses: Iterable[Course], step: Step, deadline: date, days: tuple[int, ...]) -> tuple[int, ...]:
    taken = [day for course in courses if (day := getattr(course, step)) is not None]
    by_day = Counter((day - deadline).days for day in taken)
    total, counts = 0, []
    for day in days:
        total += by_day.get(day, 0)
        counts.append(total)
    return tuple(counts)


@frozen
class Rate:
    """How many of those asked have replied: never a share without its numbers. `group` is a regional group's code, or empty."""

    group: str
    invited: int
    started: int
    submitted: int
    accepted: int

    @property
    def share(self) -> float | None:
        """Submitted of invited, between 0 and 1; None where nobody was asked."""
        return self.submitted / self.invited if self.invited else None


def rates(courses: Sequence[Course], groups: Iterable[str]) -> tuple[Rate, ...]:
    """By regional group, in this order, groups in which nobody was asked left out."""
    found = (_rate(group, [course for course in courses if course.group == group]) for group in groups)
    return tuple(rate for rate in found if rate.invited)


def whole(courses: Sequence[Course]) -> Rate:
    """Everybody together."""
    return _rate("", courses)


def _rate(group: str, courses: Sequence[Course]) -> Rate:
    taken = {step: sum(getattr(course, step) is not None for course in courses) for step in STEPS}
    return Rate(group, len(courses), taken["started"], taken["submitted"], taken["accepted"])


def turning_points(made: Curve, most: int = 14) -> tuple[int, ...]:
    """The days that a table shows: the first, the last, the deadline, and weeks between, at most so many."""
    if not made.days:
        return ()
    first, last = made.days[0], made.days[-1]
    step = 7
    while (last - first) / step > most - 3:
        step += 7
    weeks = {day for day in range(first, last + 1) if day % step == 0}
    return tuple(sorted({first, last, *weeks, *({0} if first <= 0 <= last else ())}))
