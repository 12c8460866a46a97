"""What is counted of case reports: reports and distinct cases with their bracket."""

from __future__ import annotations

from typing import Final

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.cases import counting
from ..models import CaseCluster, CaseNormal, LinkRun

FURTHER: Final = ("aggregate", "parties", "members", "public")
"""Audiences whose reports may enter totals that others read."""


def case_counts(actor: Actor, round: int | None = None) -> counting.Counts:
    """Reports counted and distinct cases, by year, type and flow.

    For the secretariat of all reports. For others of those that may enter totals, and small cells as "1-2".
    """
    if not policies.reads_cases(actor):
        raise NotHere
    eyes = actor if actor.staff else SYSTEM
    with acting_as(eyes):
        run = LinkRun.objects.filter(state="done").order_by("-id").first()
        rows = _reports(actor, run.pk if run else 0, round, None if actor.staff else FURTHER)
    bracket = (run.low, run.high) if run and run.low is not None and run.high is not None else None
    return counting.count(rows, bracket, run.clusters if run else None, guarded=not actor.staff)


def _reports(actor: Actor, run: int, round: int | None, audiences: tuple[str, ...] | None) -> list[counting.Report]:
    found = CaseNormal.objects.filter(record__current=True, record__withdrawn_at__isnull=True)
    found = found.filter(record__round=round) if round else found
    found = found.filter(audience__in=audiences) if audiences is not None else found
    clusters = dict(CaseCluster.objects.filter(run=run).values_list("record_id", "cluster"))
    values = found.order_by("record_id").values_list(
        "record_id", "entity", "audience", "year", "type", "origin", "transit", "destination"
    )
    return [
        counting.Report(
            pk, entity, clusters.get(pk, -pk), year, type, origin, transit, destination,
            not policies.admits_case(actor, audience, entity),
        )
        for pk, entity, audience, year, type, origin, transit, destination in values
    ]  # fmt: skip
