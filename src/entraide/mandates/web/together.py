"""The same change to many recommendations: chosen by boxes, shown before it is made, undone as a whole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entraide.foundation.ui.widgets import Day
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, wording
from ..domain.life import IMPLEMENTATION, LIFE, RESPONSE
from ..queries import MandateRow, history, work
from .evidence import UNPROCESSABLE
from .labels import field_label, topic_choices, value_label

SHOWN = 500


class Together(forms.Form):
    """What is to be the same for all that are chosen; what stays empty is left as it is."""

    life = forms.ChoiceField(label=gettext_lazy("State of the recommendation"), required=False)
    response = forms.ChoiceField(label=gettext_lazy("Response"), required=False)
    implementation = forms.ChoiceField(label=gettext_lazy("Implementation"), required=False)
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"), widget=forms.CheckboxSelectMultiple, required=False
    )
    due_on = forms.DateField(label=gettext_lazy("Due on"), required=False, widget=Day())
    assignee = forms.TypedChoiceField(
        label=gettext_lazy("In the hands of"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, people: tuple[tuple[int, str], ...], data: Any = None) -> None:
        super().__init__(data)
        asis = [("", _("leave as it is"))]
        lives = [(one, wording.life_label(one)) for one in LIFE.states if one != "proposed"]
        self.fields["life"].choices = asis + lives
        self.fields["response"].choices = asis + [(one, wording.response_label(one)) for one in RESPONSE.states]
        states = [(one, wording.implementation_label(one)) for one in IMPLEMENTATION.states]
        self.fields["implementation"].choices = asis + states
        self.fields["topics"].choices = topic_choices()
        self.fields["assignee"].choices = [*asis, *people]

    def values(self) -> dict[str, Any]:
        """As `actions.plan` takes them."""
        return {**self.cleaned_data, "topics": tuple(self.cleaned_data["topics"])}


def together(request: HttpRequest) -> HttpResponse:
    """Choose, look, apply: three steps of one address."""
    if not policies.may_register(request.actor):
        raise NotHere
    ids = _ids(request)
    step = request.POST.get("step", "")
    people = history.colleagues(request.actor)
    form = Together(people, request.POST if step else None)
    if not step or not form.is_valid():
        return _choice(request, form, ids)
    try:
        if step == "apply":
            return _applied(request, ids, form)
        plan = actions.plan(request.actor, ids, form.values())
    except Refused as refusal:
        return _choice(request, form, ids, refusal.problems)
    return _preview(request, plan, form, dict(people))


def _ids(request: HttpRequest) -> list[int]:
    """The boxes that were ticked; on first coming, what a document holds."""
    sent = request.POST.getlist("ids")
    return [int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 18]


def _choice(request: HttpRequest, form: Together, ids: list[int], problems: tuple[Problem, ...] = ()) -> HttpResponse:
    document = request.GET.get("document", "")
    offered = ids
    if document.isascii() and document.isdecimal() and len(document) < 18:
        offered = list(dict.fromkeys([*work.numbered(request.actor, int(document)), *ids]))
    rows = work.chosen(request.actor, offered[:SHOWN])
    shown = [(rows[one], one in ids) for one in offered if one in rows]
    context = {"form": form, "rows": shown, "problems": problems}
    return render(request, "mandates/together.html", context, status=UNPROCESSABLE if problems else 200)


def _preview(request: HttpRequest, plan: actions.Plan, form: Together, people: dict[int, str]) -> HttpResponse:
    rows = work.chosen(request.actor, plan.ids)
    sent = [(name, value) for name in form.fields for value in request.POST.getlist(name)]
    context = {
        "plan": plan, "sent": sent, "doing": len(plan.doing),
        "lines": [_line(rows[one.mandate], one, people) for one in plan.rows if one.mandate in rows],
        "untouched": len(plan.ids) - len({one.mandate for one in plan.rows}),
    }  # fmt: skip
    return render(request, "mandates/together_preview.html", context)


def _line(row: MandateRow, one: actions.Planned, people: dict[int, str]) -> dict[str, Any]:
    return {
        "row": row, "field": field_label(one.field), "whom": wording.entity_label(one.whom) or one.whom,
        "before": value_label(one.field, one.before, people), "after": value_label(one.field, one.after, people),
        "possible": one.possible,
    }  # fmt: skip


def _applied(request: HttpRequest, ids: list[int], form: Together) -> HttpResponse:
    turn = actions.apply(request.actor, ids, form.values(), request.POST.get("seen", ""))
    said = ngettext(
        "%(count)s recommendation has been changed.", "%(count)s recommendations have been changed.", len(ids)
    )
    messages.success(request, said % {"count": len(ids)})
    return redirect("mandates:turn", turn)
