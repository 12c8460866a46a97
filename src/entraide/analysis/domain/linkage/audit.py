"""How far the result may be trusted: threshold, precision, recall on pairs that cite each other, bracket of distinct cases.

Recall without a truth: some reports cite another report's number. These pairs are known to be one case; the citation is hidden
from blocks, weights and trees, and one counts how many of them are still found. This holds for all pairs only as far as
citing has nothing to do with how hard a pair is to find, and that condition is printed with the figure.
"""

from __future__ import annotations

import duckdb
import numpy as np
from attrs import frozen

from .clusters import Clustered, Floats, Ints, Pair, cluster, pairs_within
from .constraints import Facts
from .model import Model
from .rescoring import Trees, score
from .trees import odds_to_share
from .weighing import weigh

CONDITION = "analysis.linkage.cited_pairs_are_like_others"
"""The condition under which the recall holds; pages word it."""

MOST_CITED = 3_000
"""Pairs that cite each other which are looked for; more would cost time and tell nothing."""

SURE = 1.96
"""Standard errors on either side of the bracket."""


@frozen
class Recall:
    """Of `asked` pairs that cite each other, `found` without the citation."""

    asked: int
    found: int

    @property
    def share(self) -> float | None:
        """Found of asked; None when nobody cites anybody."""
        return self.found / self.asked if self.asked else None


@frozen
class Bracket:
    """The number of distinct cases: lowest, likeliest, highest."""

    low: int
    likely: float
    high: int


def best_threshold(probability: Floats, *, floor: float = 0.35, ceiling: float = 0.9) -> float:
    """The probability from which accepting pairs gives the best expected F1, from calibrated probabilities alone."""
    if not len(probability):
        return 0.5
    ordered = np.sort(probability)[::-1]
    hits, taken = np.cumsum(ordered), np.arange(1, len(ordered) + 1)
    expected = 2 * hits / (taken + ordered.sum())
    return float(np.clip(ordered[int(np.argmax(expected))], floor, ceiling))


def precision_of(probability: Floats, judged: Floats | None = None, strata: int = 5) -> tuple[float, float]:
    """Precision of accepted pairs and its variance: by strata of score with judgements (NaN = none), else calibrated.

    P = sum of W_h p_h, variance = sum of W_h² p_h (1 - p_h) / (m_h - 1); a stratum without two judgements stands on its model.
    """
    if not len(probability):
        return 1.0, 0.0
    order = np.argsort(probability, kind="stable")
    total, variance = 0.0, 0.0
    for part in np.array_split(order, strata):
        if not len(part):
            continue
        share = len(part) / len(probability)
        known = judged[part][~np.isnan(judged[part])] if judged is not None else np.empty(0)
        p = float(known.mean()) if len(known) >= 30 else float(probability[part].mean())
        m = len(known) if len(known) >= 30 else len(part)
        total += share * p
        variance += share**2 * p * (1 - p) / max(m - 1, 1)
    return total, variance


def bracket(records: int, cases: int, precision: float, variance: float, recall: float, asked: int) -> Bracket:
    """Distinct cases among `records`: high is at least the clusters that were made, low corrects for links that were missed."""
    links = records - cases
    right = links * precision / max(recall, 0.05)
    spread = recall * (1 - recall) / max(asked, 1)
    error = (links * SURE) * (
        (variance + precision * (1 - precision) / max(links, 1)) / recall**2 + precision**2 * spread / recall**4
    ) ** 0.5
    likely = records - right
    low = max(min(1, records), int(np.floor(min(likely - error, cases))))
    return Bracket(low, float(min(max(likely, 1), records)), min(records, int(np.ceil(max(cases, likely + error)))))


def _hide(connection: duckdb.DuckDBPyConnection) -> list[Pair]:
    """Leave in `candidate` what lies around pairs that cite each other, without what a citation brought; answers these pairs."""
    cited = connection.execute(
        f"""with cited as (select distinct least(a.rec, b.rec) as ra, greatest(a.rec, b.rec) as rb
                           from record a join record b on a.xk = b.rk and a.rec <> b.rec)
        select ra, rb from cited order by md5(ra || '/' || rb), ra, rb limit {MOST_CITED}"""
    ).fetchall()
    connection.execute("create or replace table ends(rec integer)")
    if cited:
        connection.executemany(
            "insert into ends values (?)", [(one,) for one in sorted({end for pair in cited for end in pair})]
        )
    connection.execute(
        """create or replace table near as select distinct rec from (select rec from ends
           union all select rb from candidate semi join ends on ra = rec union all select ra from candidate semi join ends on rb = rec)"""
    )
    connection.execute(
        """create or replace table candidate as select * from candidate
           where not cited and (ra in (select rec from near) or rb in (select rec from near))"""
    )
    return [(int(a), int(b)) for a, b in cited]


def recall_on_cited(
    connection: duckdb.DuckDBPyConnection, model: Model, trees: Trees, facts: Facts, threshold: float, prior: float
) -> Recall:
    """Link once more around pairs that cite each other, without any citation; uses up `candidate` and the tables after it."""
    cited = _hide(connection)
    if not cited:
        return Recall(0, 0)
    weigh(connection, model.without("citation"), prior)
    score(connection, trees, citations=False)
    first, second, margin = scored_pairs(connection)
    made = cluster(first, second, odds_to_share(margin), facts, threshold)
    return Recall(len(cited), sum(int(made.label[a]) == int(made.label[b]) for a, b in cited))


def scored_pairs(connection: duckdb.DuckDBPyConnection) -> tuple[Ints, Ints, Floats]:
    """`final` as arrays, in the order of its pairs."""
    found = connection.execute("select ra, rb, margin from final order by ra, rb").fetchnumpy()
    return tuple(np.asarray(found[name]) for name in ("ra", "rb", "margin"))  # type: ignore[return-value]


def accepted(made: Clustered, first: Ints, second: Ints, probability: Floats) -> tuple[Ints, Ints, Floats]:
    """Every pair within a cluster with its probability; pairs nobody proposed carry what held the cluster together on average."""
    left, right = pairs_within(made.label)
    size = np.int64(len(made.label))
    keys = first.astype(np.int64) * size + second
    order = np.argsort(keys, kind="stable")
    wanted = left.astype(np.int64) * size + right
    if not len(keys):
        return left, right, np.full(len(left), np.nan)
    place = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    hit = keys[order][place] == wanted
    values = np.where(hit, probability[order][place], np.nan)
    return left, right, values
