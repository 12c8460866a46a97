"""A draft over another set of its round: figures updated, or pinned with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from entraide.analysis import queries as analysis
from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse

from ..domain.blocks.structure import Pin, Structure
from ..domain.life import REPORT
from ..models import Report
from .saving import keep, opened


@action("reporting.report.updated")
def repoint(act: Act, report: Report, set_id: int, *, pinned: Mapping[str, str] | None = None) -> Report:
    """The draft over another set of the same round; `pinned` figures stay as they are, each with its reason.

    Refused: REP-113 when the set is of another round, REP-110 for a pin without a reason.
    """
    composition, structure = opened(act, report)
    report = composition.report
    old, new = (analysis.frozen_set(act.actor, one) for one in (report.frozen_set_id, set_id))
    if old.round != new.round:
        raise refuse("REP-113")
    report.state = REPORT.after(report.state, "update")
    after = structure
    for key, reason in (pinned or {}).items():
        after = _pinned(act, after, key, reason, old)
    report.frozen_set_id = new.id
    save(report, "frozen_set_id", "state")
    keep(act, composition, after, "updated", sets=[old.id, new.id])
    act.about(report, before=old.id, set=new.id, pinned=len(pinned or {}))
    return report


def _pinned(act: Act, structure: Structure, key: str, reason: str, of: analysis.SetRow) -> Structure:
    """With a figure held where it is; one that is pinned already keeps its set."""
    said = " ".join(reason.split())
    if not said:
        raise refuse("REP-110", key=key)
    if any(pin.key == key for pin in structure.pins):
        return structure
    return evolve(structure, pins=(*structure.pins, Pin(key, of.id, of.content_hash, said, act.actor.name)))


@action("reporting.figure.pinned")
def pin(act: Act, report: Report, key: str, *, reason: str) -> None:
    """A figure stays as the set of today has it, whatever comes. Refused: REP-110 without a reason."""
    composition, structure = opened(act, report)
    of = analysis.frozen_set(act.actor, composition.report.frozen_set_id)
    keep(act, composition, _pinned(act, structure, key, reason, of), "pinned")
    act.about(composition.report, key=key)


@action("reporting.figure.unpinned")
def unpin(act: Act, report: Report, key: str) -> None:
    """A figure follows the report's set again."""
    composition, structure = opened(act, report)
    kept = tuple(one for one in structure.pins if one.key != key)
    keep(act, composition, evolve(structure, pins=kept), "unpinned")
    act.about(composition.report, key=key)
