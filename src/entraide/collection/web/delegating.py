"""Sections in the hands of experts: given, reminded, taken back by the focal point; handed back by the expert."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.form import Form
from . import wording
from .delegation_forms import Delegating
from .showing import actor_in, entity_name


@never_cache
def delegations(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Who has which section; and giving sections to somebody."""
    actor = actor_in(request)
    reply = policies.access_reply(actor, reply_id)
    if not policies.speaks_for(actor, reply.entity):
        raise NotHere
    asked = queries.form_of(reply.round.version_id)
    rows = queries.delegations(actor, reply_id)
    form = _form(request, actor, asked, rows, reply.entity)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.delegate(
                actor, reply, form.cleaned_data["sections"], form.expert(), note=form.cleaned_data["note"],
                due=form.cleaned_data["due"],
            )  # fmt: skip
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("The sections are delegated; a letter is on its way."))
            return redirect("collection:delegations", reply_id)
    context = {
        "row": queries.reply_row(actor, reply_id), "entity": entity_name(reply.entity), "form": form,
        "problems": problems, "delegations": [_shown(asked, one) for one in reversed(rows)],
        "may_delegate": bool(policies.may_delegate(actor, reply)),
    }  # fmt: skip
    refused = request.method == "POST"
    return render(request, "collection/delegations.html", context, status=422 if refused else 200)


def _form(
    request: HttpRequest, actor: Actor, asked: Form, rows: tuple[queries.DelegationRow, ...], entity: str
) -> Delegating:
    taken = {one.section for one in rows if one.live}
    sections = [
        (one.name, f"{one.number}. {one.label.shown_in(page_language()).text}")
        for one in asked.sections
        if one.name not in taken
    ]
    return Delegating(
        request.POST if request.method == "POST" else None,
        sections=sections,
        experts=queries.experts(actor, entity),
        language=page_language(),
    )


def _shown(asked: Form, row: queries.DelegationRow) -> dict[str, Any]:
    section = next((one for one in asked.sections if one.name == row.section), None)
    return {
        "row": row, "section": section, "state_label": wording.delegation_state(row.state),
        "colour": wording.delegation_colour(row.state),
    }  # fmt: skip


@require_POST
def move(request: HttpRequest, delegation_id: int, verb: str) -> HttpResponse:
    """Take back, give again, remind (the focal point); hand back (the expert)."""
    actor = actor_in(request)
    delegation = policies.access_delegation(actor, delegation_id)
    if verb == "take-back":
        actions.take_back(actor, delegation)
        messages.success(request, _("The section is yours again. What was answered in it stays."))
    elif verb == "give-again":
        actions.give_again(actor, delegation)
        messages.success(request, _("The section is delegated again."))
    elif verb == "remind":
        actions.remind(actor, delegation)
        messages.success(request, _("A reminder is on its way."))
    elif verb == "hand-back":
        return _handed_back(request, actor, delegation.pk)
    else:
        raise NotHere
    return redirect("collection:delegations", delegation.reply_id)


def _handed_back(request: HttpRequest, actor: Actor, delegation_id: int) -> HttpResponse:
    delegation = policies.access_delegation(actor, delegation_id)
    actions.hand_back(actor, delegation, request.POST.get("remark", ""))
    messages.success(request, _("The section is handed back; the focal point has been told."))
    left = queries.replies_of(actor)
    if any(one.id == delegation.reply_id for one in left):
        return redirect("collection:reply", delegation.reply_id)
    return redirect("collection:replies")
