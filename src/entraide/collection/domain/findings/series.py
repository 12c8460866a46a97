"""Figures year by year: jumps from one year to the next, jumps against the last round, series that are all alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise

from ..answers import without_positions
from ..form import Question
from .found import Found
from .look import Look, as_number

SHARE = Decimal("0.5")
LEAST = 10
"""A change is asked about when it is more than half of what was, and more than ten units."""
ALIKE = 3
"""So many years alike, and two series are thought to be one that was copied."""

_NAMED = re.compile(r"(.+?)_?((?:19|20)\d\d)")

Series = dict[int, str]
"""Year → concrete path."""


def jumps(before: Decimal, after: Decimal) -> bool:
    """Whether a figure differs from another by more than half of it and by more than ten."""
    change = abs(after - before)
    return change > LEAST and change > SHARE * abs(before)


def series_in(look: Look) -> Mapping[str, Series]:
    """Every series by its name: declared by `series` (and `year`), else figures named alike up to a year."""
    found: dict[str, Series] = {}
    for question in look.form.questions():
        for path in look.places.get(question.path, ()) if question.kind in ("figure", "amount") else ():
            name, year = _named(question, path, look)
            if name and year:
                found.setdefault(name, {})[year] = path
    return found


def _named(question: Question, path: str, look: Look) -> tuple[str, int]:
    """The series and the year of a figure; in a row the year that stands beside it."""
    match = _NAMED.fullmatch(question.name)
    parent = question.path.rsplit("/", 1)[0]
    name = question.attributes.get("series", "")
    told = question.attributes.get("year", "") or (match[2] if match else "")
    if question.repeat:
        if not name:
            return "", 0
        beside = (one for one in look.form.questions() if one.kind == "year" and one.repeat == question.repeat)
        row = path.rsplit("/", 1)[0]
        told = next((look.values.get(f"{row}/{one.name}", "") for one in beside), told)
    elif not name and match:
        name = f"{parent}/{match[1]}"
    return name, int(told) if told.isascii() and told.isdecimal() and len(told) == 4 else 0


def year_on_year(look: Look, all_series: Mapping[str, Series]) -> Iterator[Found]:
    """COL-370: from one year of a series to the next that was answered."""
    for series in all_series.values():
        counted = [
            (year, path, value) for year, path in sorted(series.items()) if (value := look.number(path)) is not None
        ]
        for (year, _path, before), (_later, path, after) in pairwise(counted):
            if jumps(before, after):
                yield look.found("jump", "COL-370", path, before=before, after=after, year=str(year))


def against_last(look: Look) -> Iterator[Found]:
    """COL-371: a figure that differs much from what the State gave in the last round."""
    for path, cell in look.last.items():
        before, after = as_number(cell.value), look.number(path)
        if before is None or after is None or not look.form.has(without_positions(path)):
            continue
        if look.question(path).kind in ("figure", "amount") and jumps(before, after):
            yield look.found("jump_last", "COL-371", path, before=before, after=after)


def alike(look: Look, all_series: Mapping[str, Series]) -> Iterator[Found]:
    """COL-374: two series with the same figures in every year of at least three, at the second one."""
    for first, second in combinations(all_series.values(), 2):
        years = sorted(first.keys() & second.keys())
        one = [look.number(first[year]) for year in years]
        other = [look.number(second[year]) for year in years]
        if len(years) >= ALIKE and None not in one and one == other and max(value or 0 for value in one) > LEAST:
            number = look.question(first[years[0]]).number
            yield look.found("alike", "COL-374", second[years[0]], number=number)
