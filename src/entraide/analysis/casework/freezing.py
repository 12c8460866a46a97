"""The case reports of a round as they stood at a moment, with their clusters and links: the rows a frozen set takes.

What has happened since changes nothing: versions, withdrawals, linkings and judgements are asked by their times. The codes are
those of the vocabularies now; when these have grown and reports were normalised anew, a rebuilt set says that it differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final
from uuid import UUID

import pyarrow as pa
from django.db.models import Q

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from ..casework.judged import pair_of
from ..domain.cases.checking import number
from ..domain.sets.shapes import SCHEMAS, WIDTHS
from ..models import CaseCluster, CaseLink, CaseRecord, Judgement, LinkRun

_CENT: Final = Decimal("0.01")
_MOST: Final = Decimal(10) ** 15
_LARGEST: Final = 2**31 - 1


def case_tables_to_freeze(actor: Actor, round_id: int, at: datetime) -> tuple[pa.Table | None, pa.Table | None]:
    """The tables `cases` and `links` (`domain/sets/shapes.py`); None for both where the round has no reports."""
    if not actor.staff:
        raise NotHere
    records = _standing(round_id, at)
    if not records:
        return None, None
    run = _run(at)
    clusters = dict(CaseCluster.objects.filter(run=run).values_list("record_id", "cluster")) if run else {}
    rows = [_row(one, clusters.get(one.pk)) for one in records]
    links = _links(run, records, at) if run else []
    return pa.Table.from_pylist(rows, schema=SCHEMAS["cases"]), pa.Table.from_pylist(links, schema=SCHEMAS["links"])


def linkage_to_freeze(actor: Actor, at: datetime) -> dict[str, str]:
    """What the linking in force at a moment said of itself, for the manifest: model, threshold, precision, recall, bracket."""
    if not actor.staff:
        raise NotHere
    run = _run(at)
    told = {} if run is None else {
        "model": run.model, "threshold": run.threshold, "precision": run.precision, "recall": run.recall, "low": run.low,
        "high": run.high, "reports": run.reports, "clusters": run.clusters, "judged": run.judged,
    }  # fmt: skip
    return {name: f"{value:.6f}" if isinstance(value, float) else str(value) for name, value in told.items() if value is not None}


def _run(at: datetime) -> LinkRun | None:
    return LinkRun.objects.filter(state="done", ended_at__lte=at).order_by("-id").first()


def _standing(round_id: int, at: datetime) -> list[CaseRecord]:
    """Of every report the last version received by then, unless it was withdrawn by then."""
    found = CaseRecord.objects.select_related("normal").filter(round=round_id, received_at__lte=at).order_by("version")
    last: dict[UUID, CaseRecord] = {one.report: one for one in found}
    kept = (one for one in last.values() if one.withdrawn_at is None or one.withdrawn_at > at)
    return sorted(kept, key=lambda one: one.pk)


def _row(one: CaseRecord, cluster: int | None) -> dict[str, Any]:
    normal = getattr(one, "normal", None)
    codes: Mapping[str, Any] = normal.columns if normal else {}
    return {
        "record": one.pk, "reporter": one.entity, "grp": _groups().get(one.entity, ""), "role": one.role, "offence": one.offence,
        "event_year": normal.year if normal else None, "event_month": normal.month if normal else None,
        "theft_day": codes.get("theft_day"), "seizure_day": codes.get("seizure_day"),
        "origin": normal.origin if normal else "", "transit": normal.transit if normal else "",
        "destination": normal.destination if normal else "", "object_type": normal.type if normal else "",
        "material": normal.material if normal else "", "n_objects": _whole(normal.n_objects if normal else None),
        "value": _money(one.received.get("value", "")), "currency": str(codes.get("currency") or ""),
        "value_method": one.received.get("value_method", ""), "cluster": cluster, "audience": one.audience,
        "width": WIDTHS[one.audience],
    }  # fmt: skip


@cache
def _groups() -> Mapping[str, str]:
    return {one.code: one.group for one in entities.entities()}


def _whole(count: int | None) -> int | None:
    return count if count is not None and abs(count) <= _LARGEST else None


def _money(text: str) -> Decimal | None:
    given = number(text)
    amount = None if given is None else Decimal(str(given))
    return amount.quantize(_CENT) if amount is not None and amount.is_finite() and abs(amount) < _MOST else None


def _links(run: LinkRun, records: Iterable[CaseRecord], at: datetime) -> list[dict[str, Any]]:
    reports = {one.pk: one.report for one in records}
    judged = _judged(at)
    found = CaseLink.objects.filter(run=run).order_by("left_id", "right_id").values_list("left_id", "right_id", "probability")
    return [
        {
            "record_a": left, "record_b": right, "probability": probability,
            "judged": judged.get(pair_of(reports[left], reports[right]), ""),
        }
        for left, right, probability in found
        if left in reports and right in reports
    ]  # fmt: skip


def _judged(at: datetime) -> dict[Any, str]:
    """The secretariat's last judgement of every pair by then, unless it was taken back by then."""
    standing = Q(reversal__isnull=True) | Q(reversal__judged_at__gt=at)
    found = Judgement.objects.filter(standing, entity="", reverses__isnull=True, judged_at__lte=at).order_by("id")
    return {pair_of(one.left, one.right): one.verdict for one in found}
