"""What is counted of case reports: reports and distinct cases with their bracket."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.cases import counting
from ..models import CaseCluster, CaseNormal, LinkRun
from .cases import readable
from .links import run_in_force


def case_counts(actor: Actor, round: int | None = None) -> counting.Counts:
    """Reports counted and distinct cases, by year, type and flow: of what this person may read one by one, and of nothing else.

    So whatever is subtracted from whatever, only what they may read comes out. The bracket is of all reports, and only for who
    reads all.
    """
    if not policies.reads_cases(actor):
        raise NotHere
    run = LinkRun.objects.filter(state="done").order_by("-id").first() if actor.staff else None
    bracket = (run.low, run.high) if run and run.low is not None and run.high is not None else None
    return counting.count(_reports(actor, round), bracket, run.clusters if run else None)


def _reports(actor: Actor, round: int | None) -> list[counting.Report]:
    found = CaseNormal.objects.filter(
        record__in=readable(actor).filter(withdrawn_at__isnull=True).order_by().values("pk")
    )
    found = found.filter(record__round=round) if round else found
    clusters = dict(CaseCluster.objects.filter(run=run_in_force()).values_list("record_id", "cluster"))
    values = found.order_by("record_id").values_list(
        "record_id", "entity", "year", "type", "origin", "transit", "destination"
    )
    return [
        counting.Report(pk, entity, clusters.get(pk, -pk), year, type, origin, transit, destination)
        for pk, entity, year, type, origin, transit, destination in values
    ]
