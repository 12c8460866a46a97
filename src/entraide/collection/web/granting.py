"""What is granted to one State: reminders put off, a reply let in late, an invitation taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..models import Reply
from . import round_wording
from .round_forms import Admission, Snooze, Undoing
from .round_showing import changes_shown
from .rounds import secretariat
from .showing import entity_name


def grants(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The page: each grant that is possible now, with its form, and what was granted before."""
    actor = secretariat(request)
    row = queries.reply_row(actor, reply_id)
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    if request.method == "POST" and deed not in _DEEDS:
        raise NotHere
    made = {name: form(request.POST if name == deed else None) for name, (form, _do) in _DEEDS.items()}
    problems: tuple[Problem, ...] = ()
    if deed and made[deed].is_valid():
        try:
            _DEEDS[deed][1](actor, policies.access_reply(actor, reply_id), made[deed].cleaned_data)
            messages.success(request, _("Done."))
            return redirect("collection:round", row.round_id)
        except Refused as refusal:
            problems = refusal.problems
    context = {
        "row": row, "entity": entity_name(row.entity), "problems": problems, "forms": made,
        "window": round_wording.window(row.window), "may_undo": row.state == "invited" and row.saved_at is None,
        "changes": changes_shown(one for one in queries.round_changes(actor, row.round_id, row.entity) if one.entity),
    }  # fmt: skip
    return render(request, "collection/grants.html", context, status=422 if deed else 200)


def _admit(actor: Any, reply: Reply, data: dict[str, Any]) -> None:
    actions.admit_late(actor, reply, data["until"], data["reason"])


def _snooze(actor: Any, reply: Reply, data: dict[str, Any]) -> None:
    actions.snooze(actor, reply, data["until"], data["reason"])


def _undo(actor: Any, reply: Reply, data: dict[str, Any]) -> None:
    actions.uninvite(actor, reply, data["reason"])


_DEEDS: dict[str, tuple[type[forms.Form], Callable[[Any, Reply, dict[str, Any]], None]]] = {
    "admit": (Admission, _admit),
    "snooze": (Snooze, _snooze),
    "undo": (Undoing, _undo),
}
