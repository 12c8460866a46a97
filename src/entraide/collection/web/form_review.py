"""What the reviewer's page shows of a form: problems by grade, the outline, the picture, what is missing, what is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import OWN_NAMES
from entraide.kernel.problems import Problem

from ..domain.form import Form
from ..domain.migration import Change
from ..domain.review.differences import Difference, differences
from ..domain.review.missing import missing_translations
from ..domain.review.outline import Line, outline
from ..domain.review.picture import anchor, picture
from . import review_words

GRADES = ("stop", "explain", "note")
SHOWN = 200
"""Missing translations that are listed one by one, for each language."""


@frozen
class Described:
    """A line of the outline as the page shows it."""

    line: Line
    id: str
    kind: str
    leads: tuple[tuple[str, str], ...]


def about(form: Form, problems: Iterable[Problem]) -> dict[str, Any]:
    """The context of one form, in the language of the page."""
    language = page_language()
    problems = tuple(problems)
    lines = tuple(_described(line) for line in outline(form, language))
    hollow = {one.place for one in problems if one.code == "COL-047"}
    return {
        "form": form,
        "lines": lines,
        "traps": [_trap(one) for grade in GRADES for one in problems if one.severity == grade and one.code != "COL-015"],
        "missing": _missing(form),
        "picture": _safe(picture(form, language, _("What each answer leads to"), _inside(form, hollow))),
        "counts": {
            "sections": len(form.sections),
            "questions": sum(line.line.sort == "question" for line in lines),
            "conditions": sum(bool(line.line.when) for line in lines),
            "repeats": sum(line.line.sort == "repeat" for line in lines),
        },
    }


def changes_between(before: Form, after: Form, changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The differences, in words."""
    return [_difference(row) for row in differences(before, after, changes)]


def _described(line: Line) -> Described:
    if line.sort in ("question", "computed"):
        kind = review_words.sort_of_answer(line.type, line.kind, line.appearance)
    else:
        kind = review_words.sort_of_group(line.kind)
    return Described(line, anchor(line.path), kind, tuple((anchor(path), number) for path, number in line.leads_to))


def _trap(problem: Problem) -> dict[str, Any]:
    return {"problem": problem, "target": anchor(problem.place) if problem.place.startswith("/") else ""}


def _inside(form: Form, places: set[str]) -> list[str]:
    return [one.path for one in form.questions() if any(one.path == p or one.path.startswith(p + "/") for p in places)]


def _missing(form: Form) -> list[dict[str, Any]]:
    return [
        {
            "code": language,
            "name": OWN_NAMES[language],
            "count": len(rows),
            "declared": language in form.languages,
            "more": max(0, len(rows) - SHOWN),
            "rows": [
                {"target": anchor(row.place) if row.place.startswith("/") else "", "part": review_words.part(row.part), "text": row.text}
                for row in rows[:SHOWN]
            ],
        }
        for language, rows in missing_translations(form).items()
    ]  # fmt: skip


def _difference(row: Difference) -> dict[str, Any]:
    return {
        "kind": review_words.change(row.kind),
        "state": row.kind,
        "before": row.before,
        "after": [(anchor(one.path), one) for one in row.after],
        "aspects": [(review_words.aspect(name), old, new) for name, old, new in row.aspects],
    }


def _safe(svg: str) -> SafeString:
    """Made by `picture`, which escapes every word of the form."""
    return mark_safe(svg)  # noqa: S308
