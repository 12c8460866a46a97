"""A person's home page: what is expected of them, with dates."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.kept.marking import for_everybody
from entraide.foundation.kept.rows import rows_kept
from entraide.kernel.actor import Role
from entraide.mandates import queries as mandates
from entraide.reporting import queries as reporting

from ..cast import CAST, PASSPHRASE
from ..expectations import expected_of


@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """What is expected; for the public, what has been asked of whom and what was reported."""
    actor = request.actor
    context = {
        "expected": expected_of(actor) if actor.known else (),
        "open_items": rows_kept("open items", actor, lambda: mandates.open_items(actor, most=8)),
        "reports": rows_kept("reports", actor, lambda: reporting.reports(actor)[:5]),
        "cast": CAST if settings.DEMONSTRATION and not actor.known else (),
        "passphrase": PASSPHRASE,
        "director": actor.has(Role.DIRECTOR),
    }
    return render(request, "portal/home.html", context)
