"""From the results of a frozen set to what a report may print, with what must be held back held.

Results come from the engine as the public may see them. What one State's own figure could be worked out from is held here
as well, by the audiences of the answers (`disclosure.py`): a report is public, and a share times its sum is a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from entraide.analysis.domain import sets
from entraide.analysis.domain.disclosure.cells import DOMINATED, FEW
from entraide.analysis.domain.engine import run
from entraide.analysis.domain.figures import Figure, Given, given_amounts, given_years, stem_and_year
from entraide.analysis.domain.frozen import Frozen
from entraide.analysis.domain.indicators import derived
from entraide.analysis.domain.results import Result
from entraide.collection.domain.form import Form
from entraide.kernel.audience import Audience
from entraide.reference.domain import entities

from ..blocks.material import Material
from ..disclosure import share_may_stand, sum_may_stand
from ..kit import Facts
from .laddering import names
from .quoting import asked

EMPTY = "empty"


def material(made: Frozen, form: Form, facts: Facts, results: Mapping[str, Result] | None = None) -> Material:
    """Everything a report over this set may print. `results` are those that the public may see, counted here if not given."""
    counted = results if results is not None else of_questions(made, form)
    held = _held(made, form)
    found = {name: _holding(one, held) for name, one in counted.items()}
    own = {one.name for one in form.questions() if one.kind == "amount"}
    return Material(
        facts=facts, round=made.round, deadline=made.deadline, invented=made.invented, figures=_figures(found),
        results=found, numbers={question.name: question.number for question in form.questions()},
        asked=asked(made, form), lists=_lists(made),
        series=tuple(f"{stem}.total" for stem in _stems(form) if f"{stem}.total" in found),
        climbable=names(form), amounts=tuple(name for name, one in found.items() if name in own and one.rows),
    )  # fmt: skip


def _stems(form: Form) -> Iterable[str]:
    return dict.fromkeys(stem for stem, _year in map(stem_and_year, form.questions()) if stem)


def of_questions(made: Frozen, form: Form, reader: Audience = Audience.PUBLIC) -> dict[str, Result]:
    """The indicators that the questionnaire gives by itself, as readers of an audience may see them."""
    return run(sets.tables(made, form), derived(form), reader=reader)


def _figures(results: Mapping[str, Result]) -> dict[str, Figure]:
    return {row.figure.key: row.figure for result in results.values() for row in result.rows}


def _holding(result: Result, held: Mapping[str, str]) -> Result:
    """The rows with the figures that may not be printed held; nothing of their number is left."""
    rows = tuple(
        evolve(row, figure=_without(row.figure, held[row.figure.key])) if row.figure.key in held else row
        for row in result.rows
    )
    return evolve(result, rows=rows)


def _without(figure: Figure, reason: str) -> Figure:
    return Figure(figure.key, figure.value * 0, 0, (), figure.unit, held=reason)


def _held(made: Frozen, form: Form) -> dict[str, str]:
    """Why a figure is not printed, by key. A sum of nobody is no zero."""
    found: dict[str, str] = {}
    for key, given in given_years(made, form).items():
        found |= _year(key, given)
    for key, given in given_amounts(made, form).items():
        if not sum_may_stand(given.question, given.answers):
            found[key] = FEW
    return found


def _year(key: str, given: Given) -> dict[str, str]:
    total, largest = f"{key}.total", f"{key}.largest"
    if not given.answers:
        return {total: EMPTY, largest: EMPTY}
    held = {} if sum_may_stand(given.question, given.answers) else {total: FEW}
    return held if share_may_stand(given.question, given.answers) else {**held, largest: DOMINATED}


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
