"""Linking all reports: asked for, carried out step by step, its pairs and clusters kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.pouring import pour
from entraide.foundation.jobs.door import enqueue
from entraide.kernel.audience import Audience, narrowest
from entraide.kernel.problems import refuse

from .. import linking, policies
from ..casework.judged import by_place
from ..casework.overdue import UNDER_WAY, give_up
from ..casework.rows import Standing, normal_rows, standing
from ..domain.cases.counting import Pair, use
from ..domain.cases.people import Named, grouped
from ..models import CaseCluster, CaseLink, CaseLinkEvidence, LinkRun

KEPT: Final = 20_000
"""Pairs of a run that are kept: those whose judgement is of most use."""
AT_ONCE: Final = 5_000
GROUPS: Final = 400
"""Groups of suspects that are kept with a run."""
WORDS: Final = 500


@action("analysis.linking.given_up")
def give_up_linkings(act: Act) -> int:
    """The daily sweep: linkings whose process died block no other."""
    policies.may_judge(act.actor).enforce()
    count = give_up(act.at)
    act.about("analysis.linkrun", failed=count)
    return count


@action("analysis.linking.asked")
def ask_linking(act: Act) -> LinkRun:
    """Have all reports linked in the background. Refused with ANA-431, ANA-436 while a linking waits or runs."""
    policies.may_judge(act.actor).enforce()
    give_up(act.at)
    if LinkRun.objects.filter(state__in=UNDER_WAY).exists():
        raise refuse("ANA-436")
    made = LinkRun.objects.create(asked_by=act.actor.person_id, asked_at=act.at)
    enqueue("analysis.link_cases", run=made.pk)
    act.about(made)
    return made


@action("analysis.linking.advanced")
def note_step(act: Act, run_id: int, step: str) -> None:
    """Say how far a linking is, for the page that waits."""
    run = policies.access_run(act.actor, run_id)
    run.state, run.step = "running", step
    save(run, "state", "step")
    act.about(run, step=step)


@frozen
class Outcome:
    """A linking in memory: the reports, as the normaliser gives them and as tables hold their codes, and what was found."""

    rows: tuple[Standing, ...]
    table: pa.Table
    normal: Sequence[Mapping[str, Any]]
    found: linking.Found
    judged: int
    people: list[list[int]]
    """Reports whose suspects may be one, the largest group first."""
    unknown: list[list[Any]]


def find_links() -> Outcome:
    """Link every report that counts, as far as who asks may read it."""
    rows = standing()
    judged = by_place(rows)
    table = linking.table_of([one.raw for one in rows])
    codes = linking.codes_of(table)
    return Outcome(
        rows, table, normal_rows(rows, codes), linking.linked(table, judged), len(judged), suspects_alike(rows, codes),
        words_unknown(rows),
    )  # fmt: skip


def suspects_alike(rows: Sequence[Standing], codes: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Groups of reports whose suspects' names may be of one person or organisation, the largest first."""
    named = [
        Named(one.id, one.raw["suspect"], str(code.get("suspect_key") or ""))
        for one, code in zip(rows, codes, strict=True) if one.raw["suspect"]
    ]  # fmt: skip
    return [sorted({one.record for one in group}) for group in grouped(named)[:GROUPS]]


def words_unknown(rows: Sequence[Standing]) -> list[list[Any]]:
    """Column, language, word and count of words that no vocabulary knows, the most frequent first."""
    found = linking.unknown([one.raw for one in rows], WORDS)
    return [[one.column, one.language, one.word, one.count] for one in found]


