"""Composing a report, writing its files, issuing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from entraide.analysis import queries as analysis
from entraide.collection import queries as collection
from entraide.documents import actions as papers
from entraide.documents import queries as documents
from entraide.documents.domain import codec
from entraide.documents.domain.tree import Tree
from entraide.documents.domain.writing import SUFFIXES, Format, write
from entraide.foundation.actions import Act, action, save
from entraide.foundation.files.models import StoredFile
from entraide.foundation.files.store import keep
from entraide.foundation.jobs.door import enqueue
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.mandates import actions as mandates

from . import policies
from .domain import stored
from .domain.compose import Facts, compose_all
from .domain.frame import Frame
from .domain.life import REPORT
from .domain.living import living
from .figures import ALL, FORMATS, keep_figures, recounted
from .models import Report, ReportFile

LONGEST = 80


def figure_base(report_id: int) -> str:
    """Where the figures of a report are followed back, within the site."""
    return f"/reports/{report_id}/figures/"


@action("reporting.report.composed")
def compose(act: Act, frozen_set_id: int, *, symbol: str) -> Report:
    """A draft in six languages from a frozen set. Refused: REP-002, 003, 006 for its symbol; NotHere without the set."""
    policies.may_compose(act.actor).enforce()
    symbol = _usable(act, symbol)
    of = analysis.frozen_set(act.actor, frozen_set_id)
    try:
        with transaction.atomic():
            row = Report.objects.create(
                frozen_set_id=of.id, symbol=symbol, state=REPORT.start, invented=of.invented, composed_at=act.at,
                composed_by=act.actor.person_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise refuse("REP-003", symbol=symbol) from error
    _fill(act, row)
    act.about(row, set=of.id, hash=of.content_hash)
    return row


def _usable(act: Act, symbol: str) -> str:
    """A symbol that an annex announced may be used; one under which a text is filed may not."""
    symbol = symbol.strip()
    if not symbol:
        raise refuse("REP-002")
    if len(symbol) > LONGEST:
        raise refuse("REP-006", longest=LONGEST)
    filed = documents.find_document(act.actor, symbol)
    if filed is not None and filed.languages:
        raise refuse("REP-003", symbol=symbol)
    return symbol


@action("reporting.report.composed_again")
def recompose(act: Act, report: Report) -> Report:
    """The draft anew from its set; files written before are thrown away. Refused: REP-004 once issued."""
    report = policies.access_report(act.actor, report.pk)
    policies.may_work_on(act.actor, report).enforce()
    report.state = REPORT.after(report.state, "recompose")
    report.composed_at, report.composed_by = act.at, act.actor.person_id
    save(report, "state", "composed_at", "composed_by")
    _drop_files(report)
    _fill(act, report)
    act.about(report, set=report.frozen_set_id)
    return report


def _drop_files(report: Report) -> None:
    kept = list(report.files.values_list("file_id", flat=True))
    report.files.all().delete()
    StoredFile.objects.filter(pk__in=kept).delete()


def _fill(act: Act, report: Report) -> None:
    """Trees and living figures, both from the frozen file and from nothing else that could change."""
    made = analysis.content(act.actor, report.frozen_set_id)
    form = analysis.form_of(made)
    trees = compose_all(made, form, _facts(act, report))
    report.trees = {language: codec.to_json(tree) for language, tree in trees.items()}
    report.title = Text.of(**{language: tree.masthead.title for language, tree in trees.items()}).to_json()
    save(report, "trees", "title")
    keep_figures(report, living(made, form, stored.figure_keys(report.trees)))


def _facts(act: Act, report: Report) -> Facts:
    of = analysis.frozen_set(act.actor, report.frozen_set_id)
    asked = documents.paragraphs(act.actor, _asked_by(act, report))
    return Facts(
        symbol=report.symbol, set_number=of.number, content_hash=of.content_hash,
        asked_symbols=tuple(dict.fromkeys(symbol for row in asked for symbol in row.symbols)),
        asked_labels=tuple(row.label for row in asked), date=act.at.date().isoformat(),
        figure_base=figure_base(report.pk),
    )  # fmt: skip


def _asked_by(act: Act, report: Report) -> tuple[UUID, ...]:
    """The paragraphs that the round was opened for."""
    of = analysis.frozen_set(act.actor, report.frozen_set_id)
    return collection.round_row(act.actor, of.round).paragraphs


@action("reporting.files.asked_for")
def ask_for_files(act: Act, report: Report) -> None:
    """Queue the writing of what is missing; the report's page shows how far it is."""
    report = policies.access_report(act.actor, report.pk)
    policies.may_work_on(act.actor, report).enforce()
    enqueue("reporting.write", report_id=report.pk)
    act.about(report)


@action("reporting.files.written")
def write_files(
    act: Act, report: Report, languages: Sequence[Language] | None = None, formats: Sequence[Format] | None = None
) -> int:
    """Write the files that are not there yet, for the secretariat alone until the report is issued; how many."""
    report = policies.access_report(act.actor, report.pk)
    policies.may_work_on(act.actor, report).enforce()
    count = _write_missing(report, languages or LANGUAGES, formats or FORMATS, Audience.SECRETARIAT)
    act.about(report, written=count)
    return count


def _write_missing(report: Report, languages: Sequence[Language], formats: Sequence[Format], whom: Audience) -> int:
    there = {(row.language, row.format) for row in report.files.all()}
    wanted = [(one, form) for one in languages for form in formats if (one, form) not in there]
    trees = {language: tree_with_site(report, language) for language, _form in wanted}
    for language, form in wanted:
        name = f"{report.symbol.replace('/', '_')}.{language}{SUFFIXES[form]}"
        kept = keep(write(trees[language], form), name, audience=whom)
        ReportFile.objects.create(report=report, language=language, format=form, file_id=kept)
    return len(wanted)


def tree_with_site(report: Report, language: Language) -> Tree:
    """The tree for a file: read away from the site, its figures still lead back to it."""
    return codec.from_json(stored.with_site(report.trees[language], figure_base(report.pk), settings.SITE_URL))


@action("reporting.report.issued")
def issue(act: Act, report: Report) -> Report:
    """From draft to issued: files public, a paper with paragraphs of its own, evidence where it was asked for.

    Refused: REP-004 when issued already, REP-005 when a figure counted again differs, DOC-302 when the symbol is taken.
    """
    report = policies.access_report(act.actor, report.pk)
    policies.may_work_on(act.actor, report).enforce()
    wrong = recounted(report)
    if wrong:
        raise refuse("REP-005", count=len(wrong))
    _write_missing(report, LANGUAGES, FORMATS, Audience.SECRETARIAT)
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


def _told(act: Act, report: Report) -> Text:
    of = analysis.frozen_set(act.actor, report.frozen_set_id)
    return Text.of(**dict(_sentences(report.symbol, of.replied, of.asked)))


def _sentences(symbol: str, replied: int, asked: int) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        frame = Frame(language)
        numbers = {"replied": frame.number(replied), "asked": frame.number(asked)}
        yield language, frame.say("evidence", symbol=symbol, **numbers)
