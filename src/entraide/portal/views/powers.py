"""Powers of the secretariat: opened after signing in anew, for some minutes and a stated reason."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from entraide.foundation.accounts import actions, policies
from entraide.foundation.accounts.session_engine import digest
from entraide.kernel.actor import Actor, Power
from entraide.kernel.problems import NotHere

from ..wording import power_label


def _minutes(count: int) -> str:
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


class OpenPower(forms.Form):
    """Which power, for how long, why."""

    power = forms.ChoiceField(label=gettext_lazy("Power"), widget=forms.RadioSelect)
    minutes = forms.TypedChoiceField(label=gettext_lazy("For how long"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        min_length=3,
        help_text=gettext_lazy("It is kept with your name and the time."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, actor: Actor, *args: object) -> None:
        super().__init__(*args)
        allowed = [power for power in Power if policies.may_wield(actor, power)]
        self.fields["power"].choices = [(power.value, power_label(power)) for power in allowed]
        self.fields["minutes"].choices = [(count, _minutes(count)) for count in actions.MINUTES]


def _asked(request: HttpRequest) -> bool:
    return request.method == "GET"


@reauthentication_required(enabled=_asked)
def powers(request: HttpRequest) -> HttpResponse:
    """Open one; those that are open stand on every page."""
    if not policies.may_wield(request.actor, Power.MANAGE_ACCOUNTS):
        raise NotHere
    if request.method == "POST" and not did_recently_reauthenticate(request):
        return redirect("powers")
    form = OpenPower(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.open_power(
            request.actor, Power(data["power"]), minutes=data["minutes"], reason=data["reason"],
            session=digest(request.session.session_key),
        )  # fmt: skip
        messages.success(request, _("The power is open. It ends by itself."))
        return redirect("powers")
    return render(request, "portal/powers.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, power_id: int) -> HttpResponse:
    """Lay one down before its time."""
    actions.end_power(request.actor, policies.access_power(request.actor, power_id))
    messages.success(request, _("The power has been laid down."))
    return redirect("home")
