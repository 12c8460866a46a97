"""What a person typed when it can no longer be kept: nothing of it is lost, and the page says what now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import Problem, Refused

from ..domain.answers import Cell, positions, without_positions
from ..domain.form import Section
from . import wording
from .showing import Opened, entity_name

CAUGHT = frozenset({"COL-302", "COL-320", "COL-340", "COL-341"})
"""The round was closed, the reply was sent, the days are over: all of it while somebody was typing."""


def not_saved(
    request: HttpRequest, found: Opened, section: Section, cells: Mapping[str, Cell], refusal: Refused
) -> HttpResponse:
    """The page, with every answer that differs from what is kept, to be copied, printed or tried again. Else the refusal."""
    if not any(problem.code in CAUGHT for problem in refusal.problems):
        raise refusal
    context = {
        "row": found.row, "section": section, "entity": entity_name(found.row.entity),
        "problems": [*refusal.problems, Problem("COL-355")], "typed": list(_typed(found, cells)), "again": list(_again(request)),
    }  # fmt: skip
    return render(request, "collection/unsaved.html", context, status=422)


def _typed(found: Opened, cells: Mapping[str, Cell]) -> Iterator[dict[str, Any]]:
    for path, cell in cells.items():
        if cell == found.answers.cell(path) or (cell.empty and found.answers.cell(path).empty):
            continue
        question = found.form.question(without_positions(path))
        yield {
            "number": " ".join([question.number, *(f"[{row}]" for row in positions(path))]), "label": question.label,
            "text": wording.answer(question, cell, page_language()), "aside": wording.aside(cell), "comment": cell.comment,
        }  # fmt: skip


def _again(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """The fields of the page once more, for the button that tries again."""
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken":
            yield from ((name, value) for value in values)
