"""The catalogue of indicators, an indicator counted in a set, a figure followed back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from .. import queries
from ..domain.figures import Figure
from ..domain.indicators import Indicator, catalogue, sql
from ..domain.results import Result, Row
from . import naming, wording


def shipped(request: HttpRequest) -> HttpResponse:
    """Every shipped indicator with what it counts."""
    if not request.actor.known:
        raise NotHere
    rows = [_described(one) for one in catalogue().values()]
    return render(request, "analysis/indicators.html", {"rows": rows})


def _described(one: Indicator) -> dict[str, Any]:
    return {
        "indicator": one,
        "measure": wording.measure(one),
        "population": wording.population(one.population),
        "by": ", ".join(one.by),
    }


def described(request: HttpRequest, name: str) -> HttpResponse:
    """One shipped indicator in the six languages, with its SQL."""
    one = catalogue().get(name) if request.actor.known else None
    if one is None:
        raise NotHere
    versions = [(code, one.label.versions[code], one.method.versions[code]) for code in one.label.versions]
    return render(request, "analysis/indicator.html", {**_described(one), "versions": versions, "sql": sql(one)})


def of_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """The indicators that can be counted in a set."""
    row = queries.results_row(request.actor, set_id)
    rows = [_described(one) for one in queries.indicators(request.actor, set_id)]
    return render(request, "analysis/of_set.html", {"set": row, "rows": rows})


MOST = 1000
"""So many rows of a result stand on its page; the whole is in the exports."""


def counted(request: HttpRequest, set_id: int, name: str) -> HttpResponse:
    """An indicator counted in a set: a table, its method and its SQL."""
    row = queries.results_row(request.actor, set_id)
    result = queries.result(request.actor, set_id, name)
    context = {
        "set": row, "result": result, "dimensions": result.dimensions, "rows": [_row(result, one) for one in result.rows[:MOST]],
        "left": max(0, len(result.rows) - MOST), **_columns(result),
    }  # fmt: skip
    return render(request, "analysis/counted.html", context)


def _columns(result: Result) -> dict[str, bool]:
    figures = [row.figure for row in result.rows]
    return {
        "based": any(one.base for one in figures),
        "bounded": any(one.low is not None and one.level for one in figures),
        "shared": any(one.largest is not None for one in figures),
        "left_out": any(one.excluded for one in figures),
    }


def _row(result: Result, row: Row) -> dict[str, Any]:
    return {
        "under": [naming.named(one, value) for one, value in zip(result.dimensions, row.under, strict=True)],
        "value": wording.value(row.figure),
        "figure": row.figure,
        "between": _between(row.figure),
    }


def _between(figure: Figure) -> str:
    bounds = figure.low is not None and figure.high is not None and figure.level
    return wording.between(figure.low, figure.high) if bounds and figure.low is not None and figure.high is not None else ""


def figure(request: HttpRequest, set_id: int, key: str) -> HttpResponse:
    """One figure: its indicator, its method, its SQL, and the replies in it as far as the reader may see."""
    row = queries.results_row(request.actor, set_id)
    found = queries.traced(request.actor, set_id, key)
    language = page_language()
    context = {
        "set": row, "result": found.result, **_row(found.result, found.row),
        "pairs": [
            (one.label, naming.named(one, value)) for one, value in zip(found.result.dimensions, found.row.under, strict=True)
        ],
        "replies": [entities.name(code, language) for code in entities.ordered(found.replies, language)],
    }  # fmt: skip
    return render(request, "analysis/figure.html", context)
