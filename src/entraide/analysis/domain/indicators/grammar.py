"""Indicator files as people write them, read into indicators or into numbered problems.

cases.objects.year:
among: cases                     # a population (see populations.py)
count: {sum: objects}            # or: rows, reporters: COLUMN, distinct: COLUMN, median: COLUMN, quantile: {of:, at:},
#     share: CONDITIONS, part: rows, rate: COLUMN, largest: COLUMN
by: [year]
where: {role: seizure, value: given, year: {at_least: 2021}}
question: needs                  # must be in the questionnaire
same: yes                        # only reporters that reported in every year
top: 8
on_request: yes                  # not counted with all the others
unit: objects
hold: {cell: 3, contributors: 3, dominance: 90}
audience: public
label: {ar: …, en: …, es: …, fr: …, ru: …, zh: …}
method: {…}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, get_args

from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem
from entraide.kernel.text import Text

from .indicator import Condition, Indicator, Kind, Measure, Operator, Suppression
from .populations import POPULATIONS, Population

KINDS: Final = get_args(Kind)
_KEYS: Final = frozenset(
    [
        "among",
        "count",
        "by",
        "where",
        "question",
        "same",
        "top",
        "unit",
        "hold",
        "audience",
        "label",
        "method",
        "labels",
        "key",
        "on_request",
    ]
)
_COLUMNED: Final = ("sum", "distinct", "median", "rate", "largest")
_COMPARISONS: Final = get_args(Operator)


class Wrong(Exception):
    """One thing wrong in an indicator's description."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, params)


def read(name: str, body: Mapping[str, Any]) -> Indicator | Problem:
    """The indicator, or the first thing that is wrong with it: ANA-101 to ANA-108."""
    try:
        return _read(name, body)
    except Wrong as wrong:
        return wrong.problem


def _read(name: str, body: Mapping[str, Any]) -> Indicator:
    if not isinstance(body, Mapping):
        raise Wrong("ANA-101", name=name, part="…")
    for unknown in sorted(set(body) - _KEYS):
        raise Wrong("ANA-101", name=name, part=unknown)
    among = _population(name, body)
    by = tuple(body.get("by", ()))
    for field in by:
        _field(name, among, field)
    if body.get("question") and not among.question:
        raise Wrong("ANA-104", name=name, part="question")
    if body.get("same") and "year" not in by:
        raise Wrong("ANA-104", name=name, part="same")
    return Indicator(
        name, body["among"], _measure(name, among, body.get("count")), _text(name, body, "label"),
        _text(name, body, "method"), by, tuple(_conditions(name, among, body.get("where", {}))), str(body.get("unit", "replies")),
        _suppression(name, body), _audience(name, body), str(body.get("question", "")),
        str(body.get("key", "")), bool(body.get("same")), int(body.get("top", 0)),
        labels={
            dim: {str(value): Text.of(**text) for value, text in values.items()}
            for dim, values in body.get("labels", {}).items()
        },
        on_request=bool(body.get("on_request")),
    )  # fmt: skip


def _population(name: str, body: Mapping[str, Any]) -> Population:
    try:
        return POPULATIONS[body["among"]]
    except (KeyError, TypeError):
        raise Wrong("ANA-102", name=name, part=str(body.get("among", "")), known=", ".join(POPULATIONS)) from None


def _field(name: str, among: Population, field: str) -> None:
    if field not in among.fields:
        raise Wrong("ANA-103", name=name, part=str(field), known=", ".join(among.fields))


def _measure(name: str, among: Population, count: Any) -> Measure:
    if count == "rows":
        return Measure("count")
    if not isinstance(count, Mapping) or len(count) != 1 or next(iter(count)) not in KINDS:
        raise Wrong("ANA-104", name=name, part="count")
    ((kind, of),) = count.items()
    if kind == "share":
        return Measure("share", when=tuple(_conditions(name, among, of)))
    if kind == "part" or (kind == "reporters" and of == "rows"):
        return Measure(kind)
    if kind == "quantile":
        at = of.get("at") if isinstance(of, Mapping) else None
        if not isinstance(at, int) or not 0 < at < 100:
            raise Wrong("ANA-104", name=name, part="at")
        return Measure("quantile", _column(name, among, of.get("of")), at=at)
    if kind in (*_COLUMNED, "reporters"):
        return Measure(kind, "" if kind == "rate" and of == "rows" else _column(name, among, of))
    raise Wrong("ANA-104", name=name, part="count")


def _column(name: str, among: Population, column: Any) -> str:
    if column not in among.measures:
        raise Wrong("ANA-103", name=name, part=str(column), known=", ".join(among.measures))
    return str(column)


def _conditions(name: str, among: Population, where: Any) -> Iterator[Condition]:
    if not isinstance(where, Mapping):
        raise Wrong("ANA-104", name=name, part="where")
    for field, told in where.items():
        _field(name, among, field)
        operator, values = _compared(name, told)
        if among.fields[field].shape != "text" and operator != "given":
            for value in values:
                _number(name, field, value)
        yield Condition(field, operator, values)


def _compared(name: str, told: Any) -> tuple[Operator, tuple[str, ...]]:
    if isinstance(told, Mapping):
        if len(told) != 1 or next(iter(told)) not in _COMPARISONS:
            raise Wrong("ANA-104", name=name, part="where")
        ((operator, value),) = told.items()
        return operator, tuple(_said(one) for one in (value if isinstance(value, list) else [value]))
    if isinstance(told, list):
        return "in", tuple(_said(one) for one in told)
    return ("given", ("yes",)) if told == "given" else ("given", ("no",)) if told == "blank" else ("is", (_said(told),))


def _said(value: Any) -> str:
    """YAML reads `yes` and `no` as truth; here they are words."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _number(name: str, field: str, value: str) -> None:
    try:
        Decimal(value)
    except InvalidOperation:
        raise Wrong("ANA-105", name=name, part=field, value=value) from None


def _text(name: str, body: Mapping[str, Any], part: str) -> Text:
    told = body.get(part, {})
    lacking = [code for code in LANGUAGES if not (isinstance(told, Mapping) and told.get(code))]
    if lacking:
        raise Wrong("ANA-106", name=name, part=part, languages=", ".join(lacking))
    return Text.of(**{code: told[code] for code in LANGUAGES})


def _audience(name: str, body: Mapping[str, Any]) -> Audience:
    told = body.get("audience", "public")
    if told not in set(Audience):
        raise Wrong("ANA-107", name=name, part=str(told))
    return Audience(told)


def _suppression(name: str, body: Mapping[str, Any]) -> Suppression:
    told = body.get("hold", {})
    known = ("cell", "contributors", "dominance")
    if not isinstance(told, Mapping) or any(key not in known or not isinstance(told[key], int) for key in told):
        raise Wrong("ANA-104", name=name, part="hold")
    return Suppression(**told)
