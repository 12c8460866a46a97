"""Judgements on pairs of reports: added, taken back by another row, never changed."""

from __future__ import annotations

from uuid import UUID

from entraide.foundation.actions import Act, action
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..casework.judged import pair_of
from ..models import CaseRecord, Judgement

VERDICTS = ("same", "not_same", "unsure")


def _add(act: Act, left: UUID | str, right: UUID | str, entity: str, **row: object) -> Judgement:
    first, second = pair_of(left, right)
    roles = "system" if act.actor.system else " ".join(sorted(act.actor.roles))
    return Judgement.objects.create(
        left=first, right=second, entity=entity, person=act.actor.person_id, name=act.actor.name, role=roles,
        judged_at=act.at, **row,
    )  # fmt: skip


def _reports(left_id: int, right_id: int) -> tuple[CaseRecord, CaseRecord]:
    found = {one.pk: one for one in CaseRecord.objects.filter(pk__in=(left_id, right_id))}
    if len(found) != 2:
        raise NotHere
    return found[left_id], found[right_id]


@action("analysis.pair.judged")
def judge(
    act: Act, left_id: int, right_id: int, verdict: str, reason: str = "", probability: float | None = None
) -> Judgement:
    """The secretariat says whether two reports are of one case: dated, signed. Refused: ANA-431, ANA-434, ANA-437."""
    policies.may_judge(act.actor).enforce()
    left, right = _reports(left_id, right_id)
    if verdict not in VERDICTS or left.report == right.report:
        raise refuse("ANA-434")
    if verdict == "same" and _both_roles_taken(left, right) and not reason.strip():
        raise refuse("ANA-437")
    made = _add(
        act, left.report, right.report, "", verdict=verdict, reason=reason.strip()[:2000], probability=probability
    )
    act.about(made, verdict=verdict, left=str(left.report), right=str(right.report))
    return made


def _both_roles_taken(left: CaseRecord, right: CaseRecord) -> bool:
    """One reporter, one role, twice: a case has one report of each, unless one is a duplicate, which takes a reason."""
    return left.entity == right.entity and left.role == right.role


@action("analysis.judgement.reversed")
def take_back(act: Act, judgement_id: int, reason: str = "") -> Judgement:
    """A judgement, or one's own statement, no longer holds: a new row says so. Refused with ANA-435 when that was done."""
    found = _access_judgement(act.actor, judgement_id)
    if found.reverses_id or Judgement.objects.filter(reverses=found).exists():
        raise refuse("ANA-435")
    made = _add(
        act, found.left, found.right, found.entity, verdict=found.verdict, reverses=found, reason=reason.strip()[:2000]
    )
    act.about(made, reverses=found.pk)
    return made


def _access_judgement(actor: Actor, judgement_id: int) -> Judgement:
    found = Judgement.objects.filter(pk=judgement_id).first()
    if (
        found is None
        or (not actor.staff and not policies.may_report(actor, found.entity))
        or (actor.staff and found.entity)
    ):
        raise NotHere
    return found


@action("analysis.pair.stated")
def state(act: Act, link_id: int, verdict: str, reason: str = "") -> Judgement:
    """A focal point confirms or rejects a pair with a report of its own: kept beside the secretariat's judgement.

    Refused with ANA-430 for who does not speak for a State, ANA-434.
    """
    if act.actor.staff or not policies.may_report(act.actor):
        raise refuse("ANA-430")
    link = policies.access_link(act.actor, link_id)
    if verdict not in VERDICTS:
        raise refuse("ANA-434")
    made = _add(
        act, *policies.reports_of(link), act.actor.entity, verdict=verdict, reason=reason.strip()[:2000],
        probability=link.probability,
    )  # fmt: skip
    act.about(made, entity=act.actor.entity, verdict=verdict)
    return made