@action("analysis.linking.kept")
def keep_links(act: Act, run_id: int, outcome: Outcome) -> LinkRun:
    """Write pairs, evidence and clusters of a linking; the newest that is done is the one in force. Refused with ANA-438 when
    it was given up meanwhile.
    """
    run = policies.access_run(act.actor, run_id)
    if run.state not in UNDER_WAY:
        raise refuse("ANA-438")
    found, rows = outcome.found, outcome.rows
    pairs = _pairs(outcome)
    for start in range(0, len(pairs), AT_ONCE):
        _keep_pairs(run.pk, outcome, pairs[start : start + AT_ONCE])
    members = _members(run.pk, rows, found.clusters)
    for start in range(0, len(members), AT_ONCE):
        pour(CaseCluster, members[start : start + AT_ONCE])
    run.state, run.step, run.ended_at = "done", "done", act.at
    run.reports, run.clusters, run.pairs = len(rows), len(set(found.clusters)), len(found.pairs)
    run.judged, run.model, run.threshold = outcome.judged, found.model[:80], found.threshold
    run.low, run.high, run.precision, run.recall = found.low, found.high, found.precision, found.recall
    run.people, run.unknown = outcome.people, outcome.unknown
    save(
        run, "state", "step", "ended_at", "reports", "clusters", "pairs", "judged", "model", "threshold", "low", "high",
        "precision", "recall", "people", "unknown",
    )  # fmt: skip
    act.about(run, reports=run.reports, clusters=run.clusters, pairs=run.pairs, model=run.model)
    return run


def _pairs(outcome: Outcome) -> list[tuple[linking.Pair, float]]:
    """Pairs with their use, the most useful first."""
    clusters, normal = outcome.found.clusters, outcome.normal
    sizes = Counter(clusters)
    cells = Counter((one["year"], one["type"]) for one in normal)

    def used(one: linking.Pair) -> float:
        a, b = normal[one.left], normal[one.right]
        smallest = min(cells[(each["year"], each["type"])] for each in (a, b))
        legs = ("origin", "transit", "destination")
        differ = any(a[leg] and b[leg] and a[leg] != b[leg] for leg in legs)
        same = clusters[one.left] == clusters[one.right]
        return use(Pair(one.probability, same, sizes[clusters[one.left]], sizes[clusters[one.right]], smallest, differ))

    found = [(one, used(one)) for one in outcome.found.pairs]
    return sorted(found, key=lambda each: (-each[1], each[0].left, each[0].right))[:KEPT]


def _keep_pairs(run: int, outcome: Outcome, pairs: Sequence[tuple[linking.Pair, float]]) -> None:
    rows, clusters = outcome.rows, outcome.found.clusters
    links = [
        {
            "run_id": run, "left_id": rows[one.left].id, "right_id": rows[one.right].id, "probability": one.probability,
            "use": value, "linked": clusters[one.left] == clusters[one.right],
        }
        for one, value in pairs
    ]  # fmt: skip
    keys = pour(CaseLink, links)
    told = linking.explained(outcome.table, [(one.left, one.right) for one, _use in pairs])
    evidence = [
        {
            "link_id": key, "left_id": link["left_id"], "right_id": link["right_id"],
            "fields": [[line.field, line.left, line.right, line.verdict, line.weight] for line in lines],
        }
        for key, link, lines in zip(keys, links, told, strict=True)
    ]  # fmt: skip
    pour(CaseLinkEvidence, evidence)


def _members(run: int, rows: Sequence[Standing], clusters: Sequence[int]) -> list[dict[str, Any]]:
    """Membership of each report, with the narrowest audience of its cluster."""
    by: dict[int, list[Standing]] = defaultdict(list)
    for one, cluster in zip(rows, clusters, strict=True):
        by[cluster].append(one)
    numbered = {cluster: number for number, cluster in enumerate(by, start=1)}
    found = []
    for cluster, members in by.items():
        audience = narrowest(Audience(one.audience) for one in members)
        owners = {one.entity for one in members}
        owner = next(iter(owners)) if len(owners) == 1 else ""
        found += [
            {
                "run_id": run, "record_id": one.id, "cluster": numbered[cluster], "size": len(members),
                "audience": str(audience), "entity": one.entity, "owner": owner,
            }
            for one in members
        ]  # fmt: skip
    return found


@action("analysis.linking.failed")
def fail_linking(act: Act, run_id: int, code: str) -> None:
    """A linking could not be done; what stood before holds on."""
    run = policies.access_run(act.actor, run_id)
    run.state, run.refused, run.ended_at = "failed", code[:20], act.at
    save(run, "state", "refused", "ended_at")
    act.about(run, code=code)
