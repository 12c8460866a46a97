"""Work with the register: what is in whose hands, what is due for which session, and what is past its day."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entraide.foundation.ui.widgets import Day
from entraide.kernel import clock
from entraide.kernel.problems import NotHere, Problem, Refused
from entraide.meetings import queries as meetings

from .. import actions, policies, queries
from ..queries import history, work
from .evidence import UNPROCESSABLE
from .labels import meeting_label
from .shown import card

WHICH: Final = ("mine", "all", "overdue")


class Handing(forms.Form):
    """Into whose hands, to do what, by when."""

    person = forms.TypedChoiceField(label=gettext_lazy("Who"), coerce=int)
    task = forms.CharField(
        label=gettext_lazy("What is to be done"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = forms.DateField(label=gettext_lazy("By when"), required=False, widget=Day())
    remind_on = forms.DateField(
        label=gettext_lazy("Remind on"), required=False, widget=Day(),
        help_text=gettext_lazy("A letter says that something waits, never what."),
    )  # fmt: skip
    mark_optional = True

    def __init__(self, people: tuple[tuple[int, str], ...], me: int | None, data: Any = None) -> None:
        super().__init__(data, initial={"person": me})
        self.fields["person"].choices = people


def assign(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Put a mandate into somebody's hands."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    form = Handing(history.colleagues(request.actor), request.actor.person_id, request.POST or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.assign(request.actor, mandate, given.pop("person"), **given)
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("It is noted."))
            return redirect("mandates:detail", mandate_id)
    context = {"card": card(queries.mandate(request.actor, mandate_id)), "form": form, "problems": problems}
    return render(request, "mandates/assign.html", context, status=UNPROCESSABLE if problems else 200)


@require_POST
def finish(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """It is done."""
    found = policies.access_assignment(request.actor, assignment_id)
    actions.finish(request.actor, found)
    messages.success(request, _("The task is done."))
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("mandates:detail", found.mandate_id)


def mine(request: HttpRequest) -> HttpResponse:
    """My work, everybody's, or what is overdue."""
    which = request.GET.get("which", "mine")
    which = which if which in WHICH else "mine"
    today = clock.now().date()
    context = {
        "which": which, "tasks": work.work(request.actor, today, which), "waiting": queries.what_waits(request.actor),
        "tabs": [("mine", _("Mine")), ("all", _("Everybody’s")), ("overdue", _("Overdue"))],
    }  # fmt: skip
    return render(request, "mandates/work.html", context)


def due(request: HttpRequest) -> HttpResponse:
    """What is due for a session or by a day; without either, what is past its day."""
    if not policies.may_register(request.actor):
        raise NotHere
    today = clock.now().date()
    meeting, by = _number(request.GET.get("meeting", "")), _day(request.GET.get("by", ""))
    rows = work.due(request.actor, today, meeting=meeting, by=by)
    names = {one: meeting_label(one) for one in {row.meeting for row in rows} if one}
    shown = [{"card": card(row.mandate), "due": row, "meeting": names.get(row.meeting or 0, "")} for row in rows]
    coming = [(one.id, meeting_label(one.id)) for one in meetings.meetings() if one.ends_on >= today]
    if meeting and meeting not in dict(coming):
        coming.insert(0, (meeting, meeting_label(meeting)))
    context = {"rows": shown, "meeting": meeting, "by": by, "meetings": coming, "chosen": bool(meeting or by)}
    return render(request, "mandates/work_due.html", context)


def _number(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 18 else None


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
