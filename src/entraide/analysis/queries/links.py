"""Proposed pairs, clusters, judgements: the queue, one's own, one report's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.audience import Audience, narrowest
from entraide.kernel.problems import NotHere

from .. import policies
from ..casework.judged import in_force, pair_of
from ..linking import Evidence
from ..models import CaseCluster, CaseLink, CaseLinkEvidence, CaseRecord, Judgement, LinkRun
from .cases import CaseRow, case_row


@frozen
class RunRow:
    """A linking and what came out. Rates are shares of one; None where nothing could be estimated."""

    id: int
    state: str
    step: str
    asked_at: datetime
    ended_at: datetime | None
    model: str
    reports: int
    clusters: int
    pairs: int
    judged: int
    threshold: float | None
    low: int | None
    high: int | None
    precision: float | None
    recall: float | None
    refused: str


@frozen
class Said:
    """A judgement or a statement in force."""

    id: int
    verdict: str
    entity: str
    name: str
    role: str
    reason: str
    judged_at: datetime
    reversed: bool = False
    reverses: int | None = None


@frozen
class LinkRow:
    """A proposed pair. A side that may not be read is None, and so is the evidence then."""

    id: int
    left: CaseRow | None
    right: CaseRow | None
    probability: float
    use: float
    linked: bool
    evidence: tuple[Evidence, ...]
    judgement: Said | None
    statements: tuple[Said, ...]


def _run_row(found: LinkRun) -> RunRow:
    names = (
        "id", "state", "step", "asked_at", "ended_at", "model", "reports", "clusters", "pairs", "judged", "threshold", "low",
        "high", "precision", "recall", "refused",
    )  # fmt: skip
    return RunRow(**{name: getattr(found, name) for name in names})


def runs(actor: Actor, most: int = 10) -> tuple[RunRow, ...]:
    """The linkings of late, the newest first; none for others than the secretariat."""
    return tuple(_run_row(one) for one in LinkRun.objects.order_by("-id")[:most]) if actor.staff else ()


def run_in_force() -> int:
    """The linking in force, 0 for none. It is no secret that there is one; what it found has its own walls."""
    with acting_as(SYSTEM):
        found = LinkRun.objects.filter(state="done").order_by("-id").first()
    return found.pk if found else 0


def latest_run(actor: Actor) -> RunRow | None:
    """The linking in force, with its counts: the secretariat's."""
    found = LinkRun.objects.filter(state="done").order_by("-id").first() if actor.staff else None
    return _run_row(found) if found else None


def _said(one: Judgement, reversed: bool = False) -> Said:
    return Said(
        one.pk, one.verdict, one.entity, one.name, one.role, one.reason, one.judged_at, reversed, one.reverses_id
    )


def _statements(links: Sequence[CaseLink]) -> Mapping[tuple[str, str], list[Said]]:
    reports = _reports_of({side for one in links for side in (one.left_id, one.right_id)})
    found: dict[tuple[str, str], list[Said]] = {}
    wanted = set(reports.values())
    said = Judgement.objects.filter(reverses__isnull=True, reversal__isnull=True, left__in=wanted).exclude(entity="")
    for one in said.order_by("id"):
        rows = found.setdefault(pair_of(one.left, one.right), [])
        rows[:] = [each for each in rows if each.entity != one.entity] + [_said(one)]
    return found


def _reports_of(records: Collection[int]) -> Mapping[int, str]:
    """The reports of records whose pairs may be read, though one side may not: for looking up what was said, never shown."""
    with acting_as(SYSTEM):
        return {pk: str(report) for pk, report in CaseRecord.objects.filter(pk__in=records).values_list("pk", "report")}


def link_rows(actor: Actor, links: Sequence[CaseLink]) -> tuple[LinkRow, ...]:
    """Pairs with what may be read of each side, evidence, and what was said of them."""
    sides = {side for one in links for side in (one.left_id, one.right_id)}
    found = CaseRecord.objects.select_related("normal").filter(pk__in=sides)
    readable = {one.pk: case_row(one) for one in found if policies.admits_case(actor, one.audience, one.entity)}
    proofs = {one.link_id: one.fields for one in CaseLinkEvidence.objects.filter(link__in=links)}
    reports, judged, stated = _reports_of(sides), in_force(), _statements(links)
    rows = []
    for one in links:
        pair = pair_of(reports[one.left_id], reports[one.right_id])
        both = one.left_id in readable and one.right_id in readable
        judgement = judged.get(pair)
        rows.append(
            LinkRow(
                one.pk, readable.get(one.left_id), readable.get(one.right_id), one.probability, one.use, one.linked,
                _evidence(actor, proofs.get(one.pk, []), readable.get(one.left_id), readable.get(one.right_id)) if both else (),
                _said(judgement) if judgement else None, tuple(stated.get(pair, ())),
            )
        )  # fmt: skip
    return tuple(rows)


def _evidence(actor: Actor, fields: Sequence[Sequence[Any]], *sides: CaseRow | None) -> tuple[Evidence, ...]:
    """Field by field; names of suspects only to who may read those of both reports."""
    named = all(side is not None and policies.reads_suspects(actor, side.entity) for side in sides)
    return tuple(Evidence(*one) for one in fields if named or not str(one[0]).startswith("suspect"))


