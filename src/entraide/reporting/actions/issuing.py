"""From draft to issued: files public, a paper with paragraphs of its own, evidence where it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from entraide.analysis import queries as analysis
from entraide.collection import queries as collection
from entraide.documents import actions as papers
from entraide.documents.domain import codec
from entraide.foundation.actions import Act, action, save
from entraide.foundation.files.models import StoredFile
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused, refuse
from entraide.kernel.text import Text
from entraide.mandates import actions as mandates

from .. import policies
from ..domain.blocks import structure
from ..domain.frame import Frame
from ..domain.life import REPORT
from ..figures import ALL, FORMATS, basis_of, recounted
from ..material import material_of
from ..models import Composition, Report
from ..readiness import obstacles
from .composing import print_trees
from .files import write_missing
from .saving import forget_files


@action("reporting.report.issued")
def issue(act: Act, report: Report) -> Report:
    """The report as it stands is frozen: trees, figures, fingerprints of its sets.

    Refused: REP-004 when issued already, REP-106 not cleared by a second person, REP-108 languages that are not ready,
    REP-109 open comments, REP-005 when a figure counted again differs, DOC-302 when the symbol is taken.
    """
    policies.hold(report.pk)
    report = policies.access_report(act.actor, report.pk)
    policies.may_work_on(act.actor, report).enforce()
    _ready(report)
    _freeze(report)
    write_missing(report, LANGUAGES, FORMATS)
    _open_files(report)
    document = _file(act, report)
    report.state, report.document = REPORT.after(report.state, "issue"), document
    report.issued_at, report.issued_by = act.at, act.actor.person_id
    save(report, "state", "document", "issued_at", "issued_by")
    count = mandates.evidence_for_paragraphs(
        act.actor, _asked_by(act, report), kind="report", text=_told(act, report), document_id=document.pk,
        source=f"reporting.report:{report.pk}", href=f"/reports/{report.pk}/",
    )  # fmt: skip
    act.about(report, document=document.pk, evidence=count)
    return report


def _ready(report: Report) -> None:
    problems = obstacles(report)
    if problems:
        raise Refused(*problems)


def _freeze(report: Report) -> None:
    """Figures counted again must stand, then what the report stood on is written down."""
    wrong = recounted(report) if report.trees else ()
    if wrong:
        raise refuse("REP-005", count=len(wrong))
    found = Composition.objects.filter(report=report).first()
    if found is None:
        return
    made = structure.from_json(found.structure)
    if not report.trees:
        forget_files(report)
        print_trees(report, made)
    report.basis = basis_of(report, made, material_of(report, made))
    save(report, "basis")


def _open_files(report: Report) -> None:
    kept = list(report.files.values_list("file_id", flat=True))
    changed = StoredFile.objects.filter(pk__in=kept).update(audience=Audience.PUBLIC)
    if changed != ALL:
        raise RuntimeError(f"{changed} of {ALL} files of report {report.pk} became public")


def _file(act: Act, report: Report) -> Any:
    return papers.file_document(
        act.actor, trees={language: codec.from_json(report.trees[language]) for language in LANGUAGES},
        symbols=[report.symbol], kind="report", title=Text.from_json(report.title), dated=report.composed_at.date(),
        audience=Audience.PUBLIC, invented=report.invented,
    )  # fmt: skip


def _asked_by(act: Act, report: Report) -> tuple[UUID, ...]:
    """The paragraphs that the round was opened for."""
    of = analysis.frozen_set(act.actor, report.frozen_set_id)
    return collection.round_row(act.actor, of.round).paragraphs


def _told(act: Act, report: Report) -> Text:
    of = analysis.frozen_set(act.actor, report.frozen_set_id)
    return Text.of(**dict(_sentences(report.symbol, of.replied, of.asked)))


def _sentences(symbol: str, replied: int, asked: int) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        frame = Frame(language)
        numbers = {"replied": frame.number(replied), "asked": frame.number(asked)}
        yield language, frame.say("evidence", symbol=symbol, **numbers)
