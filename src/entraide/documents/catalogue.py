"""Pages of documents, for long lists: by their order of filing, narrowed by the filters that the search has too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from attrs import frozen
from django.db.models import Q, QuerySet

from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language

from .models import Document
from .queries.papers import LANGUAGES_ALONE, DocumentRow, visible
from .queries.papers import _row as row_of


@frozen
class Filters:
    """What narrows a search. Empty means all; `body` takes in the bodies below it, `session` is a part of the symbol."""

    body: str = ""
    meeting: int | None = None
    session: str = ""
    item: str = ""
    state: str = ""
    kind: str = ""
    year: int | None = None
    language: Language | None = None


@frozen
class Filed:
    """A document and when it was filed."""

    document: DocumentRow
    filed_at: datetime


def page_of_documents(
    actor: Actor, filters: Filters | None = None, *, before: int | None = None, size: int = 50, with_text: bool = False
) -> tuple[Filed, ...]:
    """The documents filed last that this person may read; `before` goes on after the document of that number.

    `with_text` leaves out those that are only announced.
    """
    rows = _narrowed(visible(actor), filters or Filters())
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if with_text:
        rows = rows.filter(versions__isnull=False).distinct()
    found = rows.order_by("-pk").prefetch_related(LANGUAGES_ALONE)[:size]
    return tuple(Filed(row_of(row), row.filed_at) for row in found)


def documents_numbered(actor: Actor, numbers: Sequence[int]) -> dict[int, DocumentRow]:
    """Those of these documents that this person may read, by their numbers."""
    return {row.pk: row_of(row) for row in visible(actor).filter(pk__in=numbers).prefetch_related(LANGUAGES_ALONE)}


def _narrowed(rows: QuerySet[Document], filters: Filters) -> QuerySet[Document]:
    """The same conditions as in the function `documents_found` (migration 0005)."""
    if filters.body:
        stands = "EXISTS (SELECT 1 FROM unnest(documents_document.symbols) s WHERE s = %s OR starts_with(s, %s))"
        named = Document.objects.extra(where=[stands], params=[filters.body, f"{filters.body}/"])  # noqa: S610
        rows = rows.filter(Q(meeting__body__code=filters.body) | Q(pk__in=named.values("pk")))
    if filters.session:
        inside = "EXISTS (SELECT 1 FROM unnest(documents_document.symbols) s WHERE strpos(s || '/', %s) > 0)"
        rows = rows.extra(where=[inside], params=[f"/{filters.session}/"])  # noqa: S610 - the words are a parameter
    if filters.meeting:
        rows = rows.filter(meeting=filters.meeting)
    if filters.item:
        rows = rows.filter(agenda_items__contains=[filters.item])
    if filters.state:
        rows = rows.filter(states__contains=[filters.state])
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.year:
        rows = rows.filter(dated__gte=date(filters.year, 1, 1), dated__lte=date(filters.year, 12, 31))
    if filters.language:
        rows = rows.filter(versions__language=filters.language).distinct()
    return rows
