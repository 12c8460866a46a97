"""What people said of pairs: it binds the clusters, and it refines the scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pyarrow as pa
from attrs import field, frozen

from . import features
from .clusters import Floats, Ints, Pair
from .rescoring import Trees
from .trees import Forest, Growth, grow, odds_to_share

ENOUGH = 60
"""Fewer judgements among the scored pairs bind, but teach nothing."""

FOLDS = 5


@frozen
class Judged:
    """Judgements by pair of records (smaller number first); `cited` is how many pairs of the set cite each other."""

    said: Mapping[Pair, bool] = field(factory=dict)
    cited: int = 0

    @property
    def same(self) -> tuple[Pair, ...]:
        """Pairs people called one case."""
        return tuple(sorted(pair for pair, yes in self.said.items() if yes))

    @property
    def apart(self) -> tuple[Pair, ...]:
        """Pairs people called two cases."""
        return tuple(sorted(pair for pair, yes in self.said.items() if not yes))


def judged_pairs(
    connection: duckdb.DuckDBPyConnection, labels: pa.Table | None, judgements: Iterable[tuple[str, str, bool]]
) -> Judged:
    """Judgements by number of record; those about records that are not here are left out, the later one of a pair counts."""
    cited = connection.execute(
        "select count(*) from (select distinct least(a.rec, b.rec), greatest(a.rec, b.rec)"
        " from record a join record b on a.xk = b.rk and a.rec <> b.rec)"
    ).fetchall()[0][0]
    rows = (
        []
        if labels is None
        else list(zip(*(labels[name].to_pylist() for name in ("rec_id_a", "rec_id_b", "same")), strict=True))
    )
    rows += list(judgements)
    if not rows:
        return Judged({}, int(cited))
    given = pa.table(
        {
            "place": pa.array(range(len(rows)), pa.int32()),
            "a": pa.array([str(a) for a, _b, _same in rows]),
            "b": pa.array([str(b) for _a, b, _same in rows]),
            "same": pa.array([bool(int(same)) for _a, _b, same in rows]),
        }
    )
    connection.register("judged_rows", given)
    found = connection.execute(
        "select x.rec, y.rec, same from judged_rows j join record x on x.rec_id = j.a join record y on y.rec_id = j.b"
        " where x.rec <> y.rec order by j.place"
    ).fetchall()
    connection.unregister("judged_rows")
    return Judged({(min(a, b), max(a, b)): same for a, b, same in found}, int(cited))


def _looked_at(connection: duckdb.DuckDBPyConnection, said: Mapping[Pair, bool]) -> tuple[list[Pair], np.ndarray]:
    """The second look at the judged pairs that were scored."""
    pairs = pa.table(
        {"ra": pa.array([a for a, _b in said], pa.int32()), "rb": pa.array([b for _a, b in said], pa.int32())}
    )
    connection.register("judged_now", pairs)
    parts = list(features.second_look(connection, where=" where (w.ra, w.rb) in (select (ra, rb) from judged_now)"))
    connection.unregister("judged_now")
    if not parts:
        return [], np.empty((0, len(features.SECOND)), dtype=np.float32)
    first, second, matrix = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((second, first))
    return list(zip(first[order].tolist(), second[order].tolist(), strict=True)), matrix[order]


def _loss(margin: Floats, truth: Floats) -> float:
    share = np.clip(odds_to_share(margin), 1e-6, 1 - 1e-6)
    return float(-np.mean(truth * np.log(share) + (1 - truth) * np.log(1 - share)))


def _growth(labels: int) -> tuple[Growth, ...]:
    return tuple(Growth(trees=trees, depth=2, step=0.05, ridge=8.0 + labels / 200, bins=16) for trees in (20, 60, 120))


def learnt(matrix: np.ndarray, truth: Floats, base: Floats) -> Forest | None:
    """Trees on top of the base margin, as many as helped on judgements kept aside; None when none did."""
    fold = np.arange(len(truth)) % FOLDS
    best, chosen = _loss(base, truth) - 1e-4, None
    for growth in _growth(len(truth)):
        kept = np.empty(len(truth))
        for one in range(FOLDS):
            inside, outside = fold != one, fold == one
            forest = grow(matrix[inside], truth[inside], features.SECOND, growth, base=base[inside])
            kept[outside] = base[outside] + forest.margin(matrix[outside])
        loss = _loss(kept, truth)
        if loss < best:
            best, chosen = loss, growth
    return grow(matrix, truth, features.SECOND, chosen, base=base) if chosen else None


def refine(
    connection: duckdb.DuckDBPyConnection, trees: Trees, judged: Judged, first: Ints, second: Ints, margin: Floats
) -> Floats:
    """Margins of the scored pairs, refined by the judgements when there are enough and they help."""
    if len(judged.said) < ENOUGH:
        return margin
    pairs, matrix = _looked_at(connection, judged.said)
    if len(pairs) < ENOUGH:
        return margin
    truth = np.asarray([float(judged.said[pair]) for pair in pairs])
    forest = learnt(matrix, truth, trees.second.margin(matrix))
    if forest is None:
        return margin
    added = np.empty(len(margin))
    parts = [(a, b, forest.margin(rows)) for a, b, rows in features.second_look(connection)]
    a, b, more = (np.concatenate(part) for part in zip(*parts, strict=True))
    added = more[np.lexsort((b, a))]
    return margin + added
