"""The secretariat's desk: the ledger, the outbox of a site without a mail server, files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.accounts import policies
from entraide.foundation.audit import queries as audit
from entraide.foundation.files.store import access_file
from entraide.foundation.mail.post import outbox as letters
from entraide.kernel.problems import NotHere

from ..wording import verb_label

PAGE = 100


def _staff_only(request: HttpRequest) -> None:
    if not policies.may_see_people(request.actor):
        raise NotHere


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def ledger(request: HttpRequest) -> HttpResponse:
    """What was done, newest first, and whether the chain holds."""
    _staff_only(request)
    before = request.GET.get("before", "")
    lines = audit.latest(PAGE, int(before) if _is_number(before) else None)
    count, broken = audit.verify() if not before else (0, None)
    context = {
        "lines": [{"line": line, "verb": verb_label(line.verb)} for line in lines],
        "count": count,
        "broken": broken,
        "older": lines[-1].id if len(lines) == PAGE else None,
    }
    return render(request, "portal/ledger.html", context)


def outbox(request: HttpRequest) -> HttpResponse:
    """Messages of a site that has no mail server; the secretariat's, since links in them open accounts."""
    _staff_only(request)
    context = {"letters": letters(), "open": policies.may_read_outbox(request.actor)}
    return render(request, "portal/outbox.html", context)


def file(request: HttpRequest, file_id: int) -> HttpResponse:
    """A stored file, to those whom its audience admits."""
    try:
        kept = access_file(request.actor, file_id)
    except NotHere:
        raise Http404 from None
    response = HttpResponse(kept.content, content_type=kept.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{_quoted(kept.name)}"
    return response


def _quoted(name: str) -> str:
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-._") else "_" for letter in name)
