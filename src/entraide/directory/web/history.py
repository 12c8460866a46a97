"""What an entry was before: its versions, the difference of any two, an older one made the newest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from .. import actions, policies, queries, wording
from .drafting import line_of
from .said import said


def history(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Every version, who made it and when; two of them compared."""
    policies.access_history(request.actor, authority_id)
    row = queries.authority(request.actor, authority_id)
    versions = queries.history(request.actor, authority_id)
    one, other = _number(request, "from"), _number(request, "to")
    context = {
        "row": row, "state": wording.entity_name(row.entity), "one": one or len(versions) - 1, "other": other or len(versions),
        "versions": [(each, wording.verb_label(each.verb), said(each.changes)) for each in versions],
        "compared": said(queries.difference_of(request.actor, authority_id, one, other)) if one and other else None,
        "closed": [line_of(each) for each in queries.closed_drafts(request.actor, authority_id)],
        "may_restore": bool(policies.may_draft(request.actor, row.entity)),
    }  # fmt: skip
    return render(request, "directory/history.html", context)


def _number(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


@require_POST
def restore(request: HttpRequest, authority_id: int, number: int) -> HttpResponse:
    """Begin a draft that makes an older version the newest."""
    authority = policies.access_authority_to_draft(request.actor, authority_id)
    made = actions.restore_version(request.actor, authority, number)
    return redirect("directory:draft", made.pk)
