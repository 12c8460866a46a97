"""What was said of pairs: the rows in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ..linking import Judged
from ..models import Judgement
from .rows import Standing

DECIDING: Final = frozenset({"same", "not_same"})
Pair = tuple[str, str]


def pair_of(left: object, right: object) -> Pair:
    """The two reports, the lesser first: a pair has one name."""
    first, second = sorted((str(left), str(right)))
    return first, second


def in_force(entity: str = "") -> Mapping[Pair, Judgement]:
    """The last judgement on each pair that was not taken back: the secretariat's, or the statements of an entity."""
    found = Judgement.objects.filter(entity=entity, reverses__isnull=True, reversal__isnull=True).order_by("id")
    return {pair_of(one.left, one.right): one for one in found}


def by_place(rows: Sequence[Standing]) -> tuple[Judged, ...]:
    """Deciding judgements of the secretariat on reports that still count, by their places in the rows."""
    places = {one.report: at for at, one in enumerate(rows)}
    return tuple(
        Judged(*sorted((places[left], places[right])), verdict=one.verdict)  # type: ignore[misc]
        for (left, right), one in in_force().items()
        if one.verdict in DECIDING and left in places and right in places
    )
