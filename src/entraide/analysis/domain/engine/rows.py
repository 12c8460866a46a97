"""What a database answered made into figures: keys, blanks named, quotients worked out, cells that may not be told held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any, Final

from attrs import evolve, field, frozen

from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from ..figures import Figure
from ..indicators.indicator import Indicator
from ..indicators.populations import POPULATIONS, Field
from ..indicators.sql import COLUMNS, dimensions
from ..results import Dimension, Result, Row
from .bounds import LEVEL, share_bounds
from .guard import NUMBERS, RECORDS, guarding
from .naming import labels_of, namer

_OF_REPLIES: Final = ("replies", "options", "answers", "cells")
Under = tuple[str, ...]


@frozen
class About:
    """What is known of a set: how many were asked, how many replied, and the words for values of dimensions by name."""

    asked: int
    replied: int
    words: Mapping[str, Mapping[str, Text]] = field(factory=dict, eq=False)


Cell = tuple[Any, ...]
"""One row of an answer: the columns of `COLUMNS`, in their order, as the database gave them."""

VALUE, OTHER, BASE, CONTRIBUTORS, COUNTED, KEPT, EXCLUDED, LARGEST = range(len(COLUMNS))
WHOSE: Final = len(COLUMNS)
"""Where the submissions of a cell stand, when they were asked for."""
_NOBODY: Final[Cell] = (0,) * len(COLUMNS)


def cells(indicator: Indicator, rows: Sequence[Sequence[Any]]) -> dict[Under, Cell]:
    """The rows of an answer by what they stand under; the last of a cell may be the submissions that stand in it."""
    if not indicator.by:
        return {(): tuple(rows[0])} if rows else {}
    wide, fields = len(indicator.by), dimensions(indicator)
    columns = list(zip(*rows, strict=True))
    unders = zip(*(_named(column, one) for column, one in zip(columns, fields, strict=False)), strict=True)
    return dict(zip(unders, zip(*columns[wide:], strict=True), strict=True))


def _named(column: Sequence[Any], one: Field) -> Iterable[str]:
    """A column of values as figures stand under them: each value is named once."""
    name = namer(one)
    return map({value: name(value) for value in set(column)}.__getitem__, column)


def _decimal(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(value or 0)


def result(
    indicator: Indicator, answered: Mapping[Under, Cell], about: About, reader: Audience, content_hash: str, sql: str = "",
) -> Result:  # fmt: skip
    """The indicator as readers of an audience may see it."""
    known = {**dict.fromkeys(_expected(indicator), _NOBODY), **answered}
    make = _maker(indicator, about, reader)
    rows = tuple([Row(under, make(under, known[under], under in answered)) for under in _sorted(indicator, known)])
    return Result(
        indicator.name, content_hash, indicator.label, indicator.unit, indicator.method,
        tuple(_dimension(name, one, indicator, about) for name, one in zip(indicator.by, dimensions(indicator), strict=True)),
        tuple(_topped(indicator, rows)), min((reader, indicator.audience), key=lambda one: one.width), sql=sql,
    )  # fmt: skip


def dropped(indicator: Indicator, content_hash: str, reader: Audience) -> Result:
    """The indicator when its question is not in the questionnaire: no figure at all, which is not 0."""
    return evolve(result(indicator, {}, About(0, 0), reader, content_hash), rows=(), dropped=True)


def _dimension(name: str, one: Field, indicator: Indicator, about: About) -> Dimension:
    words = {**labels_of(name), **about.words.get(name, {}), **indicator.labels.get(name, {})}
    return Dimension(name, one.of, words.pop("", indicator.label), words)


def _expected(indicator: Indicator) -> Iterable[Under]:
    if not indicator.by:
        return [()]
    if all(name in indicator.values for name in indicator.by):
        return product(*(indicator.values[name] for name in indicator.by))
    return []


_LAST: Final = frozenset({"unknown", "undated", "organisations", "other"})


def _sorted(indicator: Indicator, known: Mapping[Under, Cell]) -> list[Under]:
    """Values in the order they are declared in, else by code; what is not said comes last."""
    unders = list(known)
    if len(unders) < 2:
        return unders
    ranks = [
        map(_ranked(set(column), indicator.values.get(name, ())).__getitem__, column)
        for name, column in zip(indicator.by, zip(*unders, strict=True), strict=True)
    ]
    return [under for _rank, under in sorted(zip(zip(*ranks, strict=True), unders, strict=True))]


def _ranked(values: Iterable[str], declared: Iterable[str]) -> dict[str, int]:
    places = {value: place for place, value in enumerate(declared)}
    ordered = sorted(values, key=lambda value: (value in _LAST, places.get(value, len(places)), value))
    return {value: place for place, value in enumerate(ordered)}


def key(indicator: Indicator, under: Under) -> str:
    """The key of a figure: the indicator's pattern, else its name and what the figure stands under."""
    return _keyed(indicator)(under)


