"""From a frozen set in hand to what a report may print: its figures as results, with what must be held back held.

What one State's own figure could be worked out from is held here, by the audiences of the answers (`disclosure.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from entraide.analysis.domain.figures import (
    Figure,
    Money,
    YearRow,
    choice_tables,
    coverage,
    every_figure,
    money,
    series,
)
from entraide.analysis.domain.frozen import Frozen
from entraide.analysis.domain.results import Dimension, Result, Row
from entraide.collection.domain.form import Form, Question
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from ..blocks.material import Material
from ..disclosure import share_may_stand, sum_may_stand
from ..frame import words
from ..kit import Facts
from .quoting import asked

NOTHING = Text()
APART, EMPTY = "apart", "empty"


def material(made: Frozen, form: Form, facts: Facts) -> Material:
    """Everything a report over this set may print."""
    held = _held(made, form)
    figures = {key: evolve(figure, held=held.get(key, figure.held)) for key, figure in every_figure(made, form).items()}
    found = [*_coverage(made), *_choices(made, form), *_series(made, form), *_money(made, form)]
    return Material(
        facts=facts, round=made.round, deadline=made.deadline, invented=made.invented, figures=figures,
        results={one.indicator: _from(one, figures) for one in found},
        numbers={question.name: question.number for question in form.questions()},
        asked=asked(made, form), lists=_lists(made),
    )  # fmt: skip


def _from(result: Result, figures: Mapping[str, Figure]) -> Result:
    """The rows with the figures that are printed, held where they are held."""
    return evolve(result, rows=tuple(evolve(row, figure=figures[row.figure.key]) for row in result.rows))


def _held(made: Frozen, form: Form) -> dict[str, str]:
    """Why a figure is not printed, by key. A sum of nobody is no zero."""
    by_name = {question.name: question for question in form.questions()}
    found: dict[str, str] = {}
    for one in series(made, form):
        for row in one.years:
            question = by_name[f"{one.stem}_{row.year}"]
            found |= _year(row, question)
    for amount in money(made, form):
        if not sum_may_stand(by_name[amount.question], amount.given):
            found[amount.total.key] = APART
    return found


def _year(row: YearRow, question: Question) -> dict[str, str]:
    if not row.given:
        return {row.total.key: EMPTY, row.largest.key: EMPTY}
    held = {} if sum_may_stand(question, row.given) else {row.total.key: APART}
    return held if share_may_stand(question, row.given) else {**held, row.largest.key: APART}


def _result(indicator: str, label: Text, dimensions: tuple[Dimension, ...], rows: Iterable[Row], unit: str) -> Result:
    return Result(indicator, "", label, unit, NOTHING, dimensions, tuple(rows), Audience.PUBLIC)


def _said(key: str) -> Text:
    return Text.of(**{language: str(words()[key][language]) for language in LANGUAGES})


def _coverage(made: Frozen) -> tuple[Result, ...]:
    cover = coverage(made)
    group = Dimension("group", "group", _said("col_group"))
    language = Dimension("language", "language", _said("col_language"))
    return (
        _result(
            "coverage.group", _said("chart_caption"), (group,),
            (Row((code or "organisations",), figure) for code, figure in cover.groups), "replies",
        ),
        _result(
            "coverage.language", _said("col_language"), (language,),
            (Row((code,), figure) for code, figure in cover.languages), "replies",
        ),
    )  # fmt: skip


def _choices(made: Frozen, form: Form) -> list[Result]:
    return [
        _result(
            table.question, table.label,
            (Dimension("choice", "choice", table.label, {row.value: row.label for row in table.rows}),),
            (Row((row.value,), row.figure) for row in table.rows), "replies",
        )
        for table in choice_tables(made, form)
    ]  # fmt: skip


def _series(made: Frozen, form: Form) -> list[Result]:
    year = Dimension("year", "year", _said("col_year"))
    return [
        _result(one.stem, one.label, (year,), (_year_row(row) for row in one.years), "sum")
        for one in series(made, form)
    ]


def _year_row(row: YearRow) -> Row:
    return Row((row.year,), evolve(row.total, largest=row.largest.value if row.given else None))


def _money(made: Frozen, form: Form) -> list[Result]:
    by_name = {question.name: question for question in form.questions()}
    found: dict[str, list[Money]] = {}
    for one in money(made, form):
        found.setdefault(one.question, []).append(one)
    return [
        _result(
            name, by_name[name].label,
            (Dimension("currency", "currency", _said("col_currency")), Dimension("year", "year", _said("col_year"))),
            (Row((one.currency, one.year), one.total) for one in rows), "amount",
        )
        for name, rows in found.items()
    ]  # fmt: skip


def _lists(made: Frozen) -> dict[str, tuple[str, ...]]:
    """Who replied, who did not, who was late; organisations apart from States."""
    heard = {row.entity: row for row in made.replies}
    organisations = tuple(code for code in heard if entities.entity(code).kind == "organisation")
    return {
        "replied": tuple(code for code in heard if code not in organisations),
        "organisations": organisations,
        "silent": tuple(row.entity for row in made.asked if row.entity not in heard),
        "late": tuple(code for code, row in heard.items() if row.late),
    }
