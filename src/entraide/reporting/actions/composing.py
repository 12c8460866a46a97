"""A new report starts full: the template's blocks over a frozen set, which an officer then changes."""

from __future__ import annotations

from attrs import evolve
from django.db import IntegrityError, transaction

from entraide.analysis import queries as analysis
from entraide.documents import queries as documents
from entraide.documents.domain import codec
from entraide.foundation.actions import Act, action, save
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import refuse

from .. import policies
from ..domain import stored
from ..domain.blocks import structure, template
from ..domain.blocks.rendering import render_all
from ..domain.blocks.structure import Structure
from ..domain.life import REPORT
from ..figures import keep_figures
from ..material import content_of, material_of, material_over
from ..models import Composition, Report
from .saving import forget_files, keep, last_id, title

LONGEST = 80


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
    made = _written(row)
    Composition.objects.create(
        report=row, structure=structure.to_json(made), saved_at=act.at, saved_by=act.actor.person_id
    )
    print_trees(row, made)
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
    """The draft anew from the template; what was there before can be taken back. Refused: REP-004 once issued."""
    policies.hold(report.pk)
    report = policies.access_report(act.actor, report.pk)
    policies.may_work_on(act.actor, report).enforce()
    report.state = REPORT.after(report.state, "recompose")
    report.composed_at, report.composed_by = act.at, act.actor.person_id
    save(report, "state", "composed_at", "composed_by")
    made = _written(report)
    there = Composition.objects.filter(report=report).first()
    if there is None:
        Composition.objects.create(
            report=report, structure=structure.to_json(made), saved_at=act.at, saved_by=act.actor.person_id
        )
    else:
        there.report = report
        made = _renamed(report, structure.from_json(there.structure), made)
        keep(act, there, made, "composed")
    forget_files(report)
    print_trees(report, made)
    act.about(report, set=report.frozen_set_id)
    return report


def _written(report: Report) -> Structure:
    """The template over the report's set."""
    _of, _made, form = content_of(report)
    return template.write(form, material_over(report, report.frozen_set_id))


def _renamed(report: Report, before: Structure, made: Structure) -> Structure:
    """Ids go on from those that the report's blocks bore: a comment never comes to stand at another block."""
    last = last_id(report, before)
    return evolve(made, blocks=tuple(evolve(one, id=f"b{last + at}") for at, one in enumerate(made.blocks, 1)))


def print_trees(report: Report, made: Structure) -> None:
    """Trees and living figures, both from the blocks and the frozen sets and from nothing else that could change."""
    trees = render_all(made, material_of(report, made))
    report.trees = {language: codec.to_json(trees[language]) for language in LANGUAGES}
    report.title = title(made)
    save(report, "trees", "title")
    keep_figures(report, stored.figure_keys(report.trees), {pin.key: pin.set for pin in made.pins})
