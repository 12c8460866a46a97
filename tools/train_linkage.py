"""Estimates the model of `analysis.domain.linkage` from records whose truth is known, and writes it with its audit.

usage: train_linkage.py CASES.csv … --hold-out CASES.csv … [--out FOLDER]

Each CASES.csv has the raw columns and `case_id` (see `make_cases.py` among the shared data; its names are invented). Every second
file belongs to the other half: the second forest only sees first scores from a forest that was grown on the other half. Each
file is read twice, as it is and damaged (words no vocabulary knows, readings that are wrong), because the next
secretariat's vocabulary will have other gaps than ours. The hold-out is only measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import yaml
from attrs import define, evolve

from entraide.analysis.domain.linkage import model as models
from entraide.analysis.domain.linkage.audit import scored_pairs
from entraide.analysis.domain.linkage.blocking import block
from entraide.analysis.domain.linkage.features import FIRST, SECOND, crowd, first_look, neighbourhood, second_look
from entraide.analysis.domain.linkage.normalising import normalise
from entraide.analysis.domain.linkage.rescoring import Trees, keep, score
from entraide.analysis.domain.linkage.trees import Forest, Growth, grow, odds_to_share
from entraide.analysis.domain.linkage.weighing import prior_of, weigh
from entraide.analysis.domain.linkage.workbench import lay_out, workbench

SHIPPED = Path(models.__file__).parent / "shipped"
DAMAGED = ("origin", "transit", "destination", "place", "material", "culture", "suspect_key", "type")
GROWTH = Growth(trees=160, depth=6, step=0.12, ridge=5.0, share=0.5)
LEAST_PRECISION = 0.95


def damaged(table: pa.Table, seed: int) -> pa.Table:
    """The same rows with gaps: of each column a tenth of its words in a language is unknown, one row in sixty is misread."""
    dice = np.random.default_rng(seed)
    languages = table["lang"].to_pylist()
    for name in DAMAGED:
        values = table[name].to_pylist()
        unknown = {
            key: dice.random() < 0.1 for key in sorted({(a, b or "") for a, b in zip(languages, values, strict=True)})
        }
        other, kept = dice.permutation(len(values)), dice.random(len(values))
        groups = table["type_group"].to_pylist() if name == "type" else None
        now: list[Any] = []
        for row, (language, value) in enumerate(zip(languages, values, strict=True)):
            source = int(other[row]) if kept[row] < 1 / 60 and value is not None else row
            gone = value is not None and unknown[(language, value)] and name != "suspect_key"
            now.append(None if gone else values[source])
            if groups is not None:
                groups[row] = None if gone else groups[source]
        table = table.set_column(table.schema.get_field_index(name), name, pa.array(now, pa.string()))
        if groups is not None:
            table = table.set_column(
                table.schema.get_field_index("type_group"), "type_group", pa.array(groups, pa.string())
            )
    return table


@define(eq=False)
class Set:
    """A file laid out in its own DuckDB, its truth beside it."""

    name: str
    connection: Any
    records: int
    truth: np.ndarray
    links: int
    first: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None
    second: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None

    def same(self, pairs: tuple[np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
        """Whether the pairs are one case."""
        return (self.truth[pairs[0]] == self.truth[pairs[1]]).astype(np.float64)


def opened(stack: ExitStack, path: Path, seed: int | None) -> Set:
    """Read, normalise, lay out and block a file."""
    header = path.open(encoding="utf-8").readline().strip().split(",")
    options = arrow_csv.ConvertOptions(column_types=dict.fromkeys(header, pa.string()))
    raw = arrow_csv.read_csv(path, convert_options=options)
    table = normalise(raw.drop_columns(["case_id"]))
    if seed is not None:
        table = damaged(table, seed)
    connection = stack.enter_context(workbench())
    records = lay_out(connection, table)
    block(connection)
    rows = connection.execute("select row from record order by rec").fetchnumpy()["row"]
    truth = np.unique(raw["case_id"].to_numpy(zero_copy_only=False).astype(str), return_inverse=True)[1][rows]
    sizes = np.bincount(truth)
    return Set(
        f"{path.name}{'' if seed is None else ' damaged'}",
        connection,
        records,
        truth,
        int((sizes * (sizes - 1) // 2).sum()),
    )


def estimated(model: models.Model, sets: list[Set]) -> models.Model:
    """M and u of every level, counted over the candidates of all sets."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    for one in sets:
        columns = [row[0] for row in one.connection.execute("describe record").fetchall()]
        one.connection.register(
            "truth", pa.table({"rec": pa.array(range(one.records), pa.int32()), "cid": pa.array(one.truth)})
        )
        chosen = ", ".join(f"a.{name} as {name}_l, b.{name} as {name}_r" for name in columns)
        one.connection.execute(
            f"create or replace temp view compared as select {chosen}, x.cid = y.cid as same from candidate"
            " join record a on a.rec = ra join record b on b.rec = rb join truth x on x.rec = ra join truth y on y.rec = rb"
        )
        for comparison in model.comparisons:
            for place, same, number in one.connection.execute(
                f"select {_case(comparison)}, same, count(*) from compared group by all"
            ).fetchall():
                counts[(comparison.field, int(place), bool(same))] += int(number)
    return evolve(model, comparisons=tuple(_weighted(one, counts) for one in model.comparisons))


def _case(comparison: models.Comparison) -> str:
    whens = " ".join(
        f"when {one.when} then {place}" for place, one in enumerate(comparison.levels) if one.when != "ELSE"
    )
    return f"case {whens} else {len(comparison.levels) - 1} end"


