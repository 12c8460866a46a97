"""Clearance of a draft by a second person. Any later change voids it."""

from __future__ import annotations

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import refuse

from ..clearances import coverage_of
from ..domain.blocks import changing, structure
from ..domain.life import REPORT
from ..models import Clearance, Report
from .saving import opened


@action("reporting.report.cleared")
def clear(act: Act, report: Report) -> Clearance:
    """The draft as it stands, read by somebody who did not write all of it. Refused: REP-107 to whoever did, or to nobody.

    Translations that were revised become cleared once every block is covered: that is no change of words.
    """
    composition, made = opened(act, report)
    report = composition.report
    REPORT.after(report.state, "clear")
    ids = tuple(block.id for block in made.blocks)
    before = coverage_of(report, ids)
    row = Clearance.objects.create(
        report=report, revision=composition.revision, at=act.at, by=act.actor.person_id, name=act.actor.name
    )
    after = coverage_of(report, ids)
    if len(after.read) == len(before.read):
        raise refuse("REP-107")
    if after.cleared:
        composition.structure = structure.to_json(changing.all_cleared(made))
        composition.save(update_fields=["structure"])
    act.about(report, revision=composition.revision, complete=after.cleared)
    return row
