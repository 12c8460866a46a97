"""Keeping entries: the secretariat records acts, the focal point confirms, persons who are gone are taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere

from .. import actions, policies, queries
from .forms import NewAct
from .shown import card


def designation(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Record the act that names the authority."""
    if not policies.may_designate(request.actor):
        raise NotHere
    authority = policies.access_authority_to_keep(request.actor, authority_id)
    form = NewAct(request.POST or None, request.FILES or None)
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
def remove_person(request: HttpRequest, authority_id: int, person_id: int) -> HttpResponse:
    """Take a person out who is there no longer."""
    authority = policies.access_authority_to_keep(request.actor, authority_id)
    actions.remove_contact_point(request.actor, authority, person_id)
    messages.success(request, _("The person is taken out."))
    return redirect("directory:detail", authority_id)


def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A personal link: shows the entries that wait, each with one button. Opening it confirms nothing: mail scanners do."""
    actor, rows = queries.entries_of_link(token)
    if request.method == "POST":
        given = request.POST.get("authority", "")
        number = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
        actions.confirm_by_link(token, number)
        messages.success(request, _("The entry is confirmed for a year."))
        return redirect("directory:confirm_by_link", token)
    waiting = [card(row) for row in rows if row.standing != "confirmed"]
    context = {"cards": waiting, "name": actor.name, "done": len(rows) - len(waiting)}
    found = render(request, "directory/link.html", context)
    found["Referrer-Policy"] = "no-referrer"
    found["X-Robots-Tag"] = "noindex"
    return found
