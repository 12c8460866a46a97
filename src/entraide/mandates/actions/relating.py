"""How a mandate stands to another, or to a paragraph that is none: related, and the relation taken back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from entraide.documents import queries as documents
from entraide.foundation.actions import Act, action
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..domain.life import LIFE
from ..domain.relations import ACYCLIC, EFFECT, KINDS, leads_to
from ..models import Mandate, Relation
from .history import change, hold, record


@action("mandates.mandate.related")
def relate(
    act: Act, mandate: Mandate, kind: str, *, other: Mandate | None = None, paragraph_guid: UUID | None = None,
    note: str = "", edition: int | None = None,
) -> Relation:  # fmt: skip
    """Say how a mandate stands to another, or to a paragraph. What is endorsed or superseded lives on accordingly.

    Refused: MAN-320 no such kind, or nothing to relate to, MAN-321 to itself or in a circle, MAN-322 related so already,
    MAN-323 one of the two is not in the register, and what the life of the other does not allow (MAN-001).
    """
    policies.may_register(act.actor).enforce()
    if kind not in KINDS or (other is None) == (paragraph_guid is None):
        raise refuse("MAN-320", kind=kind)
    _hold_both(mandate, other, edition)
    where = documents.paragraph(act.actor, paragraph_guid).guid if paragraph_guid else None
    sound(mandate, kind, other, where)
    row: Relation = Relation.objects.create(
        mandate=mandate, kind=kind, other=other, paragraph_id=where, note=note.strip()[:2000], noted_at=act.at,
        noted_by=act.actor.person_id,
    )  # fmt: skip
    record(act, mandate, "relations", None, told_relation(row))
    if other is not None and kind in EFFECT and other.life != EFFECT[kind][1]:
        change(act, other, {"life": LIFE.after(other.life, EFFECT[kind][0])}, note=f"{kind}:{mandate.pk}")
    act.about(row, kind=kind, mandate=mandate.pk, other=other.pk if other else None)
    return row


def _hold_both(mandate: Mandate, other: Mandate | None, edition: int | None) -> None:
    """In the order of their numbers, so that two people relating the same two do not wait for each other forever."""
    if other is not None and other.pk < mandate.pk:
        hold(other)
    hold(mandate, edition)
    if other is not None and other.pk > mandate.pk:
        hold(other)


def sound(mandate: Mandate, kind: str, other: Mandate | None, where: UUID | None) -> None:
    """Refused as `relate` when one of the two is not in the register, with a circle, and with what is related so already."""
    for one in (mandate, other):
        if one is not None and (one.life == "proposed" or "rejected_because" in one.proposal):
            raise refuse("MAN-323", mandate=one.pk)
    if other is not None and (other.pk == mandate.pk or (kind in ACYCLIC and _comes_back(mandate, kind, other))):
        raise refuse("MAN-321", kind=kind)
    if Relation.objects.filter(mandate=mandate, kind=kind, other=other, paragraph_id=where).exists():
        raise refuse("MAN-322")


def _comes_back(mandate: Mandate, kind: str, other: Mandate) -> bool:
    onward: dict[int, list[int]] = defaultdict(list)
    for start, end in Relation.objects.filter(kind=kind, other__isnull=False).values_list("mandate_id", "other_id"):
        onward[start].append(end)
    return leads_to(other.pk, mandate.pk, onward)


def told_relation(row: Relation) -> dict[str, Any]:
    """A relation as history keeps it."""
    return {
        "id": row.pk, "kind": row.kind, "other": row.other_id, "paragraph": str(row.paragraph_id or ""), "note": row.note,
        "noted_at": row.noted_at.isoformat(), "noted_by": row.noted_by,
    }  # fmt: skip


@action("mandates.mandate.unrelated")
def unrelate(act: Act, relation: Relation, *, edition: int | None = None) -> None:
    """Take a relation back. What it endorsed or superseded lives as it would without it."""
    policies.may_register(act.actor).enforce()
    mandate, other = relation.mandate, relation.other
    _hold_both(mandate, other, edition)
    if not Relation.objects.filter(pk=relation.pk).exists():
        raise NotHere
    act.about(relation, kind=relation.kind, mandate=mandate.pk, other=relation.other_id)
    told, kind = told_relation(relation), relation.kind
    relation.delete()
    record(act, mandate, "relations", told, None)
    if other is not None and kind in EFFECT and other.life == EFFECT[kind][1]:
        change(act, other, {"life": _life_without(other, kind)}, note=f"{kind}:{mandate.pk}")


def _life_without(other: Mandate, kind: str) -> str:
    """The life that the relations still standing give it: superseded before endorsed before adopted."""
    standing = set(Relation.objects.filter(other=other, kind__in=EFFECT).values_list("kind", flat=True))
    if kind in standing:
        return other.life
    life = LIFE.after(other.life, "restore" if kind == "supersedes" else "unendorse")
    return LIFE.after(life, "endorse") if "endorses" in standing else life
