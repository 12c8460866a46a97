"""Paragraphs and points as others read them, by their permanent identity or as they are cited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from attrs import frozen
from django.db.models import F

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text

from .. import policies
from ..domain import filing
from ..models import Paragraph
from ..standing import bears
from .papers import visible


@frozen
class ParagraphRow:
    """A numbered paragraph or point; `label` is how it is cited, `23 (c)`; `document` and `meeting` are ids.

    `withdrawn` is the symbol of the edition that dropped it, "" for what is in force.
    """

    guid: UUID
    document: int
    document_label: str
    symbols: tuple[str, ...]
    number: str
    point: str
    label: str
    chapter: str
    text: Text
    meeting: int | None
    dated: date | None
    invented: bool
    withdrawn: str = ""


def _paragraph_row(paragraph: Paragraph) -> ParagraphRow:
    paper = paragraph.document
    return ParagraphRow(
        guid=paragraph.guid,
        document=paper.pk,
        document_label=str(paper),
        symbols=tuple(paper.symbols),
        number=paragraph.number,
        point=paragraph.point,
        label=filing.shown_label(paragraph.number, paragraph.point),
        chapter=paragraph.chapter,
        text=Text.from_json(paragraph.text),
        meeting=paper.meeting_id,
        dated=paper.dated,
        invented=paper.invented,
        withdrawn=str(paragraph.withdrawn_in or ""),
    )


def paragraph(actor: Actor, guid: UUID | str) -> ParagraphRow:
    """One paragraph by its permanent identity; NotHere when there is none that this person may read."""
    rows = paragraphs(actor, [guid])
    if not rows:
        raise NotHere
    return rows[0]


def paragraphs(actor: Actor, guids: Iterable[UUID | str]) -> tuple[ParagraphRow, ...]:
    """Those of these paragraphs that this person may read, in the order of their documents."""
    wanted = [guid for guid in map(_as_uuid, guids) if guid]
    rows = Paragraph.objects.filter(guid__in=wanted, document__in=visible(actor)).select_related(
        "document", "withdrawn_in"
    )
    return tuple(_paragraph_row(row) for row in rows.order_by("document_id", "position"))


def _as_uuid(guid: UUID | str) -> UUID | None:
    try:
        return guid if isinstance(guid, UUID) else UUID(guid)
    except ValueError:
        return None


def paragraphs_of(actor: Actor, document_id: int, withdrawn: bool = False) -> tuple[ParagraphRow, ...]:
    """Every paragraph and point of a document in force, in reading order; NotHere for a document one may not read.

    With `withdrawn`, those that a later edition dropped stand among them.
    """
    policies.access_document(actor, document_id)
    found = Paragraph.objects.filter(document=document_id)
    rows = (
        (found if withdrawn else found.filter(withdrawn_in__isnull=True))
        .select_related("document", "withdrawn_in")
        .order_by("position")
    )
    return tuple(_paragraph_row(row) for row in rows)


def find_paragraph(actor: Actor, symbol: str, number: str, point: str = "") -> ParagraphRow | None:
    """The paragraph that a citation means, the one in force first: `("CTOC/COP/WG.2/2012/4", "23", "c")`."""
    wanted = symbol.strip()
    named = visible(actor).filter(bears(wanted))
    rows = Paragraph.objects.filter(document__in=named, number=number, point=point)
    rows = rows.select_related("document", "withdrawn_in").order_by(F("withdrawn_in").asc(nulls_first=True))
    found = rows.first()
    return _paragraph_row(found) if found else None
