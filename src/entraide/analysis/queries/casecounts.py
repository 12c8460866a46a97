"""What is counted of case reports: reports and distinct cases with their bracket; the rows that a frozen set takes."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere

from .. import policies
from ..casework.judged import in_force, pair_of
from ..domain.cases import counting
from ..domain.cases.checking import number
from ..models import CaseCluster, CaseLink, CaseNormal, CaseRecord, LinkRun
from .links import run_in_force

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
        rows = _reports(run.pk if run else 0, round, None if actor.staff else FURTHER)
    bracket = (run.low, run.high) if run and run.low is not None and run.high is not None else None
    return counting.count(rows, bracket, run.clusters if run else None, guarded=not actor.staff)


def _reports(run: int, round: int | None, audiences: tuple[str, ...] | None) -> list[counting.Report]:
    found = CaseNormal.objects.filter(record__current=True, record__withdrawn_at__isnull=True)
    found = found.filter(record__round=round) if round else found
    found = found.filter(audience__in=audiences) if audiences is not None else found
    clusters = dict(CaseCluster.objects.filter(run=run).values_list("record_id", "cluster"))
    values = found.order_by("record_id").values_list(
        "record_id", "entity", "year", "type", "origin", "transit", "destination"
    )
    return [
        counting.Report(pk, entity, clusters.get(pk, -pk), year, type, origin, transit, destination)
        for pk, entity, year, type, origin, transit, destination in values
    ]


@frozen
class CaseTables:
    """Plain rows for the tables `cases` and `links` of a frozen set, sorted by their keys."""

    cases: tuple[dict[str, Any], ...]
    links: tuple[dict[str, Any], ...]


def case_tables_to_freeze(actor: Actor, round: int) -> CaseTables:
    """Reports of a round as they stand, with their clusters, and the pairs between them: the secretariat's alone."""
    if not actor.staff:
        raise NotHere
    run = run_in_force()
    clusters = dict(CaseCluster.objects.filter(run=run).values_list("record_id", "cluster"))
    found = CaseRecord.objects.select_related("normal").filter(round=round, current=True, withdrawn_at__isnull=True)
    rows = tuple(_frozen(one, clusters.get(one.pk)) for one in found.order_by("id"))
    taken = {row["record"]: str(one.report) for row, one in zip(rows, found.order_by("id"), strict=True)}
    return CaseTables(rows, _frozen_links(run, taken))


def _frozen(one: CaseRecord, cluster: int | None) -> dict[str, Any]:
    normal = getattr(one, "normal", None)
    said = number(one.received.get("value", ""))
    return {
        "record": one.pk, "reporter": one.entity, "role": one.role, "offence": one.offence,
        "event_year": normal.year if normal else None, "event_month": normal.month if normal else None,
        "origin": normal.origin if normal else "", "transit": normal.transit if normal else "",
        "destination": normal.destination if normal else "", "object_type": normal.type if normal else "",
        "material": normal.material if normal else "", "n_objects": normal.n_objects if normal else None, "value": said,
        "currency": one.received.get("currency", ""), "value_method": one.received.get("value_method", ""),
        "cluster": cluster, "audience": one.audience,
    }  # fmt: skip


def _frozen_links(run: int, taken: dict[int, str]) -> tuple[dict[str, Any], ...]:
    judged = in_force()
    found = CaseLink.objects.filter(run=run, left__in=taken, right__in=taken).order_by("left_id", "right_id")
    rows = []
    for one in found:
        said = judged.get(pair_of(taken[one.left_id], taken[one.right_id]))
        rows.append(
            {
                "record_a": one.left_id, "record_b": one.right_id, "probability": one.probability,
                "judged": said.verdict if said else "",
            }
        )  # fmt: skip
    return tuple(rows)
