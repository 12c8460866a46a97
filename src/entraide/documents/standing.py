"""Which text of a document stands: the one issued last in each language. Read by the actions and the queries alike."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from .domain import issuing
from .models import Document, Edition, Version


def versions_of(document_id: int) -> QuerySet[Version]:
    """Every version of a document, the latest issue first."""
    latest = F("edition__number").desc(nulls_last=True)
    return Version.objects.filter(document=document_id).select_related("edition").order_by(latest, "id")


def version_of(document_id: int, language: str, edition: int | None = None) -> Version | None:
    """The version in force in a language; with `edition` that of one issue, 0 for the first. None where there is none."""
    rows = versions_of(document_id).filter(language=language)
    if edition is not None:
        rows = rows.filter(edition__number=edition) if edition else rows.filter(edition__isnull=True)
    found: Version | None = rows.first()
    return found


def bears(symbol: str) -> Q:
    """Documents that bear this symbol themselves or in one of their editions."""
    issued = Edition.objects.filter(symbol=symbol).values("document")
    return Q(symbols__contains=[symbol]) | Q(pk__in=issued)


def symbols_like(stem: str) -> frozenset[str]:
    """Every symbol in use that begins like this one, with its stars."""
    issued = Edition.objects.filter(symbol__startswith=stem).values_list("symbol", flat=True)
    filed = Document.objects.filter(symbols__icontains=stem).values_list("symbols", flat=True)
    return frozenset([*issued, *(symbol for row in filed for symbol in row)])


def proposed_symbol(document: Document, kind: str) -> str:
    """The next free symbol for an issue of this kind (`rev`, `corr`, `add`, `reissue`); "" when there is none to offer."""
    issued = [row.symbol for row in Edition.objects.filter(document=document).order_by("number")]
    stem = next(iter(document.symbols), "")
    return issuing.next_symbol(stem, issued, kind, symbols_like(stem)) if stem else ""
