"""The secretariat's pages of bodies and meetings. Absent for everybody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entraide.meetings import actions, policies, queries

from .asking import ask, done, form_page, only_the_secretariat, url
from .forms import BodyForm, MeetingForm
from .views import title_of


def new_body(request: HttpRequest) -> HttpResponse:
    """Record a body."""
    only_the_secretariat(request)
    form = BodyForm(queries.bodies(), data=request.POST or None)

    def write() -> Any:
        body = actions.record_body(request.actor, code=form.cleaned_data["code"], name=form.name(), new=True)
        _correct(request, body, form)
        return body

    if request.method == "POST" and (made := done(form, write)):
        messages.success(request, _("The body is recorded."))
        return redirect("meetings:body", made.pk)
    return form_page(request, form, _("Record a body"), url("list"))


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
    if request.method == "POST" and done(form, lambda: _correct(request, body, form)):
        messages.success(request, _("The body has been changed."))
        return redirect("meetings:body", body_id)
    return form_page(request, form, _("Change the body"), url("body", body_id), row.code)


def remove_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """Take away a body recorded by mistake, after asking."""
    body = policies.access_body_to_record(request.actor, body_id)
    if request.method == "POST":
        actions.remove_body(request.actor, body)
        messages.success(request, _("The body has been removed."))
        return redirect("meetings:list")
    return ask(request, body.code, url("body", body_id))


def new_meeting(request: HttpRequest) -> HttpResponse:
    """Record a meeting."""
    only_the_secretariat(request)
    bodies = queries.bodies()
    form = MeetingForm(bodies, data=request.POST or None, body=request.GET.get("body", ""))

    def write() -> Any:
        body = next(row for row in bodies if str(row.id) == form.cleaned_data["body"])
        return actions.record_meeting(request.actor, body_code=body.code, body_name=body.name, new=True, **form.facts())

    if request.method == "POST" and (made := done(form, write)):
        messages.success(request, _("The meeting is recorded."))
        return redirect("meetings:detail", made.pk)
    return form_page(request, form, _("Record a meeting"), url("list"))


def edit_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Correct a meeting."""
    meeting = policies.access_meeting_to_record(request.actor, meeting_id)
    row = queries.meeting(meeting_id)
    form = MeetingForm((), row, request.POST or None)
    if request.method == "POST" and done(form, lambda: actions.correct_meeting(request.actor, meeting, **form.facts())):
        messages.success(request, _("The meeting has been changed."))
        return redirect("meetings:detail", meeting_id)
    return form_page(request, form, _("Change the meeting"), url("detail", meeting_id), title_of(row))


def remove_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Take away a meeting recorded by mistake, after asking."""
    meeting = policies.access_meeting_to_record(request.actor, meeting_id)
    if request.method == "POST":
        actions.remove_meeting(request.actor, meeting)
        messages.success(request, _("The meeting has been removed."))
        return redirect("meetings:list")
    return ask(request, title_of(queries.meeting(meeting_id)), url("detail", meeting_id))
