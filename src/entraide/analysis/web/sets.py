from __future__ import annotations

from attrs import evolve
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entraide.collection import queries as collection
from entraide.kernel.audience import Audience
from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from .. import actions, policies, queries
from ..domain import figures
from . import labels, naming, wording
from .comparing import OFFERED


def close(request: HttpRequest, round_id: int) -> HttpResponse:
    """Ask once more, then close the round and freeze it: it cannot be opened again."""
    if not policies.may_freeze(request.actor):
        raise NotHere
    row = collection.round_row(request.actor, round_id)
    if request.method == "POST":
        made = actions.close_and_freeze(request.actor, round_id)
        messages.success(request, _("The round is closed and its replies are frozen."))
        return redirect("analysis:detail", made.pk)
    return render(request, "analysis/close.html", {"round": row, "board": collection.board(request.actor, round_id)})


def of_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """The last frozen set of a round."""
    sets = queries.sets_of(request.actor, round_id)
    if not sets:
        raise NotHere
    return redirect("analysis:detail", sets[-1].id)


def _name(entity: str) -> str:
    return entities.name(entity, as_language(get_language() or "en"))


def _group(code: str) -> str:
    language = as_language(get_language() or "en")
    return entities.group(code).name(language) if code else _("Organisations")


def detail(request: HttpRequest, set_id: int) -> HttpResponse:
    """The figures of a frozen set: coverage first, then each question with its N."""
    row = queries.frozen_set(request.actor, set_id)
    found = queries.figures_in(request.actor, set_id)
    language = as_language(get_language() or "en")
    context = {
        "set": row,
        "coverage": found.coverage,
        "groups": [(_group(code), figure) for code, figure in found.coverage.groups],
        "languages": [(OWN_NAMES[as_language(code)], figure) for code, figure in found.coverage.languages],
        "silent": [_name(code) for code in entities.ordered(found.coverage.silent, language)],
        "tables": [_table(table) for table in found.tables if table.replied.value],
        "series": [_series(one) for one in found.series],
        "money": found.money,
        "parties": _under(request, set_id, "coverage.party"),
        "standing": _under(request, set_id, "coverage.standing"),
        "findings": len(queries.findings_of(request.actor, set_id)),
        "marks": [
            {"name": _name(one.entity), "how": wording.how(one.how)} for one in queries.marks(request.actor, set_id)
        ],
        "audiences": [(one.value, wording.audience(one.value)) for one in OFFERED],
        "chosen": row.opened or Audience.SECRETARIAT.value,
    }
    return render(request, "analysis/detail.html", context)


def _under(request: HttpRequest, set_id: int, name: str) -> list[dict[str, object]]:
    result = queries.result(request.actor, set_id, name)
    return [{"name": naming.named(result.dimensions[0], row.under[0]), "figure": row.figure} for row in result.rows]


LONG = 50
"""Of a longer list of answers (of States, say) only those that somebody gave are shown."""


def _table(one: figures.ChoiceTable) -> figures.ChoiceTable:
    return one if len(one.rows) <= LONG else evolve(one, rows=tuple(row for row in one.rows if row.figure.value))


def _series(one: figures.Series) -> dict[str, object]:
    years = [
        {"year": year, "missing": [(labels.missing(code), count) for code, count in year.missing.items()]}
        for year in one.years
    ]
    return {"series": one, "years": years}


def words(request: HttpRequest, set_id: int) -> HttpResponse:
    """What replies said in words, question by question, each in its own language with its source."""
    row = queries.frozen_set(request.actor, set_id)
    made = queries.content(request.actor, set_id)
    labels_of = {question.name: question.label for question in queries.form_of(made).questions()}
    rows = [
        {"label": labels_of[one.question], "words": one, "entity": _name(one.entity)} for one in queries.words_of(made)
    ]
    return render(request, "analysis/words.html", {"set": row, "rows": rows})
