"""Living figures between their rows and the frozen set they were counted in; what files a report has."""

from __future__ import annotations

from collections.abc import Iterable

from entraide.analysis import queries as analysis
from entraide.analysis.domain.frozen import Frozen
from entraide.collection.domain.form import Form
from entraide.documents.domain.writing import Format
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES

from .domain import living
from .domain.living import Difference, Living
from .models import Counted, LivingFigure, Report

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html", "akn")
ALL = len(LANGUAGES) * len(FORMATS)
"""How many files a report has when all are written."""


def content_of(report: Report) -> tuple[analysis.SetRow, Frozen, Form]:
    """The set behind a report, read with the house's own eyes: what of it may be shown is decided by the caller."""
    with acting_as(SYSTEM):
        made = analysis.content(SYSTEM, report.frozen_set_id)
        return analysis.frozen_set(SYSTEM, report.frozen_set_id), made, analysis.form_of(made)


def keep_figures(report: Report, found: Iterable[Living]) -> None:
    """The figures of a report, in place of those it had."""
    report.figures.all().delete()
    rows = [(_row(report, one), one) for one in found]
    LivingFigure.objects.bulk_create([row for row, _one in rows])
    Counted.objects.bulk_create(
        Counted(figure=row, submissions=list(one.submissions), audience=one.audience) for row, one in rows
    )


def _row(report: Report, one: Living) -> LivingFigure:
    return LivingFigure(
        report=report, key=one.key, indicator=one.key.split(".")[0], params={"base": one.base}, value=one.value,
        replies=len(one.submissions), audience=one.audience,
    )  # fmt: skip


def as_living(row: LivingFigure) -> Living:
    """A stored figure as the domain knows it; for those whom the audience of its replies admits."""
    counted = tuple(row.counted.submissions)
    return Living(row.key, str(row.value), int(row.params["base"]), counted, Audience(row.audience))


def recounted(report: Report) -> tuple[Difference, ...]:
    """Every living figure counted again from the frozen set, and the set's own fingerprint; empty when all stand."""
    of, made, form = content_of(report)
    with acting_as(SYSTEM):
        stood = [as_living(row) for row in report.figures.select_related("counted")]
    found = living.differences(stood, made, form)
    now = made.content_hash()
    return found if now == of.content_hash else (Difference("", "set", of.content_hash, now), *found)
