"""Who may send case reports, read them, judge of them."""

from __future__ import annotations

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor, Role
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..models import CaseLink, CaseRecord, CaseUpload, LinkRun

OPEN = (Audience.STATE, Audience.PARTIES, Audience.MEMBERS, Audience.PUBLIC)
"""Audiences that let others than the reporter and the secretariat read a report."""


def may_report(actor: Actor, entity: str = "") -> Verdict:
    """A focal point reports for its State or organisation, the secretariat for anybody."""
    if actor.staff:
        return YES
    fits = actor.has(Role.FOCAL_POINT) and bool(actor.entity) and entity in ("", actor.entity)
    return YES if fits else no("ANA-430")


def may_judge(actor: Actor) -> Verdict:
    """The secretariat judges whether reports are of one case, links them, sees who is suspected."""
    return YES if actor.staff else no("ANA-431")


def reads_cases(actor: Actor) -> bool:
    """Whether there are pages of case reports for this person at all: whoever stands for somebody, and the secretariat."""
    return actor.staff or bool(actor.entity)


def reads_whole(actor: Actor, entity: str) -> bool:
    """Whether all of a report of this reporter may be read, whatever its audience."""
    own = bool(actor.entity) and actor.entity == entity
    return actor.staff or (own and (actor.has(Role.FOCAL_POINT) or actor.has(Role.OBSERVER)))


def admits_case(actor: Actor, audience: str, entity: str) -> bool:
    """The rule of the wall: own reports whole, those of others by their audience, “in totals only” never."""
    return reads_whole(actor, entity) or (Audience(audience) in OPEN and actor.admits(Audience(audience), entity))


def reads_suspects(actor: Actor, entity: str) -> bool:
    """Names of suspects: the secretariat and the focal point of the reporter."""
    return actor.staff or (actor.has(Role.FOCAL_POINT) and bool(entity) and actor.entity == entity)


def access_case(actor: Actor, record_id: int) -> CaseRecord:
    """One version of a report; NotHere for whoever may not read it."""
    found = CaseRecord.objects.select_related("normal", "round").filter(pk=record_id).first()
    if found is None or not admits_case(actor, found.audience, found.entity):
        raise NotHere
    return found


def access_own_case(actor: Actor, record_id: int) -> CaseRecord:
    """A report that this person may correct or withdraw; NotHere otherwise."""
    found = access_case(actor, record_id)
    if not may_report(actor, found.entity):
        raise NotHere
    return found


def access_upload(actor: Actor, upload_id: int) -> CaseUpload:
    """A file with reports, for the secretariat and the focal point of the reporter."""
    found = CaseUpload.objects.filter(pk=upload_id).first()
    if found is None or not may_report(actor, found.entity):
        raise NotHere
    return found


def access_link(actor: Actor, link_id: int) -> CaseLink:
    """A proposed pair: the secretariat's, or one with a report of one's own."""
    found = CaseLink.objects.filter(pk=link_id).first()
    if found is None or not (actor.staff or own_side(actor, found)):
        raise NotHere
    return found


def own_side(actor: Actor, link: CaseLink) -> bool:
    """Whether one of the two reports is this person's State's or organisation's."""
    sides = CaseRecord.objects.filter(pk__in=(link.left_id, link.right_id), entity=actor.entity)
    return bool(actor.entity) and sides.exists()


def access_run(actor: Actor, run_id: int) -> LinkRun:
    """A linking, for the secretariat."""
    found = LinkRun.objects.filter(pk=run_id).first() if actor.staff else None
    if found is None:
        raise NotHere
    return found


def reports_of(link: CaseLink) -> tuple[str, str]:
    """The two reports of a pair that this person may judge of; one of them may be hidden from their own eyes."""
    with acting_as(SYSTEM):
        found = dict(CaseRecord.objects.filter(pk__in=(link.left_id, link.right_id)).values_list("pk", "report"))
    return str(found[link.left_id]), str(found[link.right_id])
