"""The secretariat's pages of the five parts of a meeting. Absent for everybody else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere
from entraide.meetings import actions, policies, queries

from .asking import ask, done, form_page, url
from .parts import PARTS
from .programme_forms import ItemForm, SittingForm
from .views import title_of


def part(request: HttpRequest, meeting_id: int, part: str) -> HttpResponse:
    """Programme, agenda, officers, attendance or statements: what is recorded, and a form for one more."""
    meeting = policies.access_meeting_to_record(request.actor, meeting_id)
    one = PARTS.get(part)
    if one is None:
        raise NotHere
    form = one.form(meeting_id, request.POST or None)
    if request.method == "POST" and done(form, lambda: one.add(request.actor, meeting, form)):
        messages.success(request, _("It is recorded."))
        return redirect("meetings:part", meeting_id, part)
    row = queries.meeting(meeting_id)
    context = {
        "row": row, "part": part, "heading": one.heading(), "add": one.add_heading(), "form": form,
        "rows": one.rows(request.actor, meeting_id), "title": title_of(row),
    }  # fmt: skip
    return render(request, "meetings/part.html", context)


def remove_row(request: HttpRequest, meeting_id: int, part: str, row_id: int) -> HttpResponse:
    """Take away what was recorded by mistake, after asking."""
    one = PARTS.get(part)
    if one is None:
        raise NotHere
    row = policies.access_row_to_record(request.actor, one.kind, meeting_id, row_id)
    if request.method == "POST":
        one.remove(request.actor, row)
        messages.success(request, _("It has been removed."))
        return redirect("meetings:part", meeting_id, part)
    shown = next(found.name for found in one.rows(request.actor, meeting_id) if found.id == row_id)
    return ask(request, shown, url("part", meeting_id, part))


def edit_sitting(request: HttpRequest, meeting_id: int, row_id: int) -> HttpResponse:
    """Correct a sitting."""
    sitting = policies.access_sitting_to_record(request.actor, meeting_id, row_id)
    sittings = queries.sittings(meeting_id)
    row = next(found for found in sittings if found.id == row_id)
    form = SittingForm(queries.agenda(meeting_id), sittings, queries.meeting(meeting_id), row, request.POST or None)
    if request.method == "POST" and done(form, lambda: actions.correct_sitting(request.actor, sitting, **form.facts())):
        messages.success(request, _("The sitting has been changed."))
        return redirect("meetings:part", meeting_id, "programme")
    return form_page(request, form, _("Change the sitting"), url("part", meeting_id, "programme"))


@require_POST
def cancel_sitting(request: HttpRequest, meeting_id: int, row_id: int) -> HttpResponse:
    """Say that a sitting does not take place, or that it does after all."""
    sitting = policies.access_sitting_to_record(request.actor, meeting_id, row_id)
    actions.set_cancelled(request.actor, sitting, request.POST.get("cancelled") == "yes")
    messages.success(request, _("The sitting has been changed."))
    return redirect("meetings:part", meeting_id, "programme")


def edit_item(request: HttpRequest, meeting_id: int, row_id: int) -> HttpResponse:
    """Rename an item of the agenda."""
    item = policies.access_item_to_record(request.actor, meeting_id, row_id)
    row = next(found for found in queries.agenda(meeting_id) if found.id == row_id)
    form = ItemForm(row, request.POST or None)
    if request.method == "POST" and done(form, lambda: actions.rename_item(request.actor, item, **form.facts())):
        messages.success(request, _("The agenda has been changed."))
        return redirect("meetings:part", meeting_id, "agenda")
    return form_page(request, form, _("Change the agenda item"), url("part", meeting_id, "agenda"))


@require_POST
def move_item(request: HttpRequest, meeting_id: int, row_id: int) -> HttpResponse:
    """Put an item a place higher or lower."""
    item = policies.access_item_to_record(request.actor, meeting_id, row_id)
    actions.move_item(request.actor, item, request.POST.get("up") == "yes")
    messages.success(request, _("The agenda has been changed."))
    return redirect("meetings:part", meeting_id, "agenda")
