"""Reports in, cases out: the whole way from normalised columns to clusters, with what is known about their quality."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Mapping

import duckdb
import numpy as np
import pyarrow as pa
from attrs import field, frozen

from . import audit
from .blocking import block
from .clusters import Clustered, Floats, Ints, Pair, cluster
from .constraints import facts_of
from .labels import Judged, judged_pairs, refine
from .model import Model, shipped_model
from .rescoring import score, shipped_trees
from .trees import odds_to_share
from .weighing import prior_of, weigh
from .workbench import Limits, lay_out, workbench

LIKELY = 0.05
"""The least probability of a pair that is told."""

Progress = Callable[[str], None]


@frozen(eq=False)
class Linked:
    """What came of it.

    `pairs`: rec_id_a, rec_id_b, probability (of one case), judged; `clusters`: rec_id, cluster (the first rec_id of the case), in
    the order given; `review`: rec_id_a, rec_id_b, reason, pairs a person should look at; `merges`: probabilities of the links by
    which clusters grew (n - cases of them); `recall_on_cited` is None when nobody cites anybody; `condition` is the code under
    which it holds; `seconds` by step; `peak_mb` of the process.
    """

    pairs: pa.Table
    clusters: pa.Table
    review: pa.Table
    merges: Floats
    threshold: float
    precision: float
    recall: float
    recall_on_cited: float | None
    bracket: tuple[int, int]
    likely: float
    model: str
    condition: str = audit.CONDITION
    seconds: Mapping[str, float] = field(factory=dict)
    peak_mb: float = 0.0

    @property
    def records(self) -> int:
        """Reports."""
        return int(self.clusters.num_rows)

    @property
    def cases(self) -> int:
        """Clusters."""
        return self.records - len(self.merges)

    def draws(self, times: int = 200, seed: int = 7) -> Floats:
        """Numbers of distinct cases, drawn: each link holds with its probability, missed ones are added by the recall."""
        dice = np.random.default_rng(seed)
        held = (dice.random((times, len(self.merges))) < self.merges).sum(axis=1)
        missed = dice.negative_binomial(np.maximum(held, 1), min(max(self.recall, 0.05), 0.999))
        drawn: Floats = (self.records - held - np.where(held > 0, missed, 0)).astype(np.float64)
        return drawn


class _Clock:
    def __init__(self, tell: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._tell, self._last = tell, time.perf_counter()

    def done(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = round(now - self._last, 3)
        self._last = now
        self._tell(step)


def link(
    table: pa.Table,
    *,
    labels: pa.Table | None = None,
    judgements: Iterable[tuple[str, str, bool]] = (),
    model: Model | None = None,
    limits: Limits | None = None,
    tell: Progress = lambda _step: None,
) -> Linked:
    """Link normalised reports (see `normalising`).

    `labels` (rec_id_a, rec_id_b, same) teach the scores and bind; `judgements` of people (rec_id, rec_id, same) do the same.
    The order of rows makes no difference. Raises Refused (ANA-350, ANA-351) when the model's audit does not hold.
    """
    chosen = shipped_model() if model is None else model.audited()
    clock = _Clock(tell)
    with workbench(limits) as connection:
        records = lay_out(connection, table)
        block(connection)
        clock.done("blocking")
        prior = prior_of(chosen, records, _count(connection))
        weigh(connection, chosen, prior)
        clock.done("weighing")
        trees = shipped_trees(chosen.trees)
        score(connection, trees)
        judged = judged_pairs(connection, labels, judgements)
        first, second, margin = audit.scored_pairs(connection)
        probability = odds_to_share(refine(connection, trees, judged, first, second, margin))
        probability = _bound(first, second, probability, judged)
        clock.done("scoring")
        threshold = audit.best_threshold(probability)
        facts = facts_of(connection)
        made = cluster(first, second, probability, facts, threshold, same=judged.same, apart=judged.apart)
        clock.done("clustering")
        names = connection.sql("select rec_id, row from record order by rec").to_arrow_table()
        recall = audit.recall_on_cited(connection, chosen, trees, facts, threshold, prior)
        clock.done("audit")
    return _told(made, (first, second, probability), threshold, recall, judged, names, chosen, clock)


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    return int(connection.execute("select count(*) from candidate").fetchall()[0][0])


def _bound(first: Ints, second: Ints, probability: Floats, judged: Judged) -> Floats:
    """Judged pairs have the probability people gave them."""
    if not judged.said:
        return probability
    bound = probability.copy()
    for index, pair in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if pair in judged.said:
            bound[index] = 1.0 if judged.said[pair] else 0.0
    return bound


def _whole_recall(recall: audit.Recall, links: int, cited: int) -> float:
    """Recall with citations seen: pairs that cite each other are found anyhow."""
    share = recall.share
    if share is None:
        return 1.0
    seen = min(cited / max(links, 1), 1.0)
    return max(share + (1 - share) * seen, 0.05)


def _told(
    made: Clustered,
    pairs: tuple[Ints, Ints, Floats],
    threshold: float,
    recall: audit.Recall,
    judged: Judged,
    names: pa.Table,
    model: Model,
    clock: _Clock,
) -> Linked:
    left, right, inside = audit.accepted(made, *pairs)
    merges = np.asarray([p for _a, _b, p in made.merges], dtype=np.float64)
    precision, variance = audit.precision_of(merges)
    whole = _whole_recall(recall, len(left), judged.cited)
    cases = len(made.label) - len(merges)
    held = audit.bracket(len(made.label), cases, precision, variance, whole, recall.asked)
    return Linked(
        pairs=_pairs(made, pairs, (left, right, inside), threshold, judged, names),
        clusters=_clusters(made, names),
        review=_review(made, names),
        merges=merges,
        threshold=threshold,
        precision=precision,
        recall=whole,
        recall_on_cited=recall.share,
        bracket=(held.low, held.high),
        likely=held.likely,
        model=model.version,
        seconds=clock.seconds,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _clusters(made: Clustered, names: pa.Table) -> pa.Table:
    """One row per report in the order given."""
    order = pa.array(np.argsort(names["row"].to_numpy(), kind="stable"))
    ids = names["rec_id"].combine_chunks()
    return pa.table({"rec_id": ids.take(order), "cluster": ids.take(pa.array(made.label)).take(order)})


def _review(made: Clustered, names: pa.Table) -> pa.Table:
    ids = names["rec_id"].combine_chunks()
    first, second, reason = zip(*made.review, strict=True) if made.review else ((), (), ())
    return pa.table(
        {
            "rec_id_a": ids.take(pa.array(first, pa.int32())),
            "rec_id_b": ids.take(pa.array(second, pa.int32())),
            "reason": pa.array(reason, pa.string()),
        }
    )


def _pairs(
    made: Clustered,
    pairs: tuple[Ints, Ints, Floats],
    within: tuple[Ints, Ints, Floats],
    threshold: float,
    judged: Judged,
    names: pa.Table,
) -> pa.Table:
    """Likely pairs: those of one cluster stand above the threshold, those that clusters parted below it."""
    first, second, probability = pairs
    told = (probability >= LIKELY) & (made.label[first] != made.label[second])
    below = np.minimum(probability[told], np.nextafter(threshold, 0))
    left, right, inside = within
    above = np.maximum(np.where(np.isnan(inside), threshold, inside), threshold)
    a, b = np.concatenate([left, first[told]]), np.concatenate([right, second[told]])
    p = np.concatenate([above, below])
    order = np.lexsort((b, a, -p))
    ids = names["rec_id"].combine_chunks()
    said = (
        [judged.said.get(pair) for pair in zip(a[order].tolist(), b[order].tolist(), strict=True)]
        if judged.said
        else None
    )
    return pa.table(
        {
            "rec_id_a": ids.take(pa.array(a[order])),
            "rec_id_b": ids.take(pa.array(b[order])),
            "probability": pa.array(p[order]),
            "judged": pa.array(said, pa.bool_()) if said is not None else pa.nulls(len(p), pa.bool_()),
        }
    )


__all__ = ["Linked", "Pair", "link"]
