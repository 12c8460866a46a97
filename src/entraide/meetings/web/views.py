"""Reading what is recorded of meetings. Meetings are public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.ui.wording import page_language
from entraide.meetings import policies, queries


def listing(request: HttpRequest) -> HttpResponse:
    """Every meeting, the latest first."""
    return render(request, "meetings/list.html", {"rows": queries.meetings()})


def detail(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """When and where a body met, its agenda, and who spoke."""
    policies.access_meeting(request.actor, meeting_id)
    context = {
        "row": queries.meeting(meeting_id),
        "agenda": queries.agenda(meeting_id),
        "speakers": queries.speakers(meeting_id, page_language()),
    }
    return render(request, "meetings/detail.html", context)
