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

from .citations import of_document
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
    chosen = int(meeting) if meeting.isascii() and meeting.isdecimal() and len(meeting) < 10 else None
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
    """A paper in one of its languages: the one asked for, else that of the page, else the original, else any.

    `?edition=0` is what was issued first, `?edition=2` the second issue after it; without it the text in force.
    """
    row = queries.document(request.actor, document_id)
    if language and language not in row.languages:
        raise NotHere
    chosen = language or next(
        (code for code in (page_language(), row.original_language, *row.languages) if code in row.languages), ""
    )
    edition = _edition(request)
    tree = queries.tree(request.actor, document_id, chosen, edition) if chosen else None
    if tree is None and edition is not None:
        raise NotHere
    issues = queries.editions(request.actor, document_id)
    in_force = {one.language: one for one in queries.versions(request.actor, document_id)}
    current = in_force[chosen].edition if chosen in in_force else 0
    shown = current if edition is None else edition
    context = {
        "row": row,
        "kind": kind_label(row.kind),
        "language": chosen,
        "versions": tuple((one, status_label(one.status)) for one in in_force.values()),
        "status": queries.version_status(request.actor, document_id, chosen, edition) if chosen else None,
        "text": linked(tree, queries.paragraphs_of(request.actor, document_id, withdrawn=True)) if tree else "",
        "formats": FORMATS,
        "meeting": meetings.meeting(row.meeting) if row.meeting else None,
        "issues": tuple((one, issue_label(one.kind)) for one in issues) if len(issues) > 1 else (),
        "shown": next((one for one in issues if one.number == shown), None),
        "superseded": shown != current,
        "asked": edition,
        "addenda": queries.addenda(request.actor, document_id),
        "adds_to": queries.document(request.actor, row.addendum_to) if row.addendum_to else None,
        "citation": of_document(request.actor, row, page_language()),
        "may_issue": bool(policies.may_issue(request.actor)),
    }
    return render(request, "documents/detail.html", context)


def _edition(request: HttpRequest) -> int | None:
    """The issue asked for; NotHere for what is no number."""
    said = request.GET.get("edition", "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) < 5):
        raise NotHere
    return int(said)


def status_label(status: str) -> str:
    """How a language version came to be, in words."""
    return {
        "original": _("original"),
        "official": _("official"),
        "courtesy": _("courtesy translation"),
        "machine": _("machine translation"),
    }.get(status, status)


def issue_label(kind: str) -> str:
    """What kind of issue it was, in words."""
    return {
        "first": _("As first issued"),
        "rev": _("Revision"),
        "corr": _("Corrigendum"),
        "reissue": _("Reissued for technical reasons"),
    }.get(kind, kind)


def download(request: HttpRequest, document_id: int, language: str, form: str) -> HttpResponse:
    """The paper as a file, written when it is asked for."""
    row = queries.document(request.actor, document_id)
    edition = _edition(request)
    tree = queries.tree(request.actor, document_id, language, edition)
    if tree is None or form not in FORMATS:
        raise NotHere
    response = HttpResponse(write(tree, form), content_type=MEDIA_TYPES[form])
    name = "".join(sign if sign.isalnum() or sign in "-." else "_" for sign in row.label if sign.isascii())
    issue = "" if edition is None else f".{edition}"
    response["Content-Disposition"] = f'attachment; filename="{name}{issue}.{language}{SUFFIXES[form]}"'
    return response
