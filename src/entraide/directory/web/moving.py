"""A draft on its way: each step is a button; giving back asks for a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere

from .. import actions, policies


@require_POST
def move(request: HttpRequest, draft_id: int, step: str) -> HttpResponse:
    """Take one step: send, take-back, approve, return, publish, ask-back, discard."""
    draft = policies.access_draft(request.actor, draft_id)
    actor, reason = request.actor, request.POST.get("reason", "")
    if step == "send":
        actions.send_draft(actor, draft)
        messages.success(request, _("The draft is sent for approval."))
    elif step == "take-back":
        actions.take_back(actor, draft)
    elif step == "approve":
        actions.approve_draft(actor, draft)
        messages.success(request, _("The draft is approved and with the secretariat."))
    elif step == "return":
        actions.return_draft(actor, draft, reason)
        messages.success(request, _("The draft is given back."))
    elif step == "ask-back":
        actions.ask_back(actor, draft, reason)
        messages.success(request, _("The draft is given back."))
    elif step == "discard":
        actions.discard_draft(actor, draft)
        messages.success(request, _("The draft is thrown away."))
        return redirect("directory:drafts")
    elif step == "publish":
        authority = actions.publish_draft(actor, draft)
        messages.success(request, _("The entry is published."))
        return redirect("directory:detail", authority.pk)
    else:
        raise NotHere
    return redirect("directory:draft", draft_id)
