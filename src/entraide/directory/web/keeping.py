"""Keeping entries: a State's focal point its own, the secretariat all of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere

from .. import actions, policies, queries
from .forms import Entry, NewContactPoint, NewDesignation
from .shown import card


def record(request: HttpRequest) -> HttpResponse:
    """Enter an authority."""
    if not policies.may_keep(request.actor, request.actor.entity):
        raise NotHere
    form = Entry(request.actor, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.record_authority(request.actor, form.record())
        messages.success(
            request, _("The authority is entered. It is not confirmed until its act of designation is recorded.")
        )
        return redirect("directory:detail", made.pk)
    return render(request, "directory/record.html", {"form": form})


def edit(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Change an entry."""
    authority = policies.access_authority_to_keep(request.actor, authority_id)
    row = queries.authority(request.actor, authority_id)
    form = Entry(request.actor, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.correct_authority(request.actor, authority, form.record())
        messages.success(request, _("The entry has been changed."))
        return redirect("directory:detail", authority_id)
    return render(request, "directory/edit.html", {"form": form, "card": card(row)})


def contact_point(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Name the person to write to."""
    authority = policies.access_authority_to_keep(request.actor, authority_id)
    form = NewContactPoint(request.POST or None, initial={"language": request.actor.language})
    if request.method == "POST" and form.is_valid():
        actions.name_contact_point(request.actor, authority, **form.cleaned_data)
        messages.success(request, _("The contact point is named."))
        return redirect("directory:detail", authority_id)
    context = {"form": form, "card": card(queries.authority(request.actor, authority_id))}
    return render(request, "directory/contact_point.html", context)


def designation(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Record the act that names the authority."""
    if not policies.may_designate(request.actor):
        raise NotHere
    authority = policies.access_authority_to_keep(request.actor, authority_id)
    form = NewDesignation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_designation(request.actor, authority, **form.cleaned_data)
        messages.success(request, _("The act of designation is recorded and the entry is confirmed."))
        return redirect("directory:detail", authority_id)
    context = {"form": form, "card": card(queries.authority(request.actor, authority_id))}
    return render(request, "directory/designation.html", context)


@require_POST
def confirm(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Say that an entry is still right."""
    actions.confirm_entry(request.actor, policies.access_authority_to_keep(request.actor, authority_id))
    messages.success(request, _("The entry is confirmed for a year."))
    return redirect("directory:detail", authority_id)


@require_POST
def withdraw(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Take an entry out of the public directory."""
    actions.withdraw_entry(request.actor, policies.access_authority_to_keep(request.actor, authority_id))
    messages.success(request, _("The entry is withdrawn and its contact points are deleted."))
    return redirect("directory:detail", authority_id)
