"""The case reports of a set, each with its case as judged: the tables `cases` and `links` as the ladder reads them.

What people judged stands above what was linked: two reports judged not the same are one case only if others hold them together,
two judged the same always are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, field, frozen

SAME: Final = "same"
ORGANISATION: Final = "organisation"
_ROLES: Final = {"io": ORGANISATION, "destination": "seizure"}
Columns = Mapping[str, Sequence[Any]]


@frozen
class Report:
    """One report. `case` is the same number for reports of one case; `day` is days since 1970; blanks are not said."""

    record: int
    reporter: str
    role: str
    offence: str
    year: int | None
    objects: int | None
    case: int
    value: Decimal | None = None
    currency: str = ""
    method: str = ""
    day: int | None = None
    month: int | None = None


@frozen
class Link:
    """Two reports that may be one case, how likely, and what a person said (`same`, `not_same`, or nothing)."""

    left: int
    right: int
    probability: float
    judged: str


@frozen
class Linked:
    """Every report with its case, every link; `bound` is False when the reports were never linked with one another."""

    reports: tuple[Report, ...]
    links: tuple[Link, ...] = ()
    accepted: tuple[Link, ...] = field(default=())
    """The links between reports that were linked into one case, before anybody judged."""
    bound: bool = True

    def only(self, records: frozenset[int]) -> Linked:
        """Some of the reports, and the links between them; cases stay what they are."""
        return evolve(
            self, reports=tuple(one for one in self.reports if one.record in records),
            links=tuple(one for one in self.links if one.left in records and one.right in records),
        )  # fmt: skip


class _Bound:
    """Records bound into cases; a case is called by its smallest record."""

    def __init__(self, records: Iterable[int]) -> None:
        self._up = {record: record for record in records}

    def root(self, record: int) -> int:
        """The smallest record of the case."""
        while self._up[record] != record:
            self._up[record] = self._up[self._up[record]]
            record = self._up[record]
        return record

    def bind(self, left: int, right: int) -> None:
        """Make one case of two."""
        first, second = sorted((self.root(left), self.root(right)))
        self._up[second] = first


def read(cases: Columns, links: Columns) -> Linked:
    """The rows of both tables. Negative numbers of objects are left out of sums, as everywhere in a set."""
    records = [int(one) for one in cases["record"]]
    clusters = dict(zip(records, cases["cluster"], strict=True))
    found = tuple(
        Link(int(a), int(b), float(p), judged or "")
        for a, b, p, judged in sorted(zip(*(links[name] for name in _LINK), strict=True))
        if a in clusters and b in clusters and a != b
    )
    accepted = tuple(
        one for one in found if clusters[one.left] is not None and clusters[one.left] == clusters[one.right]
    )
    bound = _cases(clusters, found, accepted)
    rows = sorted(zip(*(cases[name] for name in _CASE), strict=True))
    reports = tuple(_report(row, bound.root(int(row[0]))) for row in rows)
    return Linked(reports, found, accepted, any(one is not None for one in clusters.values()))


_LINK: Final = ("record_a", "record_b", "probability", "judged")
_CASE: Final = (
    "record", "reporter", "role", "offence", "event_year", "n_objects", "value", "currency", "value_method", "seizure_day",
    "theft_day", "event_month",
)  # fmt: skip


def _report(row: Sequence[Any], case: int) -> Report:
    record, reporter, role, offence, year, objects, value, currency, method, seized, stolen, month = row
    sound = objects if objects is None or objects >= 0 else None
    return Report(
        int(record), reporter or "", _ROLES.get(role, role or ""), offence or "", year, sound, case, value,
        (currency or "").upper(), method or "", seized if seized is not None else stolen, month,
    )  # fmt: skip


def _cases(clusters: Mapping[int, int | None], links: Sequence[Link], accepted: Sequence[Link]) -> _Bound:
    bound = _Bound(clusters)
    parted = {clusters[one.left] for one in accepted if one.judged and one.judged != SAME}
    members: dict[int, list[int]] = defaultdict(list)
    for record, cluster in clusters.items():
        if cluster is not None and cluster not in parted:
            members[cluster].append(record)
    for group in members.values():
        for other in group[1:]:
            bound.bind(group[0], other)
    for one in accepted:
        if clusters[one.left] in parted and (not one.judged or one.judged == SAME):
            bound.bind(one.left, one.right)
    for one in links:
        if one.judged == SAME:
            bound.bind(one.left, one.right)
    return bound
