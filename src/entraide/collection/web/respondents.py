"""Pages of those who answer: their replies, the hub of one, the whole questionnaire to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from entraide.kernel.clock import now
from entraide.kernel.languages import as_language
from entraide.kernel.problems import NotHere

from .. import policies, queries
from . import examining, hub, wording
from .reviewing import more_of
from .showing import actor_in, entity_name, opened, read_sections


def replies(request: HttpRequest) -> HttpResponse:
    """What this State or organisation is asked to answer."""
    actor = actor_in(request)
    if not policies.belongs_to(actor, actor.entity):
        raise NotHere
    rows = [
        {"row": row, "label": wording.reply_state(row.state), "colour": wording.reply_colour(row.state)}
        for row in queries.replies_of(actor)
    ]
    return render(request, "collection/replies.html", {"rows": rows, "entity": entity_name(actor.entity)})


@never_cache
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The hub: sections with who has them and how far they are, what comes next. The secretariat gets its own page."""
    actor = actor_in(request)
    if actor.staff:
        return examining.history(request, reply_id)
    row, model = queries.reply_row(actor, reply_id), policies.access_reply(actor, reply_id)
    asked = queries.form_of(row.version_id)
    sent = queries.sent(actor, reply_id)
    editable = bool(policies.may_edit(actor, model))
    context = {
        "row": row,
        "entity": entity_name(row.entity),
        **hub.sections(actor, row, asked, linked=editable),
        "sent": sent,
        "asked_back": sent[-1] if sent and sent[-1].verdict == "asked_back" else None,
        "may_edit": editable,
        "may_correct": bool(policies.may_correct(actor, model)),
        "may_delegate": bool(policies.may_delegate(actor, model)),
        "focal_point": policies.speaks_for(actor, row.entity),
        "expert": not policies.reads_for(actor, row.entity),
        "late": row.deadline < now().date(),
        "state": wording.reply_state(row.state),
        "colour": wording.reply_colour(row.state),
        **more_of(actor, reply_id),
    }
    return render(request, "collection/hub.html", context)


@never_cache
def printed(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The whole questionnaire on one page, in any of the six languages, with what has been drafted."""
    found = opened(actor_in(request), reply_id)
    with translation.override(as_language(request.GET.get("language", ""), as_language(translation.get_language()))):
        empty = {one.path: 1 for one in found.form.repeats() if not found.answers.count(one.path)}
        sections = read_sections(found.page(extra=empty), all_questions=True)
        context = {"row": found.row, "form": found.form, "sections": sections, "entity": entity_name(found.row.entity)}
        context["version_id"] = found.row.version_id
        return render(request, "collection/printed.html", context)
