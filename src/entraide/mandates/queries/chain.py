"""The chain that a mandate stands in: what passes it on, what took it up later, what was reported, until today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

from attrs import frozen
from django.db.models import Q

from entraide.documents.domain.filing import shown_label
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience

from ..models import Evidence, Mandate, Relation
from .rows import LIGHT, MandateRow, rows_numbered

MOST: Final = 12
"""Mandates that are drawn; of more the nearest are."""
REACH: Final = 3
"""How many steps from the mandate are followed."""
MOST_EVIDENCE: Final = 200
_AT_ONCE: Final = 100

Kind = Literal["passes_on", "endorses", "reiterates", "supersedes", "implements", "cites"]


@frozen
class Tie:
    """From one mandate to another: the first passes the other on, or takes it up later."""

    from_: int
    to: int
    kind: str


@frozen
class Named:
    """A paragraph that is no mandate of the register and that one of them names."""

    mandate: int
    kind: str
    guid: str
    label: str


@frozen
class Chain:
    """The mandates in the order of their days, how they hang together, when evidence came; `more` was left out."""

    this: int
    rows: tuple[MandateRow, ...]
    ties: tuple[Tie, ...]
    named: tuple[Named, ...]
    evidence: tuple[date, ...]
    more: bool

    def __bool__(self) -> bool:
        return len(self.rows) > 1 or bool(self.named) or bool(self.evidence)


def chain(actor: Actor, row: MandateRow) -> Chain:
    """What hangs together with one mandate, as far as this person may see it."""
    known, frontier, ties = [row.id], [row.id], dict[Tie, None]()
    for _step in range(REACH):
        found = _ties_of(frontier)
        ties.update(dict.fromkeys(found))
        frontier = [one for one in _ends(found) if one not in known]
        known += frontier
        if len(known) > MOST * 2 or not frontier:
            break
    rows = rows_numbered(actor, known[: MOST * 2], LIGHT)
    shown = {one.id: one for one in rows[:MOST]}
    ordered = sorted(shown.values(), key=lambda one: (one.adopted_on or date.min, one.parent is not None, one.id))
    return Chain(
        row.id, tuple(ordered), tuple(tie for tie in ties if tie.from_ in shown and tie.to in shown),
        _named(actor, list(shown)), _days(actor, row.id), len(rows) > MOST,
    )  # fmt: skip


def _ties_of(ids: Sequence[int]) -> list[Tie]:
    related = Relation.objects.filter(Q(mandate__in=ids) | Q(other__in=ids), other__isnull=False).order_by("id")
    nested = Mandate.objects.filter(Q(parent__in=ids) | Q(pk__in=ids), parent__isnull=False).order_by("id")
    ties = [Tie(above, below, "passes_on") for below, above in nested.values_list("pk", "parent_id")[:_AT_ONCE]]
    rows = related.values_list("mandate_id", "other_id", "kind")[:_AT_ONCE]
    return ties + [Tie(later, earlier, kind) for later, earlier, kind in rows if earlier is not None]


def _ends(ties: Iterable[Tie]) -> list[int]:
    return list(dict.fromkeys(end for tie in ties for end in (tie.from_, tie.to)))


def _named(actor: Actor, ids: Sequence[int]) -> tuple[Named, ...]:
    rows = Relation.objects.filter(mandate__in=ids, paragraph__isnull=False).select_related("paragraph__document")
    return tuple(
        Named(
            one.mandate_id, one.kind, str(one.paragraph.guid),
            f"{one.paragraph.document}, {shown_label(one.paragraph.number, one.paragraph.point)}",
        )
        for one in rows.order_by("id")[:MOST]
        if one.paragraph and actor.admits(Audience(one.paragraph.document.audience), one.paragraph.document.entity)
    )  # fmt: skip


def _days(actor: Actor, mandate_id: int) -> tuple[date, ...]:
    """When what was laid under it happened, else when it was brought; to the public what is validated."""
    rows = Evidence.objects.filter(mandate=mandate_id, withdrawn_at__isnull=True)
    rows = rows if actor.staff else rows.filter(validated_at__isnull=False)
    found = rows.order_by("id").values_list("happened_on", "submitted_at")[:MOST_EVIDENCE]
    return tuple(sorted(happened or brought.date() for happened, brought in found))
