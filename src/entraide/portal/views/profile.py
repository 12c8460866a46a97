"""What a person says of themselves, for whom they act, and the page on which they wait."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entraide.foundation.accounts import actions, queries
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.problems import NotHere

from ..middleware import HAT
from ..people import memberships_shown
from .doors import in_own_language


class Profile(forms.Form):
    """One's own particulars. The name is fixed once it has been checked."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    title = forms.CharField(label=gettext_lazy("Function or title"), max_length=120, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES]
    )

    def __init__(self, fixed: bool, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].disabled = fixed
        if fixed:
            self.fields["name"].help_text = _("As the note says it. The secretariat can change it.")


def profile(request: HttpRequest) -> HttpResponse:
    """One's own page: particulars, roles, where to manage how one signs in."""
    actor = request.actor
    if not actor.known:
        raise NotHere
    row = queries.person_row(actor, actor.person_id)
    named = queries.nominations_of(actor, actor.person_id)
    asked = [one for one in named if one.state == "asked_back"]
    initial = {"name": row.name, "title": row.title, "phone": row.phone, "language": row.language}
    form = Profile(bool(row.roles) or not named, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(actor, **form.cleaned_data, answers=True)
        messages.success(request, _("Saved."))
        return in_own_language(request, redirect("profile"), form.cleaned_data["language"])
    context = {"row": row, "form": form, "asked": asked, "memberships": memberships_shown(row)}
    return render(request, "portal/profile.html", context, status=422 if form.errors else 200)


def waiting(request: HttpRequest) -> HttpResponse:
    """The page of somebody whose profile has not been checked yet, or who holds no role any more."""
    actor = request.actor
    if not actor.known:
        raise NotHere
    if actor.roles:
        return redirect("home")
    named = [one for one in queries.nominations_of(actor, actor.person_id) if one.state in ("to_check", "asked_back")]
    return render(request, "portal/waiting.html", {"named": named})


@require_POST
def acting_for(request: HttpRequest) -> HttpResponse:
    """Choose for whom to act, of those one stands for; kept in this browser's session."""
    chosen = request.POST.get("entity", "")
    if chosen not in {hat.entity for hat in request.hats}:
        raise NotHere
    request.session[HAT] = chosen
    return redirect("home")
