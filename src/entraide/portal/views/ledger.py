"""The ledger: what was done, whether the chain holds, and who was shown restricted persons."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entraide.foundation.accounts.policies import may_read_ledger
from entraide.foundation.accounts.queries import people
from entraide.foundation.actions import REGISTRY
from entraide.foundation.audit import queries
from entraide.foundation.audit import sightings as seen
from entraide.foundation.audit.actions import ask_verification
from entraide.foundation.audit.policies import may_read_sightings
from entraide.kernel.actor import Role
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from ..wording import break_label, door_label, role_label, verb_label

PAGE = 100
_SMALL = {"class": "govuk-input--width-10"}


class Filter(forms.Form):
    """What of the ledger is asked for; empty asks for all."""

    person = forms.TypedChoiceField(label=gettext_lazy("Who"), required=False, coerce=int, empty_value=None)
    verb = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    object_type = forms.CharField(label=gettext_lazy("Kind of object"), required=False, max_length=80)
    object_id = forms.CharField(label=gettext_lazy("Its number"), required=False, max_length=80)
    entity = forms.CharField(label=gettext_lazy("State or organisation"), required=False, max_length=80)
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", **_SMALL}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anybody = [("", _("Anybody"))]
        self.fields["person"].choices = [*anybody, *((row.id, row.name) for row in people())]
        verbs = sorted(((verb, verb_label(verb)) for verb in REGISTRY), key=lambda pair: pair[1])
        self.fields["verb"].choices = [("", _("Anything")), *verbs]

    def clean_entity(self) -> str:
        """A code, or a name in any of the six languages."""
        return _code(self.cleaned_data["entity"])


def _code(named: str) -> str:
    found = entities.find(named.strip()) if named.strip() else None
    return found.code if found else named.strip()


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _older(request: HttpRequest, last: int) -> str:
    kept = {name: value for name, value in request.GET.items() if value and name != "before"}
    return urlencode({**kept, "before": last})


def ledger(request: HttpRequest) -> HttpResponse:
    """What was done, newest first, and what the last walk along the chain found."""
    if not may_read_ledger(request.actor):
        raise NotHere
    form = Filter(request.GET or None)
    asked = queries.Asked()
    if form.is_bound and form.is_valid():
        asked = queries.Asked(**form.cleaned_data)
    lines = queries.listed(asked, PAGE + 1, _number(request.GET.get("before", "")))
    shown, walk = lines[:PAGE], queries.latest_verification()
    context = {
        "lines": [{"line": line, "verb": verb_label(line.verb)} for line in shown],
        "older": _older(request, shown[-1].id) if len(lines) > PAGE else None,
        "form": form,
        "walk": walk,
        "broken": break_label(walk.reason) if walk and walk.broken else "",
        "sightings": bool(may_read_sightings(request.actor)),
    }
    return render(request, "portal/ledger.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Have the chain walked in the background."""
    if not may_read_ledger(request.actor):
        raise NotHere
    ask_verification(request.actor)
    messages.success(request, _("The chain is being walked. This page shows how far it is."))
    return redirect("ledger")


def sightings(request: HttpRequest) -> HttpResponse:
    """Who was shown restricted persons: all of it for the director, a State's own for its focal point."""
    if not may_read_sightings(request.actor):
        raise NotHere
    named = request.GET.get("entity", "").replace("\x00", "")[:80]
    before = _number(request.GET.get("before", ""))
    rows = seen.sightings(
        request.actor, entity=_code(named), object_id=request.GET.get("object", "")[:80], before=before, limit=PAGE + 1
    )
    shown = rows[:PAGE]
    context = {
        "rows": [
            {"row": row, "door": door_label(row.door), "roles": [_role(role) for role in row.roles]} for row in shown
        ],
        "older": _older(request, shown[-1].id) if len(rows) > PAGE else None,
        "named": named,
        "object": request.GET.get("object", ""),
        "everything": request.actor.staff,
    }
    return render(request, "portal/sightings.html", context)


def _role(role: str) -> str:
    return role_label(Role(role)) if role in set(Role) else role
