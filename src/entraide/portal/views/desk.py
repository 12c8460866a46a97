"""The secretariat's desk: the outbox of a site without a mail server."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.accounts import policies
from entraide.foundation.mail import post
from entraide.kernel.problems import NotHere


def outbox(request: HttpRequest) -> HttpResponse:
    """Messages that did not leave; on a site that has no mail server all of them. The secretariat's: links open accounts."""
    if not policies.may_see_people(request.actor):
        raise NotHere
    stays = settings.MAIL_TO_OUTBOX_ONLY
    context = {
        "letters": post.outbox() if stays else (),
        "failing": post.failing(),
        "stays": stays,
        "open": policies.may_read_outbox(request.actor),
    }
    return render(request, "portal/outbox.html", context)
