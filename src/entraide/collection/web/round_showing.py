"""Changes of a round as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import queries
from . import round_wording
from .showing import entity_name


def changes_shown(rows: Iterable[queries.ChangeRow]) -> list[dict[str, Any]]:
    """Each change with its kind, whom it concerns, and what stood before and after."""
    return [
        {
            "row": row,
            "kind": round_wording.change_kind(row.kind),
            "entity": entity_name(row.entity) if row.entity else "",
            "terms": list(_terms(row)),
        }
        for row in rows
    ]


def _terms(row: queries.ChangeRow) -> Iterator[tuple[str, str, str]]:
    for name, after in row.after.items():
        before = round_wording.term_value(name, row.before.get(name))
        yield round_wording.term(name), before, round_wording.term_value(name, after)
