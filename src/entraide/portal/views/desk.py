"""The secretariat's desk: accounts, the outbox."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.accounts import policies, queries
from entraide.foundation.accounts.actions import invite
from entraide.foundation.mail import post
from entraide.kernel.actor import Role
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from ..wording import role_label
from .doors import send_link


def _staff_only(request: HttpRequest) -> None:
    if not policies.may_see_people(request.actor):
        raise NotHere


class InvitePerson(forms.Form):
    """Whom to invite, to what."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("Electronic mail"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    entity = forms.CharField(
        label=gettext_lazy("State or organisation"),
        required=False,
        help_text=gettext_lazy("Its name in any of the six languages, or its code. Leave empty for the secretariat."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES]
    )
    note_verbale = forms.CharField(label=gettext_lazy("Note verbale"), required=False, max_length=60)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role_label(role)) for role in Role]

    def clean_entity(self) -> str:
        """The code of what was named."""
        named = self.cleaned_data["entity"].strip()
        if not named:
            return ""
        found = entities.find(named)
        if found is None:
            raise forms.ValidationError(_("No State or organisation has this name. Try its name in English."))
        return found.code

    def clean(self) -> dict[str, object]:
        """Only the secretariat's roles stand for nobody."""
        data = super().clean()
        if data.get("role") in {Role.FOCAL_POINT, Role.EXPERT} and not data.get("entity"):
            self.add_error("entity", _("Say for which State or organisation."))
        return data


def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, and the form that invites another."""
    _staff_only(request)
    form = InvitePerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        party = bool(data["entity"]) and "UNTOC" in entities.entity(data["entity"]).party_to
        invited, secret = invite(request.actor, **{**data, "role": Role(data["role"])}, party=party)
        send_link(invited, secret)
        messages.success(request, _("The invitation has been sent."))
        return redirect("people")
    rows = [
        {"person": row, "roles": [(role_label(Role(role)), entity) for role, entity in row.roles]}
        for row in queries.people()
    ]
    return render(request, "portal/people.html", {"people": rows, "form": form})


def outbox(request: HttpRequest) -> HttpResponse:
    """Messages that did not leave; on a site that has no mail server all of them. The secretariat's: links open accounts."""
    _staff_only(request)
    shown = post.outbox() if settings.MAIL_TO_OUTBOX_ONLY else ()
    context = {"letters": shown, "failing": post.failing(), "stays": settings.MAIL_TO_OUTBOX_ONLY}
    return render(request, "portal/outbox.html", context)
