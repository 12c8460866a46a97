"""A report beside what has become known since: a newer set of its round, replies that were withdrawn."""

from __future__ import annotations

from attrs import frozen

from entraide.analysis import queries as analysis
from entraide.collection import queries as collection
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.languages import Language

from .. import policies
from ..domain.blocks import structure, updating
from ..domain.blocks.updating import Change
from ..figures import set_of
from ..material import material_of, material_over, set_content
from ..models import Composition, Counted, Report


@frozen
class Standing:
    """What an issued report does not know. The report itself never changes.

    `newer` is the number of the round's last set where it is newer, `differing` how many printed figures it would give
    otherwise; `changes` tells them to the secretariat alone. `withdrawn` counts replies that stand in the report's figures
    and have been withdrawn since; `entities` says whose, to the secretariat alone.
    """

    newer: int
    differing: int
    changes: tuple[Change, ...]
    withdrawn: int
    entities: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.newer or self.withdrawn)


def newer_set(actor: Actor, report_id: int) -> analysis.SetRow | None:
    """The round's last set, where it is newer than the report's."""
    return _newer(policies.access_report(actor, report_id))


def _newer(report: Report) -> analysis.SetRow | None:
    with acting_as(SYSTEM):
        own = analysis.frozen_set(SYSTEM, report.frozen_set_id)
        last = analysis.sets_of(SYSTEM, own.round)[-1]
    return last if last.number > own.number else None


def standing(actor: Actor, report_id: int) -> Standing:
    """What has become known since the report was issued; all empty for a draft."""
    report = policies.access_report(actor, report_id)
    if report.state != "issued":
        return Standing(0, 0, (), 0, ())
    newer = _newer(report)
    found = _differing(report, newer.id) if newer else ()
    withdrawn = _withdrawn(report)
    return Standing(
        newer.number if newer else 0, len(found), found if actor.staff else (), len(withdrawn),
        withdrawn if actor.staff else (),
    )  # fmt: skip


def _differing(report: Report, set_id: int) -> tuple[Change, ...]:
    """The printed figures that another set would give otherwise."""
    now = material_over(report, set_id)
    found = []
    with acting_as(SYSTEM):
        rows = list(report.figures.all())
    for row in rows:
        base = int(row.params["base"])
        old = f"{row.value} / {base}" if base else str(row.value)
        new = updating.said(now.figure(row.key))
        if old != new and "set" not in row.params:
            found.append(Change(row.key, old, new, (), ()))
    return tuple(found)


def _withdrawn(report: Report) -> tuple[str, ...]:
    """Whose replies, counted in the report, have been withdrawn since."""
    with acting_as(SYSTEM):
        rows = list(Counted.objects.filter(figure__report=report).select_related("figure"))
        counted = {submission: set_of(report, row.figure) for row in rows for submission in row.submissions}
        gone = collection.withdrawn_since(SYSTEM, counted)
    if not gone:
        return ()
    by_set = {set_id: set_content(set_id)[1] for set_id in {counted[one] for one in gone}}
    return tuple(sorted({by_set[counted[one]].reply(one).entity for one in gone}))


def figure_changes(actor: Actor, report_id: int, set_id: int, language: Language) -> tuple[Change, ...]:
    """What another set of the round would change in a draft, sentence by sentence. For the secretariat."""
    found: Composition = policies.access_composition(actor, report_id)
    made = structure.from_json(found.structure)
    analysis.frozen_set(actor, set_id)
    old, new = material_of(found.report, made), material_of(found.report, made, set_id)
    printed = (updating.printed_keys(made, one, language) for one in (old, new))
    return updating.changes(made, old, new, [key for keys in printed for key in keys], language)
