"""Evidence with everything that is known of it, in every state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from attrs import frozen
from django.db.models import Prefetch, QuerySet

from entraide.documents.domain.filing import shown_label
from entraide.foundation.files.models import StoredFile
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from .. import policies
from ..models import Evidence
from .history import keeps, names
from .rows import LIGHT, MandateRow, rows_numbered

SHOWN: Final = 20


@frozen
class Laid:
    """A piece of evidence with everything that the secretariat knows of it. `withdrawn_in` warns of its paragraph."""

    id: int
    mandate: int
    kind: str
    state: str
    text: Text
    href: str
    source: str
    document: int | None
    guid: UUID | None
    cited: str
    withdrawn_in: str
    file: int | None
    file_name: str
    whom: str
    happened_on: date | None
    submitted_at: datetime
    submitted_by: int | None
    submitter: str
    validated_at: datetime | None
    validator: str
    set_aside_at: datetime | None
    set_aside_by: str
    because: str
    edition: int


def _laid(actor: Actor, row: Evidence, known: Mapping[int, str]) -> Laid:
    where, paper = row.paragraph, row.document
    if paper is None or not actor.admits(Audience(paper.audience), paper.entity):
        where = paper = None
    label = shown_label(where.number, where.point) if where else ""
    return Laid(
        id=row.pk, mandate=row.mandate_id, kind=row.kind, state=row.state, text=Text.from_json(row.text), href=row.href,
        source=row.source, document=paper.pk if paper else None, guid=where.guid if where else None, cited=f"{paper or ''} {label}".strip(),
        withdrawn_in=str(where.withdrawn_in) if where and where.withdrawn_in else "", file=row.file_id,
        file_name=row.file.name if row.file else "", whom=(row.addressee and (row.addressee.name or row.addressee.text)) or "",
        happened_on=row.happened_on, submitted_at=row.submitted_at, submitted_by=row.submitted_by,
        submitter=known.get(row.submitted_by or 0, ""), validated_at=row.validated_at,
        validator=known.get(row.validated_by or 0, ""), set_aside_at=row.withdrawn_at,
        set_aside_by=known.get(row.withdrawn_by or 0, ""), because=row.withdrawn_because, edition=row.mandate.edition,
    )  # fmt: skip


def _all_evidence() -> QuerySet[Evidence]:
    return Evidence.objects.select_related(
        "mandate", "document", "paragraph", "paragraph__withdrawn_in", "addressee"
    ).prefetch_related(Prefetch("file", StoredFile.objects.only("name")))


def evidence(actor: Actor, mandate_id: int, after: int = 0, most: int = SHOWN) -> tuple[Laid, ...]:
    """What was laid under a mandate behind the piece `after`: all of it for the secretariat, for others what is validated and
    stands. A paper that is not for this person is not named.
    """
    policies.access_mandate(actor, mandate_id)
    found = _all_evidence().filter(mandate=mandate_id, id__gt=after).order_by("id")
    if not actor.staff:
        found = found.filter(validated_at__isnull=False, withdrawn_at__isnull=True)
    known = names() if actor.staff else {}
    return tuple(_laid(actor, row, known) for row in found[:most])


def waiting_evidence(actor: Actor, most: int = 100) -> tuple[tuple[Laid, MandateRow], ...]:
    """What waits for a second person, the oldest first, each with its mandate."""
    keeps(actor)
    found = list(_all_evidence().filter(validated_at__isnull=True, withdrawn_at__isnull=True).order_by("id")[:most])
    rows = {row.id: row for row in rows_numbered(actor, [one.mandate_id for one in found], LIGHT)}
    known = names()
    return tuple((_laid(actor, one, known), rows[one.mandate_id]) for one in found)
