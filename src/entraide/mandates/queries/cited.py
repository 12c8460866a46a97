"""Where what a paper cites stands: a resolution, a decision or a document that is filed here, and its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from entraide.documents import queries as documents
from entraide.kernel.actor import Actor
from entraide.kernel.languages import as_language

from ..domain.extract import extract
from ..domain.proposals import Proposal
from ..models import Relation
from .history import keeps
from .rows import MandateRow

STEMS = {"resolution": "RES", "decision": "DEC"}
_PARAGRAPH = re.compile(r"(\d+)(?:\s*\(?([a-z])\)?)?", re.IGNORECASE)


def instrument(actor: Actor, kind: str, label: str) -> documents.DocumentRow | None:
    """The document that bears this number or symbol; None when it is not filed, or more than one could be meant."""
    found = documents.find_document(actor, label)
    if found is not None or kind not in STEMS or "/" not in label:
        return found
    ending = f"/{STEMS[kind]}/{label}"
    rows = documents.documents(actor, ending)
    bearing = [row for row in rows if any(symbol.endswith(ending) for symbol in row.symbols)]
    return bearing[0] if len(bearing) == 1 else None


def place(actor: Actor, reference: Mapping[str, str]) -> documents.ParagraphRow | None:
    """The paragraph that a reference means, where its document is filed with its text."""
    found = instrument(actor, reference["kind"], reference["label"])
    told = _PARAGRAPH.match(reference.get("paragraph") or "")
    if found is None or told is None or not found.symbols:
        return None
    return documents.find_paragraph(actor, found.symbols[0], told[1], (told[2] or "").lower())


@frozen
class Offer:
    """A paragraph that a mandate cites, where nobody has recorded yet that it does."""

    kind: str
    label: str
    where: documents.ParagraphRow


def offers(actor: Actor, row: MandateRow) -> tuple[Offer, ...]:
    """What a mandate of the register cites by number and is filed here: to be recorded as a relation by a press."""
    keeps(actor)
    known = set(Relation.objects.filter(mandate=row.id, kind="cites").values_list("paragraph_id", flat=True))
    others = Relation.objects.filter(mandate=row.id, kind="cites", other__isnull=False)
    known |= set(others.values_list("other__paragraph_id", flat=True))
    found = ((one, place(actor, one)) for one in row.references if one["kind"] in (*STEMS, "document"))
    return tuple(
        Offer(one["kind"], f"{one['label']} {one.get('paragraph', '')}".strip(), where)
        for one, where in found
        if where is not None and where.guid not in known and where.guid != row.guid
    )


@frozen
class Quoted:
    """What a paper quotes from another: it stays out of the register. `where` is the place quoted, if it is filed here."""

    label: str
    act: str
    issuer: str
    asked: tuple[tuple[str, str], ...]
    cited: str
    where: documents.ParagraphRow | None


def quoted(actor: Actor, document_id: int) -> tuple[Quoted, ...]:
    """What the reader found quoted in a document, with where it stands; the secretariat's alone."""
    keeps(actor)
    row = documents.document(actor, document_id)
    tree = documents.tree(actor, document_id, as_language(row.original_language or next(iter(row.languages), "en")))
    found = (one for made in (extract(tree) if tree else ()) for one in _quoted(made))
    return tuple(_quoted_row(actor, one) for one in found)


def _quoted(made: Proposal) -> Iterator[Proposal]:
    if made.quoted:
        yield made
    for inner in made.contains:
        yield from _quoted(inner)


def _quoted_row(actor: Actor, made: Proposal) -> Quoted:
    told = next((one for one in made.references if one.kind in (*STEMS, "document")), None)
    where = place(actor, {"kind": told.kind, "label": told.label, "paragraph": told.paragraph}) if told else None
    label = f"{made.paragraph} ({made.point})" if made.point else made.paragraph
    asked = tuple((one.kind, one.text) for one in made.addressees)
    return Quoted(label, made.act, made.issuer, asked, f"{told.label} {told.paragraph}".strip() if told else "", where)
