"""What a database answered made into figures: keys, blanks named, quotients worked out, cells that may not be told held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any, Final

from attrs import evolve, frozen

from entraide.kernel.audience import Audience

from ..figures import Figure
from ..indicators.indicator import Indicator
from ..indicators.populations import POPULATIONS, Field
from ..indicators.sql import COLUMNS, dimensions
from ..results import Dimension, Result, Row
from .bounds import LEVEL, share_bounds
from .guard import guarded, telling
from .naming import labels_of, shown

_OF_REPLIES: Final = ("replies", "options", "answers", "cells")
Under = tuple[str, ...]


@frozen
class Size:
    """How large a set is: who was asked, how many replied."""

    asked: int
    replied: int


@frozen
class Cell:
    """One row of an answer, by the names of its columns."""

    under: Under
    told: Mapping[str, Decimal]

    def __getattr__(self, name: str) -> Decimal:
        return self.told[name]


def cells(indicator: Indicator, rows: Iterable[Sequence[Any]]) -> dict[Under, Cell]:
    """The rows of an answer by what they stand under. An empty sum without dimensions is no cell."""
    fields = dimensions(indicator)
    found = {}
    for row in rows:
        under = tuple(shown(value, one) for value, one in zip(row, fields, strict=False))
        told = {name: _decimal(value) for name, value in zip(COLUMNS, row[len(fields) :], strict=True)}
        found[under] = Cell(under, told)
    return found


def _decimal(value: Any) -> Decimal:
    if value is None:
        return Decimal(0)
    return value if isinstance(value, Decimal) else Decimal(str(value))


def parts(indicator: Indicator, rows: Iterable[Sequence[Any]]) -> dict[Under, list[tuple[int, Decimal]]]:
    """Who stands in each cell, and with what part of it."""
    fields = dimensions(indicator)
    found: dict[Under, list[tuple[int, Decimal]]] = {}
    for row in rows:
        under = tuple(shown(value, one) for value, one in zip(row, fields, strict=False))
        found.setdefault(under, []).append((int(row[len(fields)]), _decimal(row[len(fields) + 1])))
    return found


def result(
    indicator: Indicator, answered: Mapping[Under, Cell], who: Mapping[Under, Sequence[tuple[int, Decimal]]], size: Size,
    reader: Audience, content_hash: str, sql: str = "",
) -> Result:  # fmt: skip
    """The indicator as readers of an audience may see it."""
    known = {**{under: _nobody(under) for under in _expected(indicator)}, **answered}
    rows = (
        Row(under, _figure(indicator, known[under], who.get(under, ()), size, reader, under in answered))
        for under in sorted(known, key=lambda under: _order(indicator, under))
    )
    return Result(
        indicator.name, content_hash, indicator.label, indicator.unit, indicator.method,
        tuple(_dimension(name, one, indicator) for name, one in zip(indicator.by, dimensions(indicator), strict=True)),
        tuple(_topped(indicator, tuple(rows))), min((reader, indicator.audience), key=lambda one: one.width), sql=sql,
    )  # fmt: skip


def dropped(indicator: Indicator, content_hash: str, reader: Audience) -> Result:
    """The indicator when its question is not in the questionnaire: no figure at all, which is not 0."""
    return evolve(result(indicator, {}, {}, Size(0, 0), reader, content_hash), rows=(), dropped=True)


def _dimension(name: str, one: Field, indicator: Indicator) -> Dimension:
    return Dimension(name, one.of, labels_of(name).get("", indicator.label), {**labels_of(name), **indicator.labels.get(name, {})})


def _expected(indicator: Indicator) -> Iterable[Under]:
    if not indicator.by:
        return [()]
    if all(name in indicator.values for name in indicator.by):
        return product(*(indicator.values[name] for name in indicator.by))
    return []


def _nobody(under: Under) -> Cell:
    return Cell(under, dict.fromkeys(COLUMNS, Decimal(0)))


def _order(indicator: Indicator, under: Under) -> tuple[Any, ...]:
    """Values in the order they are declared in, else by code; what is not said comes last."""
    places = []
    for name, value in zip(indicator.by, under, strict=True):
        declared = indicator.values.get(name, ())
        place = declared.index(value) if value in declared else len(declared)
        places.append((value in ("unknown", "undated", "organisations", "other"), place, value))
    return tuple(places)


def key(indicator: Indicator, under: Under) -> str:
    """The key of a figure: the indicator's pattern, else its name and what the figure stands under."""
    if indicator.key:
        return indicator.key.format(**dict(zip(indicator.by, under, strict=True)))
    return ".".join((indicator.name, *under))