def _keyed(indicator: Indicator) -> Callable[[Under], str]:
    if indicator.key:
        pattern = indicator.key.format(**{name: f"{{{place}}}" for place, name in enumerate(indicator.by)})
        return lambda under: pattern.format(*under)
    return lambda under: ".".join((indicator.name, *under))


Maker = Callable[[Under, Cell, bool], Figure]


def _maker(indicator: Indicator, about: About, reader: Audience) -> Maker:
    """How a cell of this indicator becomes a figure."""
    kind, of_replies = indicator.measure.kind, indicator.population not in RECORDS
    numbers = kind in NUMBERS
    bounded = kind == "share" and indicator.population in _OF_REPLIES and indicator.by in ((), ("choice",))
    in_currency = indicator.by.index("currency") if indicator.unit == "currency" else -1
    guard, told, keyed = guarding(indicator, reader), indicator.population != "distinct_cases", _keyed(indicator)
    shared = kind in ("share", "part")

    def make(under: Under, cell: Cell, there: bool) -> Figure:
        base = about.replied if kind == "reporters" and not there and of_replies else int(cell[BASE] or 0)
        low, high = (share_bounds(int(cell[VALUE]), base, about.asked) if bounded else None) or (None, None)
        empty = ("empty" if not cell[COUNTED] else "") if numbers else "empty" if shared and not base else ""
        made = Figure(
            keyed(under), _value(kind, cell), base, tuple(sorted(cell[WHOSE] or ())) if len(cell) > WHOSE else (),
            under[in_currency] if in_currency >= 0 else indicator.unit, low, high, LEVEL if low is not None else 0,
            _largest(kind, cell) if told else None, empty, int(cell[CONTRIBUTORS]) if told else 0, int(cell[EXCLUDED]),
        )  # fmt: skip
        return guard(made, int(cell[KEPT]), cell[LARGEST], cell[VALUE]) if cell[KEPT] else made

    return make


def _value(kind: str, cell: Cell) -> Decimal:
    value = cell[VALUE]
    if type(value) is int and kind not in ("rate", "largest", "median"):
        return Decimal(value)
    value, other = _decimal(value), _decimal(cell[OTHER])
    if kind == "median":
        return _tidy((value + other) / 2)
    if kind == "rate":
        return (value / other).quantize(Decimal("0.01")) if other else Decimal(0)
    if kind == "largest":
        return (value * 100 / other).quantize(Decimal("0.1")) if other else Decimal(0)
    return _tidy(value)


def _tidy(value: Decimal) -> Decimal:
    """Without the zeros that a column's scale adds."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def _largest(kind: str, cell: Cell) -> Decimal | None:
    if kind not in ("sum", "count", "rate", "distinct") or not cell[CONTRIBUTORS]:
        return None
    whole, part = _decimal(cell[COUNTED] if kind == "distinct" else cell[VALUE]), _decimal(cell[LARGEST])
    return (part * 100 / whole).quantize(Decimal("0.1")) if whole > 0 and part >= 0 else None


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
