"""The files of a report: written in the background, for the secretariat alone until it is issued."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from entraide.documents.domain import codec
from entraide.documents.domain.tree import Tree
from entraide.documents.domain.writing import SUFFIXES, Format, write
from entraide.foundation.actions import Act, action
from entraide.foundation.files.store import keep
from entraide.foundation.jobs.door import enqueue
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language

from .. import policies
from ..domain import stored
from ..domain.blocks import structure
from ..figures import FORMATS
from ..material import figure_base
from ..models import Composition, Report, ReportFile
from .composing import print_trees


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
    policies.hold(report.pk)
    report = policies.access_report(act.actor, report.pk)
    policies.may_work_on(act.actor, report).enforce()
    count = write_missing(report, languages or LANGUAGES, formats or FORMATS)
    act.about(report, written=count)
    return count


def write_missing(report: Report, languages: Sequence[Language], formats: Sequence[Format]) -> int:
    """The files of a draft as it stands."""
    printed(report)
    there = {(row.language, row.format) for row in report.files.all()}
    wanted = [(one, form) for one in languages for form in formats if (one, form) not in there]
    trees = {language: tree_with_site(report, language) for language, _form in wanted}
    for language, form in wanted:
        name = f"{report.symbol.replace('/', '_')}.{language}{SUFFIXES[form]}"
        kept = keep(write(trees[language], form), name, audience=Audience.SECRETARIAT)
        ReportFile.objects.create(report=report, language=language, format=form, file_id=kept)
    return len(wanted)


def printed(report: Report) -> None:
    """The trees of a draft whose blocks were changed since they were made."""
    found = Composition.objects.filter(report=report).first() if not report.trees else None
    if found is not None:
        print_trees(report, structure.from_json(found.structure))


def tree_with_site(report: Report, language: Language) -> Tree:
    """The tree for a file: read away from the site, its figures still lead back to it."""
    printed(report)
    return codec.from_json(stored.with_site(report.trees[language], figure_base(report.pk), settings.SITE_URL))
