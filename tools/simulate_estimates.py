"""Worlds in which the truth is known: what the estimators of the ladder make of them.

    python tools/simulate_estimates.py            200 worlds and 40 tables of lists; prints the tables of docs/reference/estimates.md
    python tools/simulate_estimates.py --worlds 50 --tables 10

A world has 193 States with an income, a governance score and a skewed count of cases; about 37 per cent reply, the more so the
richer and the better governed they are. `--depends` lets the reply depend on the count itself, which no method repairs.
"""

from __future__ import annotations

import argparse

import numpy as np

from entraide.analysis.domain.estimates.covariates import State, design
from entraide.analysis.domain.estimates.finite import interval
from entraide.analysis.domain.estimates.matching import matched
from entraide.analysis.domain.estimates.recapture import recaptured, table_of
from entraide.analysis.domain.estimates.weights import total, weights

GROUPS = ("AFR", "AP", "EE", "LAC", "WEO")
SHARES = (54, 54, 23, 33, 29)


def world(seed: int, depends: float = 0.0) -> tuple[list[State], dict[str, float], dict[str, float]]:
    """193 States, the counts of all, and the counts of those that replied."""
    chance = np.random.default_rng(seed)
    groups = [group for group, many in zip(GROUPS, SHARES, strict=True) for _ in range(many)]
    lift = {"AFR": -0.8, "AP": 0.0, "EE": 0.2, "LAC": 0.0, "WEO": 1.2}
    income = np.array([lift[group] for group in groups]) + chance.normal(0, 0.8, 193)
    governance = 0.6 * income + chance.normal(0, 0.8, 193)
    mean = np.exp(2.8 + 0.45 * income + 0.3 * governance + chance.normal(0, 1.0, 193))
    counts = chance.poisson(mean).astype(float)
    odds = -0.75 + 0.7 * income + 0.5 * governance + depends * (np.log1p(counts) - 3.2)
    replied = chance.random(193) < 1 / (1 + np.exp(-odds))
    names = [f"S{number:03d}" for number in range(193)]
    states = [
        State(name, group, facts={"income": float(np.exp(i)), "governance": float(np.exp(g))})
        for name, group, i, g in zip(names, groups, income, governance, strict=True)
    ]
    whole = dict(zip(names, map(float, counts), strict=True))
    return states, whole, {name: whole[name] for name, here in zip(names, replied, strict=True) if here}


def worlds(many: int, depends: float = 0.0, first: int = 0) -> dict[str, dict[str, float]]:
    """Relative bias, root mean square error, cover and relative width of each estimator."""
    rows: dict[str, list[tuple[float, float, float, bool]]] = {"plain": [], "weights": [], "matching": []}
    for seed in range(first, first + many):
        states, whole, given = world(seed, depends)
        truth, plan = sum(whole.values()), design(states)
        weighted = weights(plan, frozenset(given))
        if weighted.silent_groups:
            continue
        rows["plain"].append((sum(given.values()) / truth - 1, 0.0, 0.0, False))
        for name, made in (
            ("weights", total(weighted, given, len(states))),
            ("matching", matched(plan, given, f"world {seed}")),
        ):
            assert made is not None
            inside = made.low <= truth <= made.high
            rows[name].append((made.value / truth - 1, (made.high - made.low) / truth, 0.0, inside))
    return {name: _summary(found) for name, found in rows.items()}


def _summary(found: list[tuple[float, float, float, bool]]) -> dict[str, float]:
    error = np.array([row[0] for row in found])
    return {
        "bias": float(error.mean()), "rmse": float(np.sqrt((error**2).mean())),
        "cover": float(np.mean([row[3] for row in found])), "width": float(np.mean([row[1] for row in found])),
    }  # fmt: skip


def histories(seed: int, cases: int = 6000, recall: float = 1.0, spread: float = 0.0) -> tuple[list[set[str]], int]:
    """Which lists each case seen was on. A missed link makes a case of each report that it should have joined."""
    chance = np.random.default_rng(seed)
    visible = chance.normal(0, spread, cases)[:, None] if spread else np.zeros((cases, 1))
    base = np.log(np.array([0.38, 0.30, 0.24, 0.16]) / (1 - np.array([0.38, 0.30, 0.24, 0.16])))
    on = chance.random((cases, 4)) < 1 / (1 + np.exp(-(base[None, :] + visible)))
    found: list[set[str]] = []
    names = ("origin", "transit", "seizure", "organisation")
    for row in on[on.any(axis=1)]:
        lists = [name for name, here in zip(names, row, strict=True) if here]
        together = {lists[0]}
        for name in lists[1:]:
            if chance.random() < recall:
                together.add(name)
            else:
                found.append({name})
        found.append(together)
    return found, int(on.any(axis=1).sum())


def tables(many: int) -> list[tuple[str, float, float, float]]:
    """Recall, mean of the estimate, its standard deviation, cases counted as distinct (the recall bar is stepped over)."""
    names = ("origin", "transit", "seizure", "organisation")
    out = []
    for label, recall, spread in (
        ("1.00", 1.0, 0.0), ("1.00, visibility differs", 1.0, 0.8), ("0.90", 0.9, 0.0), ("0.77", 0.77, 0.0), ("0.60", 0.6, 0.0)
    ):  # fmt: skip
        made = [
            recaptured(table_of(histories(seed, 6000, recall, spread)[0], names), 1.0, str(seed), draws=2)
            for seed in range(many)
        ]
        values = np.array([one.value for one in made if not one.held])
        out.append((label, float(np.mean([one.observed for one in made])), float(values.mean()), float(values.std())))
    return out


def shares(level: int = 90) -> tuple[float, float]:
    """The least and the mean cover of the interval of a share: every sample size and truth of a population of 193."""
    from scipy.stats import hypergeom  # noqa: PLC0415

    covers = []
    for replied in (5, 20, 41, 70, 120, 180):
        for yes in range(0, 194, 7):
            kept = [k for k in range(replied + 1) if (b := interval(k, replied, 193, level)) and b.low <= yes <= b.high]
            covers.append(float(hypergeom(193, yes, replied).pmf(kept).sum()))
    return min(covers), float(np.mean(covers))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--tables", type=int, default=40)
    args = parser.parse_args()
    for title, depends in (("ignorable", 0.0), ("more cases, fewer replies", -0.5), ("more cases, more replies", 0.5)):
        print(
            f"\n{args.worlds} worlds, {title}\n\n| estimator | bias | RMSE | 90 % interval covers | width |\n|---|---|---|---|---|"
        )
        for name, row in worlds(args.worlds, depends).items():
            print(f"| {name} | {row['bias']:+.0%} | {row['rmse']:.2f} | {row['cover']:.2f} | {row['width']:.2f} |")
    print("\n6,000 cases on four lists\n\n| link recall | distinct counted | estimate | sd |\n|---|---|---|---|")
    for label, distinct, value, spread in tables(args.tables):
        print(f"| {label} | {distinct:,.0f} | {value:,.0f} | {spread:,.0f} |")
    least, mean = shares()
    print(f"\nInterval of a share, N = 193: cover at least {least:.3f}, {mean:.3f} on average")


if __name__ == "__main__":
    main()
