"""Between the tables and the linkage of the domain: rows in, codes, pairs, clusters and twins out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
from attrs import field, frozen

from .domain.linkage.linking import link
from .domain.linkage.normalising import RAW, Unknown, describe, normalise, normalise_one
from .domain.linkage.normalising import unknown as words_unknown

Row = Mapping[str, Any]


@frozen
class Evidence:
    """One field of two reports side by side: what each says, whether that speaks for one case, and how much (in bits)."""

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
    """What linking said of some rows: pairs, and for each row the place of the first row of its case."""

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


def table_of(rows: Sequence[Row]) -> pa.Table:
    """Raw rows normalised, each known by its place."""
    return normalise(_raw_table(rows))


def _raw_table(rows: Sequence[Row]) -> pa.Table:
    columns = {
        name: pa.array([str(row.get(name) or "") for row in rows], pa.string()) for name in RAW if name != "rec_id"
    }
    return pa.table({"rec_id": pa.array([str(at) for at in range(len(rows))], pa.string()), **columns})


def codes_of(table: pa.Table) -> list[dict[str, Any]]:
    """Normalised rows as plain values; what is only of this run is left out."""
    found: list[dict[str, Any]] = table.drop_columns(["rec", "rec_id"]).to_pylist()
    return found


def normalised(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each raw row in codes, in the same order."""
    return codes_of(table_of(rows)) if rows else []


def linked(table: pa.Table, judged: Sequence[Judged] = (), tell: Callable[[str], None] = lambda _step: None) -> Found:
    """Pairs and clusters of all rows. Raises Refused (ANA-350, ANA-351) when the model may not be used."""
    if table.num_rows == 0:
        return Found((), (), 0.5, 0, 0, None, None, "")
    said = [(str(one.left), str(one.right), one.verdict == "same") for one in judged]
    found = link(table, judgements=said, tell=tell)
    pairs = tuple(
        Pair(*sorted((int(a), int(b))), probability=float(p))  # type: ignore[misc]
        for a, b, p in zip(*(found.pairs[name].to_pylist() for name in ("rec_id_a", "rec_id_b", "probability")), strict=True)
    )
    clusters = tuple(int(one) for one in found.clusters["cluster"].to_pylist())
    low, high = found.bracket
    return Found(
        pairs, clusters, found.threshold, low, high, found.precision, found.recall_on_cited, f"linkage-{found.model}"
    )


# Evidence of a pair in words that people can check. The weights are round ones: the score has its own.

_CODES: Final = (
    ("type", 5.0, -3.0), ("origin", 3.0, -6.0), ("destination", 2.5, -3.0), ("transit", 2.5, -1.0), ("place", 4.0, -1.0),
    ("material", 3.0, -3.0), ("culture", 3.0, -3.0), ("suspect_key", 9.0, -2.0), ("title_key", 4.0, 0.0),
)  # fmt: skip
_DAYS: Final = ("theft_day", "seizure_day")
_SIZES: Final = (("dim_a", 1.05), ("dim_b", 1.05), ("n_objects", 1.01), ("value_usd", 2.0))


def evidence(left: Row, right: Row) -> tuple[Evidence, ...]:
    """Field by field, where both reports say something."""
    found = [_coded(left, right, *rule) for rule in _CODES]
    found += [_dated(left, right, name) for name in _DAYS]
    found += [_sized(left, right, *rule) for rule in _SIZES]
    return tuple(one for one in (*found, _cited(left, right)) if one is not None)


def _coded(left: Row, right: Row, name: str, agree: float, differ: float) -> Evidence | None:
    a, b = left.get(name), right.get(name)
    if not a or not b:
        return None
    if a == b:
        return Evidence(name, str(a), str(b), "agree", agree)
    near = name == "type" and left.get("type_group") == right.get("type_group")
    return Evidence(name, str(a), str(b), "close" if near else "differ", 1.5 if near else differ)


def _dated(left: Row, right: Row, name: str) -> Evidence | None:
    a, b = left.get(name), right.get(name)
    if a is None or b is None:
        return None
    readings = [(x, y) for x in (a, left.get(f"{name[:-4]}_swap")) for y in (b, right.get(f"{name[:-4]}_swap"))]
    apart = min(abs(x - y) for x, y in readings if x is not None and y is not None)
    verdict, weight = ("agree", 6.0) if apart <= 1 else ("close", 3.0) if apart <= 31 else ("differ", -4.0)
    return Evidence(name, str(a), str(b), verdict, weight)


def _sized(left: Row, right: Row, name: str, factor: float) -> Evidence | None:
    a, b = left.get(name), right.get(name)
    if not a or not b or (name == "n_objects" and a == b == 1):
        return None
    ratio = max(a, b) / min(a, b)
    verdict, weight = ("agree", 3.5) if ratio <= factor else ("close", 0.5) if ratio <= 2 * factor else ("differ", -2.5)
    return Evidence(name, f"{a:g}", f"{b:g}", verdict, weight)


def _cited(left: Row, right: Row) -> Evidence | None:
    for one, other in ((left, right), (right, left)):
        if one.get("xref_key") and one.get("xref_key") == other.get("ref_key"):
            return Evidence("cited", str(left.get("ref_key") or ""), str(right.get("ref_key") or ""), "agree", 15.0)
    return None


class Against:
    """All reports, ready to have one new one compared with them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.normal = normalised(rows)
        self.prior = math.log2(0.5 / max(len(rows), 2))

    def twins(self, row: Row, most: int = 10) -> tuple[Pair, ...]:
        """The likeliest twins of a new row, the likeliest first; `left` is -1."""
        new = normalise_one(row)
        found = []
        for at, other in enumerate(self.normal):
            if not _worth_a_look(new, other):
                continue
            told = evidence(new, other)
            bits = self.prior + sum(one.weight for one in told)
            found.append(Pair(-1, at, 1 / (1 + 2.0 ** -max(min(bits, 60), -60)), told))
        return tuple(sorted(found, key=lambda one: (-one.probability, one.right))[:most])


def _worth_a_look(new: Row, other: Row) -> bool:
    kind = new["type_group"] is not None and new["type_group"] == other["type_group"]
    origin = not new["origin"] or not other["origin"] or new["origin"] == other["origin"]
    cited = bool(new["xref_key"]) and new["xref_key"] == other["ref_key"]
    named = bool(new["suspect_key"]) and new["suspect_key"] == other["suspect_key"]
    return (kind and origin) or cited or named


def unknown(rows: Sequence[Row], most: int = 500) -> tuple[Unknown, ...]:
    """Words no vocabulary knows, the most frequent first."""
    return words_unknown(_raw_table(rows), most) if rows else ()


def label(kind: str, code: str, language: str) -> str:
    """The words of a code of the vocabularies (`type`, `material`, `culture`); the code where it has none."""
    try:
        return describe(f"{kind}:{code}", language) if code else ""
    except KeyError:
        return code
