"""The secretariat's desk: the outbox of a site without a mail server."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.accounts import policies
from entraide.foundation.mail.post import outbox as letters
from entraide.kernel.problems import NotHere


def outbox(request: HttpRequest) -> HttpResponse:
    """Messages of a site that has no mail server; the secretariat's, since links in them open accounts."""
    if not policies.may_see_people(request.actor):
        raise NotHere
    context = {"letters": letters(), "open": policies.may_read_outbox(request.actor)}
    return render(request, "portal/outbox.html", context)
