"""The offline workbook: downloaded, filled in, uploaded; what it would change is shown before it is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.files.store import MEDIA_TYPES
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.answers import Cell, positions, without_positions
from ..domain.form import Form
from ..domain.workbook import Change
from . import wording
from .forms import Upload
from .showing import actor_in, entity_name, opened

VALID_SECONDS = 24 * 3600


def _salt(actor: Actor, reply_id: int) -> str:
    """A preview is for the person who saw it, of this reply."""
    return f"collection.preview:{reply_id}:{actor.person_id}"


@never_cache
def download(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The workbook in the language of the page."""
    name, content = queries.workbook_for(actor_in(request), reply_id, page_language())
    response = HttpResponse(content, content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
def upload(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Choose the file; then see what is new, changed, cleared, and what could not be read."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    form = Upload(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return _previewed(request, reply_id)
        except Refused as refusal:
            problems = refusal.problems
    context = {"row": found.row, "form": form, "problems": problems, "entity": entity_name(found.row.entity)}
    return render(request, "collection/upload.html", context, status=422 if problems else 200)


def _previewed(request: HttpRequest, reply_id: int) -> HttpResponse:
    actor, file = actor_in(request), request.FILES.get("workbook")
    if file is None or not file.size:
        raise Refused(Problem("COL-321"))
    reply = policies.access_reply(actor, reply_id)
    preview = actions.take_workbook(actor, reply, file.read(), file.name or "workbook.xlsx")
    form = queries.form_of(reply.round.version_id)
    context = {
        "row": queries.reply_row(actor, reply_id),
        "preview": preview,
        "changes": [change_row(form, change) for change in preview.changes],
        "findings": [
            {"code": one.problem.code, "severity": one.severity, "message": wording.finding(one, page_language()),
             "place": _number(form, one.path)}
            for one in preview.findings if one.code != "required"
        ],
        "signed": signing.dumps(preview.to_json(), salt=_salt(actor, reply_id), compress=True),
        "entity": entity_name(reply.entity),
    }  # fmt: skip
    return render(request, "collection/preview.html", context)


def change_row(form: Form, change: Change) -> dict[str, Any]:
    """A change as `collection/changes.html` shows it."""
    question = form.question(without_positions(change.path))

    def read(cell: Cell) -> str:
        return wording.answer(question, cell, page_language())

    return {
        "number": _number(form, change.path), "label": question.label, "kind": change.kind,
        "kind_label": wording.change(change.kind), "before": read(change.before), "after": read(change.after),
        "aside_before": wording.aside(change.before), "aside_after": wording.aside(change.after),
        "comment": change.after.comment if change.after.comment != change.before.comment else "",
    }  # fmt: skip


def _number(form: Form, path: str) -> str:
    plain = without_positions(path)
    number = form.question(plain).number if form.has(plain) else path
    return " ".join([number, *(f"[{row}]" for row in positions(path))])


@require_POST
def apply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Keep what the preview showed."""
    actor = actor_in(request)
    reply = policies.access_reply(actor, reply_id)
    try:
        data = signing.loads(request.POST.get("signed", ""), salt=_salt(actor, reply_id), max_age=VALID_SECONDS)
    except signing.BadSignature as stale:
        raise Refused(Problem("COL-317")) from stale
    if not policies.may_read_draft(actor, reply):
        raise NotHere
    preview = actions.Preview.from_json(data)
    actions.apply_workbook(actor, reply, preview)
    messages.success(request, _("The answers of the workbook have been saved."))
    return redirect("collection:reply", reply_id)
