"""The JSON API: read only, the same rows as the pages, by the same rules. Described in docs/reference/api.md."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import path, re_path, reverse
from django.utils.http import urlencode

from entraide.documents import catalogue, queries, searches
from entraide.documents.catalogue import Filters
from entraide.documents.domain import codec
from entraide.documents.domain.searching import LONGEST_QUERY
from entraide.documents.domain.snippets import Bit
from entraide.documents.queries import DocumentRow
from entraide.foundation.api.answers import api, strict, whole_number
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, as_language
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from .search import filters_from

A_PAGE, MOST = 50, 100
LAST = 9_000_000_000_000_000_000
FAR = 1000


def _filters(request: HttpRequest) -> Filters:
    """As the search page reads them, but what makes no sense is refused with DOC-411."""
    strict(request, "language", LANGUAGES)
    for name, most in (("meeting", LAST), ("year", 9999)):
        whole_number(request, name, 1, most)
    return filters_from(request.GET)


def _address(request: HttpRequest, name: str, *args: Any) -> str:
    return request.build_absolute_uri(reverse(name, args=args))


def _text(text: Text) -> dict[str, Any]:
    return {code: {"text": said, "status": text.statuses[code]} for code, said in text.versions.items()}


def _document(request: HttpRequest, row: DocumentRow) -> dict[str, Any]:
    return {
        "id": row.id, "symbols": [*row.symbols], "kind": row.kind, "title": _text(row.title),
        "date": row.dated.isoformat() if row.dated else None, "agenda_items": [*row.agenda_items],
        "original_language": row.original_language or None, "invented": row.invented, "audience": row.audience.value,
        "meeting": row.meeting, "addendum_to": row.addendum_to,
        "languages": {code: _address(request, "api:text", row.id, code) for code in row.languages},
        "url": _address(request, "api:document", row.id), "page": _address(request, "documents:detail", row.id),
    }  # fmt: skip


@api
def documents(request: HttpRequest) -> dict[str, Any]:
    """Documents, the last filed first; `next` is the address of those before them, null at the end."""
    filters, size = _filters(request), whole_number(request, "size", A_PAGE, MOST)
    before = whole_number(request, "cursor", LAST, LAST)
    found = catalogue.page_of_documents(request.actor, filters, before=before, size=size + 1)
    following = None
    if len(found) > size:
        said = {name: value for name, value in request.GET.items() if value} | {"cursor": found[size - 1].document.id}
        following = f"{_address(request, 'api:documents')}?{urlencode(said)}"
    rows = [{**_document(request, one.document), "filed_at": one.filed_at.isoformat()} for one in found[:size]]
    return {"documents": rows, "next": following}


@api
def document(request: HttpRequest, document_id: int) -> dict[str, Any]:
    """One document, its versions and the issues that came after the first."""
    row = queries.document(request.actor, document_id)
    versions = queries.versions(request.actor, document_id)
    met = meetings.meeting(row.meeting) if row.meeting else None
    return {
        **_document(request, row),
        "versions": [
            {"language": one.language, "status": one.status, "edition": one.edition, "symbol": one.symbol,
             "url": _address(request, "api:text", row.id, one.language)}
            for one in versions
        ],
        "meeting": met and {
            "id": met.id, "body": met.body.code, "starts_on": met.starts_on.isoformat(),
            "ends_on": met.ends_on.isoformat(), "page": _address(request, "meetings:detail", met.id),
        },
    }  # fmt: skip


@api
def text(request: HttpRequest, document_id: int, language: str) -> dict[str, Any]:
    """The tree of the text in force in one language, as `entraide documents read --json` prints it, with identities."""
    tree = queries.tree(request.actor, document_id, language)
    if tree is None:
        raise NotHere
    return codec.to_json(tree)


@api
def paragraph(request: HttpRequest, guid: UUID) -> dict[str, Any]:
    """A paragraph or point by its permanent identity, in all its languages."""
    row = queries.paragraph(request.actor, guid)
    return {
        "guid": str(row.guid), "number": row.number, "point": row.point, "label": row.label, "chapter": row.chapter,
        "text": _text(row.text), "document": _address(request, "api:document", row.document),
        "symbols": [*row.symbols], "invented": row.invented, "page": _address(request, "paragraph", row.guid),
    }  # fmt: skip


@api
def search(request: HttpRequest) -> dict[str, Any]:
    """Documents whose text holds what `q` asks for, with up to three passages each; what was found is marked."""
    words = request.GET.get("q", "").strip()
    if not words or len(words) > LONGEST_QUERY:
        raise refuse("DOC-411", name="q", value=words[:40])
    size, page = whole_number(request, "size", 10, MOST), whole_number(request, "page", 1, FAR)
    reader = as_language(strict(request, "reader", LANGUAGES) or page_language())
    found = searches.search(
        request.actor, words, _filters(request), language=reader, everywhere=strict(request, "in", ("page", "all")) != "page",
        start=(page - 1) * size, size=size,
    )  # fmt: skip
    return {"count": found.count, "at_least": found.at_least, "hits": [_hit(request, hit) for hit in found.hits]}


def _hit(request: HttpRequest, hit: searches.Hit) -> dict[str, Any]:
    passages = [
        {"guid": str(one.guid) if one.guid else None, "number": one.number, "language": one.language, "text": _bits(one.bits),
         "url": _address(request, "api:paragraph", one.guid) if one.guid else None}
        for one in hit.passages
    ]  # fmt: skip
    return {"document": _document(request, hit.document), "title": _bits(hit.title), "passages": passages}


def _bits(bits: tuple[Bit, ...]) -> list[dict[str, Any]]:
    return [{"text": bit.text, "found": bit.found} for bit in bits]


@api
def nothing(_request: HttpRequest) -> dict[str, Any]:
    """Any other address."""
    raise NotHere


app_name = "api"
urlpatterns = [
    path("documents/", documents, name="documents"),
    path("documents/<int:document_id>/", document, name="document"),
    path("documents/<int:document_id>/<str:language>/", text, name="text"),
    path("paragraphs/<uuid:guid>/", paragraph, name="paragraph"),
    path("search/", search, name="search"),
    re_path(r"^.*$", nothing, name="nothing"),
]
