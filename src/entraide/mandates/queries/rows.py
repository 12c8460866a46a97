"""Mandates as frozen rows, and which of them a person may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from attrs import frozen
from django.db.models import Prefetch, Q, QuerySet

from entraide.documents.domain.filing import shown_label
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import as_language
from entraide.kernel.text import Text

from .. import wording
from ..domain.life import OPEN, UNFINISHED
from ..models import Addressee, Evidence, Mandate

EVIDENCE_SHOWN: Final = 50
"""How many pieces of evidence a row brings along; the rest is asked for in pages."""


@frozen
class AddresseeRow:
    """One of those who are asked, on two axes."""

    id: int
    kind: str
    name: str
    text: str
    response: str
    implementation: str
    entity: str = ""


@frozen
class EvidenceRow:
    """What was laid under a mandate."""

    id: int
    mandate: int
    kind: str
    text: Text
    href: str
    source: str
    document: int | None
    paragraph: UUID | None
    submitted_at: datetime
    submitted_by: int | None
    validated_at: datetime | None


@frozen
class MandateRow:
    """A mandate as pages show it. `sentence` is one line in the language of the page.

    `parent` is the mandate that passes this one on, `contained` what it passes on itself. `span` is the place of the
    act's words in the paragraph's text in `language`.
    """

    id: int
    document: int
    document_label: str
    guid: UUID
    label: str
    paragraph: Text
    language: str
    act: str
    lemma: str
    strength: int
    issuer: str
    deliverable: str
    references: list[dict[str, str]]
    hedges: tuple[str, ...]
    deadline: str
    conditional: bool
    life: str
    proposal: dict[str, Any]
    parent: int | None
    contained: tuple[int, ...]
    addressees: tuple[AddresseeRow, ...]
    evidence: tuple[EvidenceRow, ...]
    summary: Text
    invented: bool
    adopted_on: date | None = None
    due_on: date | None = None
    first_action_on: date | None = None
    reporting: bool = False
    topics: tuple[str, ...] = ()
    meeting: int | None = None
    edition: int = 1
    acts_possible: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Act and addressees: `requests: UNODC`."""
        asked = [wording.addressee(row.kind, row.name or row.entity, row.text) for row in self.addressees]
        return wording.sentence(self.act, asked)

    @property
    def open(self) -> bool:
        """Whether something is still to be done; what only passes another mandate on asks for nothing more itself."""
        waits = any(row.implementation in UNFINISHED for row in self.addressees)
        return self.life in OPEN and waits and not self.contained

    @property
    def session(self) -> str:
        """The session it was asked in; papers of no meeting stand for themselves."""
        return f"session {self.meeting}" if self.meeting else f"document {self.document}"

    @property
    def rejected(self) -> str:
        """Why a person said that it is no mandate; "" when nobody did."""
        return str(self.proposal.get("rejected_because", ""))

    @property
    def marked(self) -> tuple[str, str, str]:
        """The paragraph's text in the language it was read in: before the act, its words, after."""
        text = self.paragraph.versions.get(as_language(self.language), "")
        first, last = self.proposal.get("span", (0, 0))
        return text[:first], text[first:last], text[last:]


def addressee_row(row: Addressee) -> AddresseeRow:
    """One of those who are asked."""
    return AddresseeRow(row.pk, row.kind, row.name, row.text, row.response, row.implementation, row.entity)


def evidence_row(row: Evidence) -> EvidenceRow:
    """One piece of evidence."""
    return EvidenceRow(
        row.pk, row.mandate_id, row.kind, Text.from_json(row.text), row.href, row.source, row.document_id,
        row.paragraph_id, row.submitted_at, row.submitted_by, row.validated_at,
    )  # fmt: skip


def row_of(actor: Actor, mandate: Mandate) -> MandateRow:
    """A mandate with all that hangs on it."""
    paragraph = mandate.paragraph
    evidence = [row for row in mandate.laid if actor.staff or row.validated_at]
    return MandateRow(
        id=mandate.pk, document=paragraph.document_id, document_label=str(paragraph.document), guid=paragraph.guid,
        label=shown_label(paragraph.number, paragraph.point), paragraph=Text.from_json(paragraph.text),
        language=mandate.language, act=mandate.act, lemma=mandate.lemma, strength=mandate.strength,
        issuer=mandate.issuer, deliverable=mandate.deliverable, references=mandate.references,
        hedges=tuple(mandate.hedges), deadline=mandate.deadline, conditional=mandate.conditional, life=mandate.life,
        proposal=mandate.proposal, parent=mandate.parent_id,
        contained=tuple(one.pk for one in mandate.contained.all()),
        addressees=tuple(addressee_row(row) for row in mandate.addressees.all()),
        evidence=tuple(evidence_row(row) for row in evidence), summary=Text.from_json(mandate.summary),
        invented=paragraph.document.invented, adopted_on=mandate.adopted_on or paragraph.document.dated,
        due_on=mandate.due_on, first_action_on=mandate.first_action_on, reporting=mandate.reporting,
        topics=tuple(mandate.topics), meeting=paragraph.document.meeting_id,
        edition=mandate.edition, acts_possible=tuple(mandate.acts_possible),
    )  # fmt: skip


LIGHT: Final = Prefetch("evidence", Evidence.objects.none(), to_attr="laid")
"""For lists, which show no evidence."""
SOME: Final = Prefetch(
    "evidence", Evidence.objects.filter(withdrawn_at__isnull=True).order_by("id")[:EVIDENCE_SHOWN], to_attr="laid"
)


def visible(actor: Actor, evidence: Prefetch = SOME) -> QuerySet[Mandate]:
    """The mandates that a person may see, with what a row is made of; of evidence the first EVIDENCE_SHOWN pieces.

    Row-level security hides the rest; the audience of the paper is asked again so that neither wall stands alone.
    """
    rows = Mandate.objects.select_related("paragraph", "paragraph__document")
    rows = rows.prefetch_related("addressees", evidence, Prefetch("contained", Mandate.objects.only("parent")))
    if actor.staff:
        return rows
    wide = [audience for audience in Audience if actor.admits(audience)]
    own = [audience for audience in Audience if actor.entity and actor.admits(audience, actor.entity)]
    document = "paragraph__document__"
    rows = rows.filter(
        Q(**{f"{document}audience__in": wide})
        | Q(**{f"{document}audience__in": own, f"{document}entity": actor.entity or "-"})
    )
    return rows.exclude(life="proposed").exclude(proposal__has_key="rejected_because")


def rows_of(actor: Actor, found: Iterable[Mandate]) -> tuple[MandateRow, ...]:
    """Several of them, in their order."""
    return tuple(row_of(actor, mandate) for mandate in found)


def rows_numbered(actor: Actor, ids: Sequence[int], evidence: Prefetch = SOME) -> tuple[MandateRow, ...]:
    """Those of these mandates that a person may see, in the order of the numbers."""
    found = visible(actor, evidence).in_bulk(ids) if ids else {}
    return rows_of(actor, (found[one] for one in ids if one in found))
