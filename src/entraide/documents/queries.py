"""What other rooms and pages read of documents: plain rows, never more than the person may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from attrs import frozen
from django.db.models import Q, QuerySet

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language, as_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Status, Text
from entraide.meetings.domain.agenda import LabelKey, label_key

from . import policies
from .domain import codec, filing
from .domain.tree import Tree
from .models import Document, Paragraph, Reading, Version


@frozen
class ParagraphRow:
    """A numbered paragraph or point; `label` is how it is cited, `23 (c)`; `document` and `meeting` are ids."""

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


@frozen
class DocumentRow:
    """A document. `languages` are those of its versions; a paper that was only announced has none."""

    id: int
    label: str
    symbols: tuple[str, ...]
    kind: str
    title: Text
    meeting: int | None
    agenda_items: tuple[str, ...]
    dated: date | None
    original_language: str
    invented: bool
    audience: Audience
    languages: tuple[Language, ...]


@frozen
class ReadingRow:
    """A file that was read, and what became of it."""

    id: int
    file: int
    file_name: str
    language: Language
    state: str
    read_at: datetime
    corrections: int
    problems: int
    document: int | None


def _visible(actor: Actor) -> QuerySet[Document]:
    """Row-level security hides the rest; the audience is asked again here so that neither wall stands alone."""
    rows = Document.objects.all()
    if actor.staff:
        return rows
    wide = [audience for audience in Audience if actor.admits(audience)]
    own = [audience for audience in Audience if actor.entity and actor.admits(audience, actor.entity)]
    return rows.filter(Q(audience__in=wide) | Q(audience__in=own, entity=actor.entity or "-"))


def _says(words: str) -> Q:
    """Part of a symbol, or of the title in any language."""
    said = Q(symbols__icontains=words)
    for language in LANGUAGES:
        said |= Q(**{f"title__{language}__text__icontains": words})
    return said


def _row(document: Document) -> DocumentRow:
    there = {version.language for version in document.versions.all()}
    return DocumentRow(
        id=document.pk,
        label=str(document),
        symbols=tuple(document.symbols),
        kind=document.kind,
        title=Text.from_json(document.title),
        meeting=document.meeting_id,
        agenda_items=tuple(document.agenda_items),
        dated=document.dated,
        original_language=document.original_language,
        invented=document.invented,
        audience=Audience(document.audience),
        languages=tuple(code for code in LANGUAGES if code in there),
    )


def documents(
    actor: Actor, search: str = "", meeting: int | None = None, kind: str = "", with_text: bool = False
) -> tuple[DocumentRow, ...]:
    """Documents this person may read, the latest filed first; `search` is part of a symbol or of a title.

    `with_text` leaves out those that are only announced.
    """
    rows = _visible(actor)
    if search.strip():
        rows = rows.filter(_says(search.strip()))
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    if kind:
        rows = rows.filter(kind=kind)
    if with_text:
        rows = rows.filter(versions__isnull=False).distinct()
    found = [_row(document) for document in rows.order_by("-filed_at", "id").prefetch_related("versions")]
    return tuple(sorted(found, key=_on_the_agenda)) if meeting is not None else tuple(found)


def _on_the_agenda(row: DocumentRow) -> tuple[bool, LabelKey]:
    """What was made by the meeting first, then what was before it, by its first agenda item."""
    first = next(iter(row.agenda_items), "")
    return bool(first), label_key(first)


def document(actor: Actor, document_id: int) -> DocumentRow:
    """One document; NotHere when there is none that this person may read."""
    return _row(policies.access_document(actor, document_id))


def find_document(actor: Actor, symbol: str) -> DocumentRow | None:
    """The document that bears this symbol."""
    found = _visible(actor).filter(symbols__contains=[symbol.strip()]).first()
    return _row(found) if found else None


def tree(actor: Actor, document_id: int, language: str) -> Tree | None:
    """The text in that language, with the identity of every paragraph; None where there is no such version."""
    policies.access_document(actor, document_id)
    found = Version.objects.filter(document=document_id, language=language).first()
    return codec.from_json(found.tree) if found else None


def version_status(actor: Actor, document_id: int, language: str) -> Status | None:
    """How that version came to be: original, official, courtesy, machine; None where there is none."""
    policies.access_document(actor, document_id)
    found = Version.objects.filter(document=document_id, language=language).values_list("status", flat=True).first()
    statuses: dict[str, Status] = {
        "original": "original", "official": "official", "courtesy": "courtesy", "machine": "machine"
    }  # fmt: skip
    return statuses.get(found) if found else None


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
    rows = Paragraph.objects.filter(guid__in=wanted, document__in=_visible(actor)).select_related("document")
    return tuple(_paragraph_row(row) for row in rows.order_by("document_id", "position"))


def _as_uuid(guid: UUID | str) -> UUID | None:
    try:
        return guid if isinstance(guid, UUID) else UUID(guid)
    except ValueError:
        return None


def paragraphs_of(actor: Actor, document_id: int) -> tuple[ParagraphRow, ...]:
    """Every paragraph and point of a document, in reading order; NotHere for a document one may not read."""
    policies.access_document(actor, document_id)
    rows = Paragraph.objects.filter(document=document_id).select_related("document").order_by("position")
    return tuple(_paragraph_row(row) for row in rows)


def find_paragraph(actor: Actor, symbol: str, number: str, point: str = "") -> ParagraphRow | None:
    """The paragraph that a citation means: `("CTOC/COP/WG.2/2012/4", "23", "c")`."""
    rows = Paragraph.objects.filter(
        document__in=_visible(actor).filter(symbols__contains=[symbol.strip()]), number=number, point=point
    ).select_related("document")
    found = rows.first()
    return _paragraph_row(found) if found else None


def readings(actor: Actor, state: str = "") -> tuple[ReadingRow, ...]:
    """What was read, the latest first; nothing for anybody but the secretariat."""
    if not actor.staff:
        return ()
    rows = Reading.objects.select_related("file").defer("file__content")
    return tuple(_reading_row(row) for row in (rows.filter(state=state) if state else rows))


def reading(actor: Actor, reading_id: int) -> ReadingRow:
    """One reading; NotHere for anybody but the secretariat."""
    policies.access_reading(actor, reading_id)
    return _reading_row(Reading.objects.select_related("file").defer("file__content").get(pk=reading_id))


def reading_tree(actor: Actor, reading_id: int) -> Tree:
    """The tree of a reading as corrected so far; NotHere for anybody but the secretariat."""
    return codec.from_json(policies.access_reading(actor, reading_id).tree)


def _reading_row(row: Reading) -> ReadingRow:
    return ReadingRow(
        row.pk, row.file_id, row.file.name, as_language(row.language), row.state, row.read_at, row.corrections,
        len(row.tree.get("problems", ())), row.document_id,
    )  # fmt: skip
