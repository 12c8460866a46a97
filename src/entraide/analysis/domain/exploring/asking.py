"""What somebody asks of a set: a subject, a measure, up to two dimensions, filters; as an address, and as an indicator.

Nothing here is SQL: whatever arrives is held against the fields that indicators may name, and refused by number otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeVar, get_args

from attrs import evolve, frozen

from entraide.kernel.problems import refuse
from entraide.kernel.text import Text

from ..indicators.indicator import Condition, Indicator, Kind, Measure
from ..indicators.populations import POPULATIONS
from ..pictures.picture import Kind as Drawn
from .words import said

Subject = Literal["asked", "options", "series", "answers", "cells", "cases", "distinct_cases"]
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)
ASKS_FOR_A_QUESTION: Final = frozenset({"options", "series", "answers", "cells"})
MEASURES: Final[Mapping[Subject, tuple[str, ...]]] = {
    "asked": ("count", "part"),
    "options": ("share", "reporters"),
    "series": ("sum", "median", "reporters", "largest"),
    "answers": ("sum", "median", "reporters", "largest"),
    "cells": ("part", "count"),
    "cases": ("count", "reporters", "sum.objects", "median.objects", "median.lag", "distinct.cluster", "largest"),
    "distinct_cases": ("count", "median.reports"),
}
"""What may be counted of each subject. After a point stands the column, where there is more than one."""
_ONE_COLUMN: Final[Mapping[str, str]] = {"series": "number", "answers": "number"}
_COUNTED_BY: Final[Mapping[Subject, frozenset[str]]] = {
    "asked": frozenset({"entity", "group", "party", "language", "kind", "replied", "standing", "whole"}),
    "options": frozenset({"choice", "entity", "group", "language", "party", "kind", "standing"}),
    "series": frozenset({"year", "entity", "group", "language", "party", "kind", "standing"}),
    "answers": frozenset({"year", "currency", "method", "entity", "group", "language", "party", "kind", "standing"}),
    "cells": frozenset({"reason", "question", "section", "year", "entity", "group", "language", "party"}),
    "cases": frozenset({
        "reporter", "group", "role", "offence", "year", "month", "origin", "transit", "destination", "object_type",
        "material", "currency", "method",
    }),
    "distinct_cases": frozenset({"year", "by_origin", "by_transit", "by_seizure", "by_organisation", "reports", "reporters"}),
}  # fmt: skip
PICTURES: Final[tuple[Drawn, ...]] = get_args(Drawn)
MOST_VALUES: Final = 60
LONGEST: Final = 120
T = TypeVar("T", bound=str)


@frozen
class Filter:
    """Only rows whose `field` is one of `values`; none chosen filters nothing."""

    field: str
    values: tuple[str, ...]


@frozen
class Ask:
    """What is asked. `measure` may name its column after a point; `across` stands beside `by`; `picture` may be empty."""

    subject: Subject
    measure: str
    question: str = ""
    by: str = ""
    across: str = ""
    filters: tuple[Filter, ...] = ()
    picture: str = ""

    @property
    def name(self) -> str:
        """A name of its own for what is asked, the same for the same question: `explored.` and ten signs."""
        told = repr((self.subject, self.measure, self.question, self.by, self.across, self.filters))
        return "explored." + hashlib.sha256(told.encode()).hexdigest()[:10]


def fields_of(subject: Subject) -> tuple[str, ...]:
    """The fields by which a subject may be counted and filtered, in the order in which they are declared."""
    return tuple(name for name in POPULATIONS[subject].fields if name in _COUNTED_BY[subject])


def read(given: Mapping[str, Sequence[str]]) -> Ask:
    """The question out of an address: `subject`, `measure`, `question`, `by`, `across`, `picture`, `only.<field>` repeated.

    Refused: ANA-701 for a subject or measure that is not offered, ANA-702 for a field that this subject has not, ANA-703 for
    too many or too long values, ANA-704 where two dimensions are the same.
    """
    subject = _one_of(_first(given, "subject") or "asked", SUBJECTS)
    measure = _one_of(_first(given, "measure") or MEASURES[subject][0], MEASURES[subject])
    by, across = (_field(subject, _first(given, name)) for name in ("by", "across"))
    if by and by == across:
        raise refuse("ANA-704", field=by)
    question = _first(given, "question")[:LONGEST] if subject in ASKS_FOR_A_QUESTION else ""
    picture = _first(given, "picture")
    return Ask(
        subject, measure, question, by or across, across if by else "", _filters(subject, given),
        picture if picture in PICTURES else "",
    )  # fmt: skip


def written(ask: Ask) -> tuple[tuple[str, str], ...]:
    """The address back: names and values in one order."""
    plain = (
        ("subject", ask.subject), ("measure", ask.measure), ("question", ask.question), ("by", ask.by),
        ("across", ask.across), ("picture", ask.picture),
    )  # fmt: skip
    only = tuple((f"only.{one.field}", value) for one in ask.filters for value in one.values)
    return tuple((name, value) for name, value in plain if value) + only


def indicator_of(ask: Ask, title: Text | None = None) -> Indicator:
    """The question as an indicator like those of the catalogue. `title` is what the question of the questionnaire says."""
    kind, _point, column = ask.measure.partition(".")
    return Indicator(
        name=ask.name, population=ask.subject, measure=_measure(ask.subject, kind, column),
        label=title or said("subjects", ask.subject), method=said("measures", ask.measure),
        by=tuple(one for one in (ask.by, ask.across) if one),
        where=tuple(Condition(one.field, "in", one.values) for one in ask.filters if one.values),
        unit=_unit(ask, kind, column), question=ask.question,
    )  # fmt: skip


def _measure(subject: Subject, kind: str, column: str) -> Measure:
    column = column or _ONE_COLUMN.get(subject, "objects" if kind == "largest" else "")
    when = (Condition("chosen", "is", ("yes",)),) if subject == "options" else ()
    counted: Kind = kind  # type: ignore[assignment]  # held against MEASURES when it was read
    return Measure(counted, "" if kind in ("count", "part", "share") else column, when)


def _unit(ask: Ask, kind: str, column: str) -> str:
    if kind in ("count", "part", "share", "reporters"):
        return {"cases": "reports", "distinct_cases": "cases"}.get(ask.subject, "replies") if kind != "reporters" else "reporters"
    return {"objects": "objects", "lag": "days", "cluster": "cases", "reports": "reports"}.get(column, "number")


def _first(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[0].strip() if values else ""


def _one_of(value: str, offered: Sequence[T]) -> T:
    for one in offered:
        if one == value:
            return one
    raise refuse("ANA-701", value=value[:LONGEST])


def _field(subject: Subject, name: str) -> str:
    if name and name not in _COUNTED_BY[subject]:
        raise refuse("ANA-702", field=name[:LONGEST])
    return name


def _filters(subject: Subject, given: Mapping[str, Sequence[str]]) -> tuple[Filter, ...]:
    found = []
    for name in sorted(given):
        if name.startswith("only."):
            field = _field(subject, name.removeprefix("only."))
            values = tuple(sorted({value for value in given[name] if value}))
            if len(values) > MOST_VALUES or any(len(value) > LONGEST for value in values):
                raise refuse("ANA-703", field=field, most=MOST_VALUES)
            if field and values:
                found.append(_sound(subject, Filter(field, values)))
    return tuple(found)


def _sound(subject: Subject, one: Filter) -> Filter:
    """Years are numbers; `undated` is how a missing one stands in figures."""
    if POPULATIONS[subject].fields[one.field].shape == "text":
        return one
    if not all(value.isascii() and value.isdecimal() for value in one.values):
        raise refuse("ANA-705", field=one.field)
    return evolve(one, values=tuple(sorted(one.values, key=int)))
