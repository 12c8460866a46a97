"""Nominations: what a note says, whom it reached, their profile beside it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.collection import queries as collection
from entraide.foundation.accounts import actions, policies, queries
from entraide.foundation.accounts.models import Membership
from entraide.foundation.accounts.queries.people import membership_of
from entraide.foundation.ui.widgets import Day
from entraide.kernel.actor import Actor, Role
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.problems import NotHere

from ..letters import say_approved, say_asked_back
from ..people import field_label, nomination_shown, party_to, state_label
from .doors import send_link
from .people import OfEntity, role_choices

STATES = ("recorded", "invited", "to_check", "asked_back", "active", "ended", "withdrawn")
LARGEST = 10 * 1024 * 1024


class Nominate(OfEntity):
    """What a note verbale says of one person."""

    reference = forms.CharField(label=gettext_lazy("Note verbale"), max_length=80)
    dated = forms.DateField(label=gettext_lazy("Date of the note"), widget=Day)
    file = forms.FileField(label=gettext_lazy("The note as a file"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    exercise = forms.ChoiceField(label=gettext_lazy("For what"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    title = forms.CharField(label=gettext_lazy("Function or title"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("Electronic mail"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES]
    )
    leaves = forms.CharField(
        label=gettext_lazy("Who leaves"),
        required=False,
        help_text=gettext_lazy("The name or address of whoever holds this role now and is replaced."),
    )
    field_order = ("reference", "dated", "file", "role", "entity", "exercise", "name", "title", "email", "language")

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["entity"].help_text = _("Its name in any of the six languages, or its code.")
        self.fields["role"].choices = role_choices(Role.FOCAL_POINT, Role.EXPERT, Role.OBSERVER)
        self.fields["exercise"].choices = [("", _("In general")), *_exercises(actor)]
        if not actor.staff:
            self.fields["role"].choices = role_choices(Role.EXPERT)
            for name in ("entity", "leaves"):
                del self.fields[name]

    def clean(self) -> dict[str, object]:
        """A State's focal point names experts of that State; whoever leaves has to be found."""
        data = super().clean()
        if not self.actor.staff:
            data["entity"] = self.actor.entity
        elif not data.get("entity") and "entity" not in self.errors:
            self.add_error("entity", _("Say for which State or organisation."))
        file = data.get("file")
        if file and file.size > LARGEST:
            self.add_error("file", _("The file is larger than 10 megabytes."))
        if data.get("leaves") and not self.errors:
            data["leaves"] = self._leaving(data)
        return data

    def _leaving(self, data: dict[str, object]) -> Membership | None:
        found = membership_of(data["entity"], data["role"], data["leaves"])
        if found is None:
            self.add_error("leaves", _("Nobody who holds this role has this name or address."))
        return found


def _exercises(actor: Actor) -> list[tuple[str, str]]:
    rows = collection.rounds(actor) if actor.staff else ()
    return [(f"collection.round:{row.id}", row.code) for row in rows if row.state == "open"]


def listing(request: HttpRequest) -> HttpResponse:
    """What waits, or everything in one state."""
    if not policies.may_list(request.actor):
        raise NotHere
    state = request.GET.get("state", "")
    rows = queries.nominations(request.actor, state if state in STATES else "")
    context = {
        "rows": [nomination_shown(row) for row in rows],
        "states": [(one, state_label(one), one == state) for one in STATES],
        "state": state,
    }
    return render(request, "portal/nominations.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Record a nomination and send its link."""
    actor = request.actor
    if not policies.may_list(actor):
        raise NotHere
    form = Nominate(actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        nomination = actions.nominate(
            actor, _named(data), leaves=data.get("leaves") or None, file=_file(data.get("file"))
        )
        send_link(*actions.invite_nominee(actor, nomination))
        messages.success(request, _("The nomination is recorded and the link is on its way."))
        return redirect("nomination", nomination.pk)
    return render(request, "portal/nomination_new.html", {"form": form}, status=422 if form.errors else 200)


def _named(data: dict[str, object]) -> actions.Named:
    same = {name: data[name] for name in ("entity", "name", "email", "title", "language", "reference", "dated")}
    return actions.Named(
        role=Role(data["role"]), exercise=data.get("exercise", ""), party=party_to(str(data["entity"])), **same
    )


def _file(uploaded: object) -> tuple[str, bytes] | None:
    return (uploaded.name, uploaded.read()) if uploaded else None


def one(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """One nomination, the note and the profile side by side; what can be done with it."""
    actor = request.actor
    if request.method == "POST":
        return _done(request, nomination_id)
    row = queries.nomination_row(actor, nomination_id)
    nomination = policies.access_nomination(actor, nomination_id)
    context = {
        "shown": nomination_shown(row),
        "row": row,
        "sides": [{"label": field_label(side.field), "side": side} for side in row.compared],
        "checks": row.state == "to_check" and policies.may_check(actor, nomination),
        "invites": row.state in ("recorded", "invited") and policies.may_invite(actor, Role(row.role), row.entity),
        "withdraws": row.state in ("recorded", "invited", "to_check", "asked_back")
        and policies.may_invite(actor, Role(row.role), row.entity),
    }
    return render(request, "portal/nomination.html", context)


def _done(request: HttpRequest, nomination_id: int) -> HttpResponse:
    actor, verb = request.actor, request.POST.get("verb", "")
    nomination = policies.access_nomination(actor, nomination_id)
    if verb == "approve":
        say_approved(actions.approve(actor, nomination))
        messages.success(request, _("The person can act from now on."))
    elif verb == "ask_back":
        say_asked_back(actions.ask_back(actor, nomination, request.POST.get("reason", "")))
        messages.success(request, _("The person has been asked."))
    elif verb == "invite":
        send_link(*actions.invite_nominee(actor, nomination))
        messages.success(request, _("A new link is on its way to the address that was invited."))
    elif verb == "withdraw":
        actions.withdraw(actor, nomination)
        messages.success(request, _("The nomination has been withdrawn."))
    else:
        raise NotHere
    return redirect("nomination", nomination_id)
