"""How mandates stand to each other."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from attrs import frozen
from django.db.models import Q

from entraide.documents.domain.filing import shown_label
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience

from .. import policies
from ..models import Relation
from .history import keeps, names
from .rows import LIGHT, MandateRow, rows_numbered, rows_of, visible

MOST: Final = 20


@frozen
class Related:
    """How a mandate stands to another, or to a paragraph. `passive` when it is the other that does so."""

    id: int
    kind: str
    passive: bool
    other: MandateRow | None
    guid: UUID | None
    cited: str
    note: str
    noted_at: datetime
    noted_by: str


def related(actor: Actor, mandate_id: int) -> tuple[Related, ...]:
    """The relations of a mandate with others that this person may see, in both directions; the first MOST of them."""
    policies.access_mandate(actor, mandate_id)
    either = Relation.objects.filter(Q(mandate=mandate_id) | Q(other=mandate_id)).order_by("id")
    found = list(either.select_related("paragraph", "paragraph__document")[:MOST])
    ids = {one for row in found for one in (row.mandate_id, row.other_id) if one and one != mandate_id}
    rows = {row.id: row for row in rows_numbered(actor, sorted(ids), LIGHT)}
    known = names() if actor.staff else {}
    made = []
    for row in found:
        far = row.other_id if row.mandate_id == mandate_id else row.mandate_id
        if far and far not in rows:
            continue
        where = row.paragraph
        paper = where.document if where else None
        if row.paragraph_id and (paper is None or not actor.admits(Audience(paper.audience), paper.entity)):
            continue
        cited = f"{where.document} {shown_label(where.number, where.point)}" if where else ""
        made.append(
            Related(
                row.pk,
                row.kind,
                row.mandate_id != mandate_id,
                rows.get(far or 0),
                row.paragraph_id,
                cited,
                row.note,
                row.noted_at,
                known.get(row.noted_by or 0, ""),
            )
        )
    return tuple(made)


def elsewhere(actor: Actor, guid: UUID) -> tuple[MandateRow, ...]:
    """The mandates in the register that hang on a paragraph, to relate to one of them."""
    keeps(actor)
    found = visible(actor).filter(paragraph_id=guid).exclude(life="proposed")
    return rows_of(actor, found.exclude(proposal__has_key="rejected_because"))
