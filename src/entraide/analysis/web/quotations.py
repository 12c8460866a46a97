"""Choosing, translating, clearing and withdrawing a quotation: the buttons of a passage's page."""

from __future__ import annotations

from typing import get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.languages import as_language, is_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Status

from .. import actions


@require_POST
def quotation(request: HttpRequest, set_id: int, passage_id: int) -> HttpResponse:
    """What the button says: choose, cut to a part, translate, clear or withdraw."""
    actor, deed = request.actor, request.POST.get("deed", "")
    if deed == "choose":
        actions.choose_quotation(actor, set_id, passage_id)
    elif deed == "translate" and is_language(request.POST.get("language", "")):
        language = as_language(request.POST["language"])
        actions.translate_quotation(actor, set_id, passage_id, language, request.POST.get("text", ""), _status(request))
    elif deed == "cut":
        actions.cut_quotation(actor, set_id, passage_id, request.POST.get("words", ""))
    elif deed == "clear":
        actions.clear_quotation(actor, set_id, passage_id)
    elif deed == "withdraw":
        actions.withdraw_quotation(actor, set_id, passage_id)
    else:
        raise NotHere
    messages.success(request, _("Saved."))
    return redirect("analysis:passage", set_id, passage_id)


def _status(request: HttpRequest) -> Status:
    said = request.POST.get("status", "")
    return said if said in get_args(Status) else "courtesy"  # type: ignore[return-value]
