"""What pages and other rooms read of the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import frozen
from django.db.models import Count, QuerySet

from entraide.documents.domain.filing import shown_label
from entraide.kernel.actor import Actor
from entraide.kernel.languages import as_language
from entraide.kernel.text import Text

from . import policies, wording
from .domain.life import OPEN, UNFINISHED
from .models import Addressee, Evidence, Mandate


@frozen
class AddresseeRow:
    """One of those who are asked, on two axes."""

    id: int
    kind: str
    name: str
    text: str
    response: str
    implementation: str


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

    @property
    def sentence(self) -> str:
        """Act and addressees: `requests: UNODC`."""
        return wording.sentence(self.act, [wording.addressee(row.kind, row.name, row.text) for row in self.addressees])

    @property
    def open(self) -> bool:
        """Whether something is still to be done; what only passes another mandate on asks for nothing more itself."""
        waits = any(row.implementation in UNFINISHED for row in self.addressees)
        return self.life in OPEN and waits and not self.contained

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


def _addressee(row: Addressee) -> AddresseeRow:
    return AddresseeRow(row.pk, row.kind, row.name, row.text, row.response, row.implementation)


def _evidence(row: Evidence) -> EvidenceRow:
    return EvidenceRow(
        row.pk, row.mandate_id, row.kind, Text.from_json(row.text), row.href, row.source, row.document_id,
        row.paragraph_id, row.submitted_at, row.submitted_by, row.validated_at,
    )  # fmt: skip


def _row(actor: Actor, mandate: Mandate) -> MandateRow:
    paragraph = mandate.paragraph
    evidence = [row for row in mandate.evidence.all() if actor.staff or row.validated_at]
    return MandateRow(
        id=mandate.pk, document=paragraph.document_id, document_label=str(paragraph.document), guid=paragraph.guid,
        label=shown_label(paragraph.number, paragraph.point), paragraph=Text.from_json(paragraph.text),
        language=mandate.language, act=mandate.act, lemma=mandate.lemma, strength=mandate.strength,
        issuer=mandate.issuer, deliverable=mandate.deliverable, references=mandate.references,
        hedges=tuple(mandate.hedges), deadline=mandate.deadline, conditional=mandate.conditional, life=mandate.life,
        proposal=mandate.proposal, parent=mandate.parent_id,
        contained=tuple(one.pk for one in mandate.contained.all()),
        addressees=tuple(_addressee(row) for row in mandate.addressees.all()),
        evidence=tuple(_evidence(row) for row in evidence), summary=Text.from_json(mandate.summary),
        invented=paragraph.document.invented,
    )  # fmt: skip


def _visible(actor: Actor) -> QuerySet[Mandate]:
    rows = Mandate.objects.select_related("paragraph", "paragraph__document")
    rows = rows.prefetch_related("addressees", "evidence", "contained")
    return rows if actor.staff else rows.exclude(life="proposed").exclude(proposal__has_key="rejected_because")


def _rows(actor: Actor, found: Iterable[Mandate]) -> tuple[MandateRow, ...]:
    return tuple(_row(actor, mandate) for mandate in found)


def mandate(actor: Actor, mandate_id: int) -> MandateRow:
    """One mandate; NotHere when it is absent or a proposal and the reader is not the secretariat."""
    policies.access_mandate(actor, mandate_id)
    return _row(actor, _visible(actor).get(pk=mandate_id))


def register(
    actor: Actor,
    *,
    act: str = "",
    kind: str = "",
    life: str = "",
    implementation: str = "",
    document: int | None = None,
) -> tuple[MandateRow, ...]:
    """The register in the order of the papers, what is open first.

    Proposals, and what was rejected as no mandate, are left out. `kind` and `implementation` are those of an addressee.
    """
    found = _visible(actor).exclude(life="proposed").exclude(proposal__has_key="rejected_because")
    wanted = {"act": act, "life": life, "paragraph__document_id": document}
    asked = {"addressees__kind": kind, "addressees__implementation": implementation}
    found = found.filter(**{name: value for name, value in {**wanted, **asked}.items() if value}).distinct()
    return tuple(sorted(_rows(actor, found), key=lambda row: not row.open))


def open_items(actor: Actor) -> tuple[MandateRow, ...]:
    """Adopted mandates with an addressee who has not finished; those that only pass another on are left out."""
    return tuple(row for row in register(actor) if row.open)


def for_paragraph(actor: Actor, guid: UUID) -> tuple[MandateRow, ...]:
    """What a paragraph asks."""
    return _rows(actor, _visible(actor).filter(paragraph_id=guid).exclude(proposal__has_key="rejected_because"))


def around(actor: Actor, row: MandateRow) -> tuple[MandateRow, ...]:
    """The mandates that pass this one on, the outermost first."""
    chain: list[MandateRow] = []
    parent = row.parent
    while parent is not None:
        found = _visible(actor).filter(pk=parent).first()
        if found is None:
            break
        chain.insert(0, _row(actor, found))
        parent = found.parent_id
    return tuple(chain)


def within(actor: Actor, row: MandateRow) -> tuple[MandateRow, ...]:
    """What this mandate passes on."""
    return _rows(actor, _visible(actor).filter(pk__in=row.contained))


def proposals(actor: Actor, document_id: int) -> tuple[MandateRow, ...]:
    """What waits for a decision in one document, and what has been decided of it; the secretariat's alone."""
    policies.may_register(actor).enforce()
    return _rows(actor, _visible(actor).filter(paragraph__document_id=document_id))


def find(actor: Actor, symbol: str) -> tuple[MandateRow, ...]:
    """Everything read out of the document with this symbol, proposals with it for the secretariat."""
    return _rows(actor, _visible(actor).filter(paragraph__document__symbols__contains=[symbol]))


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
    return tuple(_evidence(row) for row in Evidence.objects.filter(validated_at__isnull=True))


def documents_with(actor: Actor) -> tuple[tuple[int, str], ...]:
    """The documents whose mandates are in the register: id and label, for the filter."""
    return tuple(dict.fromkeys((row.document, row.document_label) for row in register(actor)))