def queue(actor: Actor, start: int = 0, most: int = 10, judged: bool = False) -> tuple[tuple[LinkRow, ...], int]:
    """Pairs that wait for the secretariat, the most useful first, and how many wait; `judged` those that were judged."""
    if not policies.may_judge(actor):
        raise NotHere
    found = CaseLink.objects.filter(
        run=run_in_force(), left__withdrawn_at__isnull=True, right__withdrawn_at__isnull=True
    )
    done = set(in_force())
    pairs = found.order_by("-use", "id").values_list("pk", "left__report", "right__report")
    keys = [pk for pk, left, right in pairs if (pair_of(left, right) in done) == judged]
    chosen = {one.pk: one for one in CaseLink.objects.filter(pk__in=keys[start : start + most])}
    return link_rows(actor, [chosen[pk] for pk in keys[start : start + most]]), len(keys)


def history(actor: Actor, most: int = 50) -> tuple[Said, ...]:
    """Judgements of late, reversals among them, the newest first."""
    if not policies.may_judge(actor):
        raise NotHere
    rows = Judgement.objects.order_by("-id")[:most]
    undone = set(Judgement.objects.filter(reverses__in=[one.pk for one in rows]).values_list("reverses_id", flat=True))
    return tuple(_said(one, one.pk in undone) for one in rows)


def links_of(actor: Actor, record_id: int) -> tuple[LinkRow, ...]:
    """The proposals of one report, the likeliest first: to the secretariat and to the reporter."""
    row = policies.access_case(actor, record_id)
    if not policies.reads_whole(actor, row.entity):
        return ()
    both = CaseLink.objects.filter(run=run_in_force()).order_by("-probability", "id")
    found = [*both.filter(left=record_id)[:20], *both.filter(right=record_id)[:20]]
    return link_rows(actor, sorted(found, key=lambda one: (-one.probability, one.pk))[:20])


@frozen
class ClusterRow:
    """Reports that are held to be one case, all of them readable by who asks."""

    number: int
    size: int
    members: tuple[CaseRow, ...]
    audience: Audience


def cluster_of(actor: Actor, record_id: int) -> ClusterRow | None:
    """The cluster of a report, for who may read all of it: what is derived takes the narrowest audience of its sources."""
    policies.access_case(actor, record_id)
    with acting_as(SYSTEM):
        mine = CaseCluster.objects.filter(run=run_in_force(), record=record_id).first()
    return _cluster(actor, mine.run_id, mine.cluster) if mine and mine.size > 1 else None


def cluster(actor: Actor, number: int) -> ClusterRow:
    """One cluster of the linking in force; NotHere for who may not read all of it."""
    found = _cluster(actor, run_in_force(), number)
    if found is None:
        raise NotHere
    return found


def _cluster(actor: Actor, run: int, number: int) -> ClusterRow | None:
    with acting_as(SYSTEM):  # how many there are is asked for the comparison below, and told only when all may be read
        members = list(CaseCluster.objects.filter(run=run, cluster=number).values_list("record_id", flat=True))
    found = CaseRecord.objects.select_related("normal").filter(pk__in=members)
    rows = [case_row(one) for one in found if policies.admits_case(actor, one.audience, one.entity)]
    if not members or len(rows) < len(members):
        return None
    return ClusterRow(
        number,
        len(members),
        tuple(sorted(rows, key=lambda one: one.id)),
        narrowest(Audience(one.audience) for one in rows),
    )


@frozen
class Ours:
    """A State's own view: its reports, how many are linked, with whom as far as it may know, what waits for its word."""

    reports: int
    linked: int
    partners: tuple[str, ...]
    hidden: int
    pairs: tuple[LinkRow, ...]


def ours(actor: Actor, most: int = 50) -> Ours:
    """The own view of whoever reads all of its State's or organisation's reports; NotHere for others."""
    if not actor.entity or not policies.reads_whole(actor, actor.entity):
        raise NotHere
    own = set(
        CaseRecord.objects.filter(entity=actor.entity, current=True, withdrawn_at__isnull=True).values_list(
            "pk", flat=True
        )
    )
    run = run_in_force()
    found = CaseLink.objects.filter(run=run)
    links = {
        one.pk: one
        for side in ("left", "right")
        for one in found.filter(**{f"{side}__entity": actor.entity, f"{side}__current": True})
    }
    ordered = sorted(links.values(), key=lambda one: (-one.probability, one.pk))
    rows = link_rows(actor, [one for one in ordered if {one.left_id, one.right_id} & own])
    linked = {side for one in ordered if one.linked for side in (one.left_id, one.right_id)} & own
    others = [
        side for one in rows if one.linked for side in (one.left, one.right) if side and side.entity != actor.entity
    ]
    hidden = sum(1 for one in rows if one.linked and (one.left is None or one.right is None))
    return Ours(len(own), len(linked), tuple(sorted({one.entity for one in others})), hidden, rows[:most])
