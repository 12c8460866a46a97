"""From the fields of a page to cells. What the page did not show stays as it was."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from django.http import QueryDict

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, refuse

from ..domain.answers import MISSING, Answers, Cell, without_positions
from ..domain.entry import entered
from ..domain.form import Form, Question
from ..domain.sharing import as_audience
from . import wording

MOST = 3_000
"""Fields of one page."""


def cells_in(
    form: Form, before: Answers, posted: QueryDict, language: Language
) -> tuple[dict[str, Cell], list[Problem]]:
    """The cells that a page sent (each block names its path in `shown`), and how doubtful numbers were understood."""
    paths = list(dict.fromkeys(posted.getlist("shown")))[:MOST]
    cells: dict[str, Cell] = {}
    notes: list[Problem] = []
    for path in paths:
        plain = without_positions(path)
        if not form.has(plain):
            raise refuse("COL-314", path=path[:120])
        question = form.question(plain)
        value, remarks = _value(question, before.cell(path), path, posted, language)
        cells[path] = _beside(before.cell(path), value, path, posted)
        notes += [evolve(note, place=question.number) for note in remarks]
    return cells, notes


def started(posted: QueryDict) -> dict[str, str]:
    """What each cell was when the page was opened; a page that does not say takes whatever stands."""
    paths = posted.getlist("shown")[:MOST]
    return {path: was for path in paths if (was := posted.get(f"{path}|was")) is not None}


def _value(
    question: Question, before: Cell, path: str, posted: QueryDict, language: Language
) -> tuple[str, tuple[Problem, ...]]:
    given = [part.strip() for part in posted.getlist(path)]
    if question.type in ("select_multiple", "rank"):
        return " ".join(dict.fromkeys(part for part in given if part)), ()
    text = given[0] if given else ""
    if text.replace("\r\n", "\n") == wording.typed(question, before.value or "", language):
        return before.value or "", ()
    entry = entered(question, text, language)
    return entry.value, entry.notes


def _beside(before: Cell, value: str, path: str, posted: QueryDict) -> Cell:
    """The value with what stands in the folded part, if the page has one."""
    cell = evolve(before, value=value or None)
    changed = dict(_parts(path, posted))
    cell = evolve(cell, **changed) if changed else cell
    return evolve(cell, missing="") if value else cell


def _parts(path: str, posted: QueryDict) -> Iterator[tuple[str, object]]:
    reason = posted.get(f"{path}|missing")
    if reason is not None:
        yield "missing", reason if reason in MISSING else ""
        yield "flags", frozenset(posted.getlist(f"{path}|flags"))
    said = posted.get(f"{path}|audience")
    if said is not None:
        yield "audience", as_audience(said)
    for name in ("source", "comment"):
        text = posted.get(f"{path}|{name}")
        if text is not None:
            yield name, text.replace("\r\n", "\n").strip()