def _figure(
    indicator: Indicator, cell: Cell, who: Sequence[tuple[int, Decimal]], size: Size, reader: Audience, there: bool
) -> Figure:
    kind = indicator.measure.kind
    value, base = _value(kind, cell), int(cell.base)
    if kind == "reporters" and not there and indicator.population not in ("cases", "distinct_cases"):
        base = size.replied
    bounds = _bounds(indicator, cell, size)
    made = Figure(
        key(indicator, cell.under), value, base, _submissions(kind, who), _unit(indicator, cell.under),
        bounds[0] if bounds else None, bounds[1] if bounds else None, LEVEL if bounds else 0, _largest(kind, cell),
        _empty(kind, cell), int(cell.contributors), int(cell.excluded),
    )  # fmt: skip
    return guarded(made, indicator.suppression, telling(indicator, kind, cell.kept, cell.largest, cell.value), reader)


def _value(kind: str, cell: Cell) -> Decimal:
    if kind == "median":
        return _tidy((cell.value + cell.other) / 2)
    if kind == "rate":
        return (cell.value / cell.other).quantize(Decimal("0.01")) if cell.other else Decimal(0)
    if kind == "largest":
        return (cell.value * 100 / cell.other).quantize(Decimal("0.1")) if cell.other else Decimal(0)
    return _tidy(cell.value)


def _tidy(value: Decimal) -> Decimal:
    """Without the zeros that a column's scale adds."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def _largest(kind: str, cell: Cell) -> Decimal | None:
    if kind not in ("sum", "count", "rate", "distinct") or cell.value <= 0 or cell.contributors < 1:
        return None
    whole = cell.counted if kind == "distinct" else cell.value
    return (cell.largest * 100 / whole).quantize(Decimal("0.1")) if whole and cell.largest >= 0 else None


def _empty(kind: str, cell: Cell) -> str:
    if kind in ("sum", "median", "quantile", "rate", "largest"):
        return "" if cell.counted else "empty"
    return "empty" if kind in ("share", "part") and not cell.base else ""


def _bounds(indicator: Indicator, cell: Cell, size: Size) -> tuple[Decimal, Decimal] | None:
    if indicator.measure.kind != "share" or indicator.population not in _OF_REPLIES or indicator.by not in ((), ("choice",)):
        return None
    return share_bounds(int(cell.value), int(cell.base), size.asked)


def _submissions(kind: str, who: Sequence[tuple[int, Decimal]]) -> tuple[int, ...]:
    if kind == "largest":
        return (max(who, key=lambda pair: (pair[1], -pair[0]))[0],) if who else ()
    return tuple(sorted(submission for submission, _part in who))


def _unit(indicator: Indicator, under: Under) -> str:
    if indicator.unit == "currency":
        return dict(zip(indicator.by, under, strict=True)).get("currency", "")
    return indicator.unit


def _topped(indicator: Indicator, rows: tuple[Row, ...]) -> Iterator[Row]:
    """The largest of the last dimension under each of the others; the rest added up as `other`, held when one of them is."""
    if not indicator.top:
        yield from rows
        return
    under: dict[Under, list[Row]] = {}
    for row in rows:
        under.setdefault(row.under[:-1], []).append(row)
    for first, group in under.items():
        ranked = sorted(group, key=lambda row: (-row.figure.value, row.under))
        yield from ranked[: indicator.top]
        rest = ranked[indicator.top :]
        if rest:
            yield Row((*first, "other"), _rest(indicator, (*first, "other"), rest))


def _rest(indicator: Indicator, under: Under, rows: Sequence[Row]) -> Figure:
    held = next((row.figure.held for row in rows if row.figure.held), "")
    total = Decimal(0) if held else sum((row.figure.value for row in rows), Decimal(0))
    return Figure(key(indicator, under), total, 0, (), rows[0].figure.unit, held=held)


def fields_of(indicator: Indicator) -> Mapping[str, Field]:
    """What a reader may narrow an indicator by."""
    return POPULATIONS[indicator.population].fields
