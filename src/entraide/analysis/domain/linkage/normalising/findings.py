"""What is wrong in a table of case records, and which words no vocabulary knows. Nothing here stops the reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from entraide.kernel.clock import now
from entraide.kernel.problems import Problem

from .columns import Raw
from .dates import read_day
from .measures import ABSURD, currency, ended, number, unit
from .places import place, state
from .reading import LONGEST, read

_STATES: Final = ("origin", "transit", "destination")
_LIMITS: Final = {
    "obj": LONGEST,
    "material": LONGEST,
    "culture": LONGEST,
    "title": LONGEST,
    "suspect": 200,
    "place": 200,
}
_EPOCH: Final = date(1970, 1, 1)


@frozen
class Unknown:
    """A word no vocabulary knows: the column it stood in, its language, how many records have it."""

    column: str
    language: str
    word: str
    count: int


def unknown(table: pa.Table, most: int = 200) -> tuple[Unknown, ...]:
    """The words of objects, materials, cultures and places that no vocabulary knows, the most frequent first."""
    raw, counts = Raw(table), Counter[tuple[str, str, str]]()
    for column in ("obj", "material", "culture", "place"):
        for (text, language), times in _counted(raw, column, "lang"):
            counts.update({(column, language, word): times for word in _unknown_words(column, text, language)})
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Unknown(*key, count) for key, count in ordered[:most])


def _unknown_words(column: str, text: str, language: str) -> tuple[str, ...]:
    if column == "place":
        return (text,) if place(text, language).code.startswith("~") else ()
    return tuple(dict.fromkeys(read(text, language).unknown))


def _counted(raw: Raw, first: str, second: str) -> Iterator[tuple[tuple[str, str], int]]:
    pairs, inverse = raw.pairs(first, second)
    counts = Counter(inverse.tolist())
    return ((pair, counts[at]) for at, pair in enumerate(pairs) if pair[0])


def findings(table: pa.Table) -> tuple[Problem, ...]:
    """One numbered problem for each kind and column, with how many records have it, an example, and its first row.

    `place` is the column, `line` the row (from 1). A record with a problem is still normalised, without that value.
    """
    raw, today = Raw(table), now().date()
    found: list[Problem] = []
    for column, rule in _rules(today):
        found.extend(_of_column(raw, column, rule))
    found.extend(_ended(raw, today))
    return tuple(sorted(found, key=lambda each: (each.code, each.place)))


def _rules(today: date) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Column and the rule that gives the code of what is wrong with one of its texts, or nothing."""
    yield "n_objects", _count
    for event in ("theft_date", "seizure_date"):
        yield event, partial(_date, today=today)
    for side in ("height", "width"):
        yield side, _size
    yield "value", _amount
    yield "unit", lambda text: "" if unit(text) else "ANA-307"
    yield "currency", lambda text: "" if currency(text) else "ANA-305"
    for column in _STATES:
        yield column, lambda text: "" if state(text, "") else "ANA-308"
    for column, most in _LIMITS.items():
        yield column, partial(_long, most=most)


def _count(text: str) -> str:
    value = number(text)
    return "ANA-310" if value is None else "ANA-300" if value < 1 or value >= 2**31 else ""


def _date(text: str, today: date) -> str:
    problem = read_day(text, today).problem
    return {"outside": "ANA-301", "impossible": "ANA-302", "unreadable": "ANA-303"}.get(problem, "")


def _size(text: str) -> str:
    value = number(text)
    return "ANA-310" if value is None else "ANA-306" if value <= 0 or value > ABSURD else ""


def _amount(text: str) -> str:
    value = number(text)
    return "ANA-310" if value is None else "ANA-311" if value < 0 else ""


def _long(text: str, most: int) -> str:
    return "ANA-309" if len(text) > most else ""


def _of_column(raw: Raw, column: str, rule: Callable[[str], str]) -> list[Problem]:
    coded = raw.coded(column)
    wrong = {at: code for at, text in enumerate(coded.dictionary.to_pylist()) if (code := rule(text))}
    if not wrong:
        return []
    seen: dict[str, list[int]] = {}
    for row, at in enumerate(coded.indices.to_pylist()):
        if at in wrong:
            seen.setdefault(wrong[at], []).append(row)
    texts = coded.dictionary
    return [_problem(code, column, rows, str(texts[coded.indices[rows[0]].as_py()])) for code, rows in seen.items()]


def _problem(code: str, column: str, rows: list[int], example: str, **more: Any) -> Problem:
    shown = example if len(example) <= 60 else example[:59] + "…"
    return Problem(code, {"column": column, "count": len(rows), "example": shown, **more}, column, rows[0] + 1)


def _ended(raw: Raw, today: date) -> list[Problem]:
    """Amounts in a currency that was no longer money on the day of the event."""
    codes = [ended(currency(text)) for text in raw.coded("currency").dictionary.to_pylist()]
    if not any(codes):
        return []
    seen: dict[str, list[int]] = {}
    texts = raw.coded("currency").dictionary.to_pylist()
    columns = [raw.coded(name) for name in ("currency", "theft_date", "seizure_date")]
    for row, (at, *days) in enumerate(zip(*(column.indices.to_pylist() for column in columns), strict=True)):
        if at is None or not codes[at]:
            continue
        if _last_day(columns[1:], days, today) > codes[at]:
            seen.setdefault(texts[at], []).append(row)
    return [_problem("ANA-304", "currency", rows, text, ended=ended(currency(text))) for text, rows in seen.items()]


def _last_day(columns: list[Any], indices: list[int | None], today: date) -> str:
    """The later of the days of a record, as an ISO date; today when it has none."""
    read_days = [
        read_day(column.dictionary[at].as_py(), today).day
        for column, at in zip(columns, indices, strict=True)
        if at is not None
    ]
    known = [day for day in read_days if day is not None]
    return ((_EPOCH + timedelta(days=max(known))) if known else today).isoformat()
