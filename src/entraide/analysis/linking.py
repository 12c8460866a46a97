"""Between the tables and the linkage of the domain: rows in, codes, pairs, clusters and twins out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import pyarrow as pa
from attrs import field, frozen

from .domain.linkage import proposals as against
from .domain.linkage.apart import link_apart
from .domain.linkage.evidence import READ, evidence
from .domain.linkage.model import Comparison, Model, shipped_model
from .domain.linkage.normalising import RAW, Unknown, describe, normalise
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


@cache
def schema() -> pa.Schema:
    """The columns of normalised rows and their types."""
    return normalise(_raw_table([{}])).schema


def normalised(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each raw row in codes, in the same order."""
    return codes_of(table_of(rows)) if rows else []


def linked(table: pa.Table, judged: Sequence[Judged] = (), tell: Callable[[str], None] = lambda _step: None) -> Found:
    """Pairs and clusters of all rows. Raises Refused (ANA-350, ANA-351) when the model may not be used."""
    if table.num_rows == 0:
        return Found((), (), 0.5, 0, 0, None, None, "")
    said = [(str(one.left), str(one.right), one.verdict == "same") for one in judged]
    found = link_apart(table, said, tell)
    pairs = tuple(
        Pair(*sorted((int(a), int(b))), probability=float(p))  # type: ignore[misc]
        for a, b, p in zip(
            *(found.pairs[name].to_pylist() for name in ("rec_id_a", "rec_id_b", "probability")), strict=True
        )
    )
    clusters = tuple(int(one) for one in found.clusters["cluster"].to_pylist())
    low, high = found.bracket
    return Found(
        pairs, clusters, found.threshold, low, high, found.precision, found.recall_on_cited, f"linkage-{found.model}"
    )


def explained(table: pa.Table, pairs: Sequence[tuple[int, int]]) -> list[tuple[Evidence, ...]]:
    """Why each pair of rows may be one case: the readings of the fixed model, the strongest first; what is not said is left out."""
    model = shipped_model()
    wanted = pa.table(
        {
            "place": pa.array(range(len(pairs)), pa.int32()), "x": pa.array([str(a) for a, _b in pairs], pa.string()),
            "y": pa.array([str(b) for _a, b in pairs], pa.string()),
        }
    )  # fmt: skip
    levels = ", ".join(_level(one) for one in model.comparisons)
    shown = ", ".join(f"l.{name}, r.{name}" for name in _SHOWN)
    with against.Against.of(table) as laid:
        laid.connection.register("wanted", wanted)
        rows = laid.connection.execute(
            f"select {levels}, {shown} from wanted join record l on l.rec_id = x join record r on r.rec_id = y order by wanted.place"  # noqa: S608
        ).fetchall()
    return [_told(model, row) for row in rows]


_SHOWN: Final = tuple(sorted({column for columns in READ.values() for column in columns}))


def _level(comparison: Comparison) -> str:
    """The place of the level that holds, as SQL over the rows `l` and `r`."""
    whens = [(place, re.sub(r"\b(\w+)_([lr])\b", r"\2.\1", one.when)) for place, one in enumerate(comparison.levels)]
    held = " ".join(f"when {when} then {place}" for place, when in whens if when != "ELSE")
    return f"case {held} else {len(whens) - 1} end"


def _told(model: Model, row: Sequence[Any]) -> tuple[Evidence, ...]:
    count = len(model.comparisons)
    levels = {one.field: row[place] for place, one in enumerate(model.comparisons)}
    left, right = dict(zip(_SHOWN, row[count::2], strict=True)), dict(zip(_SHOWN, row[count + 1 :: 2], strict=True))
    return _plain(evidence(model, levels, left, right))


def _plain(found: Sequence[Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(one.field, _text(one.left), _text(one.right), one.verdict, one.weight)
        for one in found if one.verdict != "missing"
    )  # fmt: skip


def _text(value: Any) -> str:
    """A reading as text; several of one field parted by a bar."""
    values = value if isinstance(value, tuple | list) else (value,)
    return "|".join("" if one is None else str(one) for one in values)


class Against:
    """All reports, ready to have one new one compared with them: normalised rows whose `rec_id` is the number of the report."""

    def __init__(self, table: pa.Table) -> None:
        self._laid = against.Against.of(table)

    def add(self, table: pa.Table) -> None:
        """Add reports; one with the same number is replaced."""
        self._laid.add(table)

    def twins(self, row: Row, most: int = 10) -> tuple[Pair, ...]:
        """The likeliest twins of a new row, the likeliest first; `left` is -1, `right` the number of the report."""
        new = normalise(_raw_table([row]).set_column(0, "rec_id", pa.array(["-1"], pa.string())))
        return tuple(
            Pair(-1, int(one.rec_id), one.probability, _plain(one.evidence))
            for one in against.proposals(new, self._laid, most=most)
        )


def unknown(rows: Sequence[Row], most: int = 500) -> tuple[Unknown, ...]:
    """Words no vocabulary knows, the most frequent first."""
    return words_unknown(_raw_table(rows), most) if rows else ()


def label(kind: str, code: str, language: str) -> str:
    """The words of a code of the vocabularies (`type`, `material`, `culture`); the code where it has none."""
    try:
        return describe(f"{kind}:{code}", language) if code else ""
    except KeyError:
        return code
