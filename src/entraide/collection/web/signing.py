"""What stands between a draft and its sending, as pages say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from entraide.kernel import clock
from entraide.kernel.actor import Actor

from .. import queries
from ..domain.form import Form
from ..domain.last_answers import carried_state
from ..sending import place_of
from .showing import Opened


def signing_facts(actor: Actor, found: Opened, marks: Mapping[str, queries.MarkRow]) -> dict[str, Any]:
    """What stands between a draft and its sending: clearance, sections in other hands, unconfirmed answers, signature."""
    signed = queries.signatures(actor, found.row.id)
    newest = signed[-1] if signed else None
    return {
        "uncleared": [one for one in found.sections if not marks.get(one.name, queries.MarkRow()).cleared_at],
        "elsewhere": [one for one in queries.delegations(actor, found.row.id) if one.live],
        "unconfirmed": unconfirmed(found),
        "signature": newest if newest and newest.stands else None,
        "voided": place_names(found.form, newest),
    }


def seen_in(request: HttpRequest) -> datetime | None:
    """When the answers were read that are cleared, signed or sent now, as the page says; None where it does not."""
    try:
        seen = datetime.fromisoformat(request.POST.get("seen") or request.GET.get("seen", ""))
    except ValueError:
        return None
    return seen if seen.tzinfo else None


def seen_at(request: HttpRequest) -> str:
    """The same for the page to carry on: now, unless they were read on a page before."""
    return (seen_in(request) or clock.now()).isoformat()


def place_names(form: Form, newest: queries.SignatureRow | None) -> dict[str, Any] | None:
    """The newest signature if a change has voided it: who changed what, and when."""
    if newest is None or newest.voided_at is None or not newest.voided_for:
        return None
    return {"signature": newest, "places": ", ".join(place_of(form, path) for path in newest.voided_for)}


def unconfirmed(found: Opened) -> int:
    """How many answers of the last round were neither confirmed nor changed."""
    return sum(carried_state(cell, found.answers.cell(path)) == "open" for path, cell in found.last.items())
