"""The secretariat's pages: recording bodies and meetings, and the five parts of a meeting. Absent for everybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere, Refused
from entraide.meetings import actions, policies, queries

from .forms import BodyForm, MeetingForm
from .parts import PARTS
from .programme_forms import ItemForm, SittingForm
from .views import title_of
from .wording import told


def _only_the_secretariat(request: HttpRequest) -> None:
    if not policies.may_record(request.actor):
        raise NotHere


def _done(form: forms.Form, write: Callable[[], Any]) -> Any:
    """What the action gives, or None with its refusal shown above the form, so that nothing has to be typed again."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return write() or True
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(None, f"{told(problem)} ({problem.code})")
        return None


def _url(name: str, *args: Any) -> str:
    return reverse(f"meetings:{name}", args=args)


def _form_page(request: HttpRequest, form: forms.Form, heading: str, back: str, caption: str = "") -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "caption": caption}
    return render(request, "meetings/form.html", context)


def new_body(request: HttpRequest) -> HttpResponse:
    """Record a body."""
    _only_the_secretariat(request)
    form = BodyForm(queries.bodies(), data=request.POST or None)

    def write() -> Any:
        body = actions.record_body(request.actor, code=form.cleaned_data["code"], name=form.name())
        _correct(request, body, form)
        return body

    if request.method == "POST" and (made := _done(form, write)):
        messages.success(request, _("The body is recorded."))
        return redirect("meetings:body", made.pk)
    return _form_page(request, form, _("Record a body"), _url("list"))


def _correct(request: HttpRequest, body: Any, form: BodyForm) -> None:
    said = form.cleaned_data
    parent = policies.access_body(request.actor, int(said["parent"])) if said["parent"] else None
    actions.correct_body(
        request.actor, body, name=form.name(), parent=parent, mandate=form.mandate(), act_kind=said["act_kind"],
        act_label=said["act_label"],
    )  # fmt: skip


def edit_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """Correct a body."""
    body = policies.access_body_to_record(request.actor, body_id)
    row = queries.body(body_id)
    form = BodyForm(queries.bodies(), row, request.POST or None)
    if request.method == "POST" and _done(form, lambda: _correct(request, body, form)):
        messages.success(request, _("The body has been changed."))
        return redirect("meetings:body", body_id)
    return _form_page(request, form, _("Change the body"), _url("body", body_id), row.code)


def remove_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """Take away a body recorded by mistake, after asking."""
    body = policies.access_body_to_record(request.actor, body_id)
    if request.method == "POST":
        actions.remove_body(request.actor, body)
        messages.success(request, _("The body has been removed."))
        return redirect("meetings:list")
    return _ask(request, body.code, _url("body", body_id))


def _ask(request: HttpRequest, what: str, back: str) -> HttpResponse:
    return render(request, "meetings/remove.html", {"what": what, "back": back})


def new_meeting(request: HttpRequest) -> HttpResponse:
    """Record a meeting."""
    _only_the_secretariat(request)
    bodies = queries.bodies()
    form = MeetingForm(bodies, data=request.POST or None, body=request.GET.get("body", ""))

    def write() -> Any:
        body = next(row for row in bodies if str(row.id) == form.cleaned_data["body"])
        return actions.record_meeting(request.actor, body_code=body.code, body_name=body.name, **form.facts())

    if request.method == "POST" and (made := _done(form, write)):
        messages.success(request, _("The meeting is recorded."))
        return redirect("meetings:detail", made.pk)
    return _form_page(request, form, _("Record a meeting"), _url("list"))


def edit_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Correct a meeting."""
    meeting = policies.access_meeting_to_record(request.actor, meeting_id)
    row = queries.meeting(meeting_id)
    form = MeetingForm((), row, request.POST or None)
    if request.method == "POST" and _done(
        form, lambda: actions.correct_meeting(request.actor, meeting, **form.facts())
    ):
        messages.success(request, _("The meeting has been changed."))
        return redirect("meetings:detail", meeting_id)
    return _form_page(request, form, _("Change the meeting"), _url("detail", meeting_id), title_of(row))


def remove_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Take away a meeting recorded by mistake, after asking."""
    meeting = policies.access_meeting_to_record(request.actor, meeting_id)
    if request.method == "POST":
        actions.remove_meeting(request.actor, meeting)
        messages.success(request, _("The meeting has been removed."))
        return redirect("meetings:list")
    return _ask(request, title_of(queries.meeting(meeting_id)), _url("detail", meeting_id))


def part(request: HttpRequest, meeting_id: int, part: str) -> HttpResponse:
    """Programme, agenda, officers, attendance or statements: what is recorded, and a form for one more."""
    meeting = policies.access_meeting_to_record(request.actor, meeting_id)
    one = PARTS.get(part)
    if one is None:
        raise NotHere
    form = one.form(meeting_id, request.POST or None)
    if request.method == "POST" and _done(form, lambda: one.add(request.actor, meeting, form)):
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
    return _ask(request, shown, _url("part", meeting_id, part))


def edit_sitting(request: HttpRequest, meeting_id: int, row_id: int) -> HttpResponse:
    """Correct a sitting."""
    sitting = policies.access_sitting_to_record(request.actor, meeting_id, row_id)
    sittings = queries.sittings(meeting_id)
    row = next(found for found in sittings if found.id == row_id)
    form = SittingForm(queries.agenda(meeting_id), sittings, queries.meeting(meeting_id), row, request.POST or None)
    if request.method == "POST" and _done(
        form, lambda: actions.correct_sitting(request.actor, sitting, **form.facts())
    ):
        messages.success(request, _("The sitting has been changed."))
        return redirect("meetings:part", meeting_id, "programme")
    return _form_page(request, form, _("Change the sitting"), _url("part", meeting_id, "programme"))


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
    if request.method == "POST" and _done(form, lambda: actions.rename_item(request.actor, item, **form.facts())):
        messages.success(request, _("The agenda has been changed."))
        return redirect("meetings:part", meeting_id, "agenda")
    return _form_page(request, form, _("Change the agenda item"), _url("part", meeting_id, "agenda"))


@require_POST
def move_item(request: HttpRequest, meeting_id: int, row_id: int) -> HttpResponse:
    """Put an item a place higher or lower."""
    item = policies.access_item_to_record(request.actor, meeting_id, row_id)
    actions.move_item(request.actor, item, request.POST.get("up") == "yes")
    messages.success(request, _("The agenda has been changed."))
    return redirect("meetings:part", meeting_id, "agenda")
