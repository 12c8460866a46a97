"""Pages of the secretariat about one reply: its history, a version with its answers, accepting and asking back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language

from .. import actions, policies, queries
from ..domain.answers import Answers, positions, without_positions
from ..domain.workbook import difference
from . import wording
from .forms import Reason
from .reviewing import more_of, review_of
from .showing import actor_in, entity_name, page_of, read_sections


def history(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Where a reply stands, and every version that was sent."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    context = {
        "row": row,
        "entity": entity_name(row.entity),
        "sent": tuple(reversed(queries.sent(actor, reply_id))),
        "state": wording.reply_state(row.state),
        "colour": wording.reply_colour(row.state),
        **more_of(actor, reply_id),
    }
    return render(request, "collection/history.html", context)


def version(request: HttpRequest, reply_id: int, number: int, form: Reason | None = None) -> HttpResponse:
    """One version, its answers, and what it changed of the one before."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    versions = queries.sent(actor, reply_id)
    sent = queries.sent_answers(actor, reply_id, number)
    before = next((one.answers for one in versions if one.number == number - 1), None)
    decide = policies.may_decide(actor, policies.access_reply(actor, reply_id)) and number == versions[-1].number
    context = {
        "row": row,
        "entity": entity_name(row.entity),
        "sent": sent,
        "sections": read_sections(page_of(queries.form_of(row.version_id), sent.answers)),
        "changes": _changes(row.version_id, before, sent.answers),
        "may_decide": bool(decide),
        "form": form or Reason(),
        **(review_of(actor, row, sent) if actor.staff else {}),
    }
    return render(request, "collection/version.html", context, status=422 if form else 200)


def _changes(version_id: int, before: Answers | None, after: Answers) -> list[dict[str, object]]:
    if before is None:
        return []
    form, language, rows = queries.form_of(version_id), page_language(), []
    for change in difference(before, after):
        question = form.question(without_positions(change.path))
        rows.append(
            {
                "number": " ".join([question.number, *(f"[{row}]" for row in positions(change.path))]),
                "label": question.label,
                "kind": wording.change(change.kind),
                "before": wording.answer(question, change.before, language),
                "after": wording.answer(question, change.after, language),
            }
        )
    return rows


@require_POST
def accept(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """Accept this version."""
    actor = actor_in(request)
    sent = queries.sent_answers(actor, reply_id, number)
    actions.accept(actor, policies.access_submission(actor, sent.id), request.POST.get("remarks", ""))
    messages.success(request, _("The reply is accepted."))
    return redirect("collection:reply", reply_id)


@require_POST
def ask_back(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """Ask this version back, with a reason."""
    actor = actor_in(request)
    sent = queries.sent_answers(actor, reply_id, number)
    form = Reason(request.POST)
    form.fields["reason"].required = not queries.open_clarifications(policies.access_reply(actor, reply_id))
    if not form.is_valid():
        return version(request, reply_id, number, form)
    actions.ask_back(actor, policies.access_submission(actor, sent.id), form.cleaned_data["reason"])
    messages.success(request, _("The reply is asked back; its focal point has been told."))
    return redirect("collection:reply", reply_id)
