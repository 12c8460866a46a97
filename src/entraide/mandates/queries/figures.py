"""Figures of the register, counted over its facets: never more than the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from attrs import frozen
from django.db import connection

MOST_NAMES: Final = 2_000
UNDATED: Final = 1
"""The year under which stands what has no day."""

_WALK = """
WITH RECURSIVE walk (facet, turn) AS (
    (SELECT f.facet, 1 FROM mandates_facet f WHERE f.facet >= %(from)s AND f.facet < %(to)s ORDER BY f.facet LIMIT 1)
    UNION ALL
    SELECT (SELECT f.facet FROM mandates_facet f WHERE f.facet < %(to)s AND f.facet > CASE
                WHEN strpos(w.facet, '|') > 0 THEN split_part(w.facet, '|', 1) || '}' ELSE w.facet END COLLATE "C"
            ORDER BY f.facet LIMIT 1), w.turn + 1
    FROM walk w WHERE w.facet IS NOT NULL AND w.turn < %(most)s * 2
)
SELECT facet FROM walk WHERE facet IS NOT NULL AND strpos(facet, '|') = 0 LIMIT %(most)s
"""


@frozen
class Figure:
    """How many mandates have a facet, and of how many some action is recorded."""

    count: int = 0
    acted: int = 0

    @property
    def share(self) -> float:
        """Of 1, those with action; 0 of nothing."""
        return self.acted / self.count if self.count else 0.0


def names(prefix: str, most: int = MOST_NAMES) -> tuple[str, ...]:
    """The facets that begin so, without those joined to a state by a bar: skipped through, one step a name."""
    beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return tuple(row[0] for row in _asked(_WALK, {"from": prefix, "to": beyond, "most": most}))


def figures(facets: Iterable[str]) -> dict[str, Figure]:
    """A figure for each facet that is there."""
    wanted = list(facets)
    found = _asked(
        "SELECT facet, count(*), count(acted_after) FROM mandates_facet WHERE facet = ANY(%(facets)s) GROUP BY facet",
        {"facets": wanted},
    )
    return {name: Figure(count, acted) for name, count, acted in found}


def by_year(facet: str) -> dict[int, Figure]:
    """By the year of adoption; what has no day stands under UNDATED."""
    found = _asked(
        "SELECT date_part('year', day)::int, count(*), count(acted_after) FROM mandates_facet"
        " WHERE facet = %(facet)s GROUP BY 1 ORDER BY 1",
        {"facet": facet},
    )
    return {year: Figure(count, acted) for year, count, acted in found}


def total(parts: Iterable[Figure]) -> Figure:
    """All of them together."""
    given = list(parts)
    return Figure(sum(one.count for one in given), sum(one.acted for one in given))


def _asked(statement: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