def _weighted(comparison: models.Comparison, counts: Counter[tuple[str, int, bool]]) -> models.Comparison:
    places = [place for place, level in enumerate(comparison.levels) if not level.absent]
    whole = {same: sum(counts[(comparison.field, place, same)] for place in places) for same in (True, False)}

    def share(place: int, same: bool) -> float:
        return round(max((counts[(comparison.field, place, same)] + 0.5) / (whole[same] + 2), 1e-4), 6)

    levels = (
        level if level.absent else evolve(level, m=share(place, True), u=share(place, False))
        for place, level in enumerate(comparison.levels)
    )
    return evolve(comparison, levels=tuple(levels))


def weighed(one: Set, model: models.Model) -> None:
    """Splink's weights and the first look."""
    number = one.connection.execute("select count(*) from candidate").fetchall()[0][0]
    weigh(one.connection, model, prior_of(model, one.records, number))
    crowd(one.connection)
    one.first = tuple(np.concatenate(part) for part in zip(*first_look(one.connection), strict=True))  # type: ignore[assignment]


def looked_twice(one: Set, forest: Forest) -> None:
    """The second look, after the first scores of `forest`."""
    assert one.first is not None
    keep(one.connection, "first", [(one.first[0], one.first[1], forest.margin(one.first[2]))])
    neighbourhood(one.connection)
    one.second = tuple(np.concatenate(part) for part in zip(*second_look(one.connection), strict=True))  # type: ignore[assignment]


def _grown(sets: list[Set], which: str, names: tuple[str, ...]) -> Forest:
    looks = [(one, getattr(one, which)) for one in sets]
    matrix = np.concatenate([look[2] for _one, look in looks])
    truth = np.concatenate([one.same(look) for one, look in looks])
    print(f"growing {which} on {len(truth):,} pairs", flush=True)
    return grow(matrix, truth, names, GROWTH)


def trees_of(sets: list[Set]) -> Trees:
    """Both forests, the second grown on first scores of the other half."""
    halves = (sets[0::2], sets[1::2])
    crossed = [_grown(list(half), "first", FIRST) for half in halves]
    for half, forest in zip(halves, reversed(crossed), strict=True):
        for one in half:
            looked_twice(one, forest)
    return Trees(_grown(sets, "first", FIRST), _grown(sets, "second", SECOND))


def measured(one: Set, model: models.Model, trees: Trees) -> dict[str, float]:
    """Precision at one half, recall and the best pair F1 of a set."""
    weigh(
        one.connection,
        model,
        prior_of(model, one.records, one.connection.execute("select count(*) from candidate").fetchall()[0][0]),
    )
    score(one.connection, trees)
    pairs = scored_pairs(one.connection)
    same, share = one.same(pairs), odds_to_share(pairs[2])
    order = np.argsort(-share, kind="stable")
    hits, taken = np.cumsum(same[order]), np.arange(1, len(order) + 1)
    half = share >= 0.5
    return {
        "precision": round(float(same[half].mean()), 4),
        "recall": round(float(same[half].sum()) / one.links, 4),
        "best_f1": round(float((2 * hits / (taken + one.links)).max()), 4),
        "calibration": round(float(share.sum() / max(same.sum(), 1)), 4),
    }


def written(
    model: models.Model, trees: Trees, held: list[tuple[str, dict[str, float]]], files: list[str], folder: Path
) -> None:
    """Trees as JSON, the model as YAML, with the audit of its contents."""
    (folder / model.trees).write_text(
        json.dumps({"first": trees.first.to_json(), "second": trees.second.to_json()}, separators=(",", ":")),
        encoding="utf-8",
    )
    comparisons = {
        one.field: [
            {
                "label": level.label,
                "when": level.when,
                **({"absent": True} if level.absent else {"m": level.m, "u": level.u}),
            }
            for level in one.levels
        ]
        for one in model.comparisons
    }
    model = evolve(model, trees_digest=hashlib.sha256((folder / model.trees).read_bytes()).hexdigest())
    said = {
        "version": model.version,
        "note": "Estimated by tools/train_linkage.py on generated records whose truth is known (their names are invented), as they "
        "are and damaged. They stand for audited pairs until a secretariat has audited its own; then a new version is made.",
        "prior_links_per_report": model.links_per_report,
        "trees": model.trees,
        "comparisons": comparisons,
        "audit": {
            "contents": model.digest(),
            "precision": min(figures["precision"] for _name, figures in held),
            "least_precision": LEAST_PRECISION,
            "trained_on": files,
            "held_out": dict(held),
        },
    }
    (folder / models.SHIPPED).write_text(
        yaml.safe_dump(said, sort_keys=False, width=140, allow_unicode=True), encoding="utf-8"
    )


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--hold-out", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    args = parser.parse_args()
    with ExitStack() as stack:
        sets = [opened(stack, path, seed) for path in args.cases for seed in (None, 1)]
        sets = [*sets[0::4], *sets[1::4], *sets[2::4], *sets[3::4]] if len(sets) > 3 else sets
        model = estimated(models.read((SHIPPED / models.SHIPPED).read_bytes()), sets)
        for one in sets:
            weighed(one, model)
        trees = trees_of(sets)
        held = []
        for path in args.hold_out:
            for seed in (None, 2):
                one = opened(stack, path, seed)
                held.append((one.name, measured(one, model, trees)))
                print(*held[-1], flush=True)
        written(model, trees, held, sorted({path.name for path in args.cases}), args.out)


if __name__ == "__main__":
    main()
