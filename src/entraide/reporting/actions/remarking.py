"""Comments at the blocks of a draft: said, answered, closed, opened again."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.blocks import structure
from ..domain.life import REMARK
from ..models import Remark, Report
from .changing import block_of

LONGEST = 4000


@action("reporting.remark.made")
def remark(act: Act, report: Report, block_id: str, text: str) -> Remark:
    """A comment at a block. Refused: REP-116 when it says nothing or is too long, REP-101 when the block is gone."""
    composition = policies.access_composition(act.actor, report.pk)
    block_of(structure.from_json(composition.structure), block_id)
    row = _said(act, composition.report, block_id, text, None)
    act.about(composition.report, block=block_id, remark=row.pk)
    return row


def _said(act: Act, report: Report, block_id: str, text: str, thread: Remark | None) -> Remark:
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise refuse("REP-116", longest=LONGEST)
    return Remark.objects.create(
        report=report, block=block_id, thread=thread, text=said, at=act.at, by=act.actor.person_id, name=act.actor.name,
        state=REMARK.start,
    )  # fmt: skip


@action("reporting.remark.answered")
def answer(act: Act, report: Report, remark_id: int, text: str) -> Remark:
    """An answer to a comment. Refused: REP-118 once it is closed, REP-116."""
    found = policies.access_remark(act.actor, report.pk, remark_id)
    found.state = REMARK.after(found.state, "answer")
    row = _said(act, report, found.block, text, found)
    save(found, "state")
    act.about(report, block=found.block, remark=found.pk)
    return row


def _turned(act: Act, report: Report, remark_id: int, verb: str) -> Remark:
    found = policies.access_remark(act.actor, report.pk, remark_id)
    found.state = REMARK.after(found.state, verb)
    save(found, "state")
    act.about(report, block=found.block, remark=found.pk)
    return found


@action("reporting.remark.closed")
def close_remark(act: Act, report: Report, remark_id: int) -> Remark:
    """What was asked is settled."""
    return _turned(act, report, remark_id, "close")


@action("reporting.remark.reopened")
def reopen_remark(act: Act, report: Report, remark_id: int) -> Remark:
    """It is not."""
    return _turned(act, report, remark_id, "reopen")
