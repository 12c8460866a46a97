"""Pages of the register: by facets and words, in the order of their day or of the day they are due, from place to place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import frozen
from django.db import connection

from entraide.documents.domain.searching import parse, tsquery
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language

from ..domain.facets import ALL
from .rows import LIGHT, MandateRow, rows_numbered

SIZE: Final = 25
DIGITS: Final = 18
"""Of the number of a mandate, at most."""
MOST_COUNTED: Final = 1_000
"""Beyond this a page says "more than"."""


@frozen
class Wanted:
    """Which mandates: those with all these facets and, in one language version, all the words. `language` None: any of six.

    `since` and `until` bound the day by which the list is sorted: from the one on, and before the other.
    """

    facets: tuple[str, ...] = ()
    words: str = ""
    language: Language | None = None
    by_due: bool = False
    since: date | None = None
    until: date | None = None

    def bounds(self, day: date) -> bool:
        """Whether a day of the list lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@frozen
class Place:
    """Where a page begins or ends: the day by which the list is sorted, and the mandate."""

    day: date
    id: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.id}"


def place(text: str) -> Place | None:
    """From an address, `2012-08-31.77`; None for what is no place."""
    day, _dot, number = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        return None
    try:
        return Place(date.fromisoformat(day), int(number))
    except ValueError:
        return None


@frozen
class Listed:
    """One page. `count` is of all pages and never past MOST_COUNTED, where `more` is true; None when nobody counted."""

    rows: tuple[MandateRow, ...] = ()
    count: int | None = None
    more: bool = False
    before: Place | None = None
    after: Place | None = None


def page(
    actor: Actor, wanted: Wanted, *, after: Place | None = None, before: Place | None = None, size: int = SIZE
) -> Listed:
    """The mandates behind `after`, or the last ones in front of `before`, else the first."""
    first = before is None and after is None
    found = numbered(wanted, from_=before or after, backwards=before is not None, most=size + 1)
    further, found = len(found) > size, found[:size]
    if before is not None:
        found.reverse()
    count = len(found) if first and not further else _count(wanted)
    there = further if before is not None else not first
    goes_on = before is not None or further
    return Listed(
        rows_numbered(actor, [one.id for one in found], LIGHT),
        None if count is None else min(count, MOST_COUNTED), count is not None and count > MOST_COUNTED,
        found[0] if found and there else None, found[-1] if found and goes_on else None,
    )  # fmt: skip


def _count(wanted: Wanted) -> int | None:
    """Words are not counted beyond a page: the database would have to read every text they stand in."""
    return None if wanted.words.strip() else len(numbered(wanted, most=MOST_COUNTED + 1))


def numbered(wanted: Wanted, *, from_: Place | None = None, backwards: bool = False, most: int = SIZE) -> list[Place]:
    """The same as bare numbers; what the reader may not see is left out by the database (migration 0008)."""
    languages, queries = _worded(wanted)
    if wanted.words.strip() and not languages:
        return []
    from_ = _within(wanted, from_, upwards=wanted.by_due != backwards)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, mandate FROM mandates_listed(%s::text[], %s::text[], %s::text[], %s, %s::date, %s, %s, %s)",
            [
                list(dict.fromkeys(wanted.facets)) or [ALL], languages, queries, wanted.by_due,
                from_.day if from_ else None, from_.id if from_ else None, backwards, most,
            ],
        )  # fmt: skip
        return [found for row in cursor.fetchall() if wanted.bounds((found := Place(*row)).day)]


def _within(wanted: Wanted, from_: Place | None, *, upwards: bool) -> Place | None:
    """Where the walk begins: at the place, but not in front of the first day of those wanted."""
    edge = wanted.since if upwards else wanted.until
    if edge is None or (from_ is not None and (from_.day >= edge if upwards else from_.day < edge)):
        return from_
    return Place(edge, 0)


def _worded(wanted: Wanted) -> tuple[list[str], list[str]]:
    asked = tsquery(parse(wanted.words))
    languages: Sequence[str] = (wanted.language,) if wanted.language else LANGUAGES
    return (list(languages), [asked] * len(languages)) if asked else ([], [])
