"""Reading papers: the list, one paper in each of its languages, and its files."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from entraide.documents import policies, queries
from entraide.documents.domain.writing import MEDIA_TYPES, SUFFIXES, write
from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import NotHere
from entraide.meetings import queries as meetings

from .linking import linked

A_PAGE = 25
FORMATS = ("html", "pdf", "docx", "akn")


def kind_label(kind: str) -> str:
    """What a document is, in words."""
    return {
        "report": _("Report"),
        "working_paper": _("Document before the meeting"),
        "resolution": _("Resolution"),
        "decision": _("Decision"),
    }.get(kind, kind)


def listing(request: HttpRequest) -> HttpResponse:
    """Papers by symbol or title, by meeting."""
    search, meeting = request.GET.get("q", "")[:200], request.GET.get("meeting", "")
    chosen = int(meeting) if meeting.isdigit() and len(meeting) < 10 else None
    rows = queries.documents(request.actor, search=search, meeting=chosen)
    page = Paginator([{"row": row, "kind": kind_label(row.kind)} for row in rows], A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "query": urlencode({"q": search, "meeting": meeting}) + "&",
        "search": search,
        "meeting": chosen,
        "meetings": meetings.meetings(),
        "may_file": bool(policies.may_file(request.actor)),
    }
    return render(request, "documents/list.html", context)


def detail(request: HttpRequest, document_id: int, language: str = "") -> HttpResponse:
    """A paper in one of its languages: the one asked for, else that of the page, else the original, else any."""
    row = queries.document(request.actor, document_id)
    if language and language not in row.languages:
        raise NotHere
    chosen = language or next(
        (code for code in (page_language(), row.original_language, *row.languages) if code in row.languages), ""
    )
    tree = queries.tree(request.actor, document_id, chosen) if chosen else None
    context = {
        "row": row,
        "kind": kind_label(row.kind),
        "language": chosen,
        "status": queries.version_status(request.actor, document_id, chosen) if chosen else None,
        "text": linked(tree, queries.paragraphs_of(request.actor, document_id)) if tree else "",
        "formats": FORMATS,
        "meeting": meetings.meeting(row.meeting) if row.meeting else None,
    }
    return render(request, "documents/detail.html", context)


def download(request: HttpRequest, document_id: int, language: str, form: str) -> HttpResponse:
    """The paper as a file, written when it is asked for."""
    row = queries.document(request.actor, document_id)
    tree = queries.tree(request.actor, document_id, language)
    if tree is None or form not in FORMATS:
        raise NotHere
    response = HttpResponse(write(tree, form), content_type=MEDIA_TYPES[form])
    name = "".join(sign if sign.isalnum() or sign in "-." else "_" for sign in row.label if sign.isascii())
    response["Content-Disposition"] = f'attachment; filename="{name}.{language}{SUFFIXES[form]}"'
    return response
