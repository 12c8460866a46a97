"""Living figures between their rows and the frozen set they were counted in; what files a report has."""

from __future__ import annotations

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
from .models import LivingFigure, Report

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html", "akn")
ALL = len(LANGUAGES) * len(FORMATS)
"""How many files a report has when all are written."""


def content_of(report: Report) -> tuple[analysis.SetRow, Frozen, Form]:
    """The set behind a report, read with the house's own eyes: what of it may be shown is decided by the caller."""
    with acting_as(SYSTEM):
        made = analysis.content(SYSTEM, report.frozen_set_id)
        return analysis.frozen_set(SYSTEM, report.frozen_set_id), made, analysis.form_of(made)


def as_living(row: LivingFigure) -> Living:
    """A stored figure as the domain knows it."""
    return Living(row.key, str(row.value), int(row.params["base"]), tuple(row.submissions), Audience(row.audience))


def recounted(report: Report) -> tuple[Difference, ...]:
    """Every living figure counted again from the frozen set, and the set's own fingerprint; empty when all stand."""
    of, made, form = content_of(report)
    found = living.differences([as_living(row) for row in report.figures.all()], made, form)
    now = made.content_hash()
    return found if now == of.content_hash else (Difference("", "set", of.content_hash, now), *found)
