"""Comments, another set, pins, clearance, and the page that says what is missing before a report is issued."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere

from .. import actions, queries
from . import wording
from .composer import asked_language, frame_of, workable


def comments(request: HttpRequest, report_id: int) -> HttpResponse:
    """All comments; a new one at a block."""
    report = workable(request, report_id)
    if request.method == "POST":
        made = actions.remark(request.actor, report, request.POST.get("block", ""), request.POST.get("text", ""))
        return redirect(f"/reports/{report_id}/blocks/{made.block}/#comments")
    draft = queries.draft(request.actor, report_id)
    rows = [wording.remarked(one) for one in queries.remarks(request.actor, report_id)]
    return render(request, "reporting/comments.html", {**frame_of(request, draft), "remarks": rows})


@require_POST
def comment(request: HttpRequest, report_id: int, remark_id: int) -> HttpResponse:
    """Answered, closed or opened again."""
    report = workable(request, report_id)
    verb = request.POST.get("verb")
    if verb == "close":
        found = actions.close_remark(request.actor, report, remark_id)
    elif verb == "reopen":
        found = actions.reopen_remark(request.actor, report, remark_id)
    else:
        found = actions.answer(request.actor, report, remark_id, request.POST.get("text", ""))
    return redirect(f"/reports/{report_id}/blocks/{found.block}/#comments")


def changes(request: HttpRequest, report_id: int) -> HttpResponse:
    """What a newer set of the round would change, figure by figure; update each or pin it with a reason."""
    report = workable(request, report_id)
    draft = queries.draft(request.actor, report_id)
    newer = queries.newer_set(request.actor, report_id)
    language = asked_language(request, draft.structure.language)
    if request.method == "POST":
        if newer is None:
            raise NotHere
        named = [
            name.removeprefix("do:")
            for name, value in request.POST.items()
            if name.startswith("do:") and value == "pin"
        ]
        pinned = {key: request.POST.get(f"reason:{key}", "") for key in named}
        actions.repoint(request.actor, report, newer.id, pinned=pinned)
        messages.success(
            request, _("The draft now stands over the newer set. Figures that you pinned stay as they were.")
        )
        return redirect("reporting:composer", report_id)
    found = queries.figure_changes(request.actor, report_id, newer.id, language) if newer else ()
    context = {**frame_of(request, draft), "newer": newer, "changes": found, "language": language}
    return render(request, "reporting/changes.html", context)


@require_POST
def pins(request: HttpRequest, report_id: int) -> HttpResponse:
    """Pin a figure with a reason, or let it follow its set again."""
    report, key = workable(request, report_id), request.POST.get("key", "").strip()
    if request.POST.get("verb") == "unpin":
        actions.unpin(request.actor, report, key)
    else:
        actions.pin(request.actor, report, key, reason=request.POST.get("reason", ""))
    return redirect("reporting:changes", report_id)


def clearance(request: HttpRequest, report_id: int) -> HttpResponse:
    """Who has read the draft as it stands; reading it as a second person."""
    report = workable(request, report_id)
    if request.method == "POST":
        actions.clear(request.actor, report)
        messages.success(request, _("You have cleared the draft as it stands. Any later change voids this."))
        return redirect("reporting:clearance", report_id)
    draft = queries.draft(request.actor, report_id)
    unread = [row for row in draft.rows if row.block.id in set(draft.covered.unread)]
    context = {
        **frame_of(request, draft),
        "clearances": queries.clearances(request.actor, report_id),
        "unread": [
            {"block": row.block, "said": wording.excerpt(row.block, draft.structure.language, draft)} for row in unread
        ],
        "read": len(draft.covered.read),
        "total": len(draft.rows),
    }
    return render(request, "reporting/clearance.html", context)


def issue(request: HttpRequest, report_id: int) -> HttpResponse:
    """What is missing; once nothing is, from draft to issued."""
    report = workable(request, report_id)
    if request.method == "POST":
        made = actions.issue(request.actor, report)
        messages.success(
            request, _("The report is issued. It stands as evidence under the paragraphs that asked for it.")
        )
        return redirect("reporting:detail", made.pk)
    draft = queries.draft(request.actor, report_id)
    context = {
        **frame_of(request, draft),
        "obstacles": queries.obstacles(request.actor, report_id),
        "tallies": [(code, wording.tally(draft.tally(code))) for code in frame_of(request, draft)["languages"]],
        "newer": queries.newer_set(request.actor, report_id),
    }
    return render(request, "reporting/issue.html", context)
