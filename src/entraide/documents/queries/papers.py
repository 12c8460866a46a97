"""Documents as others read them: plain rows, never more than the person may see."""

from __future__ import annotations

from datetime import date

from attrs import frozen
from django.db.models import CharField, F, Func, Prefetch, Q, QuerySet

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.text import Text
from entraide.meetings.domain.agenda import LabelKey, label_key

from .. import policies
from ..domain.series import next_free
from ..models import Document, Edition, Version
from ..standing import bears

LANGUAGES_ALONE = Prefetch("versions", Version.objects.only("document", "language"))
"""The versions without their trees, which are long."""


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
    addendum_to: int | None = None


def visible(actor: Actor) -> QuerySet[Document]:
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
        addendum_to=document.addendum_to_id,
    )


def documents(
    actor: Actor, search: str = "", meeting: int | None = None, kind: str = "", with_text: bool = False
) -> tuple[DocumentRow, ...]:
    """Documents this person may read, the latest filed first; `search` is part of a symbol or of a title.

    `with_text` leaves out those that are only announced.
    """
    rows = visible(actor)
    if search.strip():
        rows = rows.filter(_says(search.strip()))
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    if kind:
        rows = rows.filter(kind=kind)
    if with_text:
        rows = rows.filter(versions__isnull=False).distinct()
    found = [_row(document) for document in rows.order_by("-filed_at", "id").prefetch_related(LANGUAGES_ALONE)]
    return tuple(sorted(found, key=_on_the_agenda)) if meeting is not None else tuple(found)


def _on_the_agenda(row: DocumentRow) -> tuple[bool, LabelKey]:
    """What was made by the meeting first, then what was before it, by its first agenda item."""
    first = next(iter(row.agenda_items), "")
    return bool(first), label_key(first)


def document(actor: Actor, document_id: int) -> DocumentRow:
    """One document; NotHere when there is none that this person may read."""
    return _row(policies.access_document(actor, document_id))


def find_document(actor: Actor, symbol: str) -> DocumentRow | None:
    """The document that bears this symbol, itself or in one of its editions."""
    wanted = symbol.strip()
    found = visible(actor).filter(bears(wanted)).first()
    return _row(found) if found else None


def next_symbol(actor: Actor, series: str) -> str:
    """The next free symbol of a series, `CTOC/COP/WG.2/2026/CRP.*`, counting papers and their issues that this person may
    read. Refused with DOC-037 when it is no series.
    """
    stem = series.strip().rstrip("*")
    rows = visible(actor).annotate(symbol=Func(F("symbols"), function="unnest", output_field=CharField()))
    taken = [symbol for symbol in rows.values_list("symbol", flat=True) if symbol.upper().startswith(stem.upper())]
    issued = Edition.objects.filter(document__in=visible(actor), symbol__istartswith=stem).values_list(
        "symbol", flat=True
    )
    return next_free(series, [*taken, *issued])


def addenda(actor: Actor, document_id: int) -> tuple[DocumentRow, ...]:
    """The addenda of a document that this person may read, in the order in which they were filed."""
    rows = visible(actor).filter(addendum_to=document_id).order_by("filed_at", "id").prefetch_related(LANGUAGES_ALONE)
    return tuple(_row(row) for row in rows)
