from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.kernel.problems import Problem, Refused

from .. import actions, queries

SHOWN = 500


class RatesFile(forms.Form):
    """A file of rates, and whether they are invented."""

    sheet = forms.FileField(
        label=gettext_lazy("Rates as CSV"),
        help_text=gettext_lazy("Columns: currency, date, per_usd (units for one US dollar), source, kind."),
    )
    invented = forms.BooleanField(label=gettext_lazy("These rates are invented, for demonstration"), required=False)


def rates(request: HttpRequest) -> HttpResponse:
    """The rates that stand, and a file of more; what is wrong is told line by line."""
    problems: tuple[Problem, ...] = ()
    rows = queries.rates(request.actor)
    form = RatesFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = actions.import_rates(
                request.actor, form.cleaned_data["sheet"].read(), invented=form.cleaned_data["invented"]
            )
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("Rates added: %(added)d; already known: %(known)d.") % _counts(taken))
            if not taken.problems:
                return redirect("analysis:rates")
            problems, rows = taken.problems, queries.rates(request.actor)
    context = {"rows": rows[:SHOWN], "many": len(rows), "form": form, "problems": problems[:SHOWN]}
    return render(request, "analysis/rates.html", context)


def _counts(taken: actions.Taken) -> dict[str, int]:
    return {"added": taken.added, "known": taken.known}
