"""One mandate, what passes it on, and what a paragraph asks."""

from __future__ import annotations

from uuid import UUID

from entraide.kernel.actor import Actor

from .. import policies
from .rows import LIGHT, SOME, MandateRow, row_of, rows_of, visible


def mandate(actor: Actor, mandate_id: int, with_evidence: bool = True) -> MandateRow:
    """One mandate; NotHere when it is absent or a proposal and the reader is not the secretariat."""
    policies.access_mandate(actor, mandate_id)
    return row_of(actor, visible(actor, SOME if with_evidence else LIGHT).get(pk=mandate_id))


def for_paragraph(actor: Actor, guid: UUID) -> tuple[MandateRow, ...]:
    """What a paragraph asks."""
    return rows_of(actor, visible(actor).filter(paragraph_id=guid).exclude(proposal__has_key="rejected_because"))


def around(actor: Actor, row: MandateRow) -> tuple[MandateRow, ...]:
    """The mandates that pass this one on, the outermost first."""
    chain: list[MandateRow] = []
    parent = row.parent
    while parent is not None:
        found = visible(actor, LIGHT).filter(pk=parent).first()
        if found is None:
            break
        chain.insert(0, row_of(actor, found))
        parent = found.parent_id
    return tuple(chain)


def within(actor: Actor, row: MandateRow) -> tuple[MandateRow, ...]:
    """What this mandate passes on."""
    return rows_of(actor, visible(actor, LIGHT).filter(pk__in=row.contained)) if row.contained else ()
