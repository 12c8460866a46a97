"""What waits for a person of the secretariat: proposals and evidence."""

from __future__ import annotations

from typing import Final

from attrs import frozen
from django.db.models import Count

from entraide.kernel.actor import Actor

from .. import policies
from ..models import Evidence, Mandate
from .rows import EvidenceRow, MandateRow, evidence_row, rows_of, visible

MOST: Final = 100


def proposals(actor: Actor, document_id: int) -> tuple[MandateRow, ...]:
    """What waits for a decision in one document, and what has been decided of it; the secretariat's alone."""
    policies.may_register(actor).enforce()
    return rows_of(actor, visible(actor).filter(paragraph__document_id=document_id))


@frozen
class ToDecide:
    """A document with proposals that nobody has decided on."""

    document: int
    label: str
    count: int


def to_decide(actor: Actor, most: int = MOST) -> tuple[ToDecide, ...]:
    """Where proposals wait, the oldest papers first."""
    if not actor.staff:
        return ()
    waiting = Mandate.objects.filter(life="proposed", contained__isnull=True)
    found = waiting.values("paragraph__document", "paragraph__document__symbols")
    return tuple(
        ToDecide(row["paragraph__document"], " - ".join(row["paragraph__document__symbols"]), row["count"])
        for row in found.annotate(count=Count("id")).order_by("paragraph__document")[:most]
    )


def to_validate(actor: Actor, most: int = MOST) -> tuple[EvidenceRow, ...]:
    """Evidence that waits for a second person, the oldest first."""
    if not actor.staff:
        return ()
    found = Evidence.objects.filter(validated_at__isnull=True, withdrawn_at__isnull=True).order_by("id")
    return tuple(evidence_row(row) for row in found[:most])


@frozen
class Waiting:
    """What waits, as lists say it: documents with proposals, and how much evidence; of neither more than `most`."""

    documents: tuple[ToDecide, ...] = ()
    evidence: int = 0
    more_documents: bool = False
    more_evidence: bool = False
    most: int = MOST


def what_waits(actor: Actor) -> Waiting:
    """What waits for the secretariat; nothing for others."""
    if not actor.staff:
        return Waiting()
    documents = to_decide(actor, MOST + 1)
    pieces = Evidence.objects.filter(validated_at__isnull=True, withdrawn_at__isnull=True)[: MOST + 1].count()
    return Waiting(documents[:MOST], min(pieces, MOST), len(documents) > MOST, pieces > MOST, MOST)


def evidence_page(actor: Actor, mandate_id: int, *, after: int = 0, size: int = 25) -> tuple[EvidenceRow, ...]:
    """The evidence under one mandate behind the piece `after`, in the order it came; to the public what is validated."""
    policies.access_mandate(actor, mandate_id)
    found = Evidence.objects.filter(mandate=mandate_id, withdrawn_at__isnull=True, id__gt=after)
    found = found if actor.staff else found.filter(validated_at__isnull=False)
    return tuple(evidence_row(row) for row in found.order_by("id")[:size])
