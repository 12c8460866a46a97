"""One's own open browsers: the list, ending one, ending all the others."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.foundation.accounts import actions, policies, queries
from entraide.foundation.accounts.session_engine import digest
from entraide.kernel.problems import NotHere


def own(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    if not request.actor.known:
        raise NotHere
    rows = queries.sessions_of(request.actor, request.actor.person_id, digest(request.session.session_key))
    return render(request, "portal/sessions.html", {"sessions": rows})


@require_POST
def end_one(request: HttpRequest, session_id: str) -> HttpResponse:
    """End one open browser; ending this one is signing out."""
    found = policies.access_session(request.actor, session_id)
    person = found.person_id
    actions.end_session(request.actor, found)
    if session_id == digest(request.session.session_key):
        logout(request)
        return redirect("home")
    messages.success(request, _("The session has been ended."))
    return redirect("sessions") if person == request.actor.person_id else redirect("person", person)


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    actions.end_other_sessions(request.actor, digest(request.session.session_key))
    messages.success(request, _("All other sessions have been ended."))
    return redirect("sessions")
