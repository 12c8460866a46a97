"""Linking reports of one case: quality, CPU seconds and memory, on generated records whose truth is known.

The records come from `make_cases.py` of the shared data (ENTRAIDE_SHARED), which needs the bench group (pytz); they are kept in
ENTRAIDE_BENCH_CASES. Each run is the command `entraide analysis link` in a process of its own, from raw columns; the truth is only
read here. Splink with its own training and recordlinkage are given our normalised columns.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

REPOSITORY = Path(__file__).resolve().parents[1]
Measured = dict[str, Any]
UNSEEN = 911
SEEDS = range(901, 911)


def cases(number: int, seed: int) -> Path:
    """A file of generated records, made once."""
    folder = Path(os.environ.get("ENTRAIDE_BENCH_CASES", Path(tempfile.gettempdir()) / "entraide-bench-cases"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"cases-{number}-{seed}.csv"
    if not path.exists():
        shared = Path(os.environ.get("ENTRAIDE_SHARED", REPOSITORY.parent / "shared"))
        script = shared / "data" / "linkage" / "make_cases.py"
        if not script.exists():
            raise SystemExit("the shared generator of case records is not here")
        half = path.with_suffix(".part")
        subprocess.run([sys.executable, script, str(number), str(seed), half], check=True, stdout=subprocess.DEVNULL)
        half.rename(path)
    return path


class Truth:
    """Which records are one case, by the column the linkage never reads."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.names = [row["rec_id"] for row in rows]
        self.place = {name: place for place, name in enumerate(self.names)}
        self.case = np.unique([row["case_id"] for row in rows], return_inverse=True)[1]
        sizes = np.bincount(self.case)
        self.cases, self.pairs = len(sizes), int((sizes * (sizes - 1) // 2).sum())

    def same(self, first: Iterable[str], second: Iterable[str]) -> np.ndarray:
        """Whether pairs are one case."""
        left, right = ([self.place[name] for name in names] for names in (first, second))
        return self.case[left] == self.case[right]

    def of_pairs(self, same: np.ndarray, score: np.ndarray) -> dict[str, float]:
        """Best pair F1 and the recall at a precision of 0.99."""
        order = np.argsort(-score, kind="stable")
        hits, taken = np.cumsum(same[order]), np.arange(1, len(order) + 1)
        safe = np.flatnonzero(hits / taken >= 0.99)
        recall = float(hits[safe[-1]] / self.pairs) if len(safe) else 0.0
        return {"pair_f1": float((2 * hits / (taken + self.pairs)).max()), "recall_99": recall}

    def of_clusters(self, label: np.ndarray) -> float:
        """Pairwise F1 of clusters."""
        joint = np.unique(np.stack([self.case, label]), axis=1, return_counts=True)[1]
        made = np.bincount(label)
        hits, taken = int((joint * (joint - 1) // 2).sum()), int((made * (made - 1) // 2).sum())
        return 2 * hits / (taken + self.pairs)


def linked(path: Path, labels: Path | None = None) -> tuple[dict[str, Any], list[dict[str, str]], list[dict[str, str]]]:
    """What the command says, its clusters and its pairs; CPU seconds and memory are those of its process."""
    with tempfile.TemporaryDirectory() as folder:
        out, pairs = Path(folder) / "clusters.csv", Path(folder) / "pairs.csv"
        command = [
            Path(sys.executable).with_name("entraide"),
            "analysis",
            "link",
            path,
            "--out",
            out,
            "--pairs",
            pairs,
            "--json",
        ]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(
            [*command, *(["--labels", labels] if labels else [])], capture_output=True, text=True, check=False
        )
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
        if done.returncode:
            raise SystemExit(done.stderr.strip()[-300:])
        said = json.loads(done.stdout)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        said |= {"cpu": cpu, "wall": wall, "peak": after.ru_maxrss / 1024}
        return said, _rows(out), _rows(pairs)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(truth: Truth, clusters: list[dict[str, str]], pairs: list[dict[str, str]]) -> dict[str, float]:
    label = np.empty(len(truth.names), dtype=np.int64)
    numbers: dict[str, int] = {}
    for row in clusters:
        label[truth.place[row["rec_id"]]] = numbers.setdefault(row["cluster"], len(numbers))
    same = truth.same((row["rec_id_a"] for row in pairs), (row["rec_id_b"] for row in pairs))
    score = np.asarray([float(row["probability"]) for row in pairs])
    return {"cluster_f1": truth.of_clusters(label), **truth.of_pairs(same, score)}


def _asked(truth: Truth, pairs: list[dict[str, str]], number: int) -> list[tuple[str, str, int]]:
    """A thousand judgements: half of the most doubtful pairs, half by chance; answered by the truth."""
    dice = np.random.default_rng(3)
    doubt = np.asarray([abs(float(row["probability"]) - 0.5) for row in pairs])
    first = np.argsort(doubt, kind="stable")[: number // 2]
    rest = dice.permutation(np.setdiff1d(np.arange(len(pairs)), first))[: number - len(first)]
    chosen = [pairs[int(place)] for place in [*first, *rest]]
    same = truth.same((row["rec_id_a"] for row in chosen), (row["rec_id_b"] for row in chosen))
    return [(row["rec_id_a"], row["rec_id_b"], int(yes)) for row, yes in zip(chosen, same, strict=True)]


def small() -> Measured:
    """10,000 records of an unseen seed, without labels and with 1,000."""
    path = cases(10_000, UNSEEN)
    truth = Truth(path)
    said, clusters, pairs = linked(path)
    without = _figures(truth, clusters, pairs)
    with tempfile.TemporaryDirectory() as folder:
        labels = Path(folder) / "labels.csv"
        with labels.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("rec_id_a", "rec_id_b", "same"), *_asked(truth, pairs, 1000)])
        told, clusters, pairs = linked(path, labels)
    with_labels = _figures(truth, clusters, pairs)
    return {
        "value": without["pair_f1"],
        "unit": "",
        "without": without,
        "with": with_labels,
        "cpu": said["cpu"],
        "peak": told["peak"],
    }


def brackets() -> Measured:
    """In how many of ten seeds the bracket holds the true number of cases, and how wide it is."""
    held, widths, recalls = 0, [], []
    for seed in SEEDS:
        path = cases(10_000, seed)
        truth = Truth(path)
        said, _clusters, _pairs = linked(path)
        low, high = said["bracket"]
        held += low <= truth.cases <= high
        widths.append((high - low) / truth.cases)
        recalls.append(said["recall_on_cited"])
    return {
        "value": held,
        "unit": "of 10 seeds",
        "width": float(np.mean(widths)),
        "recall_on_cited": float(np.mean(recalls)),
    }


def _large(number: int, seed: int) -> Measured:
    path = cases(number, seed)
    said, clusters, pairs = linked(path)
    truth = Truth(path)
    figures = _figures(truth, clusters, pairs)
    held = said["bracket"][0] <= truth.cases <= said["bracket"][1]
    return {
        "value": figures["cluster_f1"],
        "unit": "",
        **figures,
        "held": held,
        **{k: said[k] for k in ("cpu", "wall", "peak", "bracket")},
    }


def one() -> Measured:
    """One new report against a million: wall time of 60 look-ups, and whether a true twin is among the first ten."""
    from entraide.analysis.domain.linkage.proposals import Against, proposals  # noqa: PLC0415 - part of what is measured
    from entraide.analysis.domain.linkage.reading import records  # noqa: PLC0415

    path = cases(1_000_000, UNSEEN)
    table, truth = records(path), Truth(path)
    sizes = np.bincount(truth.case)
    chosen = np.random.default_rng(5).choice(np.flatnonzero(sizes[truth.case] > 1), 60, replace=False)
    with tempfile.TemporaryDirectory() as folder:
        Against.of(table, Path(folder) / "reports.duckdb").close()
        rows = [table.slice(int(place), 1) for place in chosen]
        del table
        taken, cpu, found = [], [], 0
        with Against.open(Path(folder) / "reports.duckdb") as against:
            proposals(rows[0], against)
            for place, row in zip(chosen, rows, strict=True):
                start, work = time.perf_counter(), time.process_time()
                shown = proposals(row, against)
                taken.append((time.perf_counter() - start) * 1000)
                cpu.append((time.process_time() - work) * 1000)
                found += any(truth.case[truth.place[each.rec_id]] == truth.case[place] for each in shown)
    return {
        "value": float(np.median(taken)),
        "unit": "ms",
        "cpu_ms": float(np.median(cpu)),
        "first_ten": found / len(chosen),
    }


def splink_alone() -> Measured:
    """Splink's own training and prediction on our normalised columns, 10,000 records."""
    import duckdb  # noqa: PLC0415
    import splink.comparison_library as compare  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    from entraide.analysis.domain.linkage.reading import records  # noqa: PLC0415
    from entraide.analysis.domain.linkage.workbench import lay_out  # noqa: PLC0415

    path = cases(10_000, UNSEEN)
    truth, connection = Truth(path), duckdb.connect()
    start = time.process_time()
    lay_out(connection, records(path))
    fields = ("type", "o", "d", "t", "place", "m", "c", "n", "td", "sd", "sk")
    rules = [("o", "type", "td"), ("o", "type", "sd"), ("o", "d", "g"), ("d", "type", "sd"), ("o", "m", "c")]
    rules += [("place", "m", "g"), ("xk", "o", "d")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[compare.ExactMatch(name) for name in fields],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
    )
    api = DuckDBAPI(connection)
    linker = Linker(api.register("record"), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("o", "type", "td")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000)
    for rule in (("o", "d", "g"), ("type", "m", "c")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    found = linker.inference.predict(threshold_match_weight=-10).as_duckdbpyrelation().fetchnumpy()
    cpu = time.process_time() - start
    figures = truth.of_pairs(truth.same(found["rec_id_l"], found["rec_id_r"]), found["match_weight"])
    return {"value": figures["pair_f1"], "unit": "", **figures, "cpu": cpu}


def recordlinkage_alone() -> Measured:
    """Recordlinkage with logistic regression and 1,000 labels on our normalised columns, 10,000 records."""
    import recordlinkage  # noqa: PLC0415

    from entraide.analysis.domain.linkage.reading import records  # noqa: PLC0415

    path = cases(10_000, UNSEEN)
    truth = Truth(path)
    start = time.process_time()
    frame = records(path).to_pandas().set_index("rec_id")
    index = recordlinkage.Index()
    for rule in (
        ["origin", "type"],
        ["destination", "type"],
        ["origin", "destination"],
        ["material", "culture", "type"],
        ["place", "type"],
    ):
        index.block(rule)
    candidates = index.index(frame)
    compare = recordlinkage.Compare()
    for name in (
        "type",
        "type_group",
        "origin",
        "destination",
        "transit",
        "place",
        "material",
        "culture",
        "n_objects",
        "suspect_key",
    ):
        compare.exact(name, name, missing_value=0.5)
    for name, scale in (("theft_day", 20), ("seizure_day", 10), ("dim_a", 2), ("dim_b", 2), ("value_usd", 3000)):
        compare.numeric(name, name, method="gauss", scale=scale, missing_value=0.5)
    features = compare.compute(candidates, frame)
    same = truth.same(features.index.get_level_values(0), features.index.get_level_values(1))
    dice = np.random.default_rng(3)
    chosen = np.concatenate(
        [dice.permutation(np.flatnonzero(same))[:500], dice.permutation(np.flatnonzero(~same))[:500]]
    )
    classifier = recordlinkage.LogisticRegressionClassifier()
    classifier.fit(features.iloc[chosen], features.index[chosen[same[chosen]]])
    score = classifier.prob(features).to_numpy()
    cpu = time.process_time() - start
    figures = truth.of_pairs(same, score)
    return {"value": figures["pair_f1"], "unit": "", **figures, "cpu": cpu}


MEASURES: dict[str, Callable[[], Measured]] = {
    "small": small,
    "brackets": brackets,
    "hundred": lambda: _large(100_000, UNSEEN),
    "million": lambda: _large(1_000_000, UNSEEN),
    "one": one,
    "splink": splink_alone,
    "recordlinkage": recordlinkage_alone,
}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](), default=str))
