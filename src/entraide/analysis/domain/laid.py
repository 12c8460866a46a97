"""Results laid out as a page shows a set: coverage, then each series, sum of money and closed question. Nothing is counted here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from entraide.collection.domain.form import Form, Question

from . import sets
from .engine import run
from .figures import (
    ChoiceRow,
    ChoiceTable,
    Coverage,
    Figure,
    Money,
    Series,
    YearRow,
    stem_and_year,
    without_year,
)
from .frozen import Frozen
from .indicators import catalogue, derived
from .results import Result

Results = Mapping[str, Result]
_SILENT, _NONE = "coverage.response", "organisations"


def counted(made: Frozen, form: Form) -> dict[str, Result]:
    """What the questionnaire gives by itself, and who is silent, over a set in hand: for the house alone."""
    return run(sets.tables(made, form), (*derived(form), catalogue()[_SILENT]))


def every_figure(results: Results) -> dict[str, Figure]:
    """All figures by key."""
    return {row.figure.key: row.figure for result in results.values() for row in result.rows}


def coverage(results: Results) -> Coverage:
    """The response: N asked, replied, late; each regional group's own N ('' are organisations); who is silent."""
    asked, replied, late = (results[f"coverage.{name}"].figure() for name in ("asked", "replied", "late"))
    by_group = [("" if code == _NONE else code, figure) for code, figure in _rows(results["coverage.group"])]
    silent = (row.under[0] for row in results[_SILENT].rows if "silent" in row.under[1:])
    return Coverage(
        asked, replied, late, tuple(by_group), tuple(_rows(results["coverage.language"])), tuple(sorted(silent))
    )


def _rows(result: Result) -> Iterator[tuple[str, Figure]]:
    return ((row.under[0], row.figure) for row in result.rows)


def choice_tables(results: Results, form: Form) -> tuple[ChoiceTable, ...]:
    """Every closed question outside repeats, in the order of the paper."""
    closed = (q for q in form.questions() if q.type in ("select_one", "select_multiple") and not q.repeat)
    return tuple(_choice_table(question, results) for question in closed)


def _choice_table(question: Question, results: Results) -> ChoiceTable:
    figures = dict(_rows(results[question.name]))
    labels = {choice.value: choice.label for choice in reversed(question.choices)}
    rows = tuple(ChoiceRow(value, labels[value], figure) for value, figure in figures.items() if value in labels)
    replied = results[f"{question.name}.replied"].figure()
    return ChoiceTable(question.name, question.number, question.label, replied, rows)


def series(results: Results, form: Form) -> tuple[Series, ...]:
    """Figures asked year by year (`offences_2021`, `offences_2022` …), each as one series."""
    first: dict[str, tuple[str, Question]] = {}
    for question in form.questions():
        stem, year = stem_and_year(question)
        if stem:
            first.setdefault(stem, (year, question))
    return tuple(
        Series(stem, question.number, without_year(question.label, year), tuple(_years(stem, results)))
        for stem, (year, question) in first.items()
    )


def _years(stem: str, results: Results) -> Iterator[YearRow]:
    total, reporters, largest = (dict(_rows(results[f"{stem}.{name}"])) for name in ("total", "reporters", "largest"))
    missing: dict[str, dict[str, Figure]] = {}
    for row in results[f"{stem}.missing"].rows:
        if row.figure.value:
            missing.setdefault(row.under[0], {})[row.under[1]] = row.figure
    for year, figure in total.items():
        yield YearRow(year, figure, reporters[year], largest[year], missing.get(year, {}))


def money(results: Results, form: Form) -> tuple[Money, ...]:
    """Sums of amounts by question, currency and year ('' where one was not said)."""
    asked = sorted(question.name for question in form.questions() if question.kind == "amount")
    return tuple(one for name in asked for one in _sums(name, results))


def _sums(name: str, results: Results) -> Iterator[Money]:
    amounts = {row.under: row.figure for row in results[f"{name}.amounts"].rows}
    for row in results[name].rows:
        currency, year = row.under
        said = "" if currency == "unknown" else currency, "" if year == "undated" else year
        yield Money(name, *said, row.figure, amounts[row.under])
