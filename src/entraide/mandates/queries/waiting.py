"""What waits for a person of the secretariat: proposals and evidence."""

from __future__ import annotations

from attrs import frozen
from django.db.models import Count

from entraide.kernel.actor import Actor

from .. import policies
from ..models import Evidence, Mandate
from .rows import EvidenceRow, MandateRow, evidence_row, rows_of, visible


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


def to_decide(actor: Actor) -> tuple[ToDecide, ...]:
    """Where proposals wait."""
    if not actor.staff:
        return ()
    waiting = Mandate.objects.filter(life="proposed", contained__isnull=True)
    found = waiting.values("paragraph__document", "paragraph__document__symbols")
    return tuple(
        ToDecide(row["paragraph__document"], " - ".join(row["paragraph__document__symbols"]), row["count"])
        for row in found.annotate(count=Count("id")).order_by("paragraph__document")
    )


def to_validate(actor: Actor) -> tuple[EvidenceRow, ...]:
    """Evidence that waits for a second person, the oldest first."""
    if not actor.staff:
        return ()
    return tuple(evidence_row(row) for row in Evidence.objects.filter(validated_at__isnull=True))
