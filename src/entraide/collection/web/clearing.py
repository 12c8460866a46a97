"""Clearing sections, declaring and signing, sending what was signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language

from .. import actions, policies, queries
from .delegation_forms import Signing
from .sending import blocking_in
from .showing import actor_in, entity_name, opened
from .signing import seen_at, seen_in, signing_facts


@require_POST
def clear(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Clear one section, or all of them; or take a clearance back."""
    actor = actor_in(request)
    reply = policies.access_reply(actor, reply_id)
    named, undo = request.POST.get("section", ""), "undo" in request.POST
    actions.clear_sections(actor, reply, [named] if named else None, undo=undo, seen=seen_in(request))
    messages.success(request, _("The clearance is taken back.") if undo else _("Cleared."))
    return redirect("collection:check", reply_id)


@never_cache
def sign(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The declaration, signed over the digest of exactly what is to be sent."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    reply = policies.access_reply(actor, reply_id)
    policies.may_submit(actor, reply).enforce()
    form = Signing(request.POST or None, initial={"name": actor.name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.sign(
            actor, reply, declared_name=given["name"], declared_function=given["function"],
            authority=given["authority"], language=page_language(), seen=seen_in(request),
        )  # fmt: skip
        messages.success(request, _("Signed. You can now send the reply."))
        return redirect("collection:sign", reply_id)
    page = found.page(required=True)
    context = {
        "row": found.row, "entity": entity_name(found.row.entity), "form": form, "blocking": blocking_in(found, page),
        "seen": seen_at(request), "statement": actions.statement(reply, page_language()),
        **signing_facts(actor, found, queries.marks(actor, reply_id)),
    }  # fmt: skip
    return render(request, "collection/sign.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def send(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Send what was signed."""
    actor = actor_in(request)
    made = actions.submit(actor, policies.access_reply(actor, reply_id))
    return redirect("collection:receipt", reply_id, made.number)


@require_POST
def completed(request: HttpRequest, reply_id: int, name: str) -> HttpResponse:
    """Have you completed this section? For a page without anything to save."""
    actor = actor_in(request)
    actions.complete_section(
        actor, policies.access_reply(actor, reply_id), name, request.POST.get("completed") == "yes"
    )
    return redirect("collection:reply", reply_id)
