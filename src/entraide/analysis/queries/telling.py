"""Who gave the number in a figure to whom: what the rules against subtraction need to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from entraide.kernel.audience import Audience

from ..domain.indicators import Indicator
from ..domain.results import Result

Where = Path | Mapping[str, pa.Table]


def told(
    where: Where, chosen: Iterable[Indicator], whole: Mapping[str, Result], audience: Audience
) -> dict[str, frozenset[int]]:
    """For each figure, the submissions whose answers to its question (in its year) were all given at least to this audience."""
    least: dict[tuple[str, str], dict[int, int]] = {}
    for one in _answers(where):
        for name in {(one["name"], ""), (one["stem"], ""), (one["stem"], str(one["year"] or ""))}:
            widths = least.setdefault(name, {})
            widths[one["submission"]] = min(widths.get(one["submission"], one["width"]), one["width"])
    found = {}
    for indicator in chosen:
        result = whole[indicator.name]
        at = next((place for place, dimension in enumerate(result.dimensions) if dimension.name == "year"), None)
        for row in result.rows:
            year = "" if at is None else row.under[at]
            widths = least.get((indicator.question, year)) or least.get((indicator.question, ""), {})
            given = {who for who in row.figure.submissions if widths.get(who, -1) >= audience.width}
            found[row.figure.key] = frozenset(given)
    return found


def _answers(where: Where) -> list[dict[str, Any]]:
    columns = ["name", "stem", "year", "submission", "width"]
    found = pq.read_table(where / "answers.parquet", columns=columns) if isinstance(where, Path) else where["answers"]
    rows: list[dict[str, Any]] = found.select(columns).to_pylist()
    return rows
