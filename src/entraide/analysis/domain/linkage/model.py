"""The fixed model: comparison levels and their weights as data, with the audit that allows its use.

Splink can train itself on what it is given, and was seen to fail without a word when its blocks were wide. So the weights are
estimated once from audited pairs (`tools/train_linkage.py`), written down here with a version, and never changed by a run.
The audit names the contents it was made for by their hash: a model that was edited since is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any

import yaml
from attrs import evolve, frozen

from entraide.kernel.problems import Problem, Refused

SHIPPED = "model-1.yml"
LEAST = 1e-5
"""Smoothing: no level is impossible."""


@frozen
class Level:
    """One reading of two fields: its name, the condition (with `_l` and `_r`), how usual it is among twins and among strangers."""

    label: str
    when: str
    absent: bool = False
    m: float = 0.5
    u: float = 0.5

    @property
    def bits(self) -> float:
        """Its weight: log2 of how much more usual it is among twins; nothing where something is missing."""
        return 0.0 if self.absent else log2(max(self.m, LEAST) / max(self.u, LEAST))


@frozen
class Comparison:
    """A field and its levels, from the first that holds."""

    field: str
    levels: tuple[Level, ...]

    def gamma(self, index: int) -> int:
        """The number Splink gives the level at `index`: -1 where something is missing, else counted down to 0."""
        if self.levels[index].absent:
            return -1
        return len(self.levels) - 1 - index


@frozen
class Model:
    """The model as a whole."""

    version: str
    links_per_report: float
    comparisons: tuple[Comparison, ...]
    audit: Mapping[str, Any]
    trees: str = "trees-1.json"
    trees_digest: str = ""

    def digest(self) -> str:
        """SHA-256 of what weighs: levels, weights and prior."""
        said = [
            self.version,
            self.links_per_report,
            [
                [one.field, [[level.label, level.when, level.absent, level.m, level.u] for level in one.levels]]
                for one in self.comparisons
            ],
            self.trees_digest,
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def audited(self) -> Model:
        """Itself, or a refusal (ANA-350) when the audit was made for other contents or did not pass."""
        if self.audit.get("contents") != self.digest():
            raise Refused(Problem("ANA-350", {"version": self.version}))
        if float(self.audit.get("precision", 0)) < float(self.audit.get("least_precision", 1)):
            raise Refused(Problem("ANA-351", {"version": self.version}))
        return self

    def without(self, name: str) -> Model:
        """The same model without a field, which is then hidden from it."""
        return evolve(self, comparisons=tuple(one for one in self.comparisons if one.field != name))

    def settings(self, prior: float) -> dict[str, Any]:
        """Splink's settings, the same for every backend; `prior` is the share of twins among the pairs compared."""
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "rec",
            "probability_two_random_records_match": prior,
            "retain_matching_columns": False,
            "retain_intermediate_calculation_columns": False,
            "blocking_rules_to_generate_predictions": [],
            "comparisons": [_splink(one) for one in self.comparisons],
        }


def _splink(comparison: Comparison) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    for level in comparison.levels:
        said: dict[str, Any] = {"sql_condition": level.when, "label_for_charts": level.label}
        if level.absent:
            said["is_null_level"] = True
        else:
            said |= {"m_probability": max(level.m, LEAST), "u_probability": max(level.u, LEAST)}
        levels.append(said)
    return {
        "output_column_name": comparison.field,
        "comparison_description": comparison.field,
        "comparison_levels": levels,
    }


def shipped(name: str) -> bytes:
    """A file that came with the package."""
    return (files(__package__) / "shipped" / name).read_bytes()


def read(text: str | bytes) -> Model:
    """The model written down in YAML; not yet trusted (see `Model.audited`)."""
    said = yaml.safe_load(text)
    comparisons = tuple(
        Comparison(name, tuple(Level(**{**level, "when": str(level["when"])}) for level in levels))
        for name, levels in said["comparisons"].items()
    )
    trees = str(said.get("trees", "trees-1.json"))
    return Model(
        str(said["version"]),
        float(said["prior_links_per_report"]),
        comparisons,
        said.get("audit", {}),
        trees,
        hashlib.sha256(shipped(trees)).hexdigest(),
    )


@cache
def shipped_model() -> Model:
    """The model that came with this version, audited."""
    return read(shipped(SHIPPED)).audited()
