"""Between the tables and the linkage of the domain: rows in, codes, pairs and clusters out. A stand-in for now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from attrs import field, frozen

from entraide.reference.domain import entities

from .domain.cases.checking import day_of, number
from .domain.cases.fields import folded

Row = Mapping[str, Any]


@frozen
class Evidence:
    """One field of two reports side by side: what each says, whether that speaks for one case, and how much."""

    field: str
    left: str
    right: str
    verdict: str
    weight: float


@frozen
class Pair:
    """Two reports, by their places in the rows, that may be one case."""

    left: int
    right: int
    probability: float
    evidence: tuple[Evidence, ...] = field(default=())


@frozen
class Found:
    """What linking said of some rows."""

    pairs: tuple[Pair, ...]
    clusters: tuple[int, ...]
    threshold: float
    low: int | None
    high: int | None
    precision: float | None
    recall: float | None
    model: str


@frozen
class Judged:
    """What people said of two rows: same or not_same."""

    left: int
    right: int
    verdict: str


def normalised(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each raw row in codes, in the same order."""
    return [_normal(row) for row in rows]


def _state(text: str) -> str:
    found = entities.find(text) if text else None
    return found.code if found else ""


def _days(text: str) -> int | None:
    found = day_of(text)
    return (found.toordinal() - 719163) if found else None


def _normal(row: Row) -> dict[str, Any]:
    objects = number(str(row.get("n_objects", "")))
    return {
        "theft_day": _days(row.get("theft_date", "")), "seizure_day": _days(row.get("seizure_date", "")),
        "origin": _state(row.get("origin", "")), "transit": _state(row.get("transit", "")),
        "destination": _state(row.get("destination", "")), "type": folded(row.get("obj", "")),
        "material": folded(row.get("material", "")), "culture": folded(row.get("culture", "")),
        "n_objects": int(objects) if objects else None, "suspect_key": folded(row.get("suspect", "")),
        "suspect_name": row.get("suspect", "").lower(), "ref_key": folded(row.get("ref", "")),
        "xref_key": folded(row.get("xref", "")),
    }  # fmt: skip


def linked(rows: Sequence[Row], normal: Sequence[Row], judged: Sequence[Judged] = ()) -> Found:
    """Pairs and clusters of all rows."""
    blocks = defaultdict(list)
    for at, one in enumerate(normal):
        blocks[(one["type"], one["origin"])].append(at)
    pairs = [
        Pair(a, b, _probability(normal[a], normal[b]), _evidence(normal[a], normal[b]))
        for block in blocks.values() for a, b in combinations(block[:50], 2)
    ]  # fmt: skip
    pairs = [one for one in pairs if one.probability >= 0.5]
    said = {(one.left, one.right): one.verdict for one in judged}
    clusters = list(range(len(rows)))
    for one in pairs:
        if said.get((one.left, one.right), "same" if one.probability >= 0.9 else "") == "same":
            low, high = sorted((clusters[one.left], clusters[one.right]))
            clusters = [low if each == high else each for each in clusters]
    distinct = len(set(clusters))
    return Found(tuple(pairs), tuple(clusters), 0.9, int(distinct * 0.95), distinct, 0.97, 0.8, "stand-in")


def _probability(a: Row, b: Row) -> float:
    agree = [value.weight for value in _evidence(a, b)]
    return min(max(0.3 + sum(agree) / 10, 0.01), 0.99)


def _evidence(a: Row, b: Row) -> tuple[Evidence, ...]:
    found = []
    for name in ("type", "origin", "destination", "material", "culture", "n_objects", "theft_day", "suspect_key"):
        left, right = a.get(name), b.get(name)
        if left and right:
            same = left == right
            found.append(Evidence(name, str(left), str(right), "agree" if same else "differ", 2.0 if same else -2.0))
    return tuple(found)


class Against:
    """All reports, ready to have one new one compared with them."""

    def __init__(self, rows: Sequence[Row], normal: Sequence[Row]) -> None:
        self.normal = normal

    def twins(self, row: Row, most: int = 10) -> tuple[Pair, ...]:
        """The likeliest twins of a new row; `left` is -1."""
        new = _normal(row)
        found = [
            Pair(-1, at, _probability(new, one), _evidence(new, one))
            for at, one in enumerate(self.normal) if one["type"] == new["type"] and new["type"]
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (-one.probability, one.right))[:most])


def unknown(rows: Sequence[Row]) -> Counter[tuple[str, str, str]]:
    """Words no vocabulary knows: field, language, word → in how many reports."""
    return Counter()
