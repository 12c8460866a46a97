"""Saying who may read a whole section."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import actions, policies
from ..domain.sharing import as_audience
from .showing import actor_in, opened


@require_POST
def share(request: HttpRequest, reply_id: int, name: str) -> HttpResponse:
    """Keep the State's word on a section; the choice "as the questionnaire says" takes it back."""
    actor = actor_in(request)
    section = opened(actor, reply_id).section(name)
    said = request.POST.get("audience", "")
    actions.share_section(actor, policies.access_reply(actor, reply_id), section.name, as_audience(said))
    messages.success(request, _("Saved. Answers for which you have chosen something else stay as they are."))
    return redirect("collection:section", reply_id, name)
